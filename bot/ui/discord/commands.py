"""The one door for members: `/darcy`, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.desk.commands import Ask
from bot.ui.discord.boundary import NotAdmittedError, guild_of
from bot.ui.discord.showing import show
from bot.ui.texts import door as texts
from bot.ui.wording import phrase
from storage.records import ChannelId, DiscordId, Request

if TYPE_CHECKING:
    from bot.ui.discord.boundary import Door

MAX_REQUEST = 2000


def darcy_command(door: Door) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(
        request="In your own words, such as: show me my tasks · assign the poster to Sam by Friday",
        private="Only you see the answer.",
    )
    async def ask(
        interaction: discord.Interaction[Any],
        request: app_commands.Range[str, 1, MAX_REQUEST],
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        async with door.answering(interaction):
            alone = door.is_private(interaction) if private is None else private
            await door.admit(interaction, private=alone)
            outcome = await door.desk.handle(Ask(_request(interaction, request, private=alone)))
            await show(door, interaction, outcome, private=alone)

    description = "Ask for tasks, or for a change to them, in your own words."
    return app_commands.Command(name="darcy", description=description, callback=ask)


def _request(interaction: discord.Interaction[Any], words: str, *, private: bool) -> Request:
    """What was asked, word for word: a mention stays the token it is, and brings its id."""
    if not words.strip():
        raise NotAdmittedError(texts.NO_WORDS)
    if len(words) > MAX_REQUEST:
        raise NotAdmittedError(phrase(texts.TOO_LONG, count=MAX_REQUEST))
    return Request(
        guild=guild_of(interaction),
        channel=ChannelId(interaction.channel_id or 0),
        asked_by=DiscordId(interaction.user.id),
        words=words,
        received_at=interaction.created_at,
        private=private,
    )
