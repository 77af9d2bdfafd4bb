"""Days as people say them, counted from a today. Pure functions; weeks run from Monday to Sunday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import MO, relativedelta
from dateutil.relativedelta import weekday as of_week

from bot.agent.grammar.errors import UnclearError

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONDAY, _FRIDAY, _SUNDAY = 0, 4, 6
_TIMES = {"noon": dt.time(12), "midday": dt.time(12), "midnight": dt.time(23, 59)}
_MOST_AHEAD = 5 * 366  # days; further off is a slip of the finger


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included. `deadline` is what "by" it means."""

    first: dt.date
    last: dt.date
    deadline: dt.date


def weekday_number(name: str) -> int:
    return _WEEKDAYS.index(name[:3].casefold())


def month_number(name: str) -> int:
    return 1 + _MONTHS.index(name[:3].casefold())


def coming(weekday: int, today: dt.date) -> dt.date:
    """The next such day, today included."""
    return today + relativedelta(weekday=weekday)


def past(weekday: int, today: dt.date) -> dt.date:
    """The last such day, before today."""
    return today + relativedelta(days=-1, weekday=of_week(weekday, -1))


def in_week(weekday: int, today: dt.date, ahead: int = 0) -> dt.date:
    """Such a day of this week, or of one so many weeks ahead."""
    return today + relativedelta(weeks=ahead, weekday=MO(-1)) + relativedelta(weekday=weekday)


def week(today: dt.date, ahead: int = 0) -> Period:
    """Monday to Sunday. Work due "this week" is due on Friday, while that is still to come."""
    monday, friday, sunday = (in_week(day, today, ahead) for day in (_MONDAY, _FRIDAY, _SUNDAY))
    return Period(monday, sunday, friday if friday >= today else sunday)


def month(today: dt.date, ahead: int = 0) -> Period:
    last = today + relativedelta(months=ahead, day=31)
    return Period(last.replace(day=1), last, last)


def named_month(number: int, today: dt.date) -> Period:
    """The next such month, this one included."""
    return month(today + relativedelta(years=number < today.month, month=number))


def next_days(days: int, today: dt.date) -> Period:
    """Today and the days after it."""
    last = in_days(days, today)
    return Period(today, last, last)


def in_days(days: int, today: dt.date) -> dt.date:
    if days > _MOST_AHEAD:
        raise UnclearError("That day is more than five years off. Which day do you mean?")
    return today + relativedelta(days=days)


def in_months(months: int, today: dt.date) -> dt.date:
    """The same day of a later month, or its last day."""
    in_days(28 * months, today)
    return today + relativedelta(months=months)


def day_of(day: int, number: int, year: int | None, today: dt.date) -> dt.date:
    """A day of a month; without a year the next such day, today included."""
    found = _made(year or today.year, number, day)
    if year is None and found < today:
        return _made(today.year + 1, number, day)
    return found


def day_of_this_month(day: int, today: dt.date) -> dt.date:
    """The next day of that number: of this month, or of the next one that has it."""
    for ahead in range(3):
        there = month(today, ahead)
        if 1 <= day <= there.last.day and there.first.replace(day=day) >= today:
            return there.first.replace(day=day)
    raise UnclearError(f"No month has a day {day}. Which day do you mean?")


def _made(year: int, number: int, day: int) -> dt.date:
    try:
        return dt.date(year + 2000 if year < 100 else year, number, day)  # noqa: PLR2004 - '26 is 2026
    except ValueError:
        raise UnclearError(f"There is no such day as {day}.{number}.{year}. Which day do you mean?") from None


def read_dotted(text: str, today: dt.date) -> dt.date:
    """Day and month as much of Europe writes them: 12.6., 12.6.2026."""
    day, number, *year = (int(part) for part in text.split(".") if part)
    return day_of(day, number, year[0] if year else None, today)


def read_slashed(text: str, today: dt.date) -> dt.date:
    """Day and month between slashes, where only one order makes sense. Raises `UnclearError`."""
    one, other, *year = (int(part) for part in text.split("/"))
    if one <= 12 and other <= 12 and one != other:  # noqa: PLR2004 - months
        raise UnclearError(f"{text} can be read as two different days. Could you name the month?")
    day, number = (one, other) if other <= 12 else (other, one)  # noqa: PLR2004 - months
    return day_of(day, number, year[0] if year else None, today)


def read_iso(text: str) -> dt.date:
    year, number, day = (int(part) for part in text.split("-"))
    return _made(year, number, day)


def read_time(text: str) -> dt.time:
    """A time of day: 5pm, 5:30 pm, 17:00, noon. Raises `UnclearError` for one no clock shows."""
    if text in _TIMES:
        return _TIMES[text]
    half = text.rstrip(".m")[-1]
    hour, minute, *_ = (int(part) for part in f"{text.strip(' .apm')}:0".split(":"))
    if half in "ap" and not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's face
        raise UnclearError(f"There is no such time as {text}. When do you mean?")
    try:
        return dt.time(hour % 12 + 12 * (half == "p") if half in "ap" else hour, minute)
    except ValueError:
        raise UnclearError(f"There is no such time as {text}. When do you mean?") from None
