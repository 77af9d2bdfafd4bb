"""Days and moments as Notion writes and compares them.

Facts: developers.notion.com/reference/filter-data-source-entries and …/page-property-values. A moment without
an offset is in UTC; a filter looks at the start of a range; `past_…` and `next_…` reach from today as far as
their name says. That a week begins on Sunday is an assumption: in Notion it is a setting of the workspace.
A time zone goes with a time and no offset, and is answered as the offset that it has then:
developers.notion.com/changelog/time-zone-support.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.notion.errors import Json, a_text, an_object, only_keys, should_be, validation_error

Moment = dt.date | dt.datetime

RELATIVE = frozenset(
    {"this_week", "past_week", "past_month", "past_year", "next_week", "next_month", "next_year"}
)


def stamp(moment: dt.datetime) -> str:
    """A moment as in `last_edited_time`: in UTC, rounded down to the minute."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:00.000Z")


def parsed(text: object, where: str) -> Moment:
    """A day, or an aware moment. Refuses what is no ISO 8601 date."""
    try:
        return kept_moment(a_text(text, where))
    except ValueError:
        raise should_be(where, "a valid ISO 8601 date string", text) from None


@functools.lru_cache(maxsize=10_000)
def kept_moment(text: str) -> Moment:
    """A day, or an aware moment, from a text that a page keeps. Raises `ValueError`."""
    if "T" not in text:
        return dt.date.fromisoformat(text)
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def stored_date(value: Json, where: str) -> Json:
    """A date as a page keeps it, from one as a request gives it."""
    value = an_object(value, where)
    only_keys(value, {"start", "end", "time_zone"}, where)
    zone = _zone(value.get("time_zone"), f"{where}.time_zone")
    start = _written(value.get("start"), f"{where}.start", zone)
    end = None if value.get("end") is None else _written(value["end"], f"{where}.end", zone)
    if end is not None and instant(parsed(end, where)) < instant(parsed(start, where)):
        raise validation_error("Date start must be before its end.")
    return {"start": start, "end": end, "time_zone": None}


def _written(text: object, where: str, zone: ZoneInfo | None) -> str:
    value = parsed(text, where)
    if zone is not None:
        value = _in_zone(str(text), where, zone)
    return value.isoformat(timespec="milliseconds") if isinstance(value, dt.datetime) else value.isoformat()


def _in_zone(text: str, where: str, zone: ZoneInfo) -> dt.datetime:
    if "T" not in text:
        raise validation_error(f"{where} needs a time, since a time_zone is given.")
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise validation_error(f"{where} must not have a UTC offset, since a time_zone is given.")
    return moment.replace(tzinfo=zone)


def _zone(name: object, where: str) -> ZoneInfo | None:
    try:
        return None if name is None else ZoneInfo(a_text(name, where))
    except (ZoneInfoNotFoundError, ValueError):
        raise should_be(where, "a valid IANA time zone", name) from None


def instant(value: Moment) -> dt.datetime:
    """A day counts as its first moment in UTC."""
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, dt.time(), dt.UTC)


def _day(value: Moment) -> dt.date:
    return value.astimezone(dt.UTC).date() if isinstance(value, dt.datetime) else value


def compares(operator: str, value: Moment, wanted: Moment) -> bool:
    """Whether a value is `before`, `on_or_after` … what is wanted: to the day, unless a time was given."""
    exact = isinstance(wanted, dt.datetime)
    left, right = (instant(value), instant(wanted)) if exact else (_day(value), _day(wanted))
    match operator:
        case "equals":
            return left == right
        case "before":
            return left < right
        case "after":
            return left > right
        case "on_or_before":
            return left <= right
        case _:
            return left >= right


def in_window(name: str, value: Moment, today: dt.date) -> bool:
    """Whether a value is within `this_week`, `past_month` …, seen from today."""
    if name == "this_week":
        first = today - dt.timedelta(days=(today.weekday() + 1) % 7)
        return first <= _day(value) < first + dt.timedelta(days=7)
    direction, _, length = name.partition("_")
    reach = _shifted(today, length, 1 if direction == "next" else -1)
    return min(today, reach) <= _day(value) <= max(today, reach)


def _shifted(day: dt.date, length: str, sign: int) -> dt.date:
    if length == "week":
        return day + sign * dt.timedelta(weeks=1)
    months = day.year * 12 + day.month - 1 + sign * (1 if length == "month" else 12)
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
