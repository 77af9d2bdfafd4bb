"""A change as plain values: what it does, to which task, and only the fields that it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.records import Due, Member, ParentTask, Project

if TYPE_CHECKING:
    from storage.changes import Change

_OF_A_NEW_TASK = ("assignees", "due", "project", "priority", "tags", "parent", "notes")


def plain_change(change: Change) -> dict[str, Any]:
    """The first status of a board, which a new task gets unless another is said, is left out too."""
    match change:
        case CreateTask():
            fields = {name: plain(getattr(change, name)) for name in _OF_A_NEW_TASK if getattr(change, name)}
            return {"does": "create", "title": change.title} | fields
        case UpdateTask():
            edits = {("new_title" if e.field == "title" else e.field): plain(e.after) for e in change.edits}
            return {"does": "update", "task": change.title} | edits
        case ArchiveTask():
            return {"does": "restore" if change.restores else "archive", "task": change.title}
        case AddComment():
            return {"does": "comment", "task": change.title, "text": change.text}
        case _:
            assert_never(change)


def plain(value: object) -> object:
    """Names for people, projects and tasks; a day for what is due by its end."""
    match value:
        case Member(_, name) | Project(_, name):
            return name
        case ParentTask(_, title):
            return title
        case Due(on, None, None, None):
            return on
        case tuple():
            return frozenset(plain(one) for one in value)
        case _:
            return value
