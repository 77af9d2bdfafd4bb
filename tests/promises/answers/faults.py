"""Every circumstance an interaction can meet, as data: what is done to Darcy around it."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.emulator import Fault as DiscordFault
from sandbox.notion.faults import Fault as NotionFault
from sandbox.notion.faults import FaultKind

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.doubles.darcy import Darcy

ALWAYS = 10_000
BUSY_S = 3.2
"""Longer than Discord waits for an acknowledgement, and than Darcy waits to say what it is doing."""
TOKEN_LIFE = dt.timedelta(minutes=15, seconds=1)
WITHIN_S = 60.0
FOREIGN = "Priya Raman"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """`about` tells people what it is. `around` begins before the interaction, and goes on meanwhile.

    It is made `times` times, by another than asked where it is `foreign`. `keeps_from_writing`: the board
    stays as it is. Where it `waits`, all kinds are tried at once, to wait once.
    """

    name: str
    about: str
    around: Callable[[Darcy], AbstractAsyncContextManager[None]]
    times: int = 1
    foreign: bool = False
    keeps_from_writing: bool = False
    waits: bool = False
    restarts: bool = False
    outlives_tokens: bool = False
    shows_progress: bool = False


@asynccontextmanager
async def nothing(_: Darcy) -> AsyncGenerator[None]:
    yield


@asynccontextmanager
async def database_busy(darcy: Darcy) -> AsyncGenerator[None]:
    """Somebody else holds the database's lock for writing."""
    file = darcy.settings.darcy_database_url.removeprefix("sqlite:///")
    lock = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        await asyncio.to_thread(lock.execute, "BEGIN IMMEDIATE")
        yield
        await asyncio.sleep(BUSY_S)
    finally:
        lock.close()


@asynccontextmanager
async def model_slow(darcy: Darcy) -> AsyncGenerator[None]:
    darcy.model.free.clear()
    yield
    await asyncio.sleep(BUSY_S)
    darcy.model.free.set()


@asynccontextmanager
async def model_down(darcy: Darcy) -> AsyncGenerator[None]:
    darcy.model.is_down = True
    yield


@asynccontextmanager
async def notion_down(darcy: Darcy) -> AsyncGenerator[None]:
    darcy.notion.fail_next(NotionFault(kind=FaultKind.DROPPED, count=ALWAYS))
    yield


@asynccontextmanager
async def process_dies(darcy: Darcy) -> AsyncGenerator[None]:
    """Darcy dies when it is about to answer: it was acknowledged, and no answer was taken."""
    asked = len(darcy.discord.exchanges)
    darcy.discord.fail(DiscordFault(502, "/webhooks/", ALWAYS))
    darcy.discord.fail(DiscordFault(502, "/messages/", ALWAYS, method="PATCH"))
    yield

    def look() -> bool | None:
        return any(one.status == 502 for one in darcy.discord.exchanges[asked:]) or None

    assert await darcy.discord.until(look, WITHIN_S), "nothing was answered"
    await darcy.crash()
    darcy.discord.stop_failing()


@asynccontextmanager
async def restart(darcy: Darcy) -> AsyncGenerator[None]:
    async with process_dies(darcy):
        yield
    await darcy.start()


@asynccontextmanager
async def restart_too_late(darcy: Darcy) -> AsyncGenerator[None]:
    async with process_dies(darcy):
        yield
    darcy.clock.advance(TOKEN_LIFE)
    await darcy.start()


NORMAL = Fault(name="all is well", about="Maya, an admin, does it.", around=nothing)
FAULTS = (
    NORMAL,
    Fault(
        name="slow database",
        about="Another process holds the database’s lock for more than 3 seconds after the acknowledgement.",
        around=database_busy,
        waits=True,
    ),
    Fault(
        name="slow model",
        about="The model answers more than 3 seconds after the acknowledgement.",
        around=model_slow,
        shows_progress=True,
        waits=True,
    ),
    Fault(name="model down", about="Every connection to the model is cut.", around=model_down, waits=True),
    Fault(
        name="Notion down",
        about="Every connection to Notion is cut.",
        around=notion_down,
        waits=True,
        keeps_from_writing=True,
    ),
    Fault(
        name="restart in between",
        about="Darcy dies when it is about to answer, and another is started.",
        around=restart,
        restarts=True,
    ),
    Fault(
        name="expired token",
        about="The same, and 15 minutes pass in between, after which Discord lets nobody answer it.",
        around=restart_too_late,
        restarts=True,
        outlives_tokens=True,
    ),
    Fault(
        name="double press", about="The same person does it twice, without waiting.", around=nothing, times=2
    ),
    Fault(
        name="foreign press",
        about="Another member does it, who is linked and not an admin.",
        around=nothing,
        foreign=True,
        keeps_from_writing=True,
    ),
)
