"""The budget: the pace, who goes first, and what a limit of Notion's means for those who wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from storage.asking import asking_for, on_behalf_of
from storage.notion.budget import READS_AT_ONCE, Budget
from storage.notion.trouble import RequestFailedError
from storage.records import DiscordId
from tests.unit.storage.notion.virtual_time import at, in_virtual_time, now_s

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

ANA, BEN = DiscordId(1), DiscordId(2)
BURST, PACE_S = 60, 0.5  # of 180 requests a minute


def moment(seconds: float) -> Any:
    """That moment, or the little later that a round of the event loop takes."""
    return pytest.approx(seconds, abs=0.01)


class Asking:
    """People who ask by a budget. `sent` is who had a turn, in order, with the moment."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self.sent: list[tuple[str, float]] = []
        self.slow = asyncio.Event()

    @property
    def order(self) -> list[str]:
        return [name for name, _ in self.sent]

    async def ask(
        self,
        name: str,
        asker: DiscordId | None = None,
        *,
        is_write: bool = False,
        patience_s: float = 1000,
        is_slow: bool = False,
    ) -> None:
        async with self.budget.turn(asker, is_write=is_write, until=now_s() + patience_s):
            self.sent.append((name, now_s()))
            if is_slow:
                await self.slow.wait()

    async def spend_burst(self) -> None:
        """Use up what may be sent at once: whoever asks now must wait in line."""
        await together(self.ask("burst") for _ in range(BURST))
        self.sent.clear()


async def together(asked: Iterable[Coroutine[None, None, None]]) -> None:
    await asyncio.gather(*asked)


@in_virtual_time
async def test_what_one_person_needs_is_sent_at_once_and_the_rest_at_a_steady_pace() -> None:
    asking = Asking()

    await together(asking.ask("read", ANA) for _ in range(BURST + 4))

    assert [when for _, when in asking.sent] == [moment(due) for due in [0] * BURST + [0.5, 1, 1.5, 2]]


@pytest.mark.parametrize("per_minute", [180, 600])
@in_virtual_time
async def test_in_no_minute_are_more_sent_than_notion_takes(per_minute: int) -> None:
    asking = Asking(Budget(per_minute=per_minute))

    async def later() -> None:
        await together(asking.ask("write", is_write=True) for _ in range(per_minute))

    await asyncio.gather(
        together(asking.ask("read", ANA) for _ in range(2 * per_minute)), at(30, later), at(100, later)
    )

    moments = [when for _, when in asking.sent]
    assert len(moments) == 4 * per_minute
    assert all(sum(began <= when < began + 60 for when in moments) <= per_minute for began in moments)


@in_virtual_time
async def test_long_listings_of_several_people_are_read_to_the_end_within_the_time_of_a_run() -> None:
    asking = Asking()

    async def listing(person: DiscordId) -> None:
        for _ in range(5000 // 100):
            await asking.ask("page", person)

    await together(listing(person) for person in (ANA, BEN, DiscordId(3)))

    assert len(asking.sent) == 150
    assert now_s() < 60


@in_virtual_time
async def test_an_approved_write_takes_the_next_turn_before_all_reads_that_wait() -> None:
    asking = Asking()
    await asking.spend_burst()

    await asyncio.gather(
        together(asking.ask("read", ANA) for _ in range(20)),
        at(0.1, lambda: asking.ask("write", BEN, is_write=True)),
    )

    assert asking.sent[0] == ("write", moment(PACE_S))


@in_virtual_time
async def test_one_persons_many_reads_do_not_hold_up_anothers_single_one() -> None:
    asking = Asking()
    await asking.spend_burst()

    await together(
        [
            *(asking.ask("Ana", ANA) for _ in range(5)),
            *(asking.ask("Ben", BEN) for _ in range(2)),
            asking.ask("Cleo", DiscordId(3)),
        ]
    )

    assert asking.order == ["Ana", "Ben", "Cleo", "Ana", "Ben", "Ana", "Ana", "Ana"]


@in_virtual_time
async def test_someone_who_reads_page_after_page_stands_in_line_anew_for_each() -> None:
    asking = Asking()
    await asking.spend_burst()

    async def listing() -> None:
        for _ in range(4):
            await asking.ask("page", ANA)

    await asyncio.gather(
        listing(), at(0.1, lambda: together(asking.ask(name, BEN) for name in ("Ben", "Ben")))
    )

    assert asking.order == ["page", "Ben", "page", "Ben", "page", "page"]


@in_virtual_time
async def test_what_nobody_waits_for_comes_last() -> None:
    asking = Asking()
    await asking.spend_burst()

    await together(
        [asking.ask("background"), *(asking.ask("Ana", ANA) for _ in range(3)), asking.ask("background")]
    )

    assert asking.order == ["Ana", "Ana", "Ana", "background", "background"]


@in_virtual_time
async def test_reads_that_take_long_leave_room_for_others_and_for_writes() -> None:
    asking = Asking()
    reads = [asyncio.create_task(asking.ask("Ana", ANA, is_slow=True)) for _ in range(READS_AT_ONCE + 3)]
    await asyncio.sleep(1)
    assert asking.order == ["Ana"] * READS_AT_ONCE

    ben = asyncio.create_task(asking.ask("Ben", BEN))
    await asking.ask("write", BEN, is_write=True)
    assert asking.order == [*["Ana"] * READS_AT_ONCE, "write"]

    for read in reads[:2]:
        read.cancel()
    await ben
    assert asking.order == [*["Ana"] * READS_AT_ONCE, "write", "Ana", "Ben"]
    asking.slow.set()
    await asyncio.gather(*reads, return_exceptions=True)


@pytest.mark.parametrize("is_write", [False, True])
@in_virtual_time
async def test_a_limit_of_notions_is_waited_out_by_everybody(*, is_write: bool) -> None:
    asking = Asking()

    asking.budget.rest(7)
    await together([asking.ask("one", ANA, is_write=is_write), asking.ask("other", BEN, is_write=is_write)])
    await asking.ask("later", ANA, is_write=is_write)

    assert [when for _, when in asking.sent] == [moment(7)] * 3


@in_virtual_time
async def test_of_two_limits_the_one_that_lasts_longer_counts() -> None:
    asking = Asking()

    asking.budget.rest(7)
    asking.budget.rest(3)
    await asyncio.sleep(2)
    asking.budget.rest(30)
    await asking.ask("read", ANA)

    assert asking.sent == [("read", moment(32))]


@in_virtual_time
async def test_who_would_wait_longer_than_they_will_is_told_at_once_for_how_long() -> None:
    asking = Asking()
    await asking.spend_burst()
    waiting = asyncio.create_task(asking.ask("in line", ANA, patience_s=40))
    await asyncio.sleep(0.1)

    asking.budget.rest(240)
    for late in (waiting, asyncio.create_task(asking.ask("comes later", ANA, patience_s=40))):
        with pytest.raises(RequestFailedError) as refused:
            await late
        assert (refused.value.failure.status, refused.value.failure.was_sent) == (429, False)
        assert refused.value.failure.retry_after_s == moment(240)

    assert now_s() == moment(0.1)
    assert asking.sent == []


@in_virtual_time
async def test_a_line_that_is_too_long_is_left_unsent() -> None:
    asking = Asking()
    await asking.spend_burst()
    others = [asyncio.create_task(asking.ask("write", BEN, is_write=True)) for _ in range(200)]

    with pytest.raises(RequestFailedError) as refused:
        await asking.ask("read", ANA, patience_s=40)

    assert not refused.value.failure.was_sent
    assert now_s() == moment(40)
    await asyncio.gather(*others)
    assert asking.order == ["write"] * 200


@in_virtual_time
async def test_who_goes_away_while_waiting_or_just_called_holds_up_nobody() -> None:
    asking = Asking()
    await asking.spend_burst()
    gone = [asyncio.create_task(asking.ask("gone", ANA)) for _ in range(READS_AT_ONCE + 1)]
    await asyncio.sleep(0.1)
    for task in gone:
        task.cancel()
    await asyncio.wait(gone)

    await together(asking.ask("Ben", BEN) for _ in range(READS_AT_ONCE + 1))

    assert asking.order == ["Ben"] * (READS_AT_ONCE + 1)


@in_virtual_time
async def test_a_budget_that_is_closed_keeps_nobody_waiting_and_leaves_nothing_running() -> None:
    asking = Asking()
    asking.budget.rest(240)
    waiting = asyncio.create_task(asking.ask("read", ANA))
    await asyncio.sleep(1)

    asking.budget.close()
    for told in (waiting, asking.ask("comes later", ANA)):
        with pytest.raises(RequestFailedError) as refused:
            await told
        assert not refused.value.failure.was_sent

    asking.budget.rest(300)  # an answer that came while it was closed
    await asyncio.sleep(0)

    assert now_s() == moment(1)
    assert asking.sent == []
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_who_is_asked_for_is_known_to_all_that_is_started_meanwhile_and_no_longer() -> None:
    async def asker() -> DiscordId | None:
        await asyncio.sleep(0)
        return asking_for.get()

    with on_behalf_of(ANA):
        both = asyncio.gather(*(asker() for _ in range(2)))
        with on_behalf_of(BEN):
            assert await asker() == BEN
        assert await asker() == ANA

    assert await both == [ANA, ANA]
    assert await asker() is None
