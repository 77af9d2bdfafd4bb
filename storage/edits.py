"""What may become of one field of a task: from what, to what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, TypeVar

from pydantic import Discriminator

from storage.records import (  # noqa: TC001 - pydantic reads these annotations when it loads a stored change
    Due,
    Member,
    ParentTask,
    Project,
    Task,
)

T = TypeVar("T")

TextField = Literal["title", "status", "priority", "notes"]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A text, or the name of an option, from what to what."""

    field: TextField
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DateEdit:
    before: Due | None
    after: Due | None
    field: Literal["due"] = "due"


@dataclass(frozen=True, slots=True)
class PeopleEdit:
    """Who has the task: the whole list before and after, since Notion replaces the whole list."""

    before: tuple[Member, ...]
    after: tuple[Member, ...]
    field: Literal["assignees"] = "assignees"

    def merged_into(self, now: tuple[Member, ...]) -> tuple[Member, ...]:
        """The people added and removed here, on a list that may have moved since."""
        return _merged(self.before, self.after, now)


@dataclass(frozen=True, slots=True)
class TagsEdit:
    """The whole list of tags before and after, since Notion replaces the whole list."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    field: Literal["tags"] = "tags"

    def merged_into(self, now: tuple[str, ...]) -> tuple[str, ...]:
        """The tags added and removed here, on a list that may have moved since."""
        return _merged(self.before, self.after, now)


@dataclass(frozen=True, slots=True)
class ProjectEdit:
    """One project in place of another. `others` are those the task is in besides, and stays in."""

    before: Project | None
    after: Project | None
    others: tuple[Project, ...] = ()
    field: Literal["project"] = "project"


@dataclass(frozen=True, slots=True)
class ParentEdit:
    before: ParentTask | None
    after: ParentTask | None
    field: Literal["parent"] = "parent"


Edit = Annotated[
    TextEdit | DateEdit | PeopleEdit | TagsEdit | ProjectEdit | ParentEdit, Discriminator("field")
]


def _merged(before: tuple[T, ...], after: tuple[T, ...], now: tuple[T, ...]) -> tuple[T, ...]:
    kept = [one for one in now if one in after or one not in before]
    return (*kept, *(one for one in after if one not in before and one not in kept))


def is_same(value: object, now: object) -> bool:
    """Whether a value is what the board has. People and tags are sets: their order means nothing."""
    if isinstance(value, tuple) and isinstance(now, tuple):
        return frozenset(value) == frozenset(now)
    return value == now


def is_empty(edit: Edit) -> bool:
    """Whether the edit changes nothing."""
    return is_same(edit.before, edit.after)


def value_of(task: Task, edit: Edit) -> object:
    """What the task has now in the field that the edit is about."""
    return getattr(task, edit.field)


def followed(first: Edit, later: Edit) -> Edit:
    """Two edits of one field as one: the later holds, people and tags add up."""
    if isinstance(first, PeopleEdit) and isinstance(later, PeopleEdit):
        return PeopleEdit(before=first.before, after=later.merged_into(first.after))
    if isinstance(first, TagsEdit) and isinstance(later, TagsEdit):
        return TagsEdit(before=first.before, after=later.merged_into(first.after))
    return later


def rebased(edit: Edit, task: Task) -> Edit:
    """The same intention on the task as it is now."""
    if isinstance(edit, PeopleEdit):
        return PeopleEdit(before=task.assignees, after=edit.merged_into(task.assignees))
    if isinstance(edit, TagsEdit):
        return TagsEdit(before=task.tags, after=edit.merged_into(task.tags))
    # The field names the type, so `before` is of the edit's own kind.
    return replace(edit, before=value_of(task, edit))  # type: ignore[arg-type]
