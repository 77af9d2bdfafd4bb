"""What is said of the request before, as `Fields` marked as amending it; amending.py carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import v_args

from bot.agent.grammar.fields import Fields, merged
from bot.agent.grammar.reading import Reading

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.grammar.days import Period
    from bot.agent.grammar.words import Word


@v_args(inline=True)
class FollowUps(Reading):
    def follow_up(self, *parts: Fields) -> Fields:
        return merged(parts, amends=True)

    def amended_day(self, when: dt.date | Period | Fields) -> Fields:
        return when if isinstance(when, dict) else {"when": when}

    def to_people(self, people: Fields) -> Fields:
        return people

    def at_priority(self, priority: Fields) -> Fields:
        return priority

    def also(self, people: Fields) -> Fields:
        return {"add_assignees": people["assignees"]}

    def instead(self, *parts: Fields) -> Fields:
        """“Ben instead of Ana” leaves others who have it alone; “Ben instead” does not."""
        said = merged(parts)
        if "remove_assignees" in said:
            said["add_assignees"] = said.pop("assignees")
        return said

    def another_view(self, condition: Fields) -> Fields:
        return condition

    def whose(self, name: str) -> Fields:
        return {"whose": name}

    def by_project(self, name: str) -> Fields:
        return {"project": name}

    def likewise(self, *words: Word | Fields) -> Fields:
        """The same for another task."""
        if isinstance(words[0], dict):
            return words[0]
        return {"task": self.words(*(word for word in words if not isinstance(word, dict)))}

    def rather_task(self, *words: Word) -> Fields:
        return {"task": self.words(*words)}
