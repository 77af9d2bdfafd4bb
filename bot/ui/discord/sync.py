"""Telling Discord which commands there are, when they are others than it knows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.ui.discord.boundary import described

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import app_commands

log = logging.getLogger(__name__)

# What Discord leaves out of a command, or adds to it, where it was not said otherwise.
_DEFAULTS: tuple[Any, ...] = (None, False, [], {})
# Deprecated, and derived from `contexts`: Discord says what it likes.
_IGNORED = {"dm_permission"}


async def sync_if_changed(tree: app_commands.CommandTree[Any]) -> bool:
    """Register the commands unless Discord has these very ones; whether it had to.

    Asking costs one request and needs no memory of ours, which could be of another application or of before
    someone removed the commands. If it fails, the commands of the last start go on working.
    """
    try:
        application = tree.client.application_id or 0
        known = await tree.client.http.get_global_commands(application)
        if _same(known, [command.to_dict(tree) for command in tree.get_commands()]):
            return False
        await tree.sync()
    except (discord.HTTPException, OSError) as error:
        log.error("commands not registered", extra={"error": described(error)})  # noqa: TRY400 - texts stay out
        return False
    log.info("commands registered")
    return True


def _same(known: Sequence[Mapping[str, Any]], ours: Sequence[Mapping[str, Any]]) -> bool:
    by_name = {command["name"]: command for command in known}
    return by_name.keys() == {command["name"] for command in ours} and all(
        _holds(by_name[command["name"]], command) for command in ours
    )


def _holds(known: Any, ours: Any) -> bool:
    """Whether what Discord has says all that ours says."""
    if isinstance(ours, dict):
        return isinstance(known, dict) and all(
            _holds(known.get(key), value) for key, value in ours.items() if key not in _IGNORED
        )
    if isinstance(ours, list) and ours:
        return (
            isinstance(known, list)
            and len(known) == len(ours)
            and all(_holds(left, right) for left, right in zip(known, ours, strict=True))
        )
    return (known in _DEFAULTS and ours in _DEFAULTS) or str(known) == str(ours)
