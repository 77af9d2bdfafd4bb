"""What is kept of an interaction so that another process can answer it."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import discord

from storage.answers import OwedAnswer
from storage.records import ChannelId, DiscordId, GuildId

OWED = "owed"
"""Set in an interaction's `extras` once its answer is kept as owed."""
UNFINISHED = "unfinished"
"""Set in an interaction's `extras` where what the person sees is not final: the answer stays owed."""

TOKEN_LIFE = dt.timedelta(minutes=15)


def owed_answer(interaction: discord.Interaction[Any], *, private: bool) -> OwedAnswer:
    """The answer that is owed to an interaction from the moment it is acknowledged."""
    pressed, data = interaction.message, cast("dict[str, Any]", interaction.data or {})
    return OwedAnswer(
        interaction=interaction.id,
        application=interaction.application_id,
        token=interaction.token,
        token_until=discord.utils.utcnow() + TOKEN_LIFE,
        guild=None if interaction.guild_id is None else GuildId(interaction.guild_id),
        channel=ChannelId(interaction.channel_id or 0),
        message=pressed.id if pressed else None,
        private=pressed.flags.ephemeral if pressed else private,
        asked_by=DiscordId(interaction.user.id),
        pressed=str(data.get("custom_id", "")),
        at=interaction.created_at,
    )
