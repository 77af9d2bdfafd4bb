"""Watches how late the event loop is: while it is held, nobody's interaction can be acknowledged."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
from contextlib import asynccontextmanager
from traceback import extract_stack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

log = logging.getLogger("darcy")

EVERY_S = 0.25
LATE_S = 0.25
HELD_S = 1.0
_FRAMES = 6


class LoopWatch:
    """A task of the loop notes the time, and a thread looks whether it still does.

    What was late is logged by the task, and what holds the loop for a second and more by the thread: where
    in the code, and no value.
    """

    def __init__(self) -> None:
        self._noted_s = time.monotonic()
        self._loop_thread = threading.get_ident()
        self._ended = threading.Event()

    async def note(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            late_s = time.monotonic() - self._noted_s - EVERY_S
            self._noted_s = time.monotonic()
            if late_s >= LATE_S:
                log.warning("event loop late", extra={"late_ms": round(late_s * 1000)})

    def look(self) -> None:
        told_s = 0.0
        while not self._ended.wait(EVERY_S):
            noted_s = self._noted_s
            if noted_s != told_s and time.monotonic() - noted_s - EVERY_S >= HELD_S:
                told_s = noted_s
                log.warning("event loop held", extra={"at": self._place()})

    def end(self) -> None:
        self._ended.set()

    def _place(self) -> str:
        frame = sys._current_frames().get(self._loop_thread)  # noqa: SLF001 - the only way to see another thread
        frames = extract_stack(frame)[-_FRAMES:] if frame else []
        return " > ".join(f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in frames)


@asynccontextmanager
async def watching_loop() -> AsyncGenerator[None]:
    """Watch the running loop."""
    watch = LoopWatch()
    noting = asyncio.create_task(watch.note())
    looking = threading.Thread(target=watch.look, name="loop-watch", daemon=True)
    looking.start()
    try:
        yield
    finally:
        noting.cancel()
        watch.end()
        looking.join()
