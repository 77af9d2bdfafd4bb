"""A slash command as typed in one line, read by what the bot registered.

Option types: https://docs.discord.com/developers/interactions/application-commands#application-command-object
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sandbox.terminal.names import Names

_MENTION = re.compile(r"<@!?(\d+)>")
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}


class UsageError(Exception):
    """A line cannot be sent as it was typed. The text says what would do."""


class OptionType(IntEnum):
    """What an option takes, as far as a terminal can send it."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    NUMBER = 10


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command to send: its name, its subcommands' names if it has such, and its options' values."""

    path: tuple[str, ...]
    values: Mapping[str, str | int | float | bool]


def read_slash(line: str, commands: Iterable[Mapping[str, Any]], names: Names) -> Slash:
    """Read `/name sub option:value other:value`; words before the first option are the first one's value.

    Raises `UsageError`, and `UnknownNameError` for a person nobody is.
    """
    known = [command for command in commands if command.get("type", 1) == 1]
    path, options, rest = _command(line.removeprefix("/"), known)
    typed = _typed(rest, [option["name"] for option in options])
    values = {
        option["name"]: _value(option, typed[option["name"]], names)
        for option in options
        if option["name"] in typed
    }
    missing = [
        option["name"] for option in options if option.get("required") and option["name"] not in values
    ]
    if missing:
        raise UsageError(f"It lacks {' and '.join(missing)}: {_usage(path, options)}")
    return Slash(path, values)


def usages(commands: Iterable[Mapping[str, Any]]) -> list[str]:
    """How each command is typed."""
    lines = []
    for command in commands:
        if command.get("type", 1) == 1:
            lines += _usages((command["name"],), command.get("options", ()))
    return lines


def _usages(path: tuple[str, ...], options: Sequence[Mapping[str, Any]]) -> list[str]:
    nested = [option for option in options if option["type"] in (OptionType.SUBCOMMAND, OptionType.GROUP)]
    if not nested:
        return [_usage(path, options)]
    return [line for sub in nested for line in _usages((*path, sub["name"]), sub.get("options", ()))]


def _usage(path: tuple[str, ...], options: Iterable[Mapping[str, Any]]) -> str:
    parts = (
        f"{option['name']}:…" if option.get("required") else f"[{option['name']}:…]" for option in options
    )
    return " ".join([f"/{' '.join(path)}", *parts])


def _command(
    words: str, known: Sequence[Mapping[str, Any]]
) -> tuple[tuple[str, ...], Sequence[Mapping[str, Any]], str]:
    """The command's path, the options it takes, and what was typed after it."""
    path: tuple[str, ...] = ()
    offered = known
    while True:
        word, _, rest = words.partition(" ")
        found = next((one for one in offered if one["name"] == word.lower()), None)
        if found is None:
            raise UsageError(f"There is no /{' '.join((*path, word))}. There is: {', '.join(usages(known))}.")
        path, words = (*path, found["name"]), rest.strip()
        offered = found.get("options", ())
        if not any(option["type"] in (OptionType.SUBCOMMAND, OptionType.GROUP) for option in offered):
            return path, offered, words


def _typed(rest: str, options: Sequence[str]) -> dict[str, str]:
    if not options:
        if rest:
            raise UsageError(f"It takes no options, so “{rest}” has no place.")
        return {}
    first, *named = re.split(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, options))}):", rest)
    typed = {options[0]: first.strip()} if first.strip() else {}
    for name, value in zip(named[::2], named[1::2], strict=True):
        typed[name] = value.strip()
    return typed


def _value(option: Mapping[str, Any], typed: str, names: Names) -> str | int | float | bool:
    reading = _READINGS.get(option["type"])
    if reading is None:
        raise UsageError(f"{option['name']} takes something that cannot be typed here.")
    try:
        return reading(typed, names)
    except (ValueError, KeyError) as error:
        raise UsageError(f"“{typed}” will not do for {option['name']}.") from error


def _person(typed: str, names: Names) -> str:
    mention = _MENTION.fullmatch(names.with_mentions(typed))
    return mention[1] if mention else names.find(typed)


_READINGS: dict[int, Callable[[str, Names], str | int | float | bool]] = {
    OptionType.STRING: lambda typed, names: names.with_mentions(typed),
    OptionType.INTEGER: lambda typed, _: int(typed),
    OptionType.NUMBER: lambda typed, _: float(typed),
    OptionType.BOOLEAN: lambda typed, _: _BOOLEANS[typed.lower()],
    OptionType.USER: _person,
}
