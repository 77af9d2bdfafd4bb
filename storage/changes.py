"""What may become of the board: frozen, fully resolved values.

A tool plans a change, a person decides on it, one executor applies it. The preview is drawn from it, the
conflict check compares the board with its `before`, recovery compares the board with its `after`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, get_args

from pydantic import Discriminator

from storage.edits import Edit, followed, is_empty, is_same, rebased, value_of
from storage.records import (
    Due,
    Field,
    Member,
    ParentTask,
    Project,
    Task,
    TaskId,
)

FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTask:
    """A new task and everything it will hold."""

    title: str
    status: str | None = None
    assignees: tuple[Member, ...] = ()
    due: Due | None = None
    project: Project | None = None
    priority: str | None = None
    tags: tuple[str, ...] = ()
    parent: ParentTask | None = None
    notes: str | None = None
    kind: Literal["create"] = "create"

    def is_in(self, task: Task) -> bool:
        """Whether the task holds all that was meant. A board may fill in what was left open."""
        meant = (
            (self.status, task.status),
            (self.assignees, task.assignees),
            (self.due, task.due),
            (self.project, task.project),
            (self.priority, task.priority),
            (self.parent, task.parent),
            (self.notes, task.notes),
        )
        return (
            task.title == self.title
            and frozenset(self.tags) <= frozenset(task.tags)
            and all(not value or is_same(value, now) for value, now in meant)
        )


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
            is_same(edit.before, value_of(task, edit)) for edit in self.edits
        )

    def is_in(self, task: Task) -> bool:
        """Whether the task already has every value meant."""
        return all(is_same(edit.after, value_of(task, edit)) for edit in self.edits)

    def applied_to(self, task: Task) -> Task:
        """The task as it will be, but for whether it is done: what a status means, the board knows."""
        values = {edit.field: edit.after for edit in self.edits}
        return replace(task, **values)  # type: ignore[arg-type] # the field names the type

    def followed_by(self, later: UpdateTask) -> UpdateTask:
        """This and a later change of the same task as one: a later edit of a field holds, people add up."""
        edits = {edit.field: edit for edit in self.edits}
        for edit in later.edits:
            first = edits.get(edit.field)
            edits[edit.field] = edit if first is None else followed(first, edit)
        return replace(self, edits=tuple(edits.values()))

    def rebased(self, task: Task) -> UpdateTask | None:
        """The same intention on the task as it is now; None if nothing is left to do."""
        moved = tuple(rebased(edit, task) for edit in self.edits)
        left = tuple(edit for edit in moved if not is_empty(edit))
        return replace(self, title=task.title, url=task.url, edits=left) if left else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTask:
    """A task into Notion's trash, or out of it again. `task` is as it was when it was planned."""

    task: Task
    restores: bool = False
    kind: Literal["archive"] = "archive"

    @property
    def task_id(self) -> TaskId:
        return self.task.id

    @property
    def title(self) -> str:
        return self.task.title

    @property
    def url(self) -> str:
        return self.task.url

    def is_stale(self, task: Task) -> bool:
        """Whether the task has moved since, in anything that was shown of it."""
        return not all(is_same(getattr(self.task, field), getattr(task, field)) for field in FIELDS)

    def is_in(self, task: Task) -> bool:
        """Whether the task is in the trash, or out of it, as was meant."""
        return task.is_trashed is not self.restores

    def rebased(self, task: Task) -> ArchiveTask | None:
        """The same intention on the task as it is now; None if it is there or gone already."""
        return None if self.is_in(task) else replace(self, task=task)

    def following(self, update: UpdateTask) -> ArchiveTask:
        """The same intention on the task as an update before it leaves it."""
        return replace(self, task=update.applied_to(self.task))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment:
    """A comment on a task: words, and whom it mentions. `title` and `url` are as when it was planned."""

    task_id: TaskId
    title: str
    url: str
    parts: tuple[str | Member, ...]
    kind: Literal["comment"] = "comment"

    @property
    def text(self) -> str:
        """The comment as it reads, a mention being an @ and the person's name."""
        return "".join(part if isinstance(part, str) else f"@{part.name}" for part in self.parts)

    def is_stale(self, task: Task) -> bool:
        """Whether the task goes by another name now."""
        return task.title != self.title

    def rebased(self, task: Task) -> AddComment:
        """The same comment on the task as it is now."""
        return replace(self, title=task.title, url=task.url)

    def following(self, update: UpdateTask) -> AddComment:
        """The same comment on the task as an update before it leaves it."""
        renamed = (edit.after for edit in update.edits if edit.field == "title")
        return replace(self, title=next(renamed, None) or self.title)


Change = Annotated[CreateTask | UpdateTask | ArchiveTask | AddComment, Discriminator("kind")]
