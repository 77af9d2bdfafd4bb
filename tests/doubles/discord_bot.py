"""A bot of discord.py for the emulated Discord: in this process, with nothing patched."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands, ui

from sandbox.clock import Clock
from sandbox.discord.emulator import SeedMember
from tests.doubles.emulated_discord import open_discord

if TYPE_CHECKING:
    import re
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from sandbox.discord.emulator import DiscordEmulator

PEOPLE = (SeedMember(101, "Alice Adeyemi", is_admin=True), SeedMember(102, "Bob Lund"))
Setup = Callable[["Bot"], None]


class Bot(discord.Client):
    """A client with a command tree. What its handlers raise is kept in `failures`."""

    def __init__(
        self, connector: aiohttp.BaseConnector, proxy: str, intents: discord.Intents, **options: Any
    ) -> None:
        super().__init__(
            connector=connector, proxy=proxy, intents=intents, guild_ready_timeout=0.05, **options
        )
        self.tree: app_commands.CommandTree[Bot] = app_commands.CommandTree(self)
        self.failures: asyncio.Queue[Exception] = asyncio.Queue()
        self.resumed = asyncio.Event()
        self.tree.error(self._failed)

    async def _failed(self, _: discord.Interaction[Bot], error: app_commands.AppCommandError) -> None:
        self.failures.put_nowait(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: discord.py waits five seconds before any but the first time."""

    async def on_resumed(self) -> None:
        self.resumed.set()


Talk = discord.Interaction[Bot]


def trusting(discord_: DiscordEmulator) -> aiohttp.TCPConnector:
    """A connector that trusts the sandbox's authority, and everyone else's."""
    return aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=discord_.ca_file))


@asynccontextmanager
async def open_bot(
    emulator: DiscordEmulator,
    set_up: Setup,
    *,
    intents: discord.Intents | None = None,
    kind: type[Bot] = Bot,
    **options: Any,
) -> AsyncGenerator[Bot]:
    """A bot that is connected to the emulator and has told it of its commands; `options` are its client's."""
    bot = kind(trusting(emulator), emulator.proxy_url, intents or discord.Intents(guilds=True), **options)
    set_up(bot)
    running = asyncio.create_task(bot.start(emulator.token))
    ready = asyncio.create_task(emulator.ready(10))
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        await ready
        await asyncio.wait_for(bot.wait_until_ready(), 10)
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        with contextlib.suppress(asyncio.CancelledError):
            await running


@asynccontextmanager
async def bot_in_discord(
    folder: Path,
    set_up: Setup,
    *,
    intents: discord.Intents | None = None,
    opened_by: Callable[..., AbstractAsyncContextManager[DiscordEmulator]] = open_discord,
    **more: Any,
) -> AsyncGenerator[tuple[DiscordEmulator, Bot]]:
    opened = opened_by(PEOPLE, folder=folder, **{"clock": Clock(), **more})
    async with opened as emulator, open_bot(emulator, set_up, intents=intents) as bot:
        yield emulator, bot


def card(text: str, *items: ui.Item[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    rows = [ui.ActionRow[Any](item) for item in items]
    view.add_item(ui.Container[Any](ui.TextDisplay(text), *rows))
    return view


class Done(ui.DynamicItem[ui.Button[Any]], template=r"done:(?P<number>\d+)"):
    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label="Done", custom_id=f"done:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Done:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=card(f"Task {self.number} is done"))
        await interaction.followup.send("Only you see this", ephemeral=True)


def darcy(bot: Bot) -> None:
    """A command that defers and then shows a card with a button."""

    @bot.tree.command(name="darcy", description="Ask")
    async def ask(interaction: Talk, request: str, *, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private, thinking=True)
        await interaction.edit_original_response(view=card(f"You said {request}", Done(7)))

    bot.add_dynamic_items(Done)
