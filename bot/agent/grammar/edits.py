"""Requests to change tasks that are there: fields, people, tags, days, the trash, comments."""

from __future__ import annotations

import re
from math import prod
from typing import NoReturn

from lark import v_args

from bot.agent.grammar import days
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import Fields, merged
from bot.agent.grammar.known import find_known
from bot.agent.grammar.reading import Reading
from bot.agent.grammar.words import Word, folded
from storage.records import StatusGroup

_ADDRESSED = re.compile(r"(?<!\w)@([^\W\d]+)")
NO_TEXT = "What shall I write? Say for example: comment on the poster that it is printed."


@v_args(inline=True)
class Edits(Reading):
    def edit(self, *parts: object) -> Fields:
        return merged(parts, tool="update_task")

    def edit_by(self, *parts: Fields | int | None) -> Fields:
        """By so many days or months from where each is."""
        task = merged(parts)
        numbers = [part for part in parts if not isinstance(part, dict)]
        if None in numbers:
            return self._moved_by_months(task, prod(filter(None, numbers)))
        return {**task, "tool": "update_tasks", "shift_days": prod(filter(None, numbers))}

    def _moved_by_months(self, task: Fields, months: int) -> Fields:
        """A month is no number of days, so it is counted here, if the task's own day is known."""
        known = find_known(task.get("task"), self._context)
        if known is None or known.task.due_on is None:
            raise UnclearError("To which day? Months differ in length. Say for example: move it to 12 June.")
        day = days.in_months(months, known.task.due_on)
        return {"tool": "update_task", "task": known.reference, "due_on": day}

    def bring_forward(self, *parts: Fields | int | None) -> Fields:
        return self.edit_by(*parts, -1)

    def to_project(self, name: str) -> Fields:
        return {"project": name}

    def which_project(self, name: str) -> Fields:
        return {"in_project": name}

    def level(self, said: Word | str) -> Fields:
        return {"priority": said if isinstance(said, str) else said.text}

    rename = edit

    def unassign(self, *parts: Fields) -> Fields:
        return self.edit(*parts, {"clear": ["assignees"]})

    def take_off(self, people: Fields, task: Fields) -> Fields:
        return self.edit(task, {"remove_assignees": people["assignees"]})

    def put_on(self, people: Fields, task: Fields) -> Fields:
        return self.edit(task, {"add_assignees": people["assignees"]})

    def clear(self, field: str, task: Fields) -> Fields:
        return self.edit(task, {"clear": [field]})

    def untag(self, *parts: Fields) -> Fields:
        """Takes these tags off a task, or all."""
        *tags, task = parts
        return self.edit(task, {"remove_tags": tags[0]["tags"]} if tags else {"clear": ["tags"]})

    def its(self) -> Fields:
        return self.it()

    def in_progress(self) -> Fields:
        return {"status": self._first_status(StatusGroup.IN_PROGRESS)}

    def not_begun(self) -> Fields:
        return {"status": self._first_status(StatusGroup.TODO)}

    def in_group(self, status: Fields) -> Fields:
        return status

    def cleared(self, task: Fields, field: str) -> Fields:
        return self.clear(field, task)

    def take_out(self, task: Fields, _: str) -> Fields:
        return self.edit(task, {"clear": ["project"]})

    def named_title(self, *words: Word) -> Fields:
        return {"title": self.words(*words)}

    def archive(self, *parts: Fields) -> Fields:
        return merged(parts, tool="archive_task")

    def restore(self, *parts: Fields) -> Fields:
        return merged(parts, tool="archive_task", restore=True)

    def _first_status(self, group: StatusGroup) -> str:
        options = self._context.options
        if status := options.status(group):
            return status.name
        names = ", ".join(status.name for status in options.statuses) or "none"
        raise UnclearError(f"This board has no status for that. Its statuses are: {names}.")

    # --- comments -------------------------------------------------------------------------------------

    def comment(self, *parts: Fields | Word) -> Fields:
        return merged(tuple(self.said(part) for part in parts), tool="comment_on_task")

    def said(self, part: Fields | Word | str) -> Fields:
        """What a comment is to say, and whom of the team it addresses with an @."""
        if not isinstance(part, Word):
            return part if isinstance(part, dict) else {}
        text = part.text.strip(' "“”„«»')
        if not text:
            raise UnclearError(NO_TEXT)
        first_names = {folded(member.name).split()[0] for member in self._context.members if member.name}
        addressed = [name for name in _ADDRESSED.findall(text) if folded(name) in first_names]
        return {"text": text, **({"mentions": addressed} if addressed else {})}

    def addressed(self, people: Fields) -> Fields:
        return {"mentions": people["assignees"]}

    def comment_nothing(self, *_: Fields) -> NoReturn:
        raise UnclearError(NO_TEXT)
