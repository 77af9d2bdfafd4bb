"""A TaskQuery as Notion's filter, and what Notion's filter cannot say.

Facts: developers.notion.com/reference/filter-data-source-entries. A date filter looks at the start of a
range, while a task is due on its last day; and it takes a moment's day in UTC. So Notion is asked for
somewhat more, and `fits` keeps what was meant.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.errors import RecordNotFoundError
from storage.notion.links import is_id
from storage.notion.statuses import DONE, NOT_DONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.notion.columns import Column
    from storage.notion.schema import Schema
    from storage.records import Task, TaskQuery

Filter = dict[str, Any]

MARGIN = dt.timedelta(days=2)
"""More than any zone is from UTC, and a day for a bound that may mean its beginning or its end."""
NOBODY = "That person is not among those whom the task board knows."
NO_PROJECT = "That project is not on the task board any more."


def filter_for(query: TaskQuery, schema: Schema) -> Filter | None:
    """None if every row is asked for.

    Raises `BoardChangedError` if the board lacks a column for it, `RecordNotFoundError` if it lacks the
    person, project or option: Notion refuses a filter for an option that does not exist.
    """
    conditions = [*_who(query, schema), *_what(query, schema), *_when(query, schema)]
    return {"and": conditions} if conditions else None


def _who(query: TaskQuery, schema: Schema) -> Iterator[Filter]:
    if query.assignee is not None:
        yield _names(schema.column("assignees"), query.assignee, NOBODY)
    if query.without_assignee:
        yield _on(schema.column("assignees"), {"is_empty": True})


def _what(query: TaskQuery, schema: Schema) -> Iterator[Filter]:
    if query.project is not None:
        yield _names(schema.column("project"), query.project, NO_PROJECT)
    if query.parent is not None:
        yield _names(schema.column("parent"), query.parent, "That task is not on the board any more.")
    if query.is_done is not None:
        yield from _done(schema, is_done=query.is_done)
    if query.status is not None:
        yield _of_status(schema.column("status"), query.status)
    if query.priority is not None:
        yield _has_option(schema.column("priority"), query.priority)
    if query.tag is not None:
        yield _has_option(schema.column("tags"), query.tag)
    if query.words:
        title = schema.column("title")
        yield {"or": [_on(title, {"contains": part}) for part in query.words]}


def _when(query: TaskQuery, schema: Schema) -> Iterator[Filter]:
    """Days, and moments with their offset: without one Notion takes a moment for UTC, whatever was meant.

    Notion cannot be asked for the end of a range, which may be any time after its start. So what is due from
    a day on cannot be told from what was due before it: every dated task that begins before the other bound
    is read, a request for a hundred of them, and `fits` leaves out what is over. Together with “open”, as it
    is nearly always asked, that is no more than is overdue.
    """
    if query.without_due:
        yield _on(schema.column("due"), {"is_empty": True})
    if query.due_until is not None:
        latest = min(query.due_until, dt.date.max - MARGIN) + MARGIN
        yield _on(schema.column("due"), {"on_or_before": latest.isoformat()})
    elif query.due_from is not None:
        yield _on(schema.column("due"), {"is_not_empty": True})
    if query.edited_since is not None:
        yield _since("last_edited_time", to_the_minute(query.edited_since))


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


def _of_status(column: Column, name: str) -> Filter:
    if column.kind != "checkbox":
        return _has_option(column, name)
    if name not in {DONE, NOT_DONE}:
        raise _no_option(column, [NOT_DONE, DONE])
    return _on(column, {"equals": name == DONE})


def _names(column: Column, thing: str, missing: str) -> Filter:
    """Rows that name a person, a page, or an option that stands for one, by its id.

    An id is never `me`, which for an integration is nobody.
    """
    if column.kind in {"people", "relation"}:
        if not is_id(thing):
            raise RecordNotFoundError(missing)
        return _on(column, {"contains": thing})
    name = next((option.name for option in column.options if option.id == thing), None)
    if name is None:
        raise RecordNotFoundError(missing)
    return _has_option(column, name)


def _has_option(column: Column, name: str) -> Filter:
    names = [option.name for option in column.options]
    if name not in names:
        raise _no_option(column, names)
    return _on(column, {"contains" if column.kind == "multi_select" else "equals": name})


def _no_option(column: Column, names: list[str]) -> RecordNotFoundError:
    return RecordNotFoundError(
        f"“{column.name}” has no such option on the task board. It has: {', '.join(names)}."
    )


def _on(column: Column, condition: Filter) -> Filter:
    return {"property": column.id, column.kind: condition}


def _since(timestamp: str, moment: dt.datetime) -> Filter:
    return {"timestamp": timestamp, timestamp: {"on_or_after": moment.isoformat()}}


def fits(task: Task, query: TaskQuery) -> bool:
    """Whether a task is due when it should be, and in the trash or not: what Notion was asked too widely."""
    if task.is_trashed is not query.trashed:
        return False
    if query.due_from is not None and (task.due_on is None or task.due_on < query.due_from):
        return False
    return query.due_until is None or (task.due_on is not None and task.due_on <= query.due_until)


def created_since(moment: dt.datetime) -> Filter:
    """Rows made since a moment; a minute earlier as well, since Notion's clock is not ours."""
    return _since("created_time", to_the_minute(moment) - dt.timedelta(minutes=1))


def to_the_minute(moment: dt.datetime) -> dt.datetime:
    """The minute a moment is in. Notion rounds its own moments down to it."""
    return moment.astimezone(dt.UTC).replace(second=0, microsecond=0)
