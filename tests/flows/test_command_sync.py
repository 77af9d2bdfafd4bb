"""Which commands Discord is told of, where, in which languages, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doubles.talk import open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from typing import Any

    from tests.doubles.talk import Talk

OURS = {"darcy", "darcy-me", "darcy-admin", "Make this a task"}


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        yield talk


async def registered(talk: Talk) -> tuple[list[Any], list[Any]]:
    """The names of the commands for all servers, and of those of this one alone."""
    http, application = talk.client.http, talk.discord.application_id
    everywhere = await http.get_global_commands(application)
    here = await http.get_guild_commands(application, talk.discord.guild_id)
    return [one["name"] for one in everywhere], [one["name"] for one in here]


def in_german(talk: Talk) -> dict[str, str]:
    (put,) = talk.calls("PUT", "/commands")
    return {one["name"]: one["name_localizations"]["de"] for one in put}


async def test_names_go_out_in_other_languages_and_are_not_sent_again(talk: Talk) -> None:
    assert in_german(talk) == {
        "darcy": "darcy",
        "darcy-me": "darcy-ich",
        "darcy-admin": "darcy-admin",
        "Make this a task": "Aufgabe daraus machen",
    }
    await talk.start()
    assert len(talk.calls("PUT", "/commands")) == 1


async def test_a_translation_that_discord_does_not_have_is_sent(talk: Talk) -> None:
    (sent,) = talk.calls("PUT", "/commands")
    old = [{**one, "name_localizations": {**one["name_localizations"], "de": "alt"}} for one in sent]
    await talk.client.http.bulk_upsert_global_commands(talk.discord.application_id, old)
    await talk.start()
    assert talk.calls("PUT", "/commands")[-1] == sent


async def test_to_develop_they_are_registered_in_the_server_alone_and_then_for_all_again(talk: Talk) -> None:
    everywhere, here = await registered(talk)
    assert (set(everywhere), here) == (OURS, [])
    talk.guilds, talk.registers_in_guilds = frozenset({talk.discord.guild_id}), True
    await talk.start()
    everywhere, here = await registered(talk)
    assert (everywhere, set(here)) == ([], OURS)
    talk.registers_in_guilds = False
    await talk.start()
    everywhere, here = await registered(talk)
    assert (set(everywhere), here) == (OURS, [])
