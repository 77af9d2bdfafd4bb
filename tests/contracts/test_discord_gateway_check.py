"""The check of the gateway's payloads sees what is wrong with them, and forgives no more than it has to."""

from __future__ import annotations

import asyncio
import copy
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from sandbox.discord.exchanges import GatewayPayload
from tests.doubles.discord_bot import bot_in_discord, darcy
from tests.doubles.discord_contract.gateway import GatewayContract
from tests.doubles.discord_contract.gateway_deviations import GatewayDeviation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

Json = dict[str, Any]

# What discord.py says where its first connection broke before READY.
TOO_EARLY: Json = {"op": 6, "d": {"seq": None, "session_id": None, "token": "a.b.c"}}


@pytest_asyncio.fixture
async def passed(tmp_path: Path) -> AsyncIterator[list[GatewayPayload]]:
    """What passes while a command is used and its card pressed, a member asked for, and a session resumed."""
    found: list[GatewayPayload] = []
    async with bot_in_discord(tmp_path, darcy, watch_gateway=found.append) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        shown = await (await alice.slash("darcy", {"request": "hello"})).answer()
        await (await alice.press(shown, "Done")).answer()
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        await guild.query_members("ali")
        emulator.ask_to_reconnect()
        await asyncio.wait_for(bot.resumed.wait(), 10)
        found.append(GatewayPayload(by_bot=True, payload=TOO_EARLY))
    yield found


def named(passed: list[GatewayPayload], event: str) -> Json:
    """A copy of the first such event, to do harm to."""
    return copy.deepcopy(next(one.payload for one in passed if one.payload.get("t") == event))


def problems(payload: Json, *, by_bot: bool = False, may_be_wrong: bool = False) -> list[str]:
    return GatewayContract().problems(GatewayPayload(by_bot, payload), may_be_wrong=may_be_wrong)


@pytest.mark.parametrize(
    ("event", "harm", "where"),
    [
        ("READY", lambda told: told.pop("session_id"), "told op 0 READY: d: "),
        ("READY", lambda told: told.update(v="ten"), "READY: d/v: "),
        ("GUILD_CREATE", lambda told: told["channels"][0].pop("id"), "GUILD_CREATE: d/channels/0"),
        ("GUILD_CREATE", lambda told: told.update(colour="red"), "GUILD_CREATE: d: "),
        ("INTERACTION_CREATE", lambda told: told.update(token=7), "INTERACTION_CREATE: d"),
        ("INTERACTION_CREATE", lambda told: told["data"].pop("name"), "INTERACTION_CREATE: d"),
        ("GUILD_MEMBERS_CHUNK", lambda told: told.update(members={}), "GUILD_MEMBERS_CHUNK: d/members: "),
    ],
)
def test_what_is_wrong_with_an_event_is_told_with_its_place(
    passed: list[GatewayPayload], event: str, harm: Any, where: str
) -> None:
    payload = named(passed, event)

    harm(payload["d"])

    found = problems(payload)
    assert any(where in each for each in found), found


def test_an_event_that_the_schema_has_not_is_told() -> None:
    assert problems({"op": 0, "d": {}, "s": 1, "t": "DARCY_CREATE"}) != []


@pytest.mark.parametrize(
    "said",
    [{"op": 2, "d": {"token": "x"}}, {"op": 6, "d": {}}, {"op": 1, "d": "soon"}, {"op": 99, "d": None}],
)
def test_what_a_bot_says_wrongly_is_told_unless_it_was_meant_to_be_wrong(said: Json) -> None:
    assert problems(said, by_bot=True) != []
    assert problems(said, by_bot=True, may_be_wrong=True) == []


@pytest.mark.parametrize("deviation", GatewayDeviation)
def test_every_deviation_is_needed(passed: list[GatewayPayload], deviation: GatewayDeviation) -> None:
    lenient = GatewayContract()
    strict = GatewayContract(frozenset(GatewayDeviation) - {deviation})

    assert [each for one in passed for each in lenient.problems(one)] == []
    assert [each for one in passed for each in strict.problems(one)] != []
    assert deviation.name in lenient.used
    assert deviation.name not in strict.used
