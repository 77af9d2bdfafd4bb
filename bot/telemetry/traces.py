"""The trace: what passes at the desk and when, to a file that a developer names. Switched off by default.

A line of JSON for each command and event: `at` in seconds since 1970, its name, ids and numbers. As in the
log, nothing that people wrote is in it.
"""

from __future__ import annotations

import dataclasses
import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from bot.desk.bus import Desk
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.desk.bus import Publisher
    from bot.desk.commands import Command
    from bot.desk.events import Event

R = TypeVar("R")


class Trace:
    """Writes a line for each thing, at once."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def hear(self, event: Event) -> None:
        """Subscribe this."""
        self.write(time.time(), "event", type(event).__name__, dataclasses.asdict(event))

    def write(self, at_s: float, kind: str, name: str, fields: dict[str, Any]) -> None:
        line = {"at": at_s, "kind": kind, "name": name, **fields}
        self._stream.write(json.dumps(line, default=str) + "\n")
        self._stream.flush()


class TracedDesk(Desk):
    """A desk in front of another, at which each command is noted: what came of it, after how long."""

    def __init__(self, desk: Desk, trace: Trace) -> None:
        super().__init__({})
        self._desk, self._trace = desk, trace

    async def handle(self, command: Command[R]) -> R:
        at_s, began_s, outcome = time.time(), time.monotonic(), "cancelled"
        try:
            answer = await self._desk.handle(command)
            outcome = type(answer).__name__
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            passed = {"ms": round((time.monotonic() - began_s) * 1000), "outcome": outcome}
            self._trace.write(at_s, "command", type(command).__name__, passed)
        return answer


@contextmanager
def tracing(desk: Desk, publisher: Publisher, path: Path | None) -> Iterator[Desk]:
    """The desk to be used in its place: where there is a path, one whose commands and events go there.

    Raises a `DarcyError` where nothing can be written there.
    """
    if path is None:
        yield desk
        return
    try:
        opened = path.open("a", encoding="utf-8")
    except OSError as error:
        raise DarcyError(f"DARCY_TRACE names a file that cannot be written: {error.strerror}.") from error
    with opened as stream:
        trace = Trace(stream)
        publisher.subscribe(trace.hear)
        yield TracedDesk(desk, trace)
