"""`:faults`: what can be made to go wrong is listed, and switched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.terminal.output import Output, told
from sandbox.terminal.slash import UsageError
from sandbox.terminal.switches import SWITCHES, Switch

if TYPE_CHECKING:
    from sandbox.terminal.client import Terminal
    from sandbox.world import World

_ALWAYS = 10**9
_HOW = ("on", "once", "off")


async def faults(terminal: Terminal, typed: str) -> Output:
    """List them, or those with some words, or switch one: on, once, or off. `off` alone ends them all."""
    *words, how = typed.lower().split() or [""]
    if how not in _HOW:
        return _listed(terminal, typed.lower().split())
    if not words and how != "off":
        raise UsageError("Write :faults WHICH on, once or off, such as :faults notion 503 once.")
    if not words:
        gone = [switch for switch in SWITCHES if switch.name in terminal.faults]
        _set(terminal, [], gone)
        return told("Nothing goes wrong any more.")
    switch = _meant(words)
    if how == "off":
        _set(terminal, [name for name in terminal.faults if name != switch.name], [switch])
        return told(f"{switch.name} is off.")
    return _begun(terminal, switch, how)


def _begun(terminal: Terminal, switch: Switch, how: str) -> Output:
    if switch.happens is not None:
        switch.happens(terminal.world)
        return told(f"{switch.name}: it happened.")
    if how == "once":
        if switch.fails is None:
            raise UsageError(f"{switch.name} is on or off.")
        switch.fails(terminal.world, 1)
        return told(f"{switch.name}: the next {switch.meets} that Darcy makes there meets it.")
    _set(terminal, [*dict.fromkeys([*terminal.faults, switch.name])], [])
    return told(f"{switch.name} is on, until :faults {switch.name} off.")


def _set(terminal: Terminal, names: list[str], gone: list[Switch]) -> None:
    """Let exactly these be on."""
    terminal.world.notion.mend()
    terminal.world.discord.stop_failing()
    if terminal.world.relay is not None:
        terminal.world.relay.mend()
    for switch in gone:
        if switch.turn is not None:
            switch.turn(terminal.world, False)
    for switch in SWITCHES:
        if switch.name in names:
            _turn_on(terminal.world, switch)
    terminal.faults = names


def _turn_on(world: World, switch: Switch) -> None:
    if switch.fails is not None:
        switch.fails(world, _ALWAYS)
    elif switch.turn is not None:
        switch.turn(world, True)


def _listed(terminal: Terminal, words: list[str]) -> Output:
    found = _with(words)
    if not found:
        raise UsageError(f"“{' '.join(words)}” is none of them. :faults lists them.")
    lines = [
        f"{'on ' if switch.name in terminal.faults else '   '} {switch.name:<38} {switch.help}"
        for switch in found
    ]
    how = "Such as :faults notion 503 once · :faults discord slow on · :faults off"
    return told(*lines, how)


def _meant(words: list[str]) -> Switch:
    """The switch with all these words; of several, the one whose name or number they are."""
    found = _with(words)
    fewest = min((len(one.name.split()) for one in found), default=0)
    nearest = [one for one in found if len(one.name.split()) == fewest]
    if len(nearest) != 1:
        why = "could be " + ", ".join(one.name for one in nearest) if nearest else "is none of them"
        raise UsageError(f"“{' '.join(words)}” {why}. :faults lists them.")
    return nearest[0]


def _with(words: list[str]) -> list[Switch]:
    return [one for one in SWITCHES if all(word in _known(one) for word in words)]


def _known(switch: Switch) -> list[str]:
    """The words a switch is known by."""
    return f"{switch.name} {switch.help}".replace(",", "").lower().split()
