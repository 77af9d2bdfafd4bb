"""An emulated Discord that is slow, breaks down, or has had enough, as discord.py meets it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from sandbox.discord.emulator import Fault, Scope
from tests.doubles.discord_bot import Bot, bot_in_discord, darcy, trusting

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.emulator import DiscordEmulator


def tasks_of(emulator: DiscordEmulator, bot: Bot) -> discord.PartialMessageable:
    return bot.get_partial_messageable(emulator.channels["tasks"])


def shown(emulator: DiscordEmulator) -> list[list[str]]:
    return [one.text for one in emulator.messages("tasks", emulator.person("Bob Lund"))]


def statuses(emulator: DiscordEmulator) -> list[int]:
    return [one.status for one in emulator.exchanges if one.path.startswith("/channels/")]


async def test_a_connection_cut_before_or_after_all_leaves_the_client_to_find_out(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(path="/channels/", times=5, is_cut=True))
        with pytest.raises((aiohttp.ClientError, OSError)):
            await tasks_of(emulator, bot).send("Lost")
        emulator.stop_failing()
        assert shown(emulator) == []
        emulator.fail(Fault(path="/channels/", times=5, is_cut=True, after_all=True))
        with pytest.raises((aiohttp.ClientError, OSError)):
            await tasks_of(emulator, bot).send("There all the same")
        assert shown(emulator)[0] == ["There all the same"]


async def test_only_requests_by_the_named_method_run_into_a_fault(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(503, path="/channels/", method="PATCH"))
        posted = await tasks_of(emulator, bot).send("Hello")
        with pytest.raises(discord.DiscordServerError):
            await posted.edit(content="Hello again")
        await posted.edit(content="And again")
        assert statuses(emulator) == [200, 503, 200]


async def test_a_slow_answer_is_an_answer(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(path="/channels/", delay_s=0.2))
        sending = asyncio.create_task(tasks_of(emulator, bot).send("Late"))
        assert (await emulator.person("Bob Lund").slash("darcy", {"request": "x"})).interaction_id
        assert shown(emulator) == []
        await sending
        assert shown(emulator) == [["Late"]]


async def test_a_client_that_leaves_before_the_answer_to_it_is_not_complained_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        arrived = asyncio.Event()
        emulator.fail(Fault(path="/channels/", delay_s=0.2, met=arrived.set))
        url = f"https://discord.com/api/v10/channels/{emulator.channels['tasks']}/messages"
        headers = {"Authorization": f"Bot {emulator.token}"}
        async with aiohttp.ClientSession(connector=trusting(emulator), headers=headers) as session:
            asking = asyncio.create_task(
                session.post(url, json={"content": "Bye"}, proxy=emulator.proxy_url).__aenter__()
            )
            await arrived.wait()
            asking.cancel()

        await emulator.until(lambda: shown(emulator) or None, 5)

        assert shown(emulator) == [["Bye"]]
        assert "Error handling request" not in caplog.text


@pytest.mark.parametrize("scope", list(Scope))
async def test_a_429_tells_whose_limit_it_is(tmp_path: Path, scope: Scope) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(429, path="/channels/", retry_after_s=0.05, scope=scope))
        await tasks_of(emulator, bot).send("Hello")
        assert statuses(emulator) == [429, 200]
        refused = next(one for one in emulator.exchanges if one.status == 429)
        assert refused.answer["global"] is (scope is Scope.GLOBAL)


async def test_fifty_requests_a_second_are_a_bots_own_whatever_their_routes(tmp_path: Path) -> None:
    async with (
        bot_in_discord(tmp_path, darcy) as (emulator, _),
        aiohttp.ClientSession(connector=trusting(emulator)) as session,
    ):

        async def ask(at: int) -> aiohttp.ClientResponse:
            path = ("users/@me", "gateway", "gateway/bot")[at % 3]
            headers = {"Authorization": f"Bot {emulator.token}"}
            return await session.get(
                f"https://discord.com/api/v10/{path}", headers=headers, proxy=emulator.proxy_url
            )

        answers = await asyncio.gather(*map(ask, range(120)))
        scopes = {one.headers["X-RateLimit-Scope"] for one in answers if one.status == 429}
        assert scopes == {"global"}
        bob = emulator.person("Bob Lund")
        assert (await (await bob.slash("darcy", {"request": "all the same"})).answer()).text


async def test_a_refusal_has_the_code_that_was_asked_for_and_is_heard_of(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        heard: list[str] = []
        emulator.fail(Fault(404, path="/channels/", code=10008, met=lambda: heard.append("met")))
        with pytest.raises(discord.NotFound) as refused:
            await tasks_of(emulator, bot).send("Lost")
        assert (refused.value.code, heard) == (10008, ["met"])
