"""What can be edited by hand in Notion, and how its values are typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

_NOTHING = ("", "-", "none", "nobody")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BOOLEANS = {"": True, "yes": True, "no": False}


def read_value(field: str, typed: str, today: dt.date) -> tuple[str, object]:
    """The name of an edit, and its value. Raises `UsageError`."""
    name, reading = _FIELDS[field]
    return name, reading(typed, today)


def _text(typed: str, _: dt.date) -> str | None:
    return None if typed.lower() in _NOTHING else typed


def _title(typed: str, _: dt.date) -> str:
    if not typed:
        raise UsageError("What is it to be called?")
    return typed


def _notes(typed: str, _: dt.date) -> str:
    return "" if typed.lower() in _NOTHING else typed


def _list(typed: str, _: dt.date) -> tuple[str, ...]:
    return () if typed.lower() in _NOTHING else tuple(one.strip() for one in typed.split(","))


def _day(typed: str, today: dt.date) -> dt.date | None:
    """A day: 2026-06-12, friday (the next one), today, tomorrow, +3 for in three days; or none."""
    word = typed.lower()
    if word in _NOTHING:
        return None
    if word in ("today", "tomorrow"):
        return today + dt.timedelta(days=word == "tomorrow")
    if word in _DAYS:
        return today + dt.timedelta(days=(_DAYS.index(word) - today.weekday() - 1) % 7 + 1)
    try:
        return today + dt.timedelta(days=int(word)) if word[0] in "+-" else dt.date.fromisoformat(word)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"“{typed}” is no day. Write 2026-06-12, friday, tomorrow, +3 or none.") from error


def _trash(typed: str, _: dt.date) -> bool:
    if typed.lower() not in _BOOLEANS:
        raise UsageError("In the trash: yes or no?")
    return _BOOLEANS[typed.lower()]


_FIELDS: dict[str, tuple[str, Callable[[str, dt.date], object]]] = {
    "title": ("title", _title),
    "status": ("status", _text),
    "due": ("due", _day),
    "assignee": ("assignees", _list),
    "assignees": ("assignees", _list),
    "project": ("project", _text),
    "priority": ("priority", _text),
    "notes": ("notes", _notes),
    "tags": ("tags", _list),
    "parent": ("parent", _text),
    "trash": ("in_trash", _trash),
}
FIELDS = tuple(_FIELDS)
