"""What stays in the emulated Discord when the bot, or Discord itself, goes and comes back."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import (
    DidNotRespondError,
    DiscordEmulator,
)
from tests.doubles.discord_bot import PEOPLE, bot_in_discord, darcy, open_bot
from tests.doubles.emulated_discord import open_discord

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


async def test_messages_and_commands_outlive_both_the_bot_and_discord(tmp_path: Path) -> None:
    state, clock = tmp_path / "discord.sqlite", Clock()
    async with bot_in_discord(tmp_path, darcy, clock=clock, state=state) as (emulator, _):
        token = emulator.token
        shown = await (await emulator.person("Bob Lund").slash("darcy", {"request": "x"})).answer()
    async with bot_in_discord(tmp_path, darcy, clock=clock, state=state) as (emulator, _):
        assert emulator.token == token
        bob = emulator.person("Bob Lund")
        assert emulator.messages("general", bob) == [shown]
        assert (await (await bob.press(shown, "Done")).answer()).text == ["Task 7 is done"]


async def test_nobody_answers_when_no_bot_is_there(tmp_path: Path) -> None:
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path, ack_deadline=0.1) as emulator:
        async with open_bot(emulator, darcy):
            pass
        await emulator.wait_disconnected(5)
        with pytest.raises(DidNotRespondError):
            await (await emulator.person("Bob Lund").slash("darcy", {"request": "x"})).answer()


BOT = """
import os, discord
from discord import app_commands
client = discord.Client(intents=discord.Intents.none(), proxy=os.environ["DISCORD_PROXY"])
tree = app_commands.CommandTree(client)
@tree.command(name="process", description="Which process is this?")
async def process(interaction):
    await interaction.response.send_message(str(os.getpid()))
client.setup_hook = tree.sync
client.run(os.environ["DISCORD_TOKEN"])
"""


@asynccontextmanager
async def bot_process(emulator: DiscordEmulator) -> AsyncGenerator[asyncio.subprocess.Process]:
    """A bot in a process of its own, which is killed in the end."""
    told = {"DISCORD_PROXY": emulator.proxy_url, "DISCORD_TOKEN": emulator.token}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOT, env={**os.environ, **told, "SSL_CERT_FILE": str(emulator.ca_file)}
    )
    try:
        await emulator.ready()
        yield process
    finally:
        process.kill()
        await process.wait()


async def test_a_bot_in_another_process_may_be_killed_and_come_back(tmp_path: Path) -> None:
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path) as emulator:
        alice, answers = emulator.person("Alice Adeyemi"), []
        for run in (1, 2):
            async with bot_process(emulator) as process:
                answers.append([str(process.pid)])
                assert (await (await alice.slash("process")).answer()).text == answers[-1]
                assert emulator.connections == run
            await emulator.wait_disconnected(5)
        assert [one.text for one in emulator.messages("general", alice)] == answers
