"""Who asks Notion next: approved writes first, then people in turn, then what nobody waits for."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.records import DiscordId


@dataclass(eq=False, slots=True, kw_only=True)
class Waiter:
    """One request that waits. `until` is how long it will, in the event loop's time."""

    asker: DiscordId | None
    is_write: bool
    until: float
    turn: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Line:
    """Those who wait. A person has one place in it, however many requests they wait with."""

    def __init__(self) -> None:
        self._writes: deque[Waiter] = deque()
        self._reads: dict[DiscordId | None, deque[Waiter]] = {}  # who is next stands first

    def __iter__(self) -> Iterator[Waiter]:
        yield from self._writes
        for waiting in self._reads.values():
            yield from waiting

    def join(self, waiter: Waiter) -> None:
        queue = self._writes if waiter.is_write else self._reads.setdefault(waiter.asker, deque())
        queue.append(waiter)

    def leave(self, waiter: Waiter) -> None:
        """Wait no longer. Who has had their turn has left already."""
        queue = self._writes if waiter.is_write else self._reads.get(waiter.asker, deque())
        if waiter in queue:
            queue.remove(waiter)
        if not waiter.is_write and not queue:
            self._reads.pop(waiter.asker, None)

    def first(self, *, may_read: bool) -> Waiter | None:
        """Who is next, if anyone; a read only where one may be sent now."""
        if self._writes:
            return self._writes[0]
        if not may_read or not self._reads:
            return None
        asker = next((person for person in self._reads if person is not None), None)
        return self._reads[asker][0]

    def take(self, *, may_read: bool) -> Waiter | None:
        """Who is next, taken out of the line; whoever has more to ask goes to its end."""
        waiter = self.first(may_read=may_read)
        if waiter is None:
            return None
        if waiter.is_write:
            return self._writes.popleft()
        waiting = self._reads.pop(waiter.asker)
        waiting.popleft()
        if waiting:
            self._reads[waiter.asker] = waiting
        return waiter
