"""A list of tasks as it grows, answer by answer, until it has all, or enough."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from storage.notion.client import PAGE_SIZE
from storage.notion.orders import key_for, rank_for, sorts_for
from storage.notion.pages import Names
from storage.notion.queries import filter_for, fits
from storage.notion.tasks import task_from_page

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from storage.notion.client import Json
    from storage.notion.pages import Page
    from storage.notion.rows import Batch
    from storage.notion.schema import Schema
    from storage.records import Task, TaskQuery

_NAMELESS = Names(members={}, projects={})


def asked_for(query: TaskQuery, schema: Schema) -> Json:
    """The body of a query.

    Notion's reference says that `in_trash` cannot be asked for, its OpenAPI and its own client that it can.
    Whichever holds, the rows themselves say where they are.
    """
    asked = {
        "filter": filter_for(query, schema),
        "sorts": sorts_for(query.order, schema),
        "in_trash": query.trashed,
        "page_size": _page_size(query),
    }
    return {key: value for key, value in asked.items() if value}


def _page_size(query: TaskQuery) -> int:
    """As many rows as are wanted, unless most may have to be passed over to come to them."""
    return PAGE_SIZE if query.limit is None or query.due_from else min(query.limit, PAGE_SIZE)


class Growing:
    """The rows found so far that fit. Whom they name is looked up at the end, for those that are kept."""

    def __init__(self, query: TaskQuery, schema: Schema, zone: ZoneInfo) -> None:
        self._query, self._schema, self._zone = query, schema, zone
        self._rank = rank_for(query.order, schema)
        self._found: list[tuple[Task, Page]] = []
        self._last: Task | None = None
        self._is_complete = True

    def add(self, batch: Batch) -> bool:
        """Take in an answer; whether more are wanted."""
        rows = [(task_from_page(page, self._schema, _NAMELESS, self._zone), page) for page in batch.pages]
        self._found += [row for row in rows if fits(row[0], self._query)]
        self._last = rows[-1][0] if rows else self._last
        is_ignored = self._query.trashed and any(not page.in_trash for page in batch.pages)
        is_enough = self._is_enough()
        self._is_complete &= not (batch.is_cut or is_ignored or (is_enough and batch.has_more))
        return not is_enough

    def kept(self) -> tuple[list[Page], bool]:
        """The rows wanted, in order, and whether that is all of them."""
        key = key_for(self._query.order, self._schema)
        ordered = sorted(self._found, key=lambda row: key(row[0]))
        limit = self._query.limit or len(ordered)
        return [page for _, page in ordered[:limit]], self._is_complete and len(ordered) <= limit

    def _is_enough(self) -> bool:
        """Whether no row to come could be due a day before one of those wanted.

        Notion sorts by the first day of a range and a task is due on its last, so a long range comes early
        in Notion's order and late in ours: it counts once Notion has reached the day on which it ends. A
        moment may be a day away from its place, as Notion sorts it by UTC.
        """
        if self._query.limit is None or self._last is None or len(self._found) < self._query.limit:
            return False
        reached = self._rank(self._last, _begins(self._last))
        sure = [task for task, _ in self._found if self._rank(task, task.due_on or dt.date.max) <= reached]
        return len(sure) >= self._query.limit


def _begins(task: Task) -> dt.date:
    """The day by which Notion sorts a task; undated ones come last."""
    if task.due is None:
        return dt.date.max
    return task.due.starts_on or task.due.on
