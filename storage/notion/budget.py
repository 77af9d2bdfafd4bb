"""How often Notion may be asked, and in which order.

Facts, developers.notion.com/reference/request-limits: each connection has a fixed number of requests for
each window of 60 seconds, 180 or on Business plans 600, to be spent at any pace; a further limit is shared by
the workspace. Whoever exceeds one is told with 429, or with 529 if Notion is overloaded, how long to wait.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiolimiter import AsyncLimiter

from storage.notion.line import Line, Waiter
from storage.notion.trouble import CLOSED, CROWDED, Failure, RequestFailedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from storage.records import DiscordId

REQUESTS_PER_MINUTE = 180
# As many reads are under way at once. The client has connections left beside them, so that a write is sent
# as soon as it has its turn.
READS_AT_ONCE = 6


class Budget:
    """Gives every request its turn: a burst at once, then a steady pace.

    A third of the minute's requests may be sent at once and the rest over the minute, so that in no minute,
    whenever it begins, more are sent than Notion takes. Approved writes take the next turn there is, before
    any read. They count like all others and keep to the pace: where a burst has just been spent, a write
    waits half a second for the next turn, since a 429 would cost it, and everybody, up to a minute.
    """

    def __init__(
        self,
        *,
        per_minute: int = REQUESTS_PER_MINUTE,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        burst = per_minute / 3
        self._limiter = AsyncLimiter(burst, 60 * burst / (per_minute - burst))
        self._sleep = sleep
        self._line = Line()
        self._under_way: set[Waiter] = set()
        self._giving: asyncio.Task[None] | None = None
        self._rest: asyncio.Task[None] | None = None
        self._rest_until = 0.0
        self._is_closed = False

    @asynccontextmanager
    async def turn(self, asker: DiscordId | None, *, is_write: bool, until: float) -> AsyncIterator[None]:
        """Send one request within, once it is its turn.

        `until` is in the event loop's time. Raises `RequestFailedError` if it comes later, or never.
        """
        self._refuse_to_wait(until)
        waiter = Waiter(asker=asker, is_write=is_write, until=until)
        self._line.join(waiter)
        self._give()
        try:
            await self._turn_of(waiter)
            yield
        finally:
            self._line.leave(waiter)
            self._under_way.discard(waiter)
            self._give()

    def rest(self, seconds: float) -> None:
        """Leave Notion alone for so long. Who would wait longer than they will is told at once."""
        if self._is_closed or seconds <= self._rest_left():
            return
        if self._rest is not None:
            self._rest.cancel()
        self._rest_until = asyncio.get_running_loop().time() + seconds
        self._rest = asyncio.create_task(self._resting(seconds))
        impatient = [waiter for waiter in self._line if waiter.until < self._rest_until]
        self._turn_away(impatient, _resting_for(seconds))

    def close(self) -> None:
        """Give no more turns. Who waits for one, or comes later, is told at once."""
        self._is_closed = True
        for task in (self._rest, self._giving):
            if task is not None:
                task.cancel()
        self._turn_away(list(self._line), _ENDED)

    def _turn_away(self, waiters: Iterable[Waiter], why: Failure) -> None:
        for waiter in waiters:
            self._line.leave(waiter)
            if not waiter.turn.done():
                waiter.turn.set_exception(RequestFailedError(why))

    async def _turn_of(self, waiter: Waiter) -> None:
        try:
            async with asyncio.timeout_at(waiter.until):
                await waiter.turn
        except TimeoutError:
            raise RequestFailedError(Failure(code=CROWDED, was_sent=False)) from None

    def _refuse_to_wait(self, until: float) -> None:
        if self._is_closed:
            raise RequestFailedError(_ENDED)
        if self._rest_left() > 0 and self._rest_until > until:
            raise RequestFailedError(_resting_for(self._rest_left()))

    def _rest_left(self) -> float:
        if self._rest is None or self._rest.done():
            return 0.0
        return max(0.0, self._rest_until - asyncio.get_running_loop().time())

    async def _resting(self, seconds: float) -> None:
        await self._sleep(seconds)

    def _may_read(self) -> bool:
        return sum(not waiter.is_write for waiter in self._under_way) < READS_AT_ONCE

    def _give(self) -> None:
        """See to it that turns are given while anyone may have one."""
        is_giving = self._giving is not None and not self._giving.done()
        if not is_giving and self._line.first(may_read=self._may_read()) is not None:
            self._giving = asyncio.create_task(self._give_turns())

    async def _give_turns(self) -> None:
        """One turn after the other: first it is there, then it is seen who is next."""
        while self._line.first(may_read=self._may_read()) is not None:
            await self._limiter.acquire()
            while self._rest is not None and not self._rest.done():
                await asyncio.wait({self._rest})
            waiter = self._line.take(may_read=self._may_read())
            if waiter is not None and not waiter.turn.done():
                self._under_way.add(waiter)
                waiter.turn.set_result(None)


_ENDED = Failure(code=CLOSED, was_sent=False)


def _resting_for(seconds: float) -> Failure:
    return Failure(status=429, code="resting", was_sent=False, retry_after_s=seconds)
