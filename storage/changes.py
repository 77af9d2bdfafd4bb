"""What may become of the board: frozen, fully resolved values.

A tool plans a change, a person decides on it, one executor applies it. The preview is drawn from it, the
conflict check compares the board with its `before`, recovery compares the board with its `after`.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads these annotations when it loads a stored change
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Discriminator

from storage.records import Member, Project, Task, TaskId  # noqa: TC001 - likewise

TextField = Literal["title", "status", "priority", "notes"]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A text, or the name of an option, from what to what."""

    field: TextField
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DateEdit:
    before: dt.date | None
    after: dt.date | None
    field: Literal["due"] = "due"


@dataclass(frozen=True, slots=True)
class PeopleEdit:
    """Who has the task: the whole list before and after, since Notion replaces the whole list."""

    before: tuple[Member, ...]
    after: tuple[Member, ...]
    field: Literal["assignees"] = "assignees"

    def merged_into(self, now: tuple[Member, ...]) -> tuple[Member, ...]:
        """The people added and removed here, on a list that may have moved since."""
        added = [member for member in self.after if member not in self.before]
        removed = {member.id for member in self.before} - {member.id for member in self.after}
        kept = [member for member in now if member.id not in removed]
        return (*kept, *(member for member in added if member not in kept))


@dataclass(frozen=True, slots=True)
class ProjectEdit:
    before: Project | None
    after: Project | None
    field: Literal["project"] = "project"


Edit = Annotated[TextEdit | DateEdit | PeopleEdit | ProjectEdit, Discriminator("field")]


def _same(value: object, now: object) -> bool:
    """Whether a value of an edit is what the board has. People are a set: their order means nothing."""
    if isinstance(value, tuple) and isinstance(now, tuple):
        return frozenset(value) == frozenset(now)
    return value == now


def is_empty(edit: Edit) -> bool:
    """Whether the edit changes nothing."""
    return _same(edit.before, edit.after)


def value_of(task: Task, edit: Edit) -> object:
    """What the task has now in the field that the edit is about."""
    return task.due_on if edit.field == "due" else getattr(task, edit.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTask:
    """A new task and everything it will hold."""

    title: str
    status: str | None = None
    assignees: tuple[Member, ...] = ()
    due_on: dt.date | None = None
    project: Project | None = None
    priority: str | None = None
    notes: str | None = None
    kind: Literal["create"] = "create"

    def is_in(self, task: Task) -> bool:
        """Whether the task holds all that was meant. A board may fill in what was left open."""
        meant = (
            (self.status, task.status),
            (self.assignees, task.assignees),
            (self.due_on, task.due_on),
            (self.project, task.project),
            (self.priority, task.priority),
            (self.notes, task.notes),
        )
        return task.title == self.title and all(not value or _same(value, now) for value, now in meant)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTask:
    """What becomes of one task. `title` and `url` are as they were when it was planned."""

    task_id: TaskId
    title: str
    url: str
    edits: tuple[Edit, ...]
    kind: Literal["update"] = "update"

    def is_stale(self, task: Task) -> bool:
        """Whether the task has moved since: its name, or any value this would replace."""
        return task.title != self.title or not all(
            _same(edit.before, value_of(task, edit)) for edit in self.edits
        )

    def is_in(self, task: Task) -> bool:
        """Whether the task already has every value meant."""
        return all(_same(edit.after, value_of(task, edit)) for edit in self.edits)

    def followed_by(self, later: UpdateTask) -> UpdateTask:
        """This and a later change of the same task as one: a later edit of a field holds, people add up."""
        edits = {edit.field: edit for edit in self.edits}
        for edit in later.edits:
            first = edits.get(edit.field)
            edits[edit.field] = edit if first is None else _followed(first, edit)
        return replace(self, edits=tuple(edits.values()))

    def rebased(self, task: Task) -> UpdateTask | None:
        """The same intention on the task as it is now; None if nothing is left to do."""
        moved = tuple(_rebased(edit, task) for edit in self.edits)
        left = tuple(edit for edit in moved if not is_empty(edit))
        return replace(self, title=task.title, url=task.url, edits=left) if left else None


def _followed(first: Edit, later: Edit) -> Edit:
    if isinstance(first, PeopleEdit) and isinstance(later, PeopleEdit):
        return PeopleEdit(before=first.before, after=later.merged_into(first.after))
    return later


def _rebased(edit: Edit, task: Task) -> Edit:
    if isinstance(edit, PeopleEdit):
        return PeopleEdit(before=task.assignees, after=edit.merged_into(task.assignees))
    # The field names the type, so `before` is of the edit's own kind.
    return replace(edit, before=value_of(task, edit))  # type: ignore[arg-type]


Change = Annotated[CreateTask | UpdateTask, Discriminator("kind")]
