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
from sandbox.notion.routes import ROUTES
from sandbox.notion.seed import objects_of
from sandbox.notion.store import open_store
from sandbox.notion.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from sandbox.clock import Clock
    from sandbox.notion.exchanges import Watch
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
    watch: Watch | None = None,
) -> AsyncIterator[NotionEmulator]:
    """Serve the workspace on a free port of loopback until the end.

    `state` is a file, or a folder for one, that keeps the board; what it holds wins over the workspace.
    `workspace_requests_per_minute` is the budget shared with the workspace's other integrations, if it has
    one. `watch` is told of each exchange.
    """
    limits = [RateLimit(requests_per_minute)]
    if workspace_requests_per_minute is not None:
        limits.append(RateLimit(workspace_requests_per_minute, RateLimitReason.WORKSPACE))
    with open_store(state) as store:
        seed = list(objects_of(workspace, clock.now()))
        if store.is_empty():
            store.save_all(seed)
        integration = Integration(frozenset(capabilities))
        door = Door(World(store, clock, integration.unshared), TOKEN, integration, limits, watch)
        runner = web.AppRunner(door.application(ROUTES), access_log=None, handler_cancellation=True)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            port = runner.addresses[0][1]
            base_url = f"http://127.0.0.1:{port}"
            yield NotionEmulator(base_url, World(store, clock), door, integration, seed)
        finally:
            door.close()
            await runner.cleanup()
