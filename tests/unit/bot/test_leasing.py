"""Whose turn it is to be Darcy."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from bot.leasing import InUseError, NotHoldingError, Rhythm, open_tenure
from storage.errors import StoreUnavailableError
from storage.leases import Holder, Lease
from tests.doubles.stores import MemoryLeases

if TYPE_CHECKING:
    from collections.abc import Callable

QUICK = Rhythm(beat_every_s=0.02, lost_after_s=0.4, free_after_s=0.8, look_every_s=0.02)
ELSEWHERE = Holder(id="other", place="another host", process="1:other")


class Away(MemoryLeases):
    """A database that is out of reach whenever it is told so."""

    is_away = False

    async def beat(self, lease: Lease) -> Lease | None:
        if self.is_away:
            raise StoreUnavailableError("away")
        return await super().beat(lease)


async def until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not look():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.005)


async def test_it_is_given_back_at_the_end_and_free_at_once() -> None:
    store, patient = MemoryLeases(), Rhythm(free_after_s=1e9)
    async with open_tenure(store, patient) as first:
        assert first.holds()
    async with asyncio.timeout(5), open_tenure(store, patient) as second:
        assert second.holds()
        assert second.lease.term > first.lease.term


async def test_a_second_waits_while_the_first_is_heard() -> None:
    store = MemoryLeases()
    async with AsyncExitStack() as stack, open_tenure(store, QUICK) as first:
        waiting = asyncio.create_task(stack.enter_async_context(open_tenure(store, QUICK)))
        await asyncio.sleep(2 * QUICK.free_after_s)
        assert not waiting.done()
        assert first.holds()
        waiting.cancel()


async def test_one_that_does_not_wait_is_told_that_another_is_alive() -> None:
    store = MemoryLeases()
    async with open_tenure(store, QUICK) as first:
        with pytest.raises(InUseError, match="is running on this database"):
            async with asyncio.timeout(10), open_tenure(store, QUICK, waits=False):
                pass
        assert first.holds()


async def test_one_that_does_not_wait_follows_one_that_is_not_heard_any_more() -> None:
    store = MemoryLeases()
    await store.take(ELSEWHERE, None)
    async with asyncio.timeout(10), open_tenure(store, QUICK, waits=False) as second:
        assert second.holds()


async def test_one_of_another_host_that_is_not_heard_any_more_is_followed() -> None:
    store = MemoryLeases()
    silent = await store.take(ELSEWHERE, None)
    assert silent is not None
    async with asyncio.timeout(10), open_tenure(store, QUICK) as second:
        assert second.holds()
        assert await store.beat(silent) is None


async def test_one_of_this_system_that_has_died_is_followed_at_once() -> None:
    store = MemoryLeases()
    async with open_tenure(store, QUICK) as mine:
        place = mine.lease.holder.place
    child = await asyncio.create_subprocess_exec("true")
    await child.wait()
    await store.take(Holder(id="dead", place=place, process=f"{child.pid}:dead"), None)
    async with asyncio.timeout(10), open_tenure(store, Rhythm(free_after_s=1e9)) as next_one:
        assert next_one.holds()


async def test_one_that_was_taken_from_knows_it() -> None:
    store = MemoryLeases()
    async with open_tenure(store, Rhythm(beat_every_s=0.01)) as first:
        taken = None
        while taken is None:
            taken = await store.take(ELSEWHERE, await store.find())
        await asyncio.wait_for(first.lost.wait(), 10)
        assert not first.holds()
    assert await store.find() == taken


async def test_one_that_cannot_be_heard_begins_nothing_until_it_is_heard_again() -> None:
    store = Away()
    async with open_tenure(store, QUICK) as tenure:
        tenure.check()
        store.is_away = True
        await until(lambda: not tenure.holds())
        with pytest.raises(NotHoldingError):
            tenure.check()
        store.is_away = False
        await until(tenure.holds)
        tenure.check()
