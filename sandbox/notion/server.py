"""A Notion on loopback: real HTTP, Notion's shapes and refusals, a board of one's own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.notion import board
from sandbox.notion.faults import Fault, FaultKind, Faults
from sandbox.notion.limits import RateLimit
from sandbox.notion.reading import World
from sandbox.notion.routes import Door
from sandbox.notion.schema import TASKS_DATABASE_ID
from sandbox.notion.seed import objects_of
from sandbox.notion.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from typing import Unpack

    from sandbox.clock import Clock
    from sandbox.notion.board import Edits, Row
    from sandbox.notion.exchanges import Exchange, Watch
    from sandbox.workspace import Workspace

__all__ = ["TOKEN", "Fault", "FaultKind", "NotionEmulator", "open_notion"]

TOKEN = "ntn_sandbox00000000000000000000000000000000000000"  # noqa: S105 - it opens nothing but the sandbox
REQUESTS_PER_MINUTE = 180


class NotionEmulator:
    """A running Notion. `exchanges` is every request so far, with its answer, in order of answering."""

    def __init__(self, base_url: str, world: World, door: Door, faults: Faults) -> None:
        self.base_url = base_url
        self.token = TOKEN
        self.database_id = TASKS_DATABASE_ID
        self._world, self._door, self._faults = world, door, faults

    @property
    def exchanges(self) -> list[Exchange]:
        return self._door.exchanges

    def rows(self, words: str = "") -> list[Row]:
        """The tasks that show every one of these words; those in the trash are left out."""
        sought = words.casefold().split()
        found = board.rows(self._world)
        return [row for row in found if all(word in board.words_of(row) for word in sought)]

    def row(self, title: str) -> Row:
        """The task of that title. Raises `LookupError` unless it is exactly one."""
        found = [row for row in self.rows() if row.title == title]
        if len(found) != 1:
            raise LookupError(f"{len(found)} tasks are called {title!r}.")
        return found[0]

    def edit(self, page_id: str, **values: Unpack[Edits]) -> None:
        """Someone edits a task in Notion itself. People and projects are given by their names."""
        board.edit(self._world, page_id, values)

    def fail_next(self, fault: Fault) -> None:
        """Make something go wrong with the next request that fits."""
        self._faults.add(fault)

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        self._faults.clear()

    def rename(self, name: str, new: str) -> None:
        """A person takes another name in Notion."""
        board.rename(self._world, name, new)


@asynccontextmanager
async def open_notion(
    workspace: Workspace,
    *,
    clock: Clock,
    state: Path | None = None,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    watch: Watch | None = None,
) -> AsyncIterator[NotionEmulator]:
    """Serve the workspace on a free port of loopback until the end.

    `state` is a file, or a folder for one, that keeps the board; what it holds wins over the workspace.
    `watch` is told of each exchange.
    """
    with open_store(state) as store:
        if store.is_empty():
            store.save_all(objects_of(workspace, clock.now()))
        world, faults = World(store, clock), Faults()
        door = Door(world, TOKEN, faults, RateLimit(requests_per_minute), watch)
        runner = web.AppRunner(door.application(), access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            port = runner.addresses[0][1]
            yield NotionEmulator(f"http://127.0.0.1:{port}", world, door, faults)
        finally:
            await runner.cleanup()
