"""Something looked up, kept for a while."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


class Cached(Generic[T]):
    """Loads when asked and nothing fresh is there. Those who ask meanwhile wait for the same load."""

    def __init__(
        self,
        load: Callable[[], Awaitable[T]],
        lifetime_s: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load, self._lifetime_s, self._clock = load, lifetime_s, clock
        self._kept: tuple[float, T] | None = None
        self._forgotten = 0
        self._loading = asyncio.Lock()

    async def get(self) -> T:
        """What was loaded last, or load it now. A load that fails is not kept."""
        async with self._loading:
            if self._kept is not None and self._clock() < self._kept[0]:
                return self._kept[1]
            forgotten = self._forgotten
            value = await self._load()
            if forgotten == self._forgotten:
                self._kept = (self._clock() + self._lifetime_s, value)
            return value

    def known(self) -> T | None:
        """What was loaded last, however old; None if nothing is kept."""
        return self._kept[1] if self._kept else None

    def forget(self) -> None:
        """Load again at the next look-up. A load that is under way answers its askers but is not kept."""
        self._forgotten += 1
        self._kept = None
