"""The orders a list can have: as Notion is asked to sort, and as we do with what it answers.

Facts: developers.notion.com/reference/sort-data-source-entries. Options sort in the order in which the board
has them; rows that are empty there come last.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.records import Order

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.notion.schema import Schema
    from storage.records import Task

Sort = dict[str, str]
_LATEST = {Order.CREATED: "created_time", Order.EDITED: "last_edited_time"}


def sorts_for(order: Order, schema: Schema) -> list[Sort]:
    """Raises `BoardChangedError` if the board lacks the column. Where nothing has a due date, titles sort."""
    if order in _LATEST:
        return [{"timestamp": _LATEST[order], "direction": "descending"}]
    fields = {schema.column("title").id: None}
    if "due" in schema.columns and order is not Order.TITLE:
        fields = {schema.columns["due"].id: None, **fields}
    if order is Order.PRIORITY:
        fields = {schema.column("priority").id: None, **fields}
    return [{"property": column, "direction": "ascending"} for column in fields]


def key_for(order: Order, schema: Schema) -> Callable[[Task], Any]:
    """A key for the same order. What Notion dates by the minute stays as Notion sorted it."""
    match order:
        case Order.CREATED | Order.EDITED:
            return lambda _: 0
        case Order.TITLE:
            return lambda task: task.title.casefold()
        case Order.PRIORITY:
            place = _places(schema)
            return lambda task: (place(task), soonest_first(task))
        case Order.DUE:
            return soonest_first


def rank_for(order: Order, schema: Schema) -> Callable[[Task, dt.date], Any]:
    """Where in an order a task would be if it were due on a day, as far as that depends on the day."""
    if order is Order.PRIORITY:
        place = _places(schema)
        return lambda task, day: (place(task), day)
    return lambda _, day: day if order is Order.DUE else dt.date.min


def soonest_first(task: Task) -> tuple[dt.date, str]:
    """A key that puts the soonest due first, undated tasks last, and the like by title."""
    return task.due_on or dt.date.max, task.title.casefold()


def _places(schema: Schema) -> Callable[[Task], int]:
    """Which option of the board's own order of priorities a task has, those without one last."""
    place = {option.name: place for place, option in enumerate(schema.column("priority").options)}
    return lambda task: place.get(task.priority or "", len(place))
