"""Telling Discord which commands there are, when they are others than it knows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord.http import Route

from bot.ui.discord.telling import described

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from discord import app_commands

log = logging.getLogger(__name__)

# What Discord leaves out of a command, or adds to it, where it was not said otherwise.
_DEFAULTS: tuple[Any, ...] = (None, False, [], {})
# Deprecated, and derived from `contexts`: Discord says what it likes.
_IGNORED = {"dm_permission"}


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], guilds: frozenset[int] = frozenset(), *, only_there: bool = False
) -> bool:
    """Register the commands unless Discord has these very ones; whether it had to.

    They are registered for all servers, or, with `only_there`, in `guilds` alone, where a change is seen at
    once; never in both, or people would see them twice. Asking costs a request for each place and needs no
    memory of ours, which could be of another application or of before someone removed the commands. If it
    fails, the commands of the last start go on working.
    """
    ours: list[dict[str, Any]] = await _payload_of(tree)
    there = only_there and bool(guilds)
    places = [(None, [] if there else ours), *((guild, ours if there else []) for guild in sorted(guilds))]
    return any([await _synced(tree, guild, wanted) for guild, wanted in places])


async def _synced(
    tree: app_commands.CommandTree[Any], guild: int | None, wanted: list[dict[str, Any]]
) -> bool:
    try:
        return await _put_if_changed(tree, guild, wanted)
    except (discord.HTTPException, OSError) as error:
        log.error("commands not registered", extra={"guild": guild or "all", "error": described(error)})  # noqa: TRY400 - texts stay out
        return False


async def _payload_of(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """The commands with their names and descriptions in every language, as `tree.sync` would send them."""
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in tree.get_commands()]
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


async def _put_if_changed(
    tree: app_commands.CommandTree[Any], guild: int | None, wanted: list[dict[str, Any]]
) -> bool:
    http, application = tree.client.http, tree.client.application_id or 0
    place = f"/guilds/{guild}" if guild else ""
    # discord.py's own words for this leave the translations out.
    known: list[Any] = await http.request(
        Route("GET", f"/applications/{application}{place}/commands"), params={"with_localizations": "true"}
    )
    if _same(known, wanted):
        return False
    payload: Any = wanted
    if guild:
        await http.bulk_upsert_guild_commands(application, guild, payload)
    else:
        await http.bulk_upsert_global_commands(application, payload)
    log.info("commands registered", extra={"guild": guild or "all", "commands": len(wanted)})
    return True


def _same(known: Sequence[Mapping[str, Any]], ours: Sequence[Mapping[str, Any]]) -> bool:
    by_name = {(command.get("type", 1), command["name"]): command for command in known}
    keys = {(command.get("type", 1), command["name"]) for command in ours}
    return by_name.keys() == keys and all(
        _holds(by_name[command.get("type", 1), command["name"]], command) for command in ours
    )


def _holds(known: Any, ours: Any) -> bool:
    """Whether what Discord has says all that ours says."""
    if isinstance(ours, dict) and ours:
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
