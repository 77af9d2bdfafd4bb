"""What is being done for whatever takes longer: where the answer will stand, or below a pressed card.

A pressed card is never touched by it. Two may press at once, and what one sees of the card may be older
than what the other's press has made of it; and a card must still have its buttons if Darcy dies meanwhile.
So who pressed is told alone, below it, until the answer is there.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.desk.events import ModelAsked, ModelReplied, RunStarted
from bot.ui.cards import sentence
from bot.ui.discord.drawing import drawn
from bot.ui.layout import Tone
from bot.ui.texts import door as texts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable

    from bot.desk.events import Event

log = logging.getLogger(__name__)

EVERY_S = 2.0
_PROGRESS = "progress"


class _Place(Protocol):
    async def show(self, view: discord.ui.LayoutView) -> None: ...

    async def clear(self) -> None:
        """Leave nothing of it, now that the answer is there."""


class _InPlace:
    """Where the answer will stand."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction

    async def show(self, view: discord.ui.LayoutView) -> None:
        await self._interaction.edit_original_response(view=view)

    async def clear(self) -> None:
        """The answer has taken its place."""


class _InMessage:
    """In the message that the answer will be put in."""

    def __init__(self, message: discord.Message) -> None:
        self._message = message

    async def show(self, view: discord.ui.LayoutView) -> None:
        await self._message.edit(view=view)

    async def clear(self) -> None:
        """The answer has taken its place."""


class _Below:
    """Below the card that was pressed, for the person alone."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction
        self._shown: discord.WebhookMessage | None = None

    async def show(self, view: discord.ui.LayoutView) -> None:
        if self._shown is None:
            self._shown = await self._interaction.followup.send(view=view, ephemeral=True, wait=True)
        else:
            await self._shown.edit(view=view)

    async def clear(self) -> None:
        if self._shown is not None:
            await self._shown.delete()


class Progress:
    """Shows the latest words every two seconds, if they are others than are shown."""

    def __init__(self, place: _Place, words: str) -> None:
        self._place = place
        self._words, self._shown = words, ""
        self._is_over = False
        self._editing = asyncio.Lock()
        self._showing = asyncio.create_task(self._show())

    def reached(self, words: str) -> None:
        self._words = words

    async def end(self) -> None:
        """From here on nothing of it is shown: an edit that is under way is waited for, not overtaken."""
        self._is_over = True
        async with self._editing:
            self._showing.cancel()

    async def clear(self) -> None:
        """Take away what was shown beside the answer."""
        await self.end()
        await _tried(self._place.clear())

    async def _show(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            async with self._editing:
                if not self._is_over and self._words != self._shown:
                    self._shown = self._words
                    await _tried(self._place.show(drawn(sentence(Tone.NEUTRAL, self._words))))


async def _tried(showing: Awaitable[None]) -> None:
    try:
        await showing
    except (discord.HTTPException, OSError) as error:
        log.info("progress not shown", extra={"why": type(error).__name__})


# The handler of an interaction and all that it starts share a context, so an event finds whom it concerns.
_current: ContextVar[Progress | None] = ContextVar("progress", default=None)


def show_progress(interaction: discord.Interaction[Any], words: str) -> None:
    """Begin, for all that is done from here on in this task. `words` say what is done first."""
    is_press = interaction.type is discord.InteractionType.component
    progress = Progress(_Below(interaction) if is_press else _InPlace(interaction), words)
    interaction.extras[_PROGRESS] = progress
    _current.set(progress)


@asynccontextmanager
async def progress_in(message: discord.Message) -> AsyncGenerator[None]:
    """For all that is done within; after it nothing of it is shown any more."""
    progress = Progress(_InMessage(message), texts.WAITING)
    _current.set(progress)
    try:
        yield
    finally:
        await progress.end()


async def end_progress(interaction: discord.Interaction[Any]) -> None:
    """Call it before anything final is shown."""
    progress: Progress | None = interaction.extras.get(_PROGRESS)
    if progress is not None:
        await progress.end()


async def clear_progress(interaction: discord.Interaction[Any]) -> None:
    """Call it once all that is final was shown."""
    progress: Progress | None = interaction.extras.pop(_PROGRESS, None)
    if progress is not None:
        await progress.clear()


def hear_progress(event: Event) -> None:
    """Subscribe this, so that there is something to tell."""
    progress = _current.get()
    if progress is None:
        return
    match event:
        case RunStarted() | ModelReplied():
            progress.reached(texts.AT_THE_BOARD)
        case ModelAsked():
            progress.reached(texts.AT_THE_MODEL)
        case _:
            pass
