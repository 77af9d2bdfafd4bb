"""The look for what nobody decided on in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.approvals.expiry import Expiry
from bot.desk.bus import Publisher
from bot.desk.events import ProposalExpired
from storage.errors import StoreUnavailableError
from storage.proposals import ProposalState
from storage.records import ProposalId
from tests.contracts.store_records import DAY, MINUTE, NOON, proposal
from tests.doubles.stores import MemoryProposals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.desk.events import Event


class _AwayAtFirst(MemoryProposals):
    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    async def expire(self, at: dt.datetime) -> Sequence[ProposalId]:
        self.looks += 1
        if self.looks == 1:
            raise StoreUnavailableError("The database is away.")
        return await super().expire(at)


class _Heard:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.first = asyncio.Event()

    def hear(self, event: Event) -> None:
        self.events.append(event)
        self.first.set()


async def test_what_is_late_is_marked_and_told_of_once() -> None:
    store, heard, clock = MemoryProposals(), _Heard(), [NOON]

    async def now() -> dt.datetime:
        return clock[0]

    expiry = Expiry(store=store, publisher=Publisher([heard.hear]), now=now)
    await store.propose(proposal("early", at=NOON - DAY + MINUTE))
    await store.propose(proposal("late", at=NOON))
    assert await expiry.expire() == 0

    clock[0] = NOON + MINUTE
    assert (await expiry.expire(), await expiry.expire()) == (1, 0)

    assert heard.events == [ProposalExpired(ProposalId("early"))]
    assert (await store.get_proposal(ProposalId("late"))).state is ProposalState.OPEN


async def test_a_database_that_is_away_is_looked_at_again() -> None:
    store, heard = _AwayAtFirst(), _Heard()

    async def now() -> dt.datetime:
        return NOON + DAY

    await store.propose(proposal())
    expiry = Expiry(store=store, publisher=Publisher([heard.hear]), now=now)
    looking = asyncio.create_task(expiry.keep_expiring(0.01))
    await asyncio.wait_for(heard.first.wait(), 5)
    looking.cancel()

    assert heard.events == [ProposalExpired(proposal().id)]
