"""A Notion on loopback: real HTTP, Notion's shapes and refusals, a board of one's own."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.notion.door import Door
from sandbox.notion.emulator import TOKEN, NotionEmulator
from sandbox.notion.faults import Fault, FaultKind
from sandbox.notion.integration import ALL, Capability, Integration
from sandbox.notion.limits import RateLimit, RateLimitReason
from sandbox.notion.routes import routes_with
from sandbox.notion.search import DELAY, SearchIndex
from sandbox.notion.seed import objects_of
from sandbox.notion.store import open_store
from sandbox.notion.webhooks import open_webhooks
from sandbox.notion.world import World

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from sandbox.clock import Clock
    from sandbox.notion.exchanges import Watch
    from sandbox.notion.routes import Route
    from sandbox.workspace import Workspace

__all__ = [
    "TOKEN",
    "Capability",
    "Fault",
    "FaultKind",
    "NotionEmulator",
    "RateLimitReason",
    "open_notion",
]

REQUESTS_PER_MINUTE = 180


@asynccontextmanager
async def open_notion(
    workspace: Workspace,
    *,
    clock: Clock,
    state: Path | None = None,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    workspace_requests_per_minute: int | None = None,
    capabilities: Iterable[Capability] = ALL,
    search_delay: dt.timedelta = DELAY,
    watch: Watch | None = None,
) -> AsyncIterator[NotionEmulator]:
    """Serve the workspace on a free port of loopback until the end.

    `state` is a file, or a folder for one, that keeps the board; what it holds wins over the workspace.
    `workspace_requests_per_minute` is the budget shared with the workspace's other integrations, if it has
    one. `search_delay` is how far search is behind, by the clock. `watch` is told of each exchange.
    """
    limits = [RateLimit(requests_per_minute)]
    if workspace_requests_per_minute is not None:
        limits.append(RateLimit(workspace_requests_per_minute, RateLimitReason.WORKSPACE))
    with open_store(state) as store:
        seed = list(objects_of(workspace, clock.now()))
        if store.is_empty():
            store.save_all(seed)
        integration, index = Integration(frozenset(capabilities)), SearchIndex(store, clock, search_delay)
        world = World(store, clock, integration.unshared)
        door = Door(world, TOKEN, integration, limits, watch)
        async with (
            open_webhooks(world, integration, workspace.name) as webhooks,
            _served(door, routes_with(index)) as base_url,
        ):
            yield NotionEmulator(
                base_url,
                world=World(store, clock),
                door=door,
                integration=integration,
                index=index,
                webhooks=webhooks,
                seed=seed,
            )


@asynccontextmanager
async def _served(door: Door, routes: Iterable[Route]) -> AsyncIterator[str]:
    """Answer at the address it gives. Who gives up waiting is let go of."""
    runner = web.AppRunner(door.application(routes), access_log=None, handler_cancellation=True)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        door.close()
        await runner.cleanup()
