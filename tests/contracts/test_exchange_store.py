"""What every store of exchanges promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.records import TaskId
from tests.contracts.store_records import MINUTE, NOON, exchange

if TYPE_CHECKING:
    from storage.database.open import Database


async def test_a_conversation_begins_empty(stores: Database) -> None:
    assert list(await stores.exchanges.latest("1:2:3", 5)) == []


async def test_an_exchange_comes_back_as_it_was(stores: Database) -> None:
    full, bare = exchange("“Who?” 🦊"), replace(exchange("", at=NOON + MINUTE), answered="", references={})
    await stores.exchanges.add(full)
    await stores.exchanges.add(bare)

    assert list(await stores.exchanges.latest("1:2:3", 5)) == [full, bare]


async def test_the_last_ones_come_oldest_first(stores: Database) -> None:
    for minute in range(5):
        await stores.exchanges.add(exchange(str(minute), at=NOON + minute * MINUTE))

    latest = await stores.exchanges.latest("1:2:3", 3)

    assert [one.asked for one in latest] == ["2", "3", "4"]
    assert list(await stores.exchanges.latest("1:2:3", 0)) == []


async def test_they_come_in_the_order_they_were_said_not_kept(stores: Database) -> None:
    for minute in (3, 1, 2, 0):
        await stores.exchanges.add(exchange(str(minute), at=NOON + minute * MINUTE))

    assert [one.asked for one in await stores.exchanges.latest("1:2:3", 3)] == ["1", "2", "3"]


async def test_exchanges_of_one_moment_keep_their_order(stores: Database) -> None:
    for asked in "abcd":
        await stores.exchanges.add(exchange(asked))

    assert [one.asked for one in await stores.exchanges.latest("1:2:3", 3)] == ["b", "c", "d"]


async def test_what_was_said_elsewhere_is_left_out(stores: Database) -> None:
    await stores.exchanges.add(exchange("here"))
    await stores.exchanges.add(exchange("there", conversation="1:2:4"))

    assert [one.asked for one in await stores.exchanges.latest("1:2:3", 5)] == ["here"]


async def test_an_exchange_is_kept_as_it_was_at_that_moment(stores: Database) -> None:
    one = exchange("here")
    await stores.exchanges.add(one)
    one.references["T9"] = TaskId("later")

    assert list(await stores.exchanges.latest("1:2:3", 5)) == [exchange("here")]


async def test_a_moment_without_a_zone_is_refused(stores: Database) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        await stores.exchanges.add(exchange("when?", at=NOON.replace(tzinfo=None)))
