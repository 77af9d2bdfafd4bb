"""What a Discord client sends, or does not let a person send: options, picks and filled-in forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.clock import Clock
from sandbox.discord.client_options import command_data
from sandbox.discord.commands import is_shown, replace_commands
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.forms import filled_in
from sandbox.discord.founding import SeedMember, found_world
from sandbox.discord.resolved import Resolver
from sandbox.discord.routes_channels import direct_channel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.world import World

ALICE, BOB = 101, 102
Json = dict[str, Any]


def world_at(state: Path | None = None, *names: str) -> World:
    members = [SeedMember(ALICE, "Alice Adeyemi", is_admin=True), SeedMember(BOB, "Bob Lund")]
    members += [SeedMember(200 + at, name) for at, name in enumerate(names)]
    return found_world(
        members, clock=Clock(), guild_name="Society", channels=["general"], bot_name="Darcy", state=state
    )


@pytest.fixture
async def world() -> AsyncGenerator[World]:
    made = world_at()
    yield made
    made.records.close()


def option(kind: int, name: str, **other: Any) -> Json:
    return {"type": kind, "name": name, "description": "Something", **other}


def sync(world: World, *options: Json, **other: Any) -> None:
    replace_commands(
        world, None, [{"name": "darcy", "description": "Ask", "options": list(options), **other}]
    )


def sent(world: World, words: str = "darcy", **given: object) -> Json:
    return command_data(world.commands.values(), words, given, Resolver(world, ALICE))


async def test_options_are_sent_as_they_are_declared(world: World) -> None:
    sync(
        world,
        option(3, "request", required=True, max_length=5),
        option(4, "count", min_value=1, max_value=3),
        option(5, "private"),
        option(3, "kind", choices=[{"name": "My tasks", "value": "mine"}]),
        option(6, "member"),
    )
    data = sent(world, request="hello", count=3, private=True, kind="My tasks", member="bob lund")
    assert [one["value"] for one in data["options"]] == ["hello", 3, True, "mine", "102"]
    assert data["resolved"]["members"]["102"]["permissions"] == str(world.permissions(BOB))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "needs request"),
        ({"request": "x", "colour": "red"}, "no option colour"),
        ({"request": 5}, "does not take 5"),
        ({"request": ""}, "a length of 0"),
        ({"request": "x" * 6}, "a length of 6"),
        ({"request": "x", "count": 4}, "a value of 4"),
        ({"request": "x", "count": True}, "does not take True"),
        ({"request": "x", "kind": "Yours"}, "is one of: My tasks"),
        ({"request": "x", "member": "Nobody"}, "nothing called 'Nobody'"),
    ],
)
async def test_what_does_not_fit_is_not_sent(world: World, given: Json, why: str) -> None:
    sync(
        world,
        option(3, "request", required=True, max_length=5),
        option(4, "count", min_value=1, max_value=3),
        option(3, "kind", choices=[{"name": "My tasks", "value": "mine"}]),
        option(6, "member"),
    )
    with pytest.raises(ClientRefusedError, match=why):
        sent(world, **given)


async def test_a_subcommand_must_be_named(world: World) -> None:
    sync(world, option(1, "link", options=[option(3, "person")]))
    data = sent(world, "darcy link", person="p")
    inner = {"type": 1, "name": "link", "options": [{"type": 3, "name": "person", "value": "p"}]}
    assert data["options"] == [inner]
    for words, why in [
        ("darcy", "one of its subcommands: link"),
        ("darcy x", "no subcommand"),
        ("d", "no command"),
    ]:
        with pytest.raises(ClientRefusedError, match=why):
            sent(world, words)


async def test_commands_are_shown_by_permission_and_place(world: World) -> None:
    general = next(iter(world.channels.values()))
    direct = direct_channel(world, BOB)

    def shown(**command: Any) -> list[bool]:
        sync(world, **command)
        one = next(iter(world.commands.values()))
        return [
            is_shown(world, ALICE, one, general),
            is_shown(world, BOB, one, general),
            is_shown(world, BOB, one, direct),
        ]

    assert shown() == [True, True, True]
    assert shown(default_member_permissions="32") == [True, False, True]
    assert shown(default_member_permissions="0") == [False, False, True]
    assert shown(contexts=[0]) == [True, True, False]
    assert shown(contexts=[1]) == [False, False, True]
    assert shown(dm_permission=False) == [True, True, False]


FORM: list[Json] = [
    {
        "type": 18,
        "id": 1,
        "label": "Title",
        "component": {
            "type": 4,
            "id": 2,
            "custom_id": "title",
            "value": "Poster",
            "min_length": 3,
            "max_length": 10,
            "required": True,
        },
    },
    {
        "type": 18,
        "id": 3,
        "label": "Who",
        "component": {
            "type": 5,
            "id": 4,
            "custom_id": "who",
            "min_values": 1,
            "max_values": 1,
            "required": False,
        },
    },
]


async def test_a_form_keeps_what_stood_in_it(world: World) -> None:
    filled = filled_in(FORM, {"Who": "Bob Lund"}, Resolver(world, ALICE))
    assert [one["component"] for one in filled] == [
        {"type": 4, "id": 2, "custom_id": "title", "value": "Poster"},
        {"type": 5, "id": 4, "custom_id": "who", "values": ["102"]},
    ]
    assert filled_in(FORM, {}, Resolver(world, ALICE))[1]["component"]["values"] == []


@pytest.mark.parametrize("values", [{"title": "ab"}, {"title": ""}, {"Title": "x" * 11}, {"colour": "red"}])
async def test_a_form_filled_in_wrongly_is_not_sent(world: World, values: dict[str, str]) -> None:
    with pytest.raises(ClientRefusedError):
        filled_in(FORM, values, Resolver(world, ALICE))


async def test_people_get_usernames_of_their_own() -> None:
    world = world_at(None, "José Núñez", "Bob  Lund", "漢字")
    world.records.close()
    names = [user.username for user in world.users.values() if not user.is_bot]
    assert names == ["alice.adeyemi", "bob.lund", "jos.n.ez", "bob.lund2", "member"]


async def test_ids_and_the_token_outlive_a_run(tmp_path: Path) -> None:
    state = tmp_path / "discord.sqlite"
    first = world_at(state)
    sync(first, option(3, "request"))
    direct_channel(first, BOB)
    first.records.close()
    second = world_at(state, "Someone New")
    second.records.close()
    assert (second.token, second.guild_id, second.application_id) == (
        first.token,
        first.guild_id,
        first.application_id,
    )
    assert second.commands == first.commands
    assert {one.id: one.recipient_id for one in second.channels.values()} == {
        one.id: one.recipient_id for one in first.channels.values()
    }
    assert len(second.users) == len(first.users) + 1
