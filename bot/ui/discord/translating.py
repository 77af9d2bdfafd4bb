"""The names and descriptions of commands in people's own languages, from one table: `translations.json`.

By the English text, each has a text for each of `LANGUAGES` (https://docs.discord.com/developers/reference#locales);
Discord shows the English one to everybody else.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import discord
from discord import app_commands

LANGUAGES = frozenset(
    {
        discord.Locale.german,
        discord.Locale.spain_spanish,
        discord.Locale.french,
        discord.Locale.brazil_portuguese,
        discord.Locale.japanese,
        discord.Locale.korean,
        discord.Locale.chinese,
    }
)


@cache
def translations() -> dict[str, dict[str, str]]:
    """By English text, then by Discord's code of the language."""
    table: dict[str, dict[str, str]] = json.loads(
        resources.files("bot.ui.discord").joinpath("translations.json").read_text(encoding="utf-8")
    )
    return table


class TableTranslator(app_commands.Translator):
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContext[Any, Any],  # noqa: ARG002 - discord.py's interface
    ) -> str | None:
        told = translations().get(string.message, {})
        return told.get(locale.value) if locale in LANGUAGES else None
