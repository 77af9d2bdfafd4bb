"""What a sentence says of days and times of day: one method for each such rule of the grammar.

A rule about a day gives a day, one about several a `Period`, one about a time of day that time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from lark import Transformer, v_args

from bot.agent.grammar import days
from bot.agent.grammar.days import Period
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import Fields, merged

if TYPE_CHECKING:
    from bot.agent.context import Context
    from bot.agent.grammar.words import Word

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@v_args(inline=True)
class DayReading(Transformer[Any, Any]):
    """Days and periods, from the day it is for the person who asks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._today = context.today

    def today(self) -> dt.date:
        return self._today

    def tomorrow(self) -> dt.date:
        return days.in_days(1, self._today)

    def overmorrow(self) -> dt.date:
        return days.in_days(2, self._today)

    def weekday(self, name: Word) -> dt.date:
        return days.coming(days.weekday_number(name.spelling), self._today)

    def later_weekday(self, name: Word) -> dt.date:
        """Something moved to a Friday on a Friday is moved to the next one."""
        return days.coming(days.weekday_number(name.spelling), days.in_days(1, self._today))

    def next_weekday(self, name: Word) -> dt.date:
        return days.in_week(days.weekday_number(name.spelling), self._today, 1)

    def in_days(self, number: int) -> dt.date:
        return days.in_days(number, self._today)

    def in_weeks(self, number: int) -> dt.date:
        return days.in_days(7 * number, self._today)

    def in_months(self, number: int) -> dt.date:
        return days.in_months(number, self._today)

    def date(self, *parts: Fields) -> dt.date:
        said = merged(parts)
        day = days.day_of(said["day"], said["month"], said.get("year"), self._today)
        if said.get("weekday", day.weekday()) != day.weekday():
            raise UnclearError(f"{day.day} {day:%B} is a {day:%A}. Which day do you mean?")
        return day

    def on_weekday(self, name: Word) -> Fields:
        return {"weekday": days.weekday_number(name.spelling)}

    def in_month(self, name: Word) -> Fields:
        return {"month": days.month_number(name.spelling)}

    def in_year(self, word: Word) -> Fields:
        return {"year": int(word.text)}

    def day_number(self, word: Word) -> Fields:
        return {"day": int("".join(char for char in word.text if char.isdigit()))}

    def day_of_month(self, ordinal: Word) -> dt.date:
        return days.day_of_this_month(int(ordinal.text[:-2]), self._today)

    def iso(self, word: Word) -> dt.date:
        return days.read_iso(word.text)

    def dotted(self, word: Word) -> dt.date:
        return days.read_dotted(word.text, self._today)

    def slashed(self, word: Word) -> dt.date:
        return days.read_slashed(word.text, self._today)

    def weekend(self) -> dt.date:
        return days.week(self._today).last

    def week_end(self) -> dt.date:
        return days.week(self._today).deadline

    def next_week_end(self) -> dt.date:
        return days.week(self._today, 1).deadline

    def month_end(self) -> dt.date:
        return days.month(self._today).last

    def next_month_end(self) -> dt.date:
        return days.month(self._today, 1).last

    def end_of_named_month(self, name: Word) -> dt.date:
        return self.named_month(name).last

    def this_week(self) -> Period:
        return days.week(self._today)

    def next_week(self) -> Period:
        return days.week(self._today, 1)

    def named_month(self, name: Word) -> Period:
        return days.named_month(days.month_number(name.spelling), self._today)

    def this_month(self) -> Period:
        return days.month(self._today)

    def next_month(self) -> Period:
        return days.month(self._today, 1)

    def coming(self, number: int, days_each: int) -> Period:
        return days.next_days(number * days_each, self._today)

    def days(self) -> int:
        return 1

    def weeks(self) -> int:
        return 7

    def months(self) -> None:
        """No number of days."""

    def number(self, said: Word | int) -> int:
        if isinstance(said, int):
            return said
        return int(said.text) if said.text.isdigit() else 1 + _NUMBERS.index(said.spelling)

    def one(self) -> int:
        return 1

    def deadline(self, when: dt.date | Period) -> dt.date:
        return when.deadline if isinstance(when, Period) else when

    # --- times of day ---------------------------------------------------------------------------------

    def time(self, word: Word) -> dt.time:
        return days.read_time(word.spelling)

    def at(self, time: dt.time) -> Fields:
        return {"due_time": time}

    def at_alone(self, time: dt.time) -> Fields:
        """A time without a day is one of today that is still to come, in the zone of who asks."""
        context = self._context
        if time <= context.request.received_at.astimezone(context.zone).time():
            raise UnclearError(f"{time:%H:%M} has passed today. On which day do you mean?")
        return {"due_on": self._today, "due_time": time}

    def at_alone_later(self, time: dt.time) -> Fields:
        """What is moved to a time keeps its day."""
        return {"due_time": time}

    def due(self, *parts: dt.date | dt.time | Fields) -> Fields:
        fields: Fields = {}
        for part in parts:
            if isinstance(part, dt.time):
                fields["due_time"] = part
            else:
                fields |= part if isinstance(part, dict) else {"due_on": part}
        return fields

    due_day = due

    def due_before(self, day: dt.date) -> Fields:
        return {"due_on": day - dt.timedelta(days=1)}

    def later(self, when: dt.date | Period | Fields, *at: Fields) -> Fields:
        return self.due(when if isinstance(when, dict) else self.deadline(when), *at)

    # --- how much later -------------------------------------------------------------------------------

    def back(self, *direction: int) -> int:
        return direction[0] if direction else 1

    def earlier(self) -> int:
        return -1

    def forward(self) -> int:
        raise UnclearError("Forward can be earlier or later. Say it with one of these words.")

    # --- since when -----------------------------------------------------------------------------------

    def lately(self) -> dt.date:
        return days.in_days(-7, self._today)

    def last_week(self) -> dt.date:
        return days.week(self._today, -1).first

    def last_month(self) -> dt.date:
        return days.month(self._today, -1).first

    def since_this_week(self) -> dt.date:
        return days.week(self._today).first

    def since_this_month(self) -> dt.date:
        return days.month(self._today).first

    def since_today(self) -> dt.date:
        return self._today

    def since_yesterday(self) -> dt.date:
        return days.in_days(-1, self._today)

    def since_day(self, day: Word | dt.date) -> dt.date:
        """The last such day, since nothing was done in the future."""
        if isinstance(day, dt.date):
            return day if day <= self._today else days.in_months(-12, day)
        return days.past(days.weekday_number(day.spelling), self._today)

    def since(self, *when: Any) -> Fields:
        """Since a day, or in the last so many days."""
        if len(when) == 2:  # noqa: PLR2004 - a number and its unit
            return {"changed_since": days.in_days(-when[0] * when[1], self._today)}
        return {"changed_since": when[0]}
