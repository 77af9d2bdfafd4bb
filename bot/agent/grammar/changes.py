"""Requests for new tasks, and what people tell of their work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from lark import v_args

from bot.agent.grammar.edits import Edits
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import Fields, merged
from bot.agent.grammar.known import find_known
from bot.agent.grammar.suggestions import assignment, not_understood, quoted
from bot.agent.grammar.words import as_title, folded, split
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


def _is_plain(task: Fields) -> bool:
    """Whether it was named by words alone, and not by its place in a list or as several."""
    return isinstance(task.get("task"), str) and not _REFERENCE.fullmatch(task["task"])


_REFERENCE = re.compile(r"T\d{1,4}")
_BLOCKED = ("block", "stuck", "wait", "hold", "pause")


@v_args(inline=True)
class Changes(Edits):
    # --- assign and create ----------------------------------------------------------------------------

    def wish(self, task: Fields, *_: Fields) -> NoReturn:
        """To want to finish something is not to have finished it."""
        name = task["task"] if isinstance(task.get("task"), str) else "it"
        raise UnclearError(f"Once it is finished, say: {name} is done.")

    def welcome(self) -> NoReturn:
        raise UnclearError("You are welcome.")

    def premise(self, task: Fields) -> Fields:
        return {**task, "tool": "", "open": not_understood(self._context)}

    def led(self, *parts: Fields) -> Fields:
        return merged(parts)

    def assign(self, *parts: Fields) -> Fields:
        """Of a task on the board or, if none fits, of a new one."""
        return merged(parts, tool="update_task", create_if_missing=True)

    should = assign

    def assign_also(self, *parts: Fields) -> Fields:
        fields = merged(parts, tool="update_task")
        fields["add_assignees"] = fields.pop("assignees")
        return fields

    def assign_to_nobody(self, *parts: Fields) -> Fields:
        """Half a request: who says next to whom completes it."""
        fields = self.assign(*parts)
        example = assignment(self._context, self._name_of(fields.get("task")))
        return {**fields, "open": f"To whom, and by when? Say it like this: {example}"}

    def _name_of(self, task: object) -> str:
        """How one would name a task just named; empty where it was not by words or a reference."""
        if not isinstance(task, str):
            return ""
        known = find_known(task, self._context)
        if known is not None:
            return quoted(known.task.title)
        words = task.partition(" to ")[0]
        return words if _REFERENCE.fullmatch(words) or words[:1].isupper() else f"the {words}"

    def hand_over(self, *parts: Fields) -> Fields:
        """From one to another, whoever else has it."""
        return self.assign_also(*parts)

    def instead_of(self, people: Fields) -> Fields:
        return {"remove_assignees": people["assignees"]}

    def create(self, *parts: Fields) -> Fields:
        fields = merged(parts, tool="create_task")
        return {**fields, "title": as_title(fields["title"])}

    just_create = create

    def create_nothing(self) -> NoReturn:
        raise UnclearError("What is there to do? Say for example: create a task: book a room by Friday.")

    def onto(self, *whose: Fields) -> Fields:
        return {"assignees": [whose[0]["whose"]]} if whose else {}

    def strange_project(self, *words: Word) -> Fields:
        return {"project": self.words(*words)}

    # --- finish and begin -----------------------------------------------------------------------------

    def finish(self, *parts: object) -> Fields:
        return self.edit(*parts, {"status": "done"})

    finished = finish

    def did(self, past: Word, task: Fields, *_: Word) -> Fields:
        verb = _PRESENT.get(past.spelling, past.spelling)
        return {"task": f"{verb} {task['task']}"} if _is_plain(task) else task

    bare_past = did

    def terse(self, task: Fields) -> Fields:
        """“Poster done” tells of a poster if these are words of a title; “get it done” does not."""
        if not _is_plain(task):
            return task
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

    def blocked(self, *parts: Fields) -> Fields:
        """A status that says so, if the board has one; what it waits for goes into a comment."""
        fields = merged(tuple(map(self.said, parts)), tool="update_task")
        for status in self._context.options.statuses:
            if any(word in folded(status.name) for word in _BLOCKED):
                return {**fields, "status": status.name}
        if "text" in fields:
            return {**fields, "tool": "comment_on_task"}
        task = fields.get("task")
        name = task if isinstance(task, str) else "it"
        raise UnclearError(
            "This board has no status for what is blocked. You could tell the others why: "
            f"comment on {name} that I am waiting for …"
        )
