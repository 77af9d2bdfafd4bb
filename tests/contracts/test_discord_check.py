"""The check of exchanges with Discord sees what is wrong with them, and forgives no more than it has to."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
import pytest_asyncio

from sandbox.discord.emulator import Fault
from sandbox.discord.exchanges import RestExchange
from tests.doubles.discord_bot import bot_in_discord, darcy, trusting
from tests.doubles.discord_contract.check import DiscordContract
from tests.doubles.discord_contract.deviations import Deviation
from tests.doubles.discord_contract.documents import require_openapi
from tests.doubles.emulated_discord import open_refusing_discord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FAULTY_TEST = """
import aiohttp, pytest
from sandbox.clock import Clock
from tests.doubles.emulated_discord import open_discord
from tests.doubles.discord_bot import PEOPLE, trusting

async def ask(tmp_path, query):
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path) as emulator:
        async with aiohttp.ClientSession(connector=trusting(emulator)) as session:
            headers = {"Authorization": f"Bot {emulator.token}"}
            path = f"guilds/{emulator.guild_id}?{query}"
            await session.get(
                f"https://discord.com/api/v10/{path}", headers=headers, proxy=emulator.proxy_url
            )

async def test_misspelt(tmp_path):
    await ask(tmp_path, "with_count=true")

async def test_right(tmp_path):
    await ask(tmp_path, "with_counts=true")
"""


@pytest.fixture(autouse=True)
def contract() -> None:
    require_openapi()


@pytest_asyncio.fixture
async def exchanges(tmp_path: Path) -> AsyncIterator[list[RestExchange]]:
    """What a bot and one who knocks at the wrong door say; a message's is among it."""
    async with bot_in_discord(tmp_path, darcy, opened_by=open_refusing_discord) as (emulator, bot):
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        allowed = discord.AllowedMentions(users=[discord.Object(101)])
        posted = await channel.send("Hello <@101>", allowed_mentions=allowed)
        await posted.reply("And again")
        await (await bot.fetch_user(102)).send("To you alone")
        with pytest.raises(discord.HTTPException):
            await channel.send("x" * 2001)
        await channel.send(file=discord.File(__file__))
        emulator.fail(Fault(503, path="/channels/"))
        with pytest.raises(discord.DiscordServerError):
            await channel.send("Hello")
        async with aiohttp.ClientSession(connector=trusting(emulator)) as session:
            wrong, headers = "https://discord.com/api/v10/darcy", {"Authorization": f"Bot {emulator.token}"}
            await session.get(wrong, headers=headers, proxy=emulator.proxy_url)
    yield emulator.exchanges


def posted_in(exchanges: list[RestExchange]) -> RestExchange:
    return next(one for one in exchanges if one.method == "POST" and one.path.endswith("/messages"))


def problems(exchange: RestExchange, *, may_be_wrong: bool = False) -> list[str]:
    return DiscordContract().problems(exchange, may_be_wrong=may_be_wrong)


def _without(name: str) -> Any:
    return lambda message: message.pop(name)


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        (_without("author"), "answer : "),
        (lambda message: message.update(id=7), "answer id: "),
        (lambda message: message.update(timestamp="yesterday"), "answer timestamp: "),
        (lambda message: message["author"].pop("username"), "answer author: "),
        (lambda message: message.update(components=[{"type": 99}]), "answer components/0"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_with_its_place(
    exchanges: list[RestExchange], harm: Any, where: str
) -> None:
    exchange = posted_in(exchanges)
    answer = copy.deepcopy(exchange.answer)

    harm(answer)

    found = problems(replace(exchange, answer=answer))
    assert any(where in each for each in found), found


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"request": {"content": 5}}, "request content: "),
        ({"request": {"components": [{"type": 2}]}}, "request components/0"),
        ({"request": {"flags": "many"}}, "request flags: "),
        ({"request": None}, "request: has no body"),
        ({"query": "wait=true"}, "request ?wait: Discord has no such parameter here"),
        ({"method": "GET", "request": None, "query": "limit=101", "answer": []}, "request ?limit : "),
        ({"method": "GET", "answer": []}, "request: has a body, and should have none"),
        ({"path": "/users/@you/and/me"}, "Discord has no such operation"),
        ({"status": 302}, "answer: Discord does not answer this with 302"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_with_its_place(
    exchanges: list[RestExchange], wrong: Json, where: str
) -> None:
    found = problems(replace(posted_in(exchanges), **wrong))

    assert any(where in each for each in found), found


def test_a_refused_request_is_held_to_the_contract_too_unless_it_was_meant_to_be_wrong() -> None:
    answer = {"message": "Invalid Form Body", "code": 50035}
    refused = RestExchange("POST", "/channels/1/messages", "", {"content": 5}, 400, answer)

    assert problems(refused) != []
    assert problems(refused, may_be_wrong=True) == []
    assert problems(replace(refused, answer={}), may_be_wrong=True) != []


@pytest.mark.parametrize("deviation", Deviation)
def test_every_deviation_is_needed(exchanges: list[RestExchange], deviation: Deviation) -> None:
    lenient, strict = DiscordContract(), DiscordContract(frozenset(Deviation) - {deviation})

    assert [each for one in exchanges for each in lenient.problems(one, may_be_wrong=True)] == []
    assert [each for one in exchanges for each in strict.problems(one, may_be_wrong=True)] != []
    assert deviation.name in lenient.used
    assert deviation.name not in strict.used


def test_a_violation_fails_its_own_test_and_the_end_of_a_run_counts_over_all_processes(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_faulty.py").write_text(FAULTY_TEST)
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_configure as pytest_configure\n")
    options = ["-n", "2", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto", "-rA"]

    run = subprocess.run(  # noqa: S603 - it is pytest
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ERROR test_faulty.py::test_misspelt - Failed: Discord's contract is broken" in run.stdout
    assert "request ?with_count: Discord has no such parameter here" in run.stdout
    assert "ERROR test_faulty.py::test_right" not in run.stdout
    assert "Discord contract: 2 exchanges checked, 0 deviations used, 1 violations" in run.stdout
    assert run.returncode == 1
