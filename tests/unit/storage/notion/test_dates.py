"""Due dates between Notion's date column and ours."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.notion.dates import date_of, due_from
from storage.records import Due

NEW_YORK = ZoneInfo("America/New_York")
FIRST, LAST = dt.date(2026, 6, 1), dt.date(2026, 6, 5)
TEN, NOON = dt.time(10), dt.time(12)


@pytest.mark.parametrize(
    ("due", "date"),
    [
        (Due(LAST), {"start": "2026-06-05"}),
        (Due(LAST, starts_on=FIRST), {"start": "2026-06-01", "end": "2026-06-05"}),
        (Due(LAST, NOON), {"start": "2026-06-05T12:00:00-04:00"}),
        (
            Due(LAST, NOON, LAST, TEN),
            {"start": "2026-06-05T10:00:00-04:00", "end": "2026-06-05T12:00:00-04:00"},
        ),
    ],
)
def test_a_due_date_is_written_whole_and_read_back_as_it_was(due: Due, date: dict[str, Any]) -> None:
    assert date_of(due, NEW_YORK) == date
    assert due_from({"end": None, "time_zone": None, **date}, NEW_YORK) == due


def test_no_date_is_none_both_ways() -> None:
    assert date_of(None, NEW_YORK) is None
    assert due_from(None, NEW_YORK) is None


def test_a_moment_is_on_the_day_it_has_in_the_boards_zone() -> None:
    assert due_from({"start": "2026-06-06T02:30:00.000+00:00", "end": None}, NEW_YORK) == Due(
        LAST, dt.time(22, 30)
    )


def test_a_moment_without_an_offset_is_in_the_zone_that_notion_names() -> None:
    date = {"start": "2026-06-05T18:00:00.000", "end": None, "time_zone": "Europe/Berlin"}

    assert due_from(date, NEW_YORK) == Due(LAST, NOON)


def test_a_time_of_day_stays_the_same_on_the_clock_over_a_change_to_summer_time() -> None:
    winter = due_from({"start": "2026-03-05T15:00:00.000-05:00", "end": None}, NEW_YORK)

    assert winter is not None
    assert date_of(winter.moved_to(dt.date(2026, 3, 9)), NEW_YORK) == {"start": "2026-03-09T15:00:00-04:00"}


def test_a_range_due_by_a_time_that_begins_with_a_day_is_kept_from_midnight_and_read_back_as_it_was() -> None:
    due = Due(LAST, NOON, FIRST)
    date = {"start": "2026-06-01T00:00:00-04:00", "end": "2026-06-05T12:00:00-04:00"}

    assert date_of(due, NEW_YORK) == date
    assert due_from(date, NEW_YORK) == due
