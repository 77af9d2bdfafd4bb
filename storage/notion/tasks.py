"""A page of Notion's as a Task."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from storage.notion.dates import due_from
from storage.notion.pages import UNNAMED, UNTITLED, option_in, project_ids_in, things_in, words_in
from storage.records import Member, MemberId, ParentTask, Task, TaskId

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from storage.notion.pages import Names, Page, Value
    from storage.notion.schema import Schema


def task_from_page(page: Page, schema: Schema, names: Names, zone: ZoneInfo) -> Task:
    """Read a task. Raises `BoardChangedError` if a column has another type than it had."""
    values = {field: page.value(column) for field, column in schema.columns.items()}
    status = option_in(values.get("status"))
    projects = project_ids_in(values.get("project"))
    return Task(
        id=TaskId(page.id),
        title=_text_in(values.get("title")).strip() or UNTITLED,
        url=page.url,
        status=status,
        is_done=schema.is_done(status),
        assignees=tuple(_member(thing, names) for thing in things_in(values.get("assignees"))),
        due=due_from((values.get("due") or {}).get("date"), zone),
        project=names.projects.get(projects[0]) if projects else None,
        other_projects=tuple(known for one in projects[1:] if (known := names.projects.get(one))),
        priority=option_in(values.get("priority")),
        tags=tuple(option["name"] for option in things_in(values.get("tags"))),
        parent=_parent_in(values.get("parent"), names),
        notes=_text_in(values.get("notes")) or None,
        is_trashed=page.in_trash,
        edited_at=page.last_edited_time.astimezone(dt.UTC),
    )


def _text_in(value: Value | None) -> str:
    return words_in(value[value["type"]] if value else [])


def _member(thing: Value, names: Names) -> Member:
    """By the team's own name for them. A guest is not on its list, and may come as an id only."""
    member_id = MemberId(thing["id"])
    return names.members.get(member_id) or Member(member_id, thing.get("name") or UNNAMED)


def _parent_in(value: Value | None, names: Names) -> ParentTask | None:
    """The first of them, as a board may let a task be a part of several."""
    parents = things_in(value)
    if not parents:
        return None
    task_id = TaskId(parents[0]["id"])
    return ParentTask(task_id, names.titles.get(task_id, UNTITLED))
