"""What a Discord client makes of a typed command: finds it, holds its options against what was synced."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sandbox.discord.command_rules import (
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from sandbox.discord.errors import ClientRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.discord.resolved import Resolver
    from sandbox.discord.world import Json

_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}


def command_data(
    shown: Iterable[Json],
    words: str,
    given: dict[str, object],
    resolver: Resolver,
    focused: str | None = None,
) -> Json:
    """The data of an interaction for a command such as "darcy-admin link".

    With `focused`, the option being typed: nothing is required then, and it may hold anything.
    Raises `ClientRefusedError` for what the client would not send.
    """
    name, *path = words.removeprefix("/").split()
    command = next((one for one in shown if one["name"] == name and one["type"] == 1), None)
    if command is None:
        raise ClientRefusedError(f"There is no command /{name} here for this person.")
    declared, chain = _descend(command, path)
    values = _values(words, declared, given, resolver, focused)
    for part in reversed(chain):
        values = [{"type": part["type"], "name": part["name"], "options": values}]
    data: Json = {"id": command["id"], "name": name, "type": 1, "options": values}
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return {**data, "resolved": resolver.found} if resolver.found else data


def _descend(command: Json, path: list[str]) -> tuple[list[Json], list[Json]]:
    """The options of the innermost subcommand named, and the way to it."""
    options, chain = command.get("options") or [], []
    for step in path:
        part = next(
            (one for one in options if one["name"] == step and one["type"] in (SUBCOMMAND, GROUP)), None
        )
        if part is None:
            raise ClientRefusedError(f"/{command['name']} has no subcommand '{step}'.")
        chain.append(part)
        options = part.get("options") or []
    inner = [one["name"] for one in options if one["type"] in (SUBCOMMAND, GROUP)]
    if inner:
        raise ClientRefusedError(f"/{command['name']} needs one of its subcommands: {', '.join(inner)}.")
    return options, chain


def _values(
    words: str, declared: list[Json], given: dict[str, object], resolver: Resolver, focused: str | None
) -> list[Json]:
    known = {option["name"]: option for option in declared}
    if unknown := [name for name in given if name not in known]:
        raise ClientRefusedError(f"/{words} has no option {', '.join(unknown)}.")
    missing = [name for name, option in known.items() if option["required"] and name not in given]
    if missing and focused is None:
        raise ClientRefusedError(f"/{words} needs {', '.join(missing)}.")
    if focused is not None and not known.get(focused, {}).get("autocomplete"):
        raise ClientRefusedError(f"/{words} offers nothing while '{focused}' is typed.")
    values = []
    for name, value in given.items():
        option = known[name]
        if name == focused:
            values.append({"type": option["type"], "name": name, "value": value, "focused": True})
        else:
            values.append({"type": option["type"], "name": name, "value": _value(option, value, resolver)})
    return values


def _value(option: Json, value: Any, resolver: Resolver) -> Any:
    kind = option["type"]
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return resolver.resolve(kind, value)
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != BOOLEAN):
        raise ClientRefusedError(f"'{option['name']}' does not take {value!r}.")
    if choices := option.get("choices"):
        return _chosen(option, choices, value)
    _check_size(option, value)
    return value


def _check_size(option: Json, value: Any) -> None:
    """Hold a text's length, or a number, against the option's limits. A text may not be empty."""
    is_text = option["type"] == STRING
    size: float = len(value) if is_text else value
    noun = "length" if is_text else "value"
    low = option.get(f"min_{noun}", 1 if is_text else -math.inf)
    if not low <= size <= option.get(f"max_{noun}", math.inf):
        raise ClientRefusedError(f"'{option['name']}' does not take a {noun} of {size}.")


def _chosen(option: Json, choices: list[Json], value: object) -> Any:
    for choice in choices:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    offered = ", ".join(str(choice["name"]) for choice in choices)
    raise ClientRefusedError(f"'{option['name']}' is one of: {offered}.")
