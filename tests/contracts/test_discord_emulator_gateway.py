"""The emulated gateway: who is let in, what is told again after a broken connection, and how it is packed."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import Starts
from tests.doubles.discord_bot import PEOPLE, Bot, open_bot, trusting
from tests.doubles.emulated_discord import open_discord, open_refusing_discord

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from sandbox.discord.emulator import DiscordEmulator


HELLO, IDENTIFY = 10, 2


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncGenerator[DiscordEmulator]:
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path) as opened:
        yield opened


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncGenerator[DiscordEmulator]:
    """One that may be told what is wrong."""
    async with open_refusing_discord(PEOPLE, clock=Clock(), folder=tmp_path) as opened:
        yield opened


def echo(bot: Bot) -> None:
    @bot.tree.command(name="echo", description="Say it again")
    async def again(interaction: discord.Interaction[Bot], text: str) -> None:
        await interaction.response.send_message(text)


async def says(emulator: DiscordEmulator, text: str) -> list[str]:
    return (await (await emulator.person("Bob Lund").slash("echo", {"text": text})).answer()).text


async def test_a_wrong_token_is_not_let_in(emulator: DiscordEmulator) -> None:
    emulator.token = "wrong"
    with pytest.raises(discord.LoginFailure):
        async with open_bot(emulator, echo):
            pass


async def test_privileged_intents_are_not_granted(emulator: DiscordEmulator) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with open_bot(emulator, echo, intents=discord.Intents(guilds=True, message_content=True)):
            pass


async def test_the_client_knows_the_guild(emulator: DiscordEmulator) -> None:
    async with open_bot(emulator, echo) as bot:
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        assert [channel.name for channel in guild.text_channels] == ["general", "tasks"]
        assert guild.member_count == 3
        assert [member.name for member in guild.members] == ["Darcy"]
        assert guild.me.guild_permissions.send_messages
        assert not guild.me.guild_permissions.manage_guild
        assert [role.name for role in guild.roles] == ["@everyone", "Darcy", "Admins"]
        assert [member.display_name for member in await guild.query_members("ali")] == ["Alice Adeyemi"]


async def test_a_dropped_connection_is_resumed_and_told_what_it_missed(emulator: DiscordEmulator) -> None:
    async with open_bot(emulator, echo) as bot:
        emulator.drop_connections()
        await emulator.wait_disconnected(5)
        assert await says(emulator, "while you were gone") == ["while you were gone"]
        await asyncio.wait_for(bot.resumed.wait(), 5)
        assert emulator.connections == 1


async def test_the_gateway_can_ask_for_a_reconnection(emulator: DiscordEmulator) -> None:
    async with open_bot(emulator, echo) as bot:
        emulator.ask_to_reconnect()
        await asyncio.wait_for(bot.resumed.wait(), 5)
        assert await says(emulator, "back") == ["back"]
        assert emulator.connections == 1


async def test_an_invalid_session_is_resumed_or_begun_anew(emulator: DiscordEmulator) -> None:
    async with open_bot(emulator, echo) as bot:
        emulator.invalidate_sessions(resumable=True)
        await asyncio.wait_for(bot.resumed.wait(), 5)
        emulator.invalidate_sessions(resumable=False)
        assert await emulator.until(lambda: emulator.connections == 2 or None, 10)
        assert await says(emulator, "anew") == ["anew"]


async def test_a_gateway_that_fell_silent_is_left_and_what_it_did_not_tell_is_told(tmp_path: Path) -> None:
    opened = open_discord(PEOPLE, clock=Clock(), folder=tmp_path, heartbeat_s=0.1)
    async with opened as emulator, open_bot(emulator, echo, heartbeat_timeout=0.4) as bot:
        emulator.fall_silent()
        sent = [
            await emulator.person("Bob Lund").slash("echo", {"text": text})
            for text in ("one", "two", "three")
        ]
        assert [(await one.answer()).text for one in sent] == [["one"], ["two"], ["three"]]
        assert bot.resumed.is_set()
        assert emulator.connections == 1


class ShardedBot(Bot, discord.AutoShardedClient):
    """Several sessions of one bot."""


async def test_several_shards_share_the_guild_and_direct_messages(tmp_path: Path) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        @bot.event
        async def on_message(message: discord.Message) -> None:
            if message.author != bot.user:
                heard.put_nowait(message.content)

        echo(bot)

    intents = discord.Intents(guilds=True, dm_messages=True)
    opened = open_discord(PEOPLE, clock=Clock(), folder=tmp_path, starts=Starts(shards=3, concurrency=3))
    async with opened as emulator, open_bot(emulator, listening, intents=intents, kind=ShardedBot) as bot:
        assert sorted(one.id for one in emulator.shards) == [0, 1, 2]
        assert bot.get_guild(emulator.guild_id) is not None
        assert await says(emulator, "once") == ["once"]
        await emulator.person("Bob Lund").say("Between us", channel="dm")
        assert (await asyncio.wait_for(heard.get(), 5)) == "Between us"
        answers = [one for one in emulator.exchanges if one.path.endswith("/callback")]
        assert len(answers) == 1


async def test_a_shard_is_told_of_its_own_guilds_alone(emulator: DiscordEmulator) -> None:
    own = (emulator.guild_id >> 22) % 2
    for number in (0, 1):
        async with line(emulator) as spoken:
            await spoken.hear()
            await spoken.send(IDENTIFY, identity(emulator, shard=[number, 2]))
            ready = (await spoken.hear())["d"]
            assert ready["shard"] == [number, 2]
            assert len(ready["guilds"]) == (1 if number == own else 0)


async def test_sessions_that_begin_too_soon_after_one_another_are_invalid(tmp_path: Path) -> None:
    starts = Starts(shards=4, concurrency=2, apart_s=60)
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path, starts=starts) as emulator:
        answers = []
        for number in (0, 1, 2):
            async with line(emulator) as spoken:
                await spoken.hear()
                await spoken.send(IDENTIFY, identity(emulator, shard=[number, 4]))
                answers.append((await spoken.hear())["op"])
        assert answers == [0, 0, 9]
        assert starts.limit_json()["remaining"] == 998


async def test_one_session_more_than_a_day_has_ends_all_and_the_token_with_them(tmp_path: Path) -> None:
    opened = open_discord(PEOPLE, clock=Clock(), folder=tmp_path, starts=Starts(remaining=1))
    async with opened as emulator, line(emulator) as first, line(emulator) as second:
        await first.hear()
        await first.send(IDENTIFY, identity(emulator))
        assert [(await first.hear())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]
        await second.hear()
        await second.send(IDENTIFY, identity(emulator))
        assert [await first.hear(), await second.hear()] == [4004, 4004]
        async with aiohttp.ClientSession(connector=trusting(emulator)) as session:
            headers = {"Authorization": f"Bot {emulator.token}"}
            url = "https://discord.com/api/v10/users/@me"
            assert (await session.get(url, headers=headers, proxy=emulator.proxy_url)).status == 401


class Line:
    """A websocket to the gateway, spoken by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, unpack: Callable[[bytes], bytes]) -> None:
        self._socket, self._unpack = socket, unpack

    async def send(self, op: int, data: object) -> None:
        await self._socket.send_json({"op": op, "d": data})

    async def hear(self) -> Any:
        """The next payload, or the code the socket was closed with."""
        message = await self._socket.receive(timeout=5)
        if message.type is aiohttp.WSMsgType.BINARY:
            return json.loads(self._unpack(message.data))
        return json.loads(message.data) if message.type is aiohttp.WSMsgType.TEXT else message.data


@asynccontextmanager
async def line(
    emulator: DiscordEmulator, query: str = "v=10&encoding=json", unpack: Callable[[bytes], bytes] = bytes
) -> AsyncGenerator[Line]:
    url = f"wss://gateway.discord.gg/?{query}"
    async with (
        aiohttp.ClientSession(connector=trusting(emulator)) as session,
        session.ws_connect(url, proxy=emulator.proxy_url) as socket,
    ):
        yield Line(socket, unpack)


def identity(emulator: DiscordEmulator, **other: object) -> dict[str, object]:
    properties = {"os": "linux", "browser": "hand", "device": "hand"}
    return {"token": emulator.token, "intents": 1, "properties": properties, **other}


async def test_a_session_begins_with_hello_ready_and_the_guild(emulator: DiscordEmulator) -> None:
    async with line(emulator) as spoken:
        assert (await spoken.hear())["op"] == HELLO
        await spoken.send(1, None)
        assert (await spoken.hear())["op"] == 11
        await spoken.send(IDENTIFY, identity(emulator))
        ready, guild = await spoken.hear(), await spoken.hear()
        assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
        assert ready["d"]["resume_gateway_url"].endswith(".discord.gg")
        assert emulator.connections == 1


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (IDENTIFY, {"token": "wrong"}, 4004),
        (IDENTIFY, {"intents": 1 << 40}, 4013),
        (IDENTIFY, {"intents": 1 << 15}, 4014),
        (IDENTIFY, {"shard": [2, 2]}, 4010),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
        (8, {}, 4003),
        (99, {}, 4001),
    ],
)
async def test_what_cannot_be_borne_closes_the_socket(
    patient: DiscordEmulator, op: int, data: dict[str, object], code: int
) -> None:
    async with line(patient) as spoken:
        await spoken.hear()
        await spoken.send(op, identity(patient, **data))
        assert await spoken.hear() == code


async def test_an_unknown_session_must_begin_anew(emulator: DiscordEmulator) -> None:
    async with line(emulator) as spoken:
        await spoken.hear()
        await spoken.send(6, {"token": emulator.token, "session_id": "none", "seq": 4})
        answer = await spoken.hear()
        assert (answer["op"], answer["d"]) == (9, False)


async def test_payloads_are_one_zlib_stream(emulator: DiscordEmulator) -> None:
    stream = zlib.decompressobj()
    async with line(emulator, "v=10&encoding=json&compress=zlib-stream", stream.decompress) as spoken:
        assert (await spoken.hear())["op"] == HELLO
        await spoken.send(IDENTIFY, identity(emulator))
        assert [(await spoken.hear())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]


async def test_payloads_are_one_zstd_stream(emulator: DiscordEmulator) -> None:
    zstandard = pytest.importorskip("zstandard", reason="the zstandard package is not installed")
    stream = zstandard.ZstdDecompressor().decompressobj()
    async with line(emulator, "v=10&encoding=json&compress=zstd-stream", stream.decompress) as spoken:
        assert (await spoken.hear())["op"] == HELLO
        await spoken.send(IDENTIFY, identity(emulator))
        assert [(await spoken.hear())["t"] for _ in range(2)] == ["READY", "GUILD_CREATE"]


async def test_the_proxy_leads_to_discord_alone(emulator: DiscordEmulator) -> None:
    async with aiohttp.ClientSession(connector=trusting(emulator)) as session:
        for url in ("https://example.org/", "https://discord.com:8443/", "https://discord.com.example.org/"):
            with pytest.raises(aiohttp.ClientHttpProxyError) as refused:
                await session.get(url, proxy=emulator.proxy_url)
            assert refused.value.status == 403
        plain = await session.get("http://discord.com/", proxy=emulator.proxy_url)
        assert plain.status == 405
