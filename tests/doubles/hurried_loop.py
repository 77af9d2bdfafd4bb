"""An event loop that does not wait for time to pass: while nothing else happens, its clock goes ahead."""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectors import SelectorKey

_IDLE_S = 0.004
"""So long nothing must happen, on a socket or in a thread, before the clock goes ahead."""
_MOST_S = 0.5
"""So far it goes at once: a thread that is slow for a moment is not taken for one that timed out."""


class _Hurried(selectors.DefaultSelector):
    ahead_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None or timeout <= _IDLE_S:
            return super().select(timeout)
        ready = super().select(_IDLE_S)
        if not ready:
            self.ahead_s += min(timeout, _MOST_S)
        return ready


class HurriedLoop(asyncio.SelectorEventLoop):
    """Time-outs, pauses and limits come in their order and soon; what is read or written takes its time."""

    def __init__(self) -> None:
        self._hurried = _Hurried()
        super().__init__(self._hurried)

    def time(self) -> float:
        return super().time() + self._hurried.ahead_s
