from __future__ import annotations

import asyncio

import pytest

from bot.queues import Queues


async def test_a_conversation_is_answered_one_at_a_time_and_others_beside_it() -> None:
    queues = Queues()
    inside: list[str] = []
    overlapping: list[tuple[str, ...]] = []
    release, two_inside = asyncio.Event(), asyncio.Event()

    async def work(conversation: str) -> None:
        async with queues.turn_of(conversation):
            inside.append(conversation)
            overlapping.append(tuple(sorted(inside)))
            if len(inside) > 1:
                two_inside.set()
            await release.wait()
            inside.remove(conversation)

    tasks = [asyncio.create_task(work(name)) for name in ("a", "a", "b")]
    await asyncio.wait_for(two_inside.wait(), timeout=5)
    assert sorted(inside) == ["a", "b"]
    release.set()
    await asyncio.gather(*tasks)

    assert all(names.count("a") <= 1 for names in overlapping)
    assert len(overlapping) == 3


async def test_a_request_that_breaks_does_not_block_the_next() -> None:
    queues = Queues()
    with pytest.raises(ZeroDivisionError):
        async with queues.turn_of("a"):
            _ = 1 // 0
    async with asyncio.timeout(1), queues.turn_of("a"):
        pass
