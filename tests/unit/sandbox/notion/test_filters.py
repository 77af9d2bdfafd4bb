"""Conditions on columns that the seeded board has not, and on days near the edges."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sandbox.notion.errors import NotionError
from sandbox.notion.filters import Filters

WEDNESDAY = dt.date(2026, 11, 18)
SOURCE: dict[str, Any] = {
    "properties": {
        "Public": {"id": "pub", "type": "checkbox", "checkbox": {}},
        "When": {"id": "when", "type": "date", "date": {}},
    }
}


def holds(condition: dict[str, Any], values: dict[str, Any]) -> bool:
    return Filters(SOURCE, WEDNESDAY).test(condition)({"values": values})


def test_an_unset_checkbox_is_off() -> None:
    off = {"property": "Public", "checkbox": {"equals": False}}

    assert holds(off, {})
    assert not holds(off, {"pub": True})
    assert holds({"property": "Public", "checkbox": {"does_not_equal": False}}, {"pub": True})
    with pytest.raises(NotionError, match="is_empty"):
        holds({"property": "Public", "checkbox": {"is_empty": True}}, {})


@pytest.mark.parametrize(
    ("window", "inside", "outside"),
    [
        ("this_week", ["2026-11-15", "2026-11-21"], ["2026-11-14", "2026-11-22"]),
        ("past_week", ["2026-11-11", "2026-11-18"], ["2026-11-10", "2026-11-19"]),
        ("next_week", ["2026-11-18", "2026-11-25"], ["2026-11-17", "2026-11-26"]),
        ("past_month", ["2026-10-18"], ["2026-10-17"]),
        ("next_month", ["2026-12-18"], ["2026-12-19"]),
        ("past_year", ["2025-11-18"], ["2025-11-17"]),
        ("next_year", ["2027-11-18"], ["2027-11-19"]),
    ],
)
def test_windows_reach_from_today(window: str, inside: list[str], outside: list[str]) -> None:
    condition = {"property": "When", "date": {window: {}}}

    assert all(holds(condition, {"when": {"start": day}}) for day in inside)
    assert not any(holds(condition, {"when": {"start": day}}) for day in outside)
    assert not holds(condition, {"when": None})


def test_a_month_back_from_its_last_day_ends_where_the_month_does() -> None:
    test = Filters(SOURCE, dt.date(2026, 3, 31)).test({"property": "When", "date": {"past_month": {}}})

    assert test({"values": {"when": {"start": "2026-02-28"}}})
    assert not test({"values": {"when": {"start": "2026-02-27"}}})


def test_a_range_is_found_by_its_start() -> None:
    value = {"when": {"start": "2026-11-16", "end": "2026-11-20"}}

    assert holds({"property": "When", "date": {"before": "2026-11-17"}}, value)
    assert not holds({"property": "When", "date": {"equals": "2026-11-20"}}, value)


def test_a_moment_without_offset_is_in_utc() -> None:
    value = {"when": {"start": "2026-11-18T00:30:00.000+02:00"}}

    assert holds({"property": "When", "date": {"equals": "2026-11-17"}}, value)
    assert holds({"property": "When", "date": {"before": "2026-11-17T22:31:00"}}, value)
    assert not holds({"property": "When", "date": {"before": "2026-11-17T22:30:00"}}, value)
