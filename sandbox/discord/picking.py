"""Finding the button or select a person means, and what a select sends for what was picked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord import command_rules
from sandbox.discord.components import (
    CHANNEL_SELECT,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    USER_SELECT,
    walk,
)
from sandbox.discord.errors import ClientRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.discord.resolved import Resolver
    from sandbox.discord.world import Json, Post

_PICKED = {
    USER_SELECT: command_rules.USER,
    ROLE_SELECT: command_rules.ROLE,
    MENTIONABLE_SELECT: command_rules.MENTIONABLE,
    CHANNEL_SELECT: command_rules.CHANNEL,
}


def part_named(post: Post, kinds: Sequence[int], name: str | None) -> Json:
    """The one button or select meant. Raises `ClientRefusedError` if it is not there, or not the only one."""
    parts = [part for part in walk(post.components) if part["type"] in kinds]
    by_id = [part for part in parts if part.get("custom_id") == name]
    by_label = [
        part for part in parts if name is None or name in (part.get("label"), part.get("placeholder"))
    ]
    found = by_id or by_label
    if len(found) == 1:
        return found[0]
    there = ", ".join(str(part.get("label") or part.get("custom_id")) for part in parts) or "nothing"
    raise ClientRefusedError(f"{len(found)} of {name!r} on the message; there is {there}.")


def picked_values(part: Json, values: Sequence[str], resolver: Resolver) -> list[str]:
    """What a select sends for what was picked in it."""
    if not part["min_values"] <= len(values) <= part["max_values"]:
        raise ClientRefusedError(f"Choose {part['min_values']} to {part['max_values']}, not {len(values)}.")
    if part["type"] in _PICKED:
        return [resolver.resolve(_PICKED[part["type"]], value) for value in values]
    offered = {key: one["value"] for one in part["options"] for key in (one["label"], one["value"])}
    if strange := [value for value in values if value not in offered]:
        raise ClientRefusedError(f"Not offered: {', '.join(strange)}.")
    return [offered[value] for value in values]
