"""An event loop in a thread of its own, so that the main one may wait for somebody to type."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from contextlib import AbstractAsyncContextManager

T = TypeVar("T")
R = TypeVar("R")
_Living = tuple[asyncio.AbstractEventLoop, "asyncio.Task[None]"]


@dataclass(frozen=True, slots=True)
class Background(Generic[T]):
    """What was opened in the background, and the way to have something done there."""

    opened: T
    _loop: asyncio.AbstractEventLoop

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Have it done there, wait for it and return its result, or raise what it raised."""
        doing = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return doing.result()
        finally:
            doing.cancel()  # Ctrl-C ends the wait, and then the work.

    async def done(self, work: Coroutine[Any, Any, R]) -> R:
        """Have it done there, in a context of its own, without keeping this event loop from anything else."""
        begin = Context().run
        return await asyncio.wrap_future(begin(asyncio.run_coroutine_threadsafe, work, self._loop))


@contextmanager
def in_background(opening: Callable[[], AbstractAsyncContextManager[T]]) -> Iterator[Background[T]]:
    """Open an asynchronous context in the background; close it in order, whatever ends this one."""
    begun, opened = Future[_Living](), Future[T]()
    thread = threading.Thread(target=lambda: asyncio.run(_live(opening, begun, opened)), name="sandbox")
    thread.start()
    loop, living = begun.result()
    try:
        yield Background(opened.result(), loop)
    finally:
        with suppress(RuntimeError):  # The loop is closed where the context could not be opened.
            loop.call_soon_threadsafe(living.cancel)
        thread.join()


async def _live(
    opening: Callable[[], AbstractAsyncContextManager[T]], begun: Future[_Living], opened: Future[T]
) -> None:
    living = asyncio.current_task()
    assert living is not None
    begun.set_result((asyncio.get_running_loop(), living))
    try:
        async with opening() as found:
            opened.set_result(found)
            await asyncio.Event().wait()
    except asyncio.CancelledError:
        return  # This is how it is told to end.
    except Exception as error:
        if opened.done():
            raise
        opened.set_exception(error)
