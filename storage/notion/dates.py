"""When a task is due, as Notion's date column has it: days, or moments, alone or as a range.

Facts: developers.notion.com/reference/page-property-values (date). A moment comes with an offset, or with a
time zone of its own; either both ends of a range are moments or both are days. So a range that is due by a
time and begins with a day is kept as beginning at midnight, and read as beginning with the day again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from storage.records import Due

if TYPE_CHECKING:
    from collections.abc import Mapping

MIDNIGHT = dt.time()


def due_from(date: Mapping[str, Any] | None, zone: ZoneInfo) -> Due | None:
    """A date's last day and what else it says, as it is in the zone."""
    if not date:
        return None
    own_zone = date.get("time_zone")
    start_on, start_at = _point_in(date["start"], own_zone, zone)
    if not date.get("end"):
        return Due(start_on, start_at)
    on, at = _point_in(date["end"], own_zone, zone)
    return Due(on, at, start_on, None if start_at == MIDNIGHT else start_at)


def date_of(due: Due | None, zone: ZoneInfo) -> dict[str, str] | None:
    """The same as Notion takes it."""
    if due is None:
        return None
    if due.starts_on is None:
        return {"start": _point(due.on, due.at, zone)}
    starts_at = None if due.at is None else due.starts_at or MIDNIGHT
    return {"start": _point(due.starts_on, starts_at, zone), "end": _point(due.on, due.at, zone)}


def _point_in(text: str, own_zone: str | None, zone: ZoneInfo) -> tuple[dt.date, dt.time | None]:
    if "T" not in text:
        return dt.date.fromisoformat(text), None
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(own_zone) if own_zone else zone)
    local = moment.astimezone(zone)
    return local.date(), local.time().replace(microsecond=0)


def _point(on: dt.date, at: dt.time | None, zone: ZoneInfo) -> str:
    if at is None:
        return on.isoformat()
    return dt.datetime.combine(on, at, zone).isoformat()
