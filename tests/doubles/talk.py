"""The real Discord client on the emulated Discord, with a desk that answers what a test laid out."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.desk.preferences import KnownPreferences
from bot.ui.discord.client import GATEWAY_SILENT_FOR_S, DarcyClient
from sandbox.clock import Clock
from sandbox.discord.emulator import DiscordEmulator, Message, SeedMember
from sandbox.discord.gateway import HEARTBEAT_S
from sandbox.discord.sharding import Starts
from tests.doubles.card_stores import MemoryCards
from tests.doubles.desk import CannedDesk
from tests.doubles.discord_bot import trusting
from tests.doubles.emulated_discord import open_discord
from tests.doubles.stores import MemoryInteractions, MemoryNotices, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import EmulatedPerson
    from storage.ports import CardStore, InteractionStore, NoticeStore, PreferenceStore

WAIT_S = 5
MONDAY = dt.date(2026, 6, 8)


@dataclass
class Talk:
    """Maya is an admin, Omar is not."""

    discord: DiscordEmulator
    desk: CannedDesk = field(default_factory=CannedDesk)
    interactions: InteractionStore = field(default_factory=MemoryInteractions)
    preferences: PreferenceStore = field(default_factory=MemoryPreferences)
    notices: NoticeStore = field(default_factory=MemoryNotices)
    cards: CardStore = field(default_factory=MemoryCards)
    guilds: frozenset[int] = frozenset()
    registers_in_guilds: bool = False
    silent_for_s: float = GATEWAY_SILENT_FOR_S
    clock: Clock = field(default_factory=Clock)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _client: DarcyClient | None = None

    @property
    def maya(self) -> EmulatedPerson:
        return self.discord.person("Maya")

    @property
    def omar(self) -> EmulatedPerson:
        return self.discord.person("Omar")

    @property
    def client(self) -> DarcyClient:
        assert self._client is not None
        return self._client

    async def start(self) -> None:
        """A client that remembers nothing, in place of the last."""
        await self.stop()
        self._client = DarcyClient(
            desk=self.desk,
            interactions=self.interactions,
            guilds=self.guilds,
            preferences=KnownPreferences(self.preferences, ZoneInfo("Europe/London")),
            notices=self.notices,
            cards=self.cards,
            registers_in_guilds=self.registers_in_guilds,
            gateway_silent_for_s=self.silent_for_s,
            proxy=self.discord.proxy_url,
            connector=trusting(self.discord),
        )
        self._stack.push_async_callback(_ended, asyncio.create_task(self.client.start(self.discord.token)))
        self._stack.push_async_callback(self.client.close)
        await self.discord.ready(WAIT_S)

    async def stop(self) -> None:
        await self._stack.aclose()
        await self.discord.wait_disconnected(WAIT_S)

    async def crash(self) -> None:
        """End the client with everything it is at left undone, and start another."""
        self.client.close_within_s = 0
        await self.start()

    async def ask(self, words: str = "show me my tasks", *, private: bool = False) -> Message:
        sent = await self.maya.slash("darcy", {"request": words, "private": private})
        return await sent.answer(WAIT_S)

    async def press(self, message: Message, label: str, *, by: EmulatedPerson | None = None) -> Message:
        """Press, and see what the person who pressed is shown because of it."""
        return await (await (by or self.maya).press(message, label)).answer(WAIT_S)

    def now(self, message: Message) -> str:
        """The text of a message as it stands now."""
        return "\n".join(self.discord.message(message).text)

    def calls(self, method: str, part: str) -> list[Any]:
        """The bodies of the requests that Discord got for it."""
        return [one.request for one in self.discord.exchanges if one.method == method and part in one.path]


async def _ended(running: asyncio.Task[None]) -> None:
    with suppress(asyncio.CancelledError):
        await running


@asynccontextmanager
async def open_talk(
    folder: Path, *, ack_deadline: float = 3.0, shards: int = 1, heartbeat_s: float = HEARTBEAT_S
) -> AsyncGenerator[Talk]:
    members = [SeedMember(1001, "Maya", is_admin=True), SeedMember(1002, "Omar")]
    clock = Clock(MONDAY)
    starts = Starts(shards=shards, concurrency=shards)
    opened = open_discord(
        members,
        clock=clock,
        folder=folder,
        ack_deadline=ack_deadline,
        heartbeat_s=heartbeat_s,
        starts=starts,
    )
    async with opened as discord:
        talk = Talk(discord, clock=clock)
        try:
            yield talk
        finally:
            await talk.stop()
