from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.workspace import Workspace, seeded_workspace
from tests.doubles.notion import open_refusing_notion

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.notion.server import NotionEmulator

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.fixture
def clock() -> Clock:
    return Clock(TODAY)


@pytest.fixture
def workspace() -> Workspace:
    return seeded_workspace(TODAY)


@pytest_asyncio.fixture
async def notion(workspace: Workspace, clock: Clock) -> AsyncIterator[NotionEmulator]:
    async with open_refusing_notion(workspace, clock=clock) as emulator:
        yield emulator


@pytest_asyncio.fixture
async def api(notion: NotionEmulator) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
    async with httpx.AsyncClient(base_url=f"{notion.base_url}/v1", headers=headers) as client:
        yield client
