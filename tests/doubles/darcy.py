"""Darcy as wired for real, on emulators: what flows are written against.

Nothing inside Darcy is replaced. It runs in the test's own process; `start` after `stop` begins anew on
what was kept.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.app import open_darcy
from bot.settings import Settings, read_settings
from sandbox.clock import Clock
from sandbox.discord.emulator import DiscordEmulator, Message, SeedMember
from sandbox.workspace import Workspace, seeded_workspace
from tests.doubles.emulated_discord import open_discord
from tests.doubles.notion import open_notion
from tests.doubles.openai_server import ScriptedModel, open_openai_server

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from bot.ui.discord.client import DarcyClient
    from sandbox.notion.server import NotionEmulator

WEDNESDAY = dt.date(2026, 6, 10)
FRIDAY = dt.date(2026, 6, 12)
POSTER = "Make the poster for new members"
FORMS = "Send out recruitment forms"

_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)]*\)")


def words_of(message: Message) -> str:
    """What a person reads of a message: no markup, no link targets, one line under the other."""
    text = _LINK.sub(r"\1", "\n".join(message.text)).replace("**", "")
    return re.sub(r"\\([\W_])", r"\1", text)


@dataclass
class Darcy:
    """A society at work: its board, its server, the model's script, and Darcy between them.

    `speaker` is who asks and presses unless a person is named; an admin of the server, like Tom Achterberg.
    """

    notion: NotionEmulator
    discord: DiscordEmulator
    model: ScriptedModel
    clock: Clock
    workspace: Workspace
    settings: Settings
    speaker: str = "Maya Lindqvist"
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _serving: asyncio.Task[None] | None = None
    _client: DarcyClient | None = None

    @property
    def client(self) -> DarcyClient:
        """The one that runs, or ran last."""
        assert self._client is not None
        return self._client

    async def start(self) -> None:
        self._client = await self._stack.enter_async_context(open_darcy(self.settings))
        self._serving = asyncio.create_task(self._serve(self._client))
        await self.discord.ready()

    async def _serve(self, client: DarcyClient) -> None:
        with suppress(asyncio.CancelledError):
            await client.start(self.settings.discord_token.get_secret_value())

    async def stop(self) -> None:
        """End this Darcy; another may be started on what it kept."""
        await self._stack.aclose()
        self._stack = AsyncExitStack()
        if self._serving is not None:
            await self._serving
        await self.discord.wait_disconnected()

    async def crash(self) -> None:
        """End this Darcy with everything it is at left undone."""
        self.client.close_within_s = 0
        await self.stop()

    async def link(self, *names: str) -> None:
        """An admin says who these people are in Notion: first and last name are the same in both."""
        for name in names:
            person = self.workspace.person(name)
            options: dict[str, object] = {"member": person.name, "person": person.notion_id}
            await self.said(self.speaker, "darcy-admin link", options)

    async def ask(self, words: str, *, by: str | None = None, private: bool = False) -> Message:
        """Type `/darcy` and wait for the answer."""
        return await self.said(by or self.speaker, "darcy", {"request": words, "private": private})

    async def said(self, name: str, command: str, options: dict[str, object]) -> Message:
        return await (await self.discord.person(name).slash(command, options)).answer()

    async def press(self, message: Message, label: str, *, by: str | None = None) -> Message:
        """Press a button and wait for what it leads to: the card edited, or an answer below it."""
        return await (await self.discord.person(by or self.speaker).press(message, label)).answer()

    async def choose(self, message: Message, label: str, *, by: str | None = None) -> Message:
        return await (await self.discord.person(by or self.speaker).choose(message, [label])).answer()


@asynccontextmanager
async def open_world(folder: Path, *, grammar: bool = False, linked: bool = True) -> AsyncGenerator[Darcy]:
    """A running Darcy on a Wednesday in June; the speaker and Priya are linked, unless told otherwise.

    With `grammar` the built-in grammar answers; else whatever the test has scripted.
    """
    clock = Clock(WEDNESDAY)
    workspace = seeded_workspace(WEDNESDAY)
    seeds = [SeedMember(p.discord_id, p.name, is_admin=p.is_admin) for p in workspace.people]
    async with AsyncExitStack() as stack:
        notion = await stack.enter_async_context(open_notion(workspace, clock=clock))
        discord = await stack.enter_async_context(open_discord(seeds, clock=clock, folder=folder))
        model = await stack.enter_async_context(open_openai_server())
        settings = read_settings(
            _env_file=None,
            discord_token=discord.token,
            discord_proxy=discord.proxy_url,
            ssl_cert_file=discord.ca_file,
            darcy_guilds=str(discord.guild_id),
            notion_token=notion.token,
            notion_base_url=notion.base_url,
            notion_tasks=notion.database_id,
            openai_base_url=model.base_url,
            darcy_model="grammar" if grammar else "scripted",
            darcy_database_url=f"sqlite:///{folder / 'darcy.db'}",
            darcy_timezone="Europe/Berlin",
        )
        darcy = Darcy(notion, discord, model, clock, workspace, settings)
        await darcy.start()
        stack.push_async_callback(darcy.stop)
        if linked:
            await darcy.link("Maya Lindqvist", "Priya Raman")
        yield darcy
