"""What every store of interactions promises."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from storage.answers import OwedAnswer
from storage.records import ChannelId
from tests.contracts.store_records import ANA, DAY, GUILD, MINUTE, NOON

if TYPE_CHECKING:
    from storage.database.open import Database

SNOWFLAKE = 2**62 + 7
TOKEN = "secret-token"


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


def owed(interaction: int, **more: Any) -> OwedAnswer:
    about: dict[str, Any] = {
        "application": 99,
        "token": TOKEN,
        "token_until": NOON + 15 * MINUTE,
        "guild": GUILD,
        "channel": ChannelId(7),
        "message": SNOWFLAKE - 1,
        "private": True,
        "asked_by": ANA,
        "at": NOON,
    }
    return OwedAnswer(interaction=interaction, **about | more)


async def test_an_answer_is_owed_until_it_is_given(stores: Database) -> None:
    later = owed(SNOWFLAKE + 1, private=False, message=None, pressed="darcy:confirm:p-1")
    await stores.interactions.is_new(SNOWFLAKE + 1, NOON, later)
    await stores.interactions.is_new(SNOWFLAKE, NOON, owed(SNOWFLAKE))
    assert list(await stores.interactions.owed()) == [owed(SNOWFLAKE), later]

    await stores.interactions.answered(SNOWFLAKE)
    await stores.interactions.answered(SNOWFLAKE)
    assert list(await stores.interactions.owed()) == [later]


async def test_what_was_seen_before_changes_nothing_of_what_is_owed(stores: Database) -> None:
    await stores.interactions.is_new(SNOWFLAKE, NOON, owed(SNOWFLAKE))
    await stores.interactions.take_up(SNOWFLAKE)
    assert not await stores.interactions.is_new(SNOWFLAKE, NOON, owed(SNOWFLAKE, token="another"))
    assert list(await stores.interactions.owed()) == [owed(SNOWFLAKE, tries=1)]


async def test_a_token_is_deleted_once_it_has_run_out(stores: Database) -> None:
    await stores.interactions.is_new(SNOWFLAKE, NOON, owed(SNOWFLAKE))
    await stores.interactions.forget_tokens(NOON + 14 * MINUTE)
    assert list(await stores.interactions.owed()) == [owed(SNOWFLAKE)]
    await stores.interactions.forget_tokens(NOON + 15 * MINUTE)
    assert list(await stores.interactions.owed()) == [owed(SNOWFLAKE, token=None)]


async def test_what_is_owed_is_forgotten_after_thirty_days_and_no_sooner(stores: Database) -> None:
    await stores.interactions.is_new(1, NOON, owed(1))
    await stores.interactions.is_new(1000, NOON + 30 * DAY)
    assert list(await stores.interactions.owed()) == [owed(1)]
    await stores.interactions.is_new(1100, NOON + 30 * DAY + MINUTE)
    assert list(await stores.interactions.owed()) == []


def test_a_token_is_in_no_text_of_what_is_owed() -> None:
    assert TOKEN not in f"{owed(1)} {owed(1)!r}"


async def test_where_an_owed_answer_stands_is_kept_once_it_is_known(stores: Database) -> None:
    await stores.interactions.is_new(SNOWFLAKE, NOON, owed(SNOWFLAKE, message=None))
    await stores.interactions.is_new(SNOWFLAKE + 1, NOON, owed(SNOWFLAKE + 1, message=None))

    await stores.interactions.placed(SNOWFLAKE, 77)
    await stores.interactions.placed(SNOWFLAKE + 2, 78)

    assert [one.message for one in await stores.interactions.owed()] == [77, None]
