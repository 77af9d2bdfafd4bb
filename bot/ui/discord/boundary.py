"""The door between Discord and the desk: every interaction is let in here, and answered whatever happens.

Discord waits 3 seconds for the first answer to an interaction, and takes more for 15 minutes
(https://docs.discord.com/developers/interactions/receiving-and-responding). discord.py only logs what a
command or a button raises, and the person would see nothing.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import discord

from bot.ui.discord.buttons import TAKEN
from bot.ui.discord.owing import OWED, UNFINISHED, owed_answer
from bot.ui.discord.persisting import respond
from bot.ui.discord.progress import clear_progress, show_progress
from bot.ui.discord.telling import CLOSED, even_unread, log_failure, told_of, try_to_tell
from bot.ui.texts import door as texts
from storage.errors import DarcyError
from storage.records import DiscordId, GuildId

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

    from discord.app_commands import Choice
    from discord.interactions import InteractionCallbackResponse

    from bot.desk.commands import Command
    from bot.desk.preferences import KnownPreferences
    from storage.ports import CardStore, InteractionStore, NoticeStore
    from storage.shown import ShownCard

log = logging.getLogger(__name__)

R = TypeVar("R")

CANCELLED_WITHIN_S = 0.5
MOST_CHOICES = 25  # https://docs.discord.com/developers/interactions/application-commands#autocomplete


class NotAdmittedError(DarcyError):
    """Darcy does not do this here, or for this person; the text says where or who."""


class Desk(Protocol):
    async def handle(self, command: Command[R], /) -> R:
        """Do what is asked, and say how it ended. Raises `DarcyError` with words for the person."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the handlers of interactions need.

    `guilds` are the servers to serve. Where none are named, `joined` tells how many Darcy is in, and it
    serves only while that is one: with a second, nobody has said whose board it is.
    """

    desk: Desk
    interactions: InteractionStore
    guilds: frozenset[int]
    preferences: KnownPreferences
    notices: NoticeStore
    cards: CardStore
    joined: Callable[[], int]
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    underway: set[asyncio.Task[Any]] = field(default_factory=set)
    checks: list[Callable[[], None]] = field(default_factory=list)
    afterwards: list[Callable[[discord.Interaction[Any]], Awaitable[None]]] = field(default_factory=list)
    noted: list[Callable[[ShownCard], None]] = field(default_factory=list)

    @asynccontextmanager
    async def answering(self, interaction: discord.Interaction[Any]) -> AsyncGenerator[None, None]:
        """Whatever is raised within is told to the person; `close` waits for it to end."""
        task = asyncio.current_task()
        assert task is not None
        self.underway.add(task)
        interaction.extras[TAKEN] = True
        try:
            async with _answering(interaction):
                yield
            await self._answered(interaction)
        finally:
            await clear_progress(interaction)
            self.underway.discard(task)

    async def offer(
        self,
        interaction: discord.Interaction[Any],
        find: Callable[[], Awaitable[Sequence[Choice[str]]]],
    ) -> None:
        """Suggest what `find` finds, of what is at hand, while somebody types.

        There is nowhere to say what went wrong, so then nothing is suggested, and the log says why.
        """
        offered: Sequence[Choice[str]] = ()
        about = {"interaction": interaction.id, "asked": "suggestions"}
        try:
            self.check_guild(interaction)
            offered = await find()
        except Exception as error:  # noqa: BLE001 - see above
            told_of(error, about)
        try:
            await interaction.response.autocomplete(offered[:MOST_CHOICES])
        except Exception as error:  # noqa: BLE001 - they type on, and are offered more
            log_failure("suggestions not shown", about, error)

    async def _answered(self, interaction: discord.Interaction[Any]) -> None:
        """Forget what was owed, now that the person has it, and tell them what else was owed to them."""
        if OWED not in interaction.extras:
            return
        try:
            if UNFINISHED not in interaction.extras:
                await self.interactions.answered(interaction.id)
            for afterwards in self.afterwards:
                await afterwards(interaction)
        except Exception as error:  # noqa: BLE001 - the answer itself was given
            log_failure("not put away", {"interaction": interaction.id}, error)

    async def close(self, within_s: float) -> None:
        """Take nothing new, and let what is underway end: it may be about to write.

        What does not end in time is left to the next process, which finds it among what is owed.
        """
        self.closing.set()
        if underway := self.underway - {asyncio.current_task()}:
            _, left = await asyncio.wait(underway, timeout=within_s)
            for task in left:
                task.cancel()
            if left:
                log.warning("left to the next process", extra={"answers": len(left)})
                await asyncio.wait(left, timeout=CANCELLED_WITHIN_S)

    async def admit(
        self, interaction: discord.Interaction[Any], *, private: bool = False, first: str = ""
    ) -> None:
        """Acknowledge, before anything that takes time. `first` says what is done first, if that takes long.

        Raises `NotAdmittedError`: Darcy does not serve here, or is leaving, or the interaction came before.
        """
        self.check_open()
        self.check_guild(interaction)
        is_command = interaction.type is discord.InteractionType.application_command
        # At the same time: a process that dies right after the acknowledgement leaves nothing unknown, and
        # a database that is slow does not cost the 3 seconds.
        owing = asyncio.create_task(self._owe(interaction, private=private))
        taken = None
        try:
            with even_unread(interaction):
                taken = await _deferred(interaction, private=private, thinking=is_command)
        except BaseException:
            if await owing:
                await self.interactions.answered(interaction.id)
            raise
        if not await owing:
            raise NotAdmittedError(texts.CAME_TWICE)
        interaction.extras[OWED] = True
        if taken is not None and taken.message_id is not None and interaction.message is None:
            await self.interactions.placed(interaction.id, taken.message_id)
        show_progress(interaction, first or (texts.WAITING if is_command else texts.AT_THE_BOARD))

    async def _owe(self, interaction: discord.Interaction[Any], *, private: bool) -> bool:
        """Keep the interaction and that an answer is owed to it; False if it came before."""
        owed = owed_answer(interaction, private=private)
        return await self.interactions.is_new(interaction.id, interaction.created_at, owed)

    def check_open(self) -> None:
        """Raises a `DarcyError` while Darcy takes nothing: it leaves, or another may follow at once."""
        if self.closing.is_set():
            raise NotAdmittedError(texts.RESTARTING)
        for check in self.checks:
            check()

    def check_guild(self, interaction: discord.Interaction[Any]) -> None:
        """Raises `NotAdmittedError`. What is pressed in direct messages says itself which guild it is of."""
        if interaction.guild_id is not None or interaction.type is not discord.InteractionType.component:
            self.check_served(guild_of(interaction))

    def is_named(self, guild: int) -> bool:
        """Whether it is one to serve, if any are named."""
        return not self.guilds or guild in self.guilds

    def check_served(self, guild: GuildId) -> None:
        if not self.guilds and self.joined() > 1:
            raise NotAdmittedError(texts.SEVERAL_SERVERS)
        if not self.is_named(guild):
            raise NotAdmittedError(texts.NOT_SERVED)

    def today(self, interaction: discord.Interaction[Any]) -> dt.date:
        """The day it was, where they live, when the person asked or pressed."""
        return self.day_of(place_of(interaction), interaction.user.id, interaction.created_at)

    def day_of(self, guild: GuildId | None, user_id: int, at: dt.datetime) -> dt.date:
        return at.astimezone(self.preferences.zone_of(guild, DiscordId(user_id))).date()

    def is_private(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether the person wants answers that only they see, where they do not say."""
        guild = place_of(interaction)
        return guild is not None and self.preferences.of(guild, DiscordId(interaction.user.id)).private


def place_of(interaction: discord.Interaction[Any]) -> GuildId | None:
    """The guild it came from; None for direct messages."""
    return None if interaction.guild_id is None else GuildId(interaction.guild_id)


def guild_of(interaction: discord.Interaction[Any]) -> GuildId:
    if interaction.guild_id is None:
        raise NotAdmittedError(texts.NOT_IN_DIRECT_MESSAGES)
    return GuildId(interaction.guild_id)


def check_may_manage(interaction: discord.Interaction[Any]) -> None:
    """A server's settings may show admin commands to anyone, so the right is checked here again."""
    if not (interaction.permissions.manage_guild or interaction.permissions.administrator):
        raise NotAdmittedError(texts.ONLY_MANAGERS)


async def _deferred(
    interaction: discord.Interaction[Any], *, private: bool, thinking: bool
) -> InteractionCallbackResponse[Any] | None:
    kinds = discord.InteractionResponseType
    how = kinds.deferred_channel_message if thinking else kinds.deferred_message_update
    defer = partial(interaction.response.defer, ephemeral=private, thinking=thinking)
    return await respond(interaction, how, defer)


@asynccontextmanager
async def _answering(interaction: discord.Interaction[Any]) -> AsyncGenerator[None, None]:
    """Tell the person what was raised."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last one who can tell the person
        if isinstance(error, discord.HTTPException) and error.code in CLOSED:
            log.warning("too late", extra={"interaction": interaction.id, "code": error.code})
            interaction.extras[UNFINISHED] = True
            return
        await try_to_tell(interaction, told_of(error, {"interaction": interaction.id}))
