"""The environment Darcy is given: the emulators' addresses, and the model of one's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.model_relay import OPENAI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.discord.emulator import DiscordEmulator
    from sandbox.model_relay import ModelRelay
    from sandbox.notion.server import NotionEmulator

# What a program needs to run at all. The developer's own tokens and settings stay outside.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SYSTEMROOT")
_KEY, _URL, _NAME = "OPENAI_API_KEY", "OPENAI_BASE_URL", "DARCY_MODEL"
GRAMMAR = "grammar"


def provider_in(environment: Mapping[str, str]) -> str | None:
    """Where the model is asked; None where the built-in grammar answers."""
    has_one = environment.get(_KEY) or environment.get(_URL)
    return (environment.get(_URL) or OPENAI) if has_one and environment.get(_NAME) != GRAMMAR else None


def model_in(environment: Mapping[str, str]) -> str:
    """Which model answers, in words."""
    provider = provider_in(environment)
    if provider is None:
        return "the built-in grammar, without a language model"
    return f"{environment.get(_NAME) or 'the default model'} at {provider}"


def settings_for(
    notion: NotionEmulator,
    discord: DiscordEmulator,
    relay: ModelRelay | None,
    environment: Mapping[str, str],
) -> dict[str, str]:
    """Darcy's whole environment, but for where it keeps things."""
    model = {_NAME: GRAMMAR}
    if relay is not None:
        given = {name: environment[name] for name in (_KEY, _NAME) if environment.get(name)}
        model = {**given, _URL: relay.base_url}
    return {
        **{name: environment[name] for name in _PASSED_ON if name in environment},
        **model,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_PROXY": discord.proxy_url,
        "SSL_CERT_FILE": str(discord.ca_file),
        "DARCY_GUILDS": str(discord.guild_id),
        "NOTION_TOKEN": notion.token,
        "NOTION_BASE_URL": notion.base_url,
        "NOTION_TASKS": notion.database_id,
        "DARCY_TIMEZONE": "UTC",  # The sandbox's clock counts its days in UTC.
    }
