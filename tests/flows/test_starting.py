"""Darcy started where something is amiss: one sentence, an exit status, and never a wait without end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.desk.preferences import KnownPreferences
from bot.ui.discord.client import DarcyClient
from bot.ui.discord.connecting import NotConnectedError, log_in
from sandbox.clock import Clock
from sandbox.discord.emulator import DiscordEmulator, SeedMember
from sandbox.discord.sharding import Starts
from tests.doubles.card_stores import MemoryCards
from tests.doubles.desk import CannedDesk
from tests.doubles.discord_bot import trusting
from tests.doubles.emulated_discord import open_discord
from tests.doubles.stores import MemoryInteractions, MemoryNotices, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncGenerator[DiscordEmulator]:
    async with open_discord([SeedMember(1, "Maya")], clock=Clock(), folder=tmp_path) as opened:
        yield opened


def client_of(emulator: DiscordEmulator, *, proxy: str | None = None) -> DarcyClient:
    return DarcyClient(
        desk=CannedDesk(),
        interactions=MemoryInteractions(),
        guilds=frozenset(),
        preferences=KnownPreferences(MemoryPreferences(), ZoneInfo("UTC")),
        notices=MemoryNotices(),
        cards=MemoryCards(),
        proxy=proxy or emulator.proxy_url,
        connector=trusting(emulator),
    )


async def told_by(emulator: DiscordEmulator, *, token: str | None = None, proxy: str | None = None) -> str:
    """What whoever starts Darcy with these settings is told."""
    async with client_of(emulator, proxy=proxy) as client, asyncio.timeout(20):
        with pytest.raises(NotConnectedError) as told:
            await client.start(token or emulator.token)
    assert told.value.__cause__ is None
    return str(told.value)


@asynccontextmanager
async def answering(line: bytes | None) -> AsyncGenerator[str]:
    """A proxy that answers any request with one line, or hangs up."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if line is not None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(line + b"\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("token", ["wrong", "two\nlines", "zw\u00f6lf"])
async def test_a_token_that_discord_does_not_accept_is_told_without_its_text(
    emulator: DiscordEmulator, token: str
) -> None:
    told = await told_by(emulator, token=token)
    assert "DISCORD_TOKEN" in told
    assert token not in told


async def test_a_proxy_that_is_not_up_is_told(emulator: DiscordEmulator) -> None:
    async with answering(None) as proxy:
        pass
    assert "proxy that DISCORD_PROXY names cannot be reached" in await told_by(emulator, proxy=proxy)


async def test_a_proxy_that_wants_a_password_is_told(emulator: DiscordEmulator) -> None:
    async with answering(b"HTTP/1.1 407 Proxy Authentication Required") as proxy:
        assert "(407)" in await told_by(emulator, proxy=proxy)


async def test_a_connection_that_breaks_off_is_told(emulator: DiscordEmulator) -> None:
    async with answering(None) as proxy:
        assert "Discord cannot be reached" in await told_by(emulator, proxy=proxy)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, "does not accept Darcy's token"),
        (4010, "split up otherwise"),
        (4011, "split up otherwise"),
        (4012, "version of its gateway"),
        (4013, "refuses what Darcy wants to hear of"),
        (4014, "refuses what Darcy wants to hear of"),
    ],
)
async def test_a_gateway_that_never_will_let_darcy_in_is_told(
    emulator: DiscordEmulator, code: int, words: str
) -> None:
    emulator.gateway.refuses = code
    assert words in await told_by(emulator)


async def test_a_gateway_that_is_not_there_is_waited_for_and_told_of_once(
    emulator: DiscordEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    emulator.gateway.is_up = False
    async with client_of(emulator) as client, asyncio.timeout(20):
        starting = asyncio.create_task(client.start(emulator.token))
        assert await emulator.until(lambda: len(emulator.gateway.compressions) > 1 or None, 15)
        emulator.gateway.is_up = True
        await emulator.ready()
        await client.close()
        await starting
    assert [line.message for line in caplog.records if line.levelname == "WARNING"] == [
        "waiting for Discord's gateway"
    ]


async def test_a_darcy_that_was_started_too_often_asks_for_no_session(tmp_path: Path) -> None:
    starts = Starts(remaining=0)
    opened = open_discord([SeedMember(1, "Maya")], clock=Clock(), folder=tmp_path, starts=starts)
    async with opened as emulator:
        told = await told_by(emulator)
        assert "started too often" in told
        assert "in 24 hours" in told
        assert emulator.connections == 0


async def test_a_login_that_nobody_answers_is_given_up() -> None:
    async def silent(_: str) -> None:
        await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await log_in(silent, "token", within_s=0.01)


@asynccontextmanager
async def started(folder: Path, **settings: str) -> AsyncGenerator[Process]:
    """`darcy run` as a child, with these settings alone."""
    given = {"DISCORD_TOKEN": "canary", "NOTION_TOKEN": "canary", "NOTION_TASKS": "0" * 32, **settings}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given}
    command = (sys.executable, "-m", "bot", "run")
    child = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stderr=PIPE)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def test_a_darcy_that_waits_for_notion_can_be_stopped(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, started(tmp_path, NOTION_BASE_URL=address) as child, asyncio.timeout(60):
        await asked.wait()
        child.send_signal(signal.SIGTERM)
        _, errors = await child.communicate()
    assert child.returncode == 0
    assert b"Traceback" not in errors


async def test_authorities_that_are_not_there_are_told(tmp_path: Path) -> None:
    async with started(tmp_path, SSL_CERT_FILE=str(tmp_path / "none.pem")) as child, asyncio.timeout(20):
        _, errors = await child.communicate()
    assert child.returncode == 1
    assert "SSL_CERT_FILE leads to no file" in errors.decode()
    assert b"Traceback" not in errors
