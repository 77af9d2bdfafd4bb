"""Darcy on Discord: the connection, the commands, and who takes an interaction that nobody else does."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.ui.discord import presses
from bot.ui.discord.admin import admin_commands
from bot.ui.discord.boundary import Door
from bot.ui.discord.buttons import TAKEN, CardButton
from bot.ui.discord.commands import darcy_command
from bot.ui.discord.completing import Completing
from bot.ui.discord.connecting import explaining, log_in
from bot.ui.discord.gateway import PatientGateway, check_starts
from bot.ui.discord.me import me_commands
from bot.ui.discord.mentions import answer, speaks_to
from bot.ui.discord.menu import task_menu
from bot.ui.discord.outdated import OutdatedCards
from bot.ui.discord.selects import CardSelect, PickSelect, take
from bot.ui.discord.strangers import log_places, tell_if_not_served
from bot.ui.discord.sync import sync_if_changed
from bot.ui.discord.telling import described
from bot.ui.discord.time import DiscordTime
from bot.ui.discord.translating import TableTranslator
from bot.ui.discord.tree import Tree
from bot.ui.discord.unclaimed import answer_unclaimed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiohttp
    import yarl

    from bot.desk.preferences import KnownPreferences
    from bot.ui.discord.boundary import Desk
    from bot.ui.layout import Action, Pick
    from storage.ports import CardStore, InteractionStore, NoticeStore
    from storage.records import QuestionId

log = logging.getLogger(__name__)

# Of the 5 seconds that whoever stops Darcy waits, the rest is for taking leave of Discord and the database.
CLOSE_WITHIN_S = 3.0
# Discord answers each heartbeat of Darcy's, one in 41 seconds: a connection silent for longer is dead.
GATEWAY_SILENT_FOR_S = 60.0
# Of the 3 seconds that Discord waits.
UNCLAIMED_AFTER_S = 1.5


class DarcyClient(discord.AutoShardedClient):
    """Keeps nothing that a restart could lose. `proxy` speaks HTTP CONNECT; `connector` says whom to trust.

    With no `guilds`, Darcy serves while it is in one. Where Darcy
    `registers_in_guilds`, to develop, the commands are registered in these alone.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        interactions: InteractionStore,
        guilds: frozenset[int],
        preferences: KnownPreferences,
        notices: NoticeStore,
        cards: CardStore,
        time: DiscordTime | None = None,
        registers_in_guilds: bool = False,
        proxy: str | None = None,
        connector: aiohttp.BaseConnector | None = None,
        gateway_silent_for_s: float = GATEWAY_SILENT_FOR_S,
    ) -> None:
        time = time or DiscordTime()
        # Darcy does not speak, and discord.py would warn at each start of what it would need for it.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            heartbeat_timeout=gateway_silent_for_s,
            http_trace=time.trace,
            proxy=proxy,
            connector=connector,
        )
        self._gateway = PatientGateway(self.http.ws_connect)
        # There is no other door: discord.py resumes a session at the first attempt or not at all.
        self.http.ws_connect = self._gateway.open  # type: ignore[method-assign]
        self._registers_in_guilds = registers_in_guilds
        self.door = Door(
            desk, interactions, guilds, preferences, notices, cards, joined=lambda: len(self.guilds)
        )
        self.close_within_s = CLOSE_WITHIN_S
        self.completing = Completing(self, self.door)
        self.outdated = OutdatedCards(self, self.door, time)
        self.door.afterwards.append(self.completing.tell_late)
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Stay on Discord until closed. Raises `NotConnectedError` if it cannot be, or not any more."""
        with explaining():
            await log_in(self._enter, token)
            await self.connect(reconnect=reconnect)

    async def _enter(self, token: str) -> None:
        await self.login(token)
        check_starts(await self.fetch_session_start_limits())

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Begin a session once the gateway can be spoken with: discord.py would come again for ever."""
        await self._gateway.check(str(gateway))
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(CardButton, CardSelect, PickSelect)
        self.tree.add_command(darcy_command(self.door))
        self.tree.add_command(me_commands(self.door))
        self.tree.add_command(admin_commands(self.door))
        self.tree.add_command(task_menu(self.door))
        await self.tree.set_translator(TableTranslator())
        await self.door.preferences.load()
        await self.completing.begin()
        self.outdated.begin()
        await sync_if_changed(self.tree, self.door.guilds, only_there=self._registers_in_guilds)

    async def close(self) -> None:
        self.completing.end()
        self.outdated.end()
        await self.door.close(self.close_within_s)
        await super().close()

    async def pressed(self, interaction: discord.Interaction[Any], action: Action) -> None:
        async with self.door.answering(interaction):
            await presses.press(self.door, interaction, action)

    async def chose(self, interaction: discord.Interaction[Any], question: QuestionId, choice: str) -> None:
        async with self.door.answering(interaction):
            await presses.choose(self.door, interaction, question, choice)

    async def picked(self, interaction: discord.Interaction[Any], pick: Pick, values: Sequence[str]) -> None:
        async with self.door.answering(interaction):
            await presses.pick(self.door, interaction, pick, values)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer what nobody takes: a press of an old card, or of none of ours, an unknown form or command.

        discord.py drops these silently. Whoever takes an interaction marks it in the first step.
        """
        if interaction.type is discord.InteractionType.autocomplete or TAKEN in interaction.extras:
            return
        if interaction.type is discord.InteractionType.component and await take(interaction):
            return
        await asyncio.sleep(UNCLAIMED_AFTER_S)
        if TAKEN not in interaction.extras and not interaction.response.is_done():
            async with self.door.answering(interaction):
                await answer_unclaimed(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Answer who speaks to Darcy. An edit is told otherwise, and not answered."""
        if self.user is not None and speaks_to(self.user, message):
            await answer(self.door, self, message)

    async def on_ready(self) -> None:
        log_places(self.door, self)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Darcy sees this server: again, or for the first time since it was started."""
        await tell_if_not_served(self.door, guild, discord.utils.utcnow())

    on_guild_join = on_guild_available

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """What an event handler raised: by name alone, since its text may hold what people wrote."""
        error = sys.exception()
        log.error("failed", extra={"event": event_method, "error": described(error) if error else "unknown"})
