"""From the tree of a sentence to values: one method for each rule of the grammar that has a meaning.

A rule about days gives a day, one about people a name; a rule that fills a field of a call gives `Fields`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from lark import Transformer, v_args

from bot.agent.grammar import days
from bot.agent.grammar.days import Period
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.words import written

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.context import Context
    from bot.agent.grammar.words import Word

Fields: TypeAlias = dict[str, Any]  # some fields of a call's arguments, by name

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FIELD_WORDS = {"date": "due", "deadline": "due", "assignee": "assignees"}


def merged(parts: tuple[object, ...], **more: object) -> Fields:
    """All the fields that parts of a sentence fill. Raises `UnclearError` if two differ."""
    fields: Fields = {}
    for part in (*parts, more):
        for name, value in part.items() if isinstance(part, dict) else ():
            if fields.setdefault(name, value) != value:
                subject = name.removesuffix("_on").replace("_", " ")
                raise UnclearError(f"I read two different things for {subject} in that. Which do you mean?")
    return fields


@v_args(inline=True)
class DayReading(Transformer[Any, Any]):
    """Days and periods, from the day it is for the person who asks."""

    def __init__(self, text: str, context: Context) -> None:
        super().__init__()
        self._text = text
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

    def number(self, said: Word | int) -> int:
        if isinstance(said, int):
            return said
        return int(said.text) if said.text.isdigit() else 1 + _NUMBERS.index(said.spelling)

    def one(self) -> int:
        return 1

    def deadline(self, when: dt.date | Period) -> dt.date:
        return when.deadline if isinstance(when, Period) else when


@v_args(inline=True)
class Reading(DayReading):
    """What every kind of request speaks of: tasks, people, projects, options."""

    # --- which task -----------------------------------------------------------------------------------

    def reference(self, word: Word) -> Fields:
        return {"task": word.text.upper()}

    def references(self, *_: object) -> NoReturn:
        raise UnclearError("One task at a time, please: say the first, and when it is settled the next.")

    def many(self, *_: Fields) -> NoReturn:
        raise UnclearError("I can do that with one task at a time. Which one? Give me words of its title.")

    two_things = references

    def partly(self, *_: object) -> NoReturn:
        raise UnclearError("I can do that with a whole task only, so I changed nothing.")

    def nth(self, *_: Word) -> NoReturn:
        raise UnclearError("Which task do you mean? Give me words of its title.")

    def quoted(self, word: Word) -> Fields:
        return {"task": written(self._text, [word])}

    def plain(self, *words: Word) -> Fields:
        return {"task": self.words(*words)}

    def it(self) -> Fields:
        """The one task the conversation spoke of last."""
        last = self._context.exchanges[-1:]
        if not last or len(last[0].subjects) != 1:
            raise UnclearError("Which task do you mean? Give me words of its title.")
        names = {task_id: name for name, task_id in last[0].references.items()}
        return {"task": names[last[0].subjects[0]]}

    def title(self, *words: Word) -> Fields:
        return {"title": self.words(*words)}

    def aside(self, *words: Word) -> Fields:
        return {"asides": [self.words(*words)]}

    def words(self, *words: Word) -> str:
        """What was written. Words of nothing but signs are no words."""
        if said := written(self._text, words):
            return said
        raise UnclearError("What is it called?")

    # --- who ------------------------------------------------------------------------------------------

    def me(self) -> str:
        return "me"

    i = me

    def mention(self, word: Word) -> str:
        return word.text.replace("!", "")

    def known(self, *words: Word) -> str:
        return self.words(*words).removeprefix("@")

    named = stranger = known

    def people(self, *names: str) -> Fields:
        return {"assignees": list(dict.fromkeys(names))}

    acquaintances = people

    # --- where and how --------------------------------------------------------------------------------

    known_project = project_words = words

    def in_project(self, name: str) -> Fields:
        return {"project": name}

    any_project = in_project

    def priority(self, *words: Word) -> str:
        return self.words(*words)

    def by_priority(self, name: str) -> Fields:
        return {"priority": name}

    def by_status(self, *words: Word) -> Fields:
        return {"status": self.words(*words)}

    def field(self, word: Word) -> str:
        return _FIELD_WORDS.get(word.spelling, word.spelling)
