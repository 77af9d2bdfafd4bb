"""What every store of interactions promises."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.contracts.store_records import DAY, MINUTE, NOON

if TYPE_CHECKING:
    from storage.database.open import Database

SNOWFLAKE = 2**62 + 7


async def test_an_interaction_is_new_once(stores: Database) -> None:
    assert await stores.interactions.is_new(SNOWFLAKE, NOON) is True
    assert await stores.interactions.is_new(SNOWFLAKE, NOON + MINUTE) is False
    assert await stores.interactions.is_new(SNOWFLAKE + 1, NOON + MINUTE) is True


async def test_of_one_interaction_sent_many_times_at_once_one_is_new(stores: Database) -> None:
    seen = await asyncio.gather(*(stores.interactions.is_new(SNOWFLAKE, NOON) for _ in range(20)))

    assert sum(seen) == 1


async def test_an_interaction_is_forgotten_after_a_day_and_no_sooner(stores: Database) -> None:
    await stores.interactions.is_new(1, NOON)
    await stores.interactions.is_new(2, NOON + MINUTE)
    await stores.interactions.is_new(1000, NOON + DAY + MINUTE)

    assert await stores.interactions.is_new(2, NOON + DAY + MINUTE) is False
    assert await stores.interactions.is_new(1, NOON + DAY + MINUTE) is True


async def test_a_moment_without_a_zone_is_refused(stores: Database) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        await stores.interactions.is_new(SNOWFLAKE, NOON.replace(tzinfo=None))
