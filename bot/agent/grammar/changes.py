"""Requests to change something: each becomes one call of `create_task` or `update_task`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NoReturn

from lark import v_args

from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.reading import Fields, Reading, merged
from bot.agent.grammar.suggestions import not_understood, suggestions
from bot.agent.grammar.words import split
from storage.records import StatusGroup

if TYPE_CHECKING:
    from bot.agent.grammar.words import Word

# Past forms that differ from what a title says: "I have sent the forms" is of "Send the forms".
_PRESENT = {
    "sent": "send", "written": "write", "wrote": "write", "made": "make", "bought": "buy", "built": "build",
    "paid": "pay", "sold": "sell", "done": "do", "did": "do", "found": "find", "got": "get",
    "drawn": "draw", "drew": "draw", "hung": "hang", "held": "hold", "spoken": "speak", "taken": "take",
    "brought": "bring", "chosen": "choose", "chose": "choose", "met": "meet", "given": "give", "gave": "give",
    "ran": "run", "sang": "sing", "taught": "teach", "won": "win",
}  # fmt: skip


def _as_title(said: str) -> str:
    """What was said in passing, begun as titles are; a word with capitals or signs in it is left as it is."""
    first = said.split(maxsplit=1)[0].strip(",:;")
    return said[:1].upper() + said[1:] if first.isalpha() and first.islower() else said


@v_args(inline=True)
class Changes(Reading):
    # --- assign and create ----------------------------------------------------------------------------

    def several(self, *_: Fields) -> NoReturn:
        raise UnclearError("One thing at a time, please: say the first, and when it is settled the next.")

    def wish(self, task: Fields, *_: Fields) -> NoReturn:
        """To want to finish something is not to have finished it."""
        raise UnclearError(f"Once it is finished, say: {task['task']} is done.")

    def welcome(self) -> NoReturn:
        raise UnclearError("You are welcome.")

    def led(self, *parts: Fields) -> Fields:
        return merged(parts)

    def assign(self, *parts: Fields) -> Fields:
        """Of a task on the board or, if none fits, of a new one."""
        return merged(parts, tool="update_task", create_if_missing=True)

    should = assign

    def assign_to_nobody(self, _: Fields) -> NoReturn:
        example = suggestions(self._context)[1]
        raise UnclearError(f"To whom, and by when? Say it like this: {example}")

    def hand_over(self, *parts: Fields) -> Fields:
        """From one to another, whoever else has it."""
        fields = merged(parts, tool="update_task")
        fields["add_assignees"] = fields.pop("assignees")
        return fields

    def instead_of(self, people: Fields) -> Fields:
        return {"remove_assignees": people["assignees"]}

    def create(self, *parts: Fields) -> Fields:
        fields = merged(parts, tool="create_task")
        return {**fields, "title": _as_title(fields["title"])}

    def create_nothing(self) -> NoReturn:
        raise UnclearError("What is there to do? Say for example: create a task: book a room by Friday.")

    def onto(self, *whose: Fields) -> Fields:
        return {"assignees": [whose[0]["whose"]]} if whose else {}

    def strange_project(self, *words: Word) -> Fields:
        return {"project": self.words(*words)}

    def due(self, day: dt.date) -> Fields:
        return {"due_on": day}

    due_day = due

    def due_before(self, day: dt.date) -> Fields:
        return {"due_on": day - dt.timedelta(days=1)}

    # --- finish and begin -----------------------------------------------------------------------------

    def finish(self, *parts: object) -> Fields:
        return self.edit(*parts, {"status": "done"})

    finished = finish

    def did(self, past: Word, task: Fields, *_: Word) -> Fields:
        verb = _PRESENT.get(past.spelling, past.spelling)
        return {"task": f"{verb} {task['task']}"}

    bare_past = did

    def terse(self, task: Fields) -> Fields:
        """“Poster done” tells of a poster if these are words of a title; “get it done” does not."""
        said = {word.spelling for word in split(task["task"])}
        if any(said <= {word.spelling for word in split(known.task.title)} for known in self._context.tasks):
            return task
        raise UnclearError(not_understood(self._context))

    def was_done(self, task: Fields, past: Word) -> Fields:
        return self.did(past, task)

    def begin(self, *parts: object) -> Fields:
        return self.edit(*parts, {"status": self._first_status(StatusGroup.IN_PROGRESS)})

    begun = begin

    def reopen(self, *parts: Fields) -> Fields:
        return self.edit(*parts, {"status": self._first_status(StatusGroup.TODO)})

    def _first_status(self, group: StatusGroup) -> str:
        options = self._context.options
        if status := options.status(group):
            return status.name
        names = ", ".join(status.name for status in options.statuses) or "none"
        raise UnclearError(f"This board has no status for that. Its statuses are: {names}.")

    # --- other changes of one task --------------------------------------------------------------------

    def edit(self, *parts: object) -> Fields:
        return merged(parts, tool="update_task")

    def later(self, when: dt.date) -> Fields:
        return {"due_on": self.deadline(when)}

    def edit_by(self, *_: object) -> NoReturn:
        raise UnclearError("Until which day? Say for example: push the poster to Friday.")

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
