"""A desk that answers each type of command as a test laid out, and remembers what it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from bot.desk.commands import Command

R = TypeVar("R")


class CannedDesk:
    """`answers` holds, by type of command, an outcome, an exception to raise, or what to await for one."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {}
        self.asked: list[Any] = []

    async def handle(self, command: Command[R], /) -> R:
        self.asked.append(command)
        answer = self.answers[type(command)]
        if isinstance(answer, Exception):
            raise answer
        return cast("R", await answer() if callable(answer) else answer)
