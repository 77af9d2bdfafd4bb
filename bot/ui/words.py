"""Days, people and counts in a person's words. English, whatever the machine's locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.texts import days as texts
from bot.ui.wording import phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.records import Due, Member


def day(on: dt.date, today: dt.date) -> str:
    """`Fri 12 Jun`, with the year where it is not this one."""
    weekday, month = texts.WEEKDAYS[on.weekday()], texts.MONTHS[on.month - 1]
    if on.year == today.year:
        return phrase(texts.DAY, weekday=weekday, day=on.day, month=month)
    return phrase(texts.DAY_OF_A_YEAR, weekday=weekday, day=on.day, month=month, year=on.year)


def distance(on: dt.date, today: dt.date) -> str:
    days = (on - today).days
    near = {-1: texts.YESTERDAY, 0: texts.TODAY, 1: texts.TOMORROW}
    return near.get(days) or phrase(texts.IN_DAYS if days > 0 else texts.DAYS_AGO, count=abs(days))


def due_day(due: Due | None, today: dt.date) -> str:
    """`Fri 12 Jun`, `Fri 12 Jun 17:00`, `Mon 8 Jun – Fri 12 Jun`, `Fri 12 Jun 18:00 – 20:00`."""
    if due is None:
        return texts.NO_DUE
    last = _point(due.on, due.at, today)
    if due.starts_on is None:
        return last
    if due.starts_on == due.on and due.starts_at and due.at:
        last = f"{due.at:%H:%M}"
    return phrase(texts.RANGE, first=_point(due.starts_on, due.starts_at, today), last=last)


def due_and_distance(due: Due | None, today: dt.date) -> str:
    if due is None:
        return texts.NO_DUE
    return phrase(texts.WITH_DISTANCE, day=due_day(due, today), distance=distance(due.on, today))


def _point(on: dt.date, at: dt.time | None, today: dt.date) -> str:
    told = day(on, today)
    return phrase(texts.AT_A_TIME, day=told, time=f"{at:%H:%M}") if at else told


def due(when: Due | None, today: dt.date, *, is_done: bool) -> str:
    """When a task is due, or since when it is overdue. A done task is never overdue."""
    if when is None:
        return texts.NO_DUE_DATE
    is_late = is_overdue(when, today, is_done=is_done)
    return phrase(texts.OVERDUE if is_late else texts.DUE, day=due_and_distance(when, today))


def is_overdue(when: Due | None, today: dt.date, *, is_done: bool) -> bool:
    return when is not None and when.on < today and not is_done


def names(members: Sequence[Member]) -> str:
    return ", ".join(member.name for member in members) or texts.NOBODY


def counted(count: int, noun: texts.Noun, *, is_complete: bool = True) -> str:
    """`1 task`, `8 tasks`, `at least 100 tasks`."""
    told = phrase(texts.COUNTED[noun], count=count)
    return told if is_complete else phrase(texts.AT_LEAST, counted=told)


def shortened(text: str, most: int) -> str:
    """A text that nobody decides on, cut where it is too long for its place."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
