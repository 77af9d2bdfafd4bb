"""One life of Darcy after the other on one database: each ends as a process does that is killed."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.headless import Headless, open_headless

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from bot.settings import BoardSettings

R = TypeVar("R")

_NOBODYS_NUMBER = 2**31 - 1


@dataclass
class Lives:
    """Runs Darcy, and what is asked of it, until that ends or Darcy is killed.

    What a process has kept when it is killed is what the next begins with, in a copy: whatever the first may
    still do while it is taken apart is lost to the next. `at_commit` is called before anything is kept.
    """

    folder: Path
    settings_for: Callable[[Path], BoardSettings]
    database: Path
    headless: Headless | None = None
    at_commit: Callable[[], None] | None = None
    _number: int = 0
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _died: asyncio.Event = field(default_factory=asyncio.Event)
    _next: Path | None = None

    async def run(self, doing: Coroutine[Any, Any, R]) -> R | None:
        """What comes of it; None if Darcy is killed meanwhile."""
        self._died.clear()
        task = asyncio.create_task(doing)
        dying = asyncio.create_task(self._died.wait())
        await asyncio.wait({task, dying}, return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        if not self.is_dead:
            return await task
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        return None

    @property
    def next_database(self) -> Path:
        """What the next life begins with."""
        return self._next or self.database

    @property
    def is_dead(self) -> bool:
        return self._next is not None

    def kill(self) -> None:
        """Now. It may be called from within."""
        if self._next is not None:
            return
        self._number += 1
        self._next = self.folder / f"{self._number}.db"
        with closing(sqlite3.connect(self.database)) as old, closing(sqlite3.connect(self._next)) as new:
            old.backup(new)
            # Of a process there is no more; in truth it is this one.
            new.execute("UPDATE leases SET process = ?", (f"{_NOBODYS_NUMBER}:",))
            new.commit()
        self.at_commit = None
        self._died.set()

    async def start(self) -> None:
        """A new life, on what the last one left. It may be killed before it has begun."""
        await self._stack.aclose()
        self._stack, self.headless = AsyncExitStack(), None
        if self._next is not None:
            self.database, self._next = self._next, None
        opened = open_headless(self.settings_for(self.database), waits=False)
        self.headless = await self.run(self._stack.enter_async_context(opened))

    async def end(self) -> None:
        await self._stack.aclose()

    def listen(self) -> Callable[[], None]:
        """Hear of commits until what it returns is called."""

        def before_commit(_: object) -> None:
            if self.at_commit is not None:
                self.at_commit()

        event.listen(Engine, "commit", before_commit)
        return lambda: event.remove(Engine, "commit", before_commit)

    def begin(self, template: Path) -> None:
        """Forget all, and begin with a copy of a database."""
        for left in self.folder.iterdir():
            left.unlink()
        self._number, self._next, self.at_commit = 0, None, None
        self.database = self.folder / "0.db"
        shutil.copyfile(template, self.database)
