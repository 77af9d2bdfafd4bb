"""Which buttons or options typed numbers stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.terminal.drawing import Choice


def picked(numbers: Sequence[int], choices: Sequence[Choice]) -> list[Choice]:
    """A button, or one or several options of one list. Raises `UsageError`."""
    meant = [_meant(number, choices) for number in dict.fromkeys(numbers)]
    are_options = all(choice.value is not None for choice in meant)
    if len(meant) > 1 and not (are_options and len({choice.custom_id for choice in meant}) == 1):
        raise UsageError("Several numbers are options of one list. Press a button by its number alone.")
    return meant


def _meant(number: int, choices: Sequence[Choice]) -> Choice:
    if not 1 <= number <= len(choices):
        raise UsageError(f"There is no {number} to press. There is {_numbered(choices)}.")
    return choices[number - 1]


def _numbered(choices: Sequence[Choice]) -> str:
    return ", ".join(f"[{number}] {choice.label}" for number, choice in enumerate(choices, 1))
