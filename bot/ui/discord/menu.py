"""The message menu's "Make this a task": a message becomes a request, and what it says stays data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.desk.commands import Ask
from bot.ui.discord.boundary import NotAdmittedError, guild_of
from bot.ui.discord.showing import show
from bot.ui.texts import door as texts
from storage.records import ChannelId, DiscordId, QuotedMessage, Request

if TYPE_CHECKING:
    from bot.ui.discord.boundary import Door

NAME = "Make this a task"
WORDS = "Make a task of this message."


def task_menu(door: Door) -> app_commands.ContextMenu:
    async def make(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        async with door.answering(interaction):
            quoted, private = _quoted(interaction, message), door.is_private(interaction)
            await door.admit(interaction, private=private)
            outcome = await door.desk.handle(Ask(_request(interaction, quoted, private=private)))
            await show(door, interaction, outcome, private=private)

    return app_commands.ContextMenu(name=NAME, callback=make)


def _quoted(interaction: discord.Interaction[Any], message: discord.Message) -> QuotedMessage:
    """What the message says, by whom and where. Raises `NotAdmittedError` if no task can come of it."""
    if message.author.id == interaction.application_id:
        raise NotAdmittedError(texts.OWN_CARD)
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    text = "\n".join(part for part in (message.clean_content, *forwarded) if part.strip())
    if not text:
        raise NotAdmittedError(texts.ONLY_FILES if message.attachments else texts.NO_TEXT_IN_IT)
    return QuotedMessage(text=text, author=message.author.display_name, url=message.jump_url)


def _request(interaction: discord.Interaction[Any], quoted: QuotedMessage, *, private: bool) -> Request:
    return Request(
        guild=guild_of(interaction),
        channel=ChannelId(interaction.channel_id or 0),
        asked_by=DiscordId(interaction.user.id),
        words=WORDS,
        received_at=interaction.created_at,
        private=private,
        quoted=quoted,
    )
