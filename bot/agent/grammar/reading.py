"""From the tree of a sentence to values: one method for each rule of the grammar that has a meaning.

A rule about people gives a name; a rule that fills a field of a call gives `Fields`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from lark import v_args

from bot.agent.grammar.day_reading import DayReading
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import IT, Fields, merged
from bot.agent.grammar.spoken import Spoken
from bot.agent.grammar.words import written

if TYPE_CHECKING:
    from bot.agent.context import Context
    from bot.agent.grammar.words import Word

_FIELD_WORDS = {"date": "due", "deadline": "due", "assignee": "assignees", "tag": "tags"}


@v_args(inline=True)
class Reading(DayReading):
    """What every kind of request speaks of: tasks, people, projects, options."""

    def __init__(self, text: str, context: Context, it: object = None) -> None:
        """`it` is the task that the same sentence has named before, if it has."""
        super().__init__(context)
        self._text = text
        self._it = it
        self._spoken = Spoken(context.exchanges)

    # --- which task -----------------------------------------------------------------------------------

    def reference(self, word: Word) -> Fields:
        return {"task": word.text.upper()}

    def references(self, *words: Word) -> Fields:
        return {"tasks": [word.text.upper() for word in words]}

    def many(self, *conditions: Fields) -> Fields:
        return {"where": merged(conditions)}

    def everyones_tasks(self) -> Fields:
        return {"everything": True}

    def two_things(self, *tasks: str) -> Fields:
        return {"tasks": list(tasks)}

    def one_thing(self, *words: Word) -> str:
        return self.words(*words)

    def partly(self, *_: object) -> NoReturn:
        raise UnclearError("I can do that with a whole task only, so I changed nothing.")

    def nth(self, place: Word) -> Fields:
        return {"task": self._spoken.nth(place.spelling)}

    the_nth = number_nth = nth

    def nths(self, first: Word, other: Word) -> Fields:
        """“The first two”, “the last three”, or “the first and the third”."""
        return {"tasks": self._spoken.nths(first.spelling, other.spelling)}

    def them(self) -> Fields:
        return {"tasks": self._spoken.all()}

    def quoted(self, word: Word) -> Fields:
        return {"task": written(self._text, [word])}

    def plain(self, *words: Word) -> Fields:
        return {"task": self.words(*words)}

    definite = plain

    def it(self) -> Fields:
        """The one task the conversation spoke of last."""
        return {"task": self._it or self._spoken.one() or IT}

    def whole(self, named: Fields) -> Fields:
        if not isinstance(named.get("task"), str):
            raise UnclearError("Part of which task? Give me words of its title.")
        return {"parent": named["task"]}

    def title(self, *words: Word) -> Fields:
        return {"title": self.words(*words)}

    def matter(self, *words: Word) -> Fields:
        """What to be reminded of is no title yet: “the jury” does not say what is to be done."""
        return {"title": f"Reminder: {self.words(*words)}"}

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

    def tag(self, *words: Word) -> str:
        return self.words(*words).lstrip("#")

    hashtag = strange_tag = tag

    def tags(self, *names: str) -> Fields:
        return {"tags": list(dict.fromkeys(names))}

    hashtags = tags

    def strange_tags(self, *words: Word) -> Fields:
        return {"tags": [self.words(*words)]}

    def tagged(self, tags: Fields) -> Fields:
        return tags
