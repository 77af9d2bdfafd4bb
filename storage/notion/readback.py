"""Whether a task has become what was meant, as Notion says it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.edits import DateEdit, Edit, PeopleEdit, TagsEdit, TextEdit, is_same, value_of
from storage.notion.columns import LABELS
from storage.notion.dates import date_of, due_from
from storage.notion.pages import UNTITLED
from storage.notion.payloads import edits_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from storage.changes import CreateTask, UpdateTask
    from storage.records import Member, Task


def newcomers(change: CreateTask | UpdateTask) -> list[Member]:
    """Who is given the task by a change, and did not have it before."""
    edits = [edit for edit in edits_of(change) if isinstance(edit, PeopleEdit)]
    return [member for edit in edits for member in edit.after if member not in edit.before]


def missed(change: CreateTask | UpdateTask, task: Task, zone: ZoneInfo) -> list[str]:
    """What was meant and is not there, in words.

    More than that is not amiss: somebody, or the board itself, may have added people, tags or columns.
    """
    return [LABELS[edit.field] for edit in edits_of(change) if not _is_kept(edit, task, zone)]


def _is_kept(edit: Edit, task: Task, zone: ZoneInfo) -> bool:
    now = value_of(task, edit)
    match edit:
        case PeopleEdit():
            return is_same(edit.merged_into(task.assignees), now)
        case TagsEdit():
            return is_same(edit.merged_into(task.tags), now)
        case DateEdit(after=after):  # of a clock that is put forward, a time may not exist
            return due_from(date_of(after, zone), zone) == now
        case TextEdit(field="title", after=after):
            return ((after or "").strip() or UNTITLED) == now
        case TextEdit(after=after):
            return (after or "").strip() == str(now or "").strip()
        case _:
            return is_same(edit.after, now)
