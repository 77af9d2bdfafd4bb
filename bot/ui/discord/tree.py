"""The commands that Discord may name, and what happens when it names one otherwise than Darcy knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import discord
from discord import app_commands

from bot.ui.discord.boundary import NotAdmittedError
from bot.ui.texts import door as texts

if TYPE_CHECKING:
    from bot.ui.discord.client import DarcyClient


class Tree(app_commands.CommandTree["DarcyClient"]):
    async def on_error(
        self, interaction: discord.Interaction[DarcyClient], error: app_commands.AppCommandError, /
    ) -> None:
        """Whatever goes wrong outside of a command: it is unknown here, or its options make no sense."""

        async def fail() -> NoReturn:
            raise _in_words(error)

        door = self.client.door
        if interaction.type is discord.InteractionType.autocomplete:
            await door.offer(interaction, fail)
            return
        async with door.answering(interaction):
            await fail()


def _in_words(error: app_commands.AppCommandError) -> Exception:
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return NotAdmittedError(texts.COMMAND_CHANGED)
    if isinstance(error, app_commands.TransformerError):
        return NotAdmittedError(texts.OPTION_UNREADABLE)
    return error
