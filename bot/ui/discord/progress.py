"""What is being done for a request that takes longer, in place of Discord's "thinking…"."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import discord

from bot.desk.events import ModelAsked, ModelReplied, RunStarted
from bot.ui.cards import sentence
from bot.ui.discord.drawing import drawn
from bot.ui.layout import Tone

if TYPE_CHECKING:
    from bot.desk.events import Event

log = logging.getLogger(__name__)

EVERY_S = 2.0
WAITING, BOARD, MODEL = "Waiting for my turn…", "Looking at the board…", "Asking the model…"
_PROGRESS = "progress"


class Progress:
    """Shows the latest words every two seconds, if they are others than are shown."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction
        self._words, self._shown = WAITING, ""
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

    async def _show(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            async with self._editing:
                if not self._is_over and self._words != self._shown:
                    self._shown = self._words
                    await self._edit(self._words)

    async def _edit(self, words: str) -> None:
        try:
            await self._interaction.edit_original_response(view=drawn(sentence(Tone.NEUTRAL, words)))
        except (discord.HTTPException, OSError) as error:
            log.info("progress not shown", extra={"why": type(error).__name__})


# The handler of an interaction and all that it starts share a context, so an event finds whom it concerns.
_current: ContextVar[Progress | None] = ContextVar("progress", default=None)


def show_progress(interaction: discord.Interaction[Any]) -> None:
    """Begin, for all that is done from here on in this task."""
    progress = Progress(interaction)
    interaction.extras[_PROGRESS] = progress
    _current.set(progress)


async def end_progress(interaction: discord.Interaction[Any]) -> None:
    """Call it before anything final is shown."""
    progress: Progress | None = interaction.extras.pop(_PROGRESS, None)
    if progress is not None:
        await progress.end()


def hear_progress(event: Event) -> None:
    """Subscribe this, so that there is something to tell."""
    progress = _current.get()
    if progress is None:
        return
    match event:
        case RunStarted() | ModelReplied():
            progress.reached(BOARD)
        case ModelAsked():
            progress.reached(MODEL)
        case _:
            pass
