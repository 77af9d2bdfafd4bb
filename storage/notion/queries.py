"""A TaskQuery as Notion's filter, and what Notion's filter cannot say.

Facts: developers.notion.com/reference/filter-data-source-entries. A date filter looks at the start of a
range, while a task is due on its last day; and it takes a moment's day in UTC. So Notion is asked for
somewhat more, and `fits` keeps what was meant.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.errors import RecordNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.notion.columns import Column
    from storage.notion.schema import Schema
    from storage.records import ProjectId, Task, TaskQuery

Filter = dict[str, Any]

DAY = dt.timedelta(days=1)
LONGEST_RANGE = dt.timedelta(days=100)
"""How long before its last day a task may begin and still be found by that day."""


def filter_for(query: TaskQuery, schema: Schema) -> Filter | None:
    """None if every row is asked for. Raises `BoardChangedError` if the board lacks a column for it."""
    conditions = list(_conditions(query, schema))
    return {"and": conditions} if conditions else None


def _conditions(query: TaskQuery, schema: Schema) -> Iterator[Filter]:
    if query.assignee is not None:
        yield _on(schema.column("assignees"), {"contains": query.assignee})
    if query.without_assignee:
        yield _on(schema.column("assignees"), {"is_empty": True})
    if query.project is not None:
        yield _in_project(schema.column("project"), query.project)
    if query.priority is not None:
        yield _of_priority(schema.column("priority"), query.priority)
    if query.is_done is not None:
        yield from _done(schema, is_done=query.is_done)
    if query.status is not None:
        yield from _of_status(schema.column("status"), query.status)
    if query.words:
        title = schema.column("title")
        yield {"or": [_on(title, {"contains": part}) for part in query.words]}
    yield from _due(query, schema)


def _due(query: TaskQuery, schema: Schema) -> Iterator[Filter]:
    if query.without_due:
        yield _on(schema.column("due"), {"is_empty": True})
    if query.due_from is not None:
        earliest = query.due_from - LONGEST_RANGE
        yield _on(schema.column("due"), {"on_or_after": earliest.isoformat()})
    if query.due_until is not None:
        yield _on(schema.column("due"), {"on_or_before": (query.due_until + DAY).isoformat()})


def _done(schema: Schema, *, is_done: bool) -> Iterator[Filter]:
    """By the names of the statuses that mean done; a row without a status is not done."""
    if "status" not in schema.columns:
        return
    column = schema.columns["status"]
    if column.kind == "checkbox":
        yield _on(column, {"equals": is_done})
    elif is_done:
        yield {"or": [_on(column, {"equals": name}) for name in schema.done]}
    else:
        yield from (_on(column, {"does_not_equal": name}) for name in schema.done)


def _of_status(column: Column, name: str) -> Iterator[Filter]:
    """A checkbox has no names in Notion: which of ours a row has is told by `fits`."""
    if column.kind != "checkbox":
        yield _on(column, {"equals": name})


def _in_project(column: Column, project: ProjectId) -> Filter:
    if column.kind == "relation":
        return _on(column, {"contains": project})
    for option in column.options:
        if option.id == project:
            return _on(column, {"equals": option.name})
    raise RecordNotFoundError("That project is not on the task board any more.")


def _of_priority(column: Column, name: str) -> Filter:
    names = [option.name for option in column.options]
    if name not in names:
        raise RecordNotFoundError(f"The task board has no such priority. It has: {', '.join(names)}.")
    return _on(column, {"equals": name})


def _on(column: Column, condition: Filter) -> Filter:
    return {"property": column.id, column.kind: condition}


def fits(task: Task, query: TaskQuery) -> bool:
    """Whether a task is due when it should be, done if it should be, and of the status asked for."""
    if query.is_done is not None and task.is_done is not query.is_done:
        return False
    if query.status is not None and task.status != query.status:
        return False
    if query.due_from is not None and (task.due_on is None or task.due_on < query.due_from):
        return False
    return query.due_until is None or (task.due_on is not None and task.due_on <= query.due_until)


def soonest_first(task: Task) -> tuple[bool, dt.date, str]:
    """A key that puts the soonest due first, undated tasks last, and the like by title."""
    return task.due_on is None, task.due_on or dt.date.max, task.title.casefold()


def created_since(moment: dt.datetime) -> Filter:
    """Rows made since a moment. Notion rounds theirs down to the minute, and its clock is not ours.

    The offset is given, since without one Notion takes a moment for UTC whatever was meant.
    """
    earliest = to_the_minute(moment)
    return {"timestamp": "created_time", "created_time": {"on_or_after": earliest.isoformat()}}


def to_the_minute(moment: dt.datetime) -> dt.datetime:
    """The minute before a moment's: Notion rounds its own down, and its clock is not ours."""
    return moment.astimezone(dt.UTC).replace(second=0, microsecond=0) - dt.timedelta(minutes=1)
