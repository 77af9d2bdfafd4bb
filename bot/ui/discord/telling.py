"""Telling a person something about an interaction of theirs, whatever state it is in."""

from __future__ import annotations

import logging
import secrets
import traceback
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from bot.ui.cards import sentence
from bot.ui.discord.drawing import drawn, mentions_of
from bot.ui.discord.owing import UNFINISHED
from bot.ui.discord.persisting import persistently, respond
from bot.ui.discord.progress import end_progress
from bot.ui.layout import Card, Tone
from bot.ui.texts import door as texts
from bot.ui.wording import line_of
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

log = logging.getLogger(__name__)

# Discord's error codes for an interaction that cannot be answered (any more): it is older than 3 seconds or
# 15 minutes, was answered before, or its token has run out.
_UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED, _TOKEN_EXPIRED = 10062, 40060, 50027
CLOSED = {_UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED, _TOKEN_EXPIRED}


def told_of(error: Exception, about: Mapping[str, object]) -> Card:
    """What a person is told of what was raised: a `DarcyError` as it is, else an id that is in the log too.

    `about` says in the log what it was raised by: ids, never words.
    """
    if isinstance(error, DarcyError):
        log.info("refused", extra={**about, "why": type(error).__name__})
        return sentence(Tone.WARNING, str(error))
    error_id = secrets.token_hex(3)
    log_failure("failed", {**about, "error_id": error_id}, error)
    return _broken(error_id)


def _broken(error_id: str) -> Card:
    """What a person is told of a fault of ours: `error_id` is in the log too."""
    return sentence(Tone.ERROR, *line_of(texts.BROKEN, error_id=error_id))


async def tell(interaction: discord.Interaction[Any], card: Card) -> None:
    """Answer the person alone, leaving the card that was pressed. A command's answer takes its own place."""
    if not interaction.response.is_done():
        send = partial(interaction.response.send_message, view=drawn(card), ephemeral=True)
        with even_unread(interaction):
            await respond(interaction, discord.InteractionResponseType.channel_message, send)
    elif interaction.response.type is discord.InteractionResponseType.deferred_channel_message:
        await end_progress(interaction)
        await _edit(interaction, card)
    else:
        await end_progress(interaction)
        await interaction.followup.send(view=drawn(card), ephemeral=True)


@contextmanager
def even_unread(interaction: discord.Interaction[Any]) -> Generator[None]:
    """Take an acknowledgement for one that Discord took, also where it answered with nothing to read.

    Only with `with_response` is its answer more than 204, and discord.py stumbles over a server that knows
    none. It notes what it responded with as soon as that was taken.
    """
    try:
        yield
    except (TypeError, KeyError):
        if not interaction.response.is_done():
            raise


async def redraw(interaction: discord.Interaction[Any], card: Card) -> discord.Message | None:
    """Put the card in place of the one that was pressed, or of 'thinking'.

    If that is gone, say it anyway, and return None.
    """
    await end_progress(interaction)
    try:
        return await _edit(interaction, card)
    except discord.NotFound as error:
        if error.code in CLOSED:
            raise
        await interaction.followup.send(view=drawn(card), ephemeral=True)
        return None


async def _edit(interaction: discord.Interaction[Any], card: Card) -> discord.Message:
    edit = interaction.edit_original_response
    return await persistently(partial(edit, view=drawn(card), allowed_mentions=mentions_of(card)))


async def try_to_tell(interaction: discord.Interaction[Any], card: Card) -> None:
    try:
        await tell(interaction, card)
    except Exception as error:  # noqa: BLE001 - there is no other way left to reach the person
        log_failure("unanswered", {"interaction": interaction.id}, error)
        interaction.extras[UNFINISHED] = True


def log_failure(event: str, about: Mapping[str, object], error: Exception) -> None:
    log.error(event, extra={**about, "error": described(error)})


def described(error: BaseException) -> str:
    """What was raised and where, without its text: that may hold what people wrote, or a token."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    cause = f" from {described(error.__cause__)}" if error.__cause__ else ""
    return f"{type(error).__name__} at {places}{cause}"
