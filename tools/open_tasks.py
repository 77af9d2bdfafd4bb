"""The board's open tasks, remembered for a moment, so that a request costs few calls to Notion.

A team's open tasks mostly fit one page of Notion's answers (100). Then one call serves the person's own
list and every look for a task by its words. On a larger board each is asked for on its own.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.records import MemberId, Task, TaskQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.ports import TaskReader

PAGE = 100  # Notion's largest page (developers.notion.com, "Pagination")
LIFETIME_S = 60.0
LARGE_FOR_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Remembered:
    tasks: tuple[Task, ...]
    at: float


class OpenTasks:
    """Open tasks, no older than asked for. Moments are seconds of the given monotonic clock."""

    def __init__(self, reader: TaskReader, now: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self.now = now
        self._all: _Remembered | None = None
        self._of: dict[MemberId, _Remembered] = {}
        self._large_until = float("-inf")
        self._lock = asyncio.Lock()
        self._forgotten = 0

    def forget(self) -> None:
        """Something was written: what is remembered may be wrong."""
        self._forgotten += 1
        self._all = None
        self._of.clear()

    async def of(self, member: MemberId, *, since: float | None = None) -> tuple[Task, ...]:
        """A person's open tasks, soonest due first, as they were at `since` or later."""
        since = self.now() - LIFETIME_S if since is None else since
        async with self._lock:
            everything = await self._everything(since)
            if everything is not None:
                return tuple(t for t in everything if any(who.id == member for who in t.assignees))
            known = self._of.get(member)
            if known is None or known.at < since:
                at, forgotten = self.now(), self._forgotten
                found = await self._reader.find_tasks(TaskQuery(assignee=member, is_done=False))
                known = _Remembered(found.tasks, at)
                if forgotten == self._forgotten:  # else something was written while Notion was asked
                    self._of[member] = known
            return known.tasks

    async def with_words(self, parts: tuple[str, ...], *, since: float | None = None) -> tuple[Task, ...]:
        """All open tasks whose title holds one of the parts, perhaps with others; as of `since` or later."""
        since = self.now() - LIFETIME_S if since is None else since
        async with self._lock:
            everything = await self._everything(since)
        if everything is not None:
            return everything
        return (await self._reader.find_tasks(TaskQuery(is_done=False, words=parts))).tasks

    async def everything(self, *, since: float | None = None) -> tuple[Task, ...] | None:
        """All open tasks, or None if they are more than a page."""
        async with self._lock:
            return await self._everything(self.now() - LIFETIME_S if since is None else since)

    async def _everything(self, since: float) -> tuple[Task, ...] | None:
        if self._all is not None and self._all.at >= since:
            return self._all.tasks
        if self.now() < self._large_until:
            return None
        at, forgotten = self.now(), self._forgotten
        listing = await self._reader.find_tasks(TaskQuery(is_done=False, limit=PAGE))
        if not listing.is_complete:
            self._large_until = at + LARGE_FOR_S
            self._all = None
            return None
        if forgotten == self._forgotten:
            self._all = _Remembered(listing.tasks, at)
        return listing.tasks
