"""What every store of the lease promises."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.database.open import open_database
from storage.leases import Holder, Lease
from storage.proposals import Decision, ProposalState
from tests.contracts.store_records import ANA, MINUTE, NOON, proposal

if TYPE_CHECKING:
    from storage.database.open import Database

ONE = Holder(id="one", place="here", process="1")
TWO = Holder(id="two", place="there", process="1")


async def test_the_first_has_it_and_the_second_sees_who(stores: Database) -> None:
    assert await stores.leases.find() is None
    first = await stores.leases.take(ONE, None)
    assert first is not None
    assert first.holder == ONE
    assert await stores.leases.take(TWO, None) is None
    assert await stores.leases.find() == first


async def test_of_many_at_once_one_has_it(stores: Database) -> None:
    holders = [Holder(id=str(number), place="here", process="1") for number in range(8)]
    taken = await asyncio.gather(*(stores.leases.take(holder, None) for holder in holders))
    assert sum(lease is not None for lease in taken) == 1


async def test_a_holder_that_beats_is_not_taken_from(stores: Database) -> None:
    first = await stores.leases.take(ONE, None)
    assert first is not None
    beaten = await stores.leases.beat(first)
    assert beaten is not None
    assert await stores.leases.take(TWO, first) is None
    assert await stores.leases.find() == beaten


async def test_who_was_taken_from_beats_no_more_and_gives_nothing_back(stores: Database) -> None:
    first = await stores.leases.take(ONE, None)
    assert first is not None
    second = await stores.leases.take(TWO, first)
    assert second is not None
    assert second.term > first.term
    assert await stores.leases.beat(first) is None
    await stores.leases.give_back(first)
    assert await stores.leases.find() == second


async def test_what_is_given_back_is_free_at_once(stores: Database) -> None:
    first = await stores.leases.take(ONE, None)
    assert first is not None
    await stores.leases.give_back(first)
    assert await stores.leases.find() is None
    assert await stores.leases.take(TWO, first) is None
    second = await stores.leases.take(TWO, None)
    assert isinstance(second, Lease)
    assert second.term > first.term


async def test_a_call_is_begun_by_the_holder_alone(url: str) -> None:
    kept = proposal()
    yes = Decision(proposal=kept.id, by=ANA, verdict=ProposalState.CONFIRMED, decided_at=NOON + MINUTE)
    async with open_database(url) as old, open_database(url) as new:
        first = await old.leases.take(ONE, None)
        await old.proposals.propose(kept)
        (call, *_) = await old.proposals.claim(yes) or ()
        assert await new.leases.take(TWO, first) is not None

        assert await old.proposals.begin(call.id, NOON) is False
        assert await new.proposals.begin(call.id, NOON) is True
