"""What every store of notices promises."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.contracts.store_records import DAY, GUILD, NOON, OTHER_GUILD

if TYPE_CHECKING:
    from storage.database.open import Database


async def test_a_guild_is_told_once(stores: Database) -> None:
    assert await stores.notices.is_first(GUILD, NOON)
    assert not await stores.notices.is_first(GUILD, NOON + 30 * DAY)
    assert await stores.notices.is_first(OTHER_GUILD, NOON)


async def test_of_many_who_would_tell_it_at_once_one_does(stores: Database) -> None:
    assert sum(await asyncio.gather(*(stores.notices.is_first(GUILD, NOON) for _ in range(20)))) == 1
