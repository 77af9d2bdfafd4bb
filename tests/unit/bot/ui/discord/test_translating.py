"""Every name and description of a command is there in every language, and Discord takes it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.desk.preferences import KnownPreferences
from bot.ui.discord.admin import admin_commands
from bot.ui.discord.boundary import Door
from bot.ui.discord.commands import darcy_command
from bot.ui.discord.me import me_commands
from bot.ui.discord.menu import task_menu
from bot.ui.discord.translating import LANGUAGES, translations
from tests.doubles.card_stores import MemoryCards
from tests.doubles.desk import CannedDesk
from tests.doubles.stores import MemoryInteractions, MemoryNotices, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import Iterator

DOOR = Door(
    CannedDesk(),
    MemoryInteractions(),
    frozenset(),
    KnownPreferences(MemoryPreferences(), ZoneInfo("UTC")),
    MemoryNotices(),
    MemoryCards(),
    joined=lambda: 1,
)
COMMANDS: list[Any] = [darcy_command(DOOR), me_commands(DOOR), admin_commands(DOOR)]
CODES = sorted(language.value for language in LANGUAGES)
# Discord's ^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$
PLAIN_NAME = re.compile(r"[-_'\w]{1,32}")


def parts(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with all that has a name in it."""
    yield part
    for option in part.get("options", ()):
        yield from parts(option)


def shapes() -> list[dict[str, Any]]:
    tree: Any = discord.app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    return [command.to_dict(tree) for command in COMMANDS]


def names() -> list[str]:
    return [part["name"] for shape in shapes() for part in parts(shape)]


def descriptions() -> list[str]:
    return [part["description"] for shape in shapes() for part in parts(shape)]


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_there_and_none_is_left_over(code: str) -> None:
    told = {*names(), *descriptions(), task_menu(DOOR).name}
    assert {english for english, table in translations().items() if table.get(code, "").strip()} == told


@pytest.mark.parametrize("code", ["en", *CODES])
def test_names_are_as_discord_takes_them(code: str) -> None:
    for english in names():
        name = english if code == "en" else translations()[english][code]
        assert PLAIN_NAME.fullmatch(name), name
        assert name == name.lower()
    menu = task_menu(DOOR).name
    assert 1 <= len(menu if code == "en" else translations()[menu][code]) <= 32


@pytest.mark.parametrize("code", ["en", *CODES])
def test_descriptions_are_as_discord_takes_them(code: str) -> None:
    for english in descriptions():
        assert 1 <= len(english if code == "en" else translations()[english][code]) <= 100


@pytest.mark.parametrize("code", CODES)
def test_no_two_names_side_by_side_are_alike(code: str) -> None:
    beside = [[part["name"] for part in one.get("options", ())] for shape in shapes() for one in parts(shape)]
    for english in [[shape["name"] for shape in shapes()], *beside]:
        told = Counter(translations()[name][code] for name in english)
        assert all(count == 1 for count in told.values()), told
