"""Days, people and counts in a person's words. English, whatever the machine's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.records import Due, Member


def day(on: dt.date, today: dt.date) -> str:
    """`Fri 12 Jun`, with the year where it is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{words.day(on)}{year}"


def distance(on: dt.date, today: dt.date) -> str:
    days = (on - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def due_day(due: Due | None, today: dt.date) -> str:
    """`Fri 12 Jun`, `Fri 12 Jun 17:00`, `Mon 8 Jun – Fri 12 Jun`, `Fri 12 Jun 18:00 – 20:00`."""
    if due is None:
        return "none"
    if due.starts_on == due.on and due.starts_at and due.at:
        return f"{_point(due.on, due.starts_at, today)} – {due.at:%H:%M}"
    last = _point(due.on, due.at, today)
    return f"{_point(due.starts_on, due.starts_at, today)} – {last}" if due.starts_on else last


def due_and_distance(due: Due | None, today: dt.date) -> str:
    return f"{due_day(due, today)} ({distance(due.on, today)})" if due else "none"


def _point(on: dt.date, at: dt.time | None, today: dt.date) -> str:
    return f"{day(on, today)} {at:%H:%M}" if at else day(on, today)


def due(when: Due | None, today: dt.date, *, is_done: bool) -> str:
    """When a task is due, or since when it is overdue. A done task is never overdue."""
    if when is None:
        return "No due date"
    kind = "Overdue:" if is_overdue(when, today, is_done=is_done) else "Due"
    return f"{kind} {due_and_distance(when, today)}"


def is_overdue(when: Due | None, today: dt.date, *, is_done: bool) -> bool:
    return when is not None and when.on < today and not is_done


def names(members: Sequence[Member]) -> str:
    return ", ".join(member.name for member in members) or "nobody"


def counted(count: int, noun: str, *, is_complete: bool = True) -> str:
    """`1 task`, `8 tasks`, `at least 100 tasks`."""
    plural = noun if count == 1 else f"{noun}s"
    return f"{'' if is_complete else 'at least '}{count} {plural}"


def shortened(text: str, most: int) -> str:
    """A text that nobody decides on, cut where it is too long for its place."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
