"""The message menu's "Make this a task": a message becomes a request, and what it says stays data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.desk.commands import Ask
from bot.ui.discord.boundary import NotAdmittedError, guild_of
from bot.ui.discord.showing import show
from storage.records import ChannelId, DiscordId, QuotedMessage, Request

if TYPE_CHECKING:
    from bot.ui.discord.boundary import Door

NAME = "Make this a task"
WORDS = "Make a task of this message."
OWN_CARD = "That is a card of mine, not a message to make a task of. What is on it is on the board already."
ONLY_FILES = (
    "There are only files in that message, and I do not read files. Say with /darcy what is to be done."
)
NO_TEXT = "There is no text in that message to make a task of. Say with /darcy what is to be done."


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
        raise NotAdmittedError(OWN_CARD)
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    text = "\n".join(part for part in (message.clean_content, *forwarded) if part.strip())
    if not text:
        raise NotAdmittedError(ONLY_FILES if message.attachments else NO_TEXT)
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
