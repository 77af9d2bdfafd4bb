"""Something looked up, kept for a while."""

from __future__ import annotations

import asyncio

import pytest

from storage.notion.cached import Cached


class Source:
    """Answers how often it was asked; `gate` holds its answers back."""

    def __init__(self) -> None:
        self.asked = 0
        self.was_asked = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.now = 0.0

    async def load(self) -> int:
        self.asked += 1
        answer = self.asked
        self.was_asked.set()
        await self.gate.wait()
        if answer == 0:
            raise ValueError
        return answer

    def cached(self) -> Cached[int]:
        return Cached(self.load, 10, clock=lambda: self.now)


async def test_it_is_asked_for_once_and_again_when_it_is_old() -> None:
    source = Source()
    cached = source.cached()

    assert await cached.get() == await cached.get() == 1
    source.now = 10
    assert await cached.get() == 2


async def test_those_who_ask_at_once_share_one_answer() -> None:
    source = Source()
    cached = source.cached()

    assert await asyncio.gather(*(cached.get() for _ in range(5))) == [1] * 5
    assert source.asked == 1


async def test_what_is_forgotten_is_asked_for_again_even_if_it_was_just_under_way() -> None:
    source = Source()
    cached = source.cached()
    source.gate.clear()
    first = asyncio.create_task(cached.get())
    await source.was_asked.wait()

    cached.forget()
    source.gate.set()

    assert await first == 1
    assert await cached.get() == 2


async def test_a_failure_is_not_kept() -> None:
    source = Source()
    source.asked = -1
    cached = source.cached()

    with pytest.raises(ValueError):  # noqa: PT011 - the double's own
        await cached.get()

    assert await cached.get() == 1
