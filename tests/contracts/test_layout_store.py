"""What every store of admins' choices of columns promises."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.layouts import ColumnChoice
from storage.records import DiscordId
from tests.contracts.store_records import NOON

if TYPE_CHECKING:
    from storage.database.open import Database

BOARD, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
DUE = ColumnChoice(
    role="due", ids=("notion://tasks/due_date_property",), chosen_by=DiscordId(7), chosen_at=NOON
)
DONE = ColumnChoice(role="done", ids=("o1", "o2"), chosen_by=DiscordId(7), chosen_at=NOON)


async def test_nothing_is_chosen_at_first(stores: Database) -> None:
    assert list(await stores.layouts.choices(BOARD)) == []


async def test_choices_are_kept_for_their_board_alone(stores: Database) -> None:
    await stores.layouts.save_choices(BOARD, [DUE, DONE])

    assert list(await stores.layouts.choices(BOARD)) == [DONE, DUE]
    assert list(await stores.layouts.choices(OTHER)) == []


async def test_a_later_choice_for_a_role_takes_the_place_of_the_earlier(stores: Database) -> None:
    await stores.layouts.save_choices(BOARD, [DUE, DONE])
    later = replace(DUE, ids=(), chosen_by=DiscordId(8), chosen_at=NOON + dt.timedelta(days=1))

    await stores.layouts.save_choices(BOARD, [later])

    assert list(await stores.layouts.choices(BOARD)) == [DONE, later]
