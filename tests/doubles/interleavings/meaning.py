"""What a change says, told apart from Darcy's own code: the fields of a task before it and after."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never
from zoneinfo import ZoneInfo

from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit

if TYPE_CHECKING:
    from storage.changes import Change
    from storage.edits import Edit
    from storage.records import Due, Member, ParentTask, Project, Task

Fields: TypeAlias = dict[str, Any]

ZONE = ZoneInfo("Europe/Berlin")


def is_just(change: Change, page: str, before: Fields | None, after: Fields) -> bool:
    """Whether a save is this change and no more."""
    match change:
        case CreateTask():
            return before is None and as_now(after) == as_now(made(change))
        case AddComment():
            return page == change.task_id and after.get("comment") == change.text
        case UpdateTask():
            return (
                page == change.task_id
                and before is not None
                and as_now(after) == as_now(before | set_by(change))
            )
        case ArchiveTask():
            there = page == change.task_id and before is not None
            return there and before is not None and after == before | {"trashed": not change.restores}
        case _:
            assert_never(change)


def has_moved(change: Change, before: Fields) -> list[str]:
    """In what a task is not as the card showed it."""
    shown: Fields = {}
    match change:
        case UpdateTask():
            shown = {"title": change.title} | {edit.field: _value(edit, edit.before) for edit in change.edits}
        case AddComment():
            shown = {"title": change.title}
        case ArchiveTask(task=task):
            shown = read(task)
        case CreateTask():
            pass
        case _:
            assert_never(change)
    return [name for name, value in shown.items() if as_now({name: value}) != as_now({name: before[name]})]


def made(change: CreateTask) -> Fields:
    return {
        "title": change.title,
        "status": change.status,
        "assignees": _people(change.assignees),
        "due": _date(change.due),
        "project": _link(change.project),
        "priority": change.priority,
        "tags": frozenset(change.tags),
        "parent": _link(change.parent),
        "notes": change.notes,
        "trashed": False,
    }


def set_by(change: UpdateTask) -> Fields:
    """The fields that an update replaces, as they are afterwards."""
    return {edit.field: _value(edit, edit.after) for edit in change.edits}


def read(task: Task) -> Fields:
    """A task that Darcy has read, as the board would have to be."""
    return {
        "title": task.title,
        "status": task.status,
        "assignees": _people(task.assignees),
        "due": _date(task.due),
        "project": tuple(str(one.id) for one in (task.project, *task.other_projects) if one),
        "priority": task.priority,
        "tags": frozenset(task.tags),
        "parent": _link(task.parent),
        "notes": task.notes,
    }


def as_now(fields: Fields) -> Fields:
    """Alike for what means the same: a moment has one name in each zone, and no notes are empty ones."""
    same = dict(fields)
    if same.get("due"):
        has_time = any("T" in point for point in same["due"] if point)  # then Notion wants one at both ends
        same["due"] = tuple(point and _moment(point) if has_time else point for point in same["due"])
    if "notes" in same:
        same["notes"] = same["notes"] or None
    return same


def _value(edit: Edit, value: Any) -> Any:
    match edit:
        case TextEdit():
            return value
        case DateEdit():
            return _date(value)
        case PeopleEdit():
            return _people(value)
        case TagsEdit():
            return frozenset(value)
        case ProjectEdit() | ParentEdit():
            return _link(value)
        case _:
            assert_never(edit)


def _people(members: tuple[Member, ...]) -> frozenset[str]:
    return frozenset(str(member.id) for member in members)


def _link(one: Project | ParentTask | None) -> tuple[str, ...]:
    return (str(one.id),) if one else ()


def _date(due: Due | None) -> tuple[str, str | None] | None:
    if due is None:
        return None
    last = _point(due.on, due.at)
    return (_point(due.starts_on, due.starts_at), last) if due.starts_on else (last, None)


def _point(on: dt.date, at: dt.time | None) -> str:
    return dt.datetime.combine(on, at, ZONE).isoformat() if at else on.isoformat()


def _moment(point: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(point)
    return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(dt.UTC)
