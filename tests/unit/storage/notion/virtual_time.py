"""Time that jumps to the next moment something waits for: a test waits an hour in no time, and exactly."""

from __future__ import annotations

import asyncio
import selectors
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

P = ParamSpec("P")


STEP_S = 1e-6


class _JumpingSelector(selectors.SelectSelector):
    """Where the event loop would sleep, its clock is put forward instead. Each of its rounds takes a step."""

    now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("Everything waits and nothing will ever happen.")
        self.now_s += max(STEP_S, timeout)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in which only waiting takes time. It serves no sockets."""

    def __init__(self) -> None:
        self._clock = _JumpingSelector()
        super().__init__(self._clock)

    def time(self) -> float:
        return self._clock.now_s


def in_virtual_time(test: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """Run a test in a loop of its own whose time is virtual, from 0 s on."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run


def now_s() -> float:
    return asyncio.get_running_loop().time()


async def at(moment_s: float, do: Callable[[], Awaitable[object]]) -> None:
    """Wait until then, and do it."""
    await asyncio.sleep(moment_s - now_s())
    await do()
