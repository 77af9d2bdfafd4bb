"""Tasks by their place in what a conversation told last: "it", "the second one", "them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.grammar.errors import UnclearError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.runs import Exchange

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WHICH = "Which task do you mean? Give me words of its title."


class Spoken:
    """The tasks told last, in the order in which they were shown, by their references (T1)."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        told = next((exchange for exchange in reversed(exchanges) if exchange.subjects), None)
        names = {task_id: name for name, task_id in told.references.items()} if told else {}
        self._tasks = [names[task_id] for task_id in (told.subjects if told else ()) if task_id in names]
        self._is_last = bool(exchanges) and told is exchanges[-1]

    def one(self) -> str | None:
        """The single task told last; None if the last answer told of none, or of several."""
        return self._tasks[0] if len(self._tasks) == 1 and self._is_last else None

    def all(self) -> list[str]:
        if not self._tasks:
            raise UnclearError("Which tasks do you mean? Ask for a list first, or give me words of a title.")
        return list(self._tasks)

    def nth(self, place: str) -> str:
        """By “second”, “2nd”, “2” or “last”. Raises `UnclearError` if there are not so many."""
        if not self._tasks:
            raise UnclearError(WHICH)
        at = len(self._tasks) if place == "last" else _count(place)
        if not 1 <= at <= len(self._tasks):
            count = f"{len(self._tasks)} task{'s' * (len(self._tasks) != 1)}"
            raise UnclearError(f"I told you of {count} last, so there is no such one. {WHICH}")
        return self._tasks[at - 1]

    def nths(self, first: str, other: str) -> list[str]:
        """By “first” and a number, “last” and a number, or two places."""
        if other in _PLACES or not (first in {"first", "last"} and _count(other)):
            return [self.nth(first), self.nth(other)]
        self.nth(other)
        count = _count(other)
        return self._tasks[:count] if first == "first" else self._tasks[-count:]


def _count(said: str) -> int:
    if said in _PLACES:
        return 1 + _PLACES.index(said)
    if said in _NUMBERS:
        return 1 + _NUMBERS.index(said)
    return int("".join(char for char in said if char.isdigit()) or 0)
