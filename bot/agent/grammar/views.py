"""Requests to see something: each becomes one call of `show_tasks`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lark import v_args

from bot.agent.grammar.fields import Fields, merged
from bot.agent.grammar.reading import Reading
from storage.records import Order

if TYPE_CHECKING:
    from bot.agent.grammar.days import Period
    from bot.agent.grammar.words import Word

_ORDERS = {
    **dict.fromkeys(("priority", "urgency", "importance", "urgent", "important"), Order.PRIORITY),
    **dict.fromkeys(("due", "date", "deadline"), Order.DUE),
    **dict.fromkeys(("title", "name"), Order.TITLE),
    **dict.fromkeys(("age", "newest", "latest"), Order.CREATED),
}


@v_args(inline=True)
class Views(Reading):
    def view(self, *conditions: Fields) -> Fields:
        fields = merged(conditions, tool="show_tasks")
        return {"order": Order.EDITED, **fields} if "changed_since" in fields else fields

    # --- whose ----------------------------------------------------------------------------------------

    def mine(self) -> Fields:
        return {"whose": "me"}

    is_mine = i_have = for_me = next_up = mine

    def theirs(self, name: str) -> Fields:
        return {"whose": name}

    has = belongs = just_theirs = theirs

    def subject(self, *name: str) -> Fields:
        """Who it is about; "we" is everyone."""
        return {"whose": name[0]} if name else {}

    def on_plate(self, whose: Fields) -> Fields:
        return whose

    def by_then(self, whose: Fields) -> Fields:
        return {**whose, "status": "done"}

    def unassigned(self) -> Fields:
        return {"without_assignee": True}

    ownerless = something_to_do = unassigned

    def everything(self) -> Fields:
        return {}

    # --- in what state --------------------------------------------------------------------------------

    def open(self) -> Fields:
        return {"status": "open"}

    def done(self) -> Fields:
        return {"status": "done"}

    def overdue(self) -> Fields:
        return {"status": "open", "due_until": self._today - dt.timedelta(days=1)}

    # --- due when -------------------------------------------------------------------------------------

    def on_day(self, day: dt.date) -> Fields:
        return {"due_from": day, "due_until": day}

    def until(self, day: dt.date) -> Fields:
        return {"due_until": day}

    def before(self, day: dt.date) -> Fields:
        return {"due_until": day - dt.timedelta(days=1)}

    def after(self, day: dt.date) -> Fields:
        return {"due_from": day + dt.timedelta(days=1)}

    def is_due(self, when: Fields | Period) -> Fields:
        return when if isinstance(when, dict) else {"due_from": when.first, "due_until": when.last}

    period_first = is_due

    def undated(self) -> Fields:
        return {"without_due": True}

    # --- about what -----------------------------------------------------------------------------------

    def project_first(self, name: str) -> Fields:
        return {"project": name}

    any_project_first = project_first

    def words_in_title(self, *words: Word) -> Fields:
        return {"words": self.words(*words)}

    def about(self, words: Fields) -> Fields:
        return words

    def status_of(self, *parts: Fields | str) -> Fields:
        """One task, whatever has become of it."""
        return {"words": merged(parts)["task"], "status": "any"}

    who_has = status_of

    def one_of_them(self, task: Fields) -> Fields:
        """A task of the list before, by its place there, or by its reference."""
        return {"words": task["task"], "status": "any"}

    alone = one_of_them

    # --- lately, parts, tags, order -------------------------------------------------------------------

    def done_lately(self, since: Fields) -> Fields:
        return {**since, "status": "done"}

    def changed_lately(self, since: Fields) -> Fields:
        return {**since, "status": "any"}

    def parts_of(self, whole: Fields) -> Fields:
        return {"part_of": whole.get("parent") or whole.get("task"), "status": "any"}

    def part(self, whole: Fields) -> Fields:
        return {"part_of": whole["parent"]}

    def tagged_so(self, name: str) -> Fields:
        return {"tag": name}

    tag_first = tagged_so

    def most(self, word: Word) -> Fields:
        return {"order": _ORDERS[word.spelling]}

    by_order = most
