"""The projects that tasks can belong to: rows of the data source that the board's relation leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion import words
from storage.notion.columns import Column, Role, column_for, named_as
from storage.notion.pages import UNTITLED, Page, Value, option_in, page_from, words_in
from storage.notion.schema import columns_of, data_source_from
from storage.notion.statuses import statuses_of
from storage.records import Project, ProjectId, StatusGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.notion.client import Notion
    from storage.notion.schema import DataSource

_STATUS = Role(
    field="status", label="the status", kinds=("status", "select"), names=words.STATUS, telling="status"
)
_NOT_SHARED = (
    "The database of projects is not shared with Darcy's Notion connection. Someone who can open it in "
    "Notion can share it: ••• → Connections → Darcy's connection."
)


async def load_projects(notion: Notion, column: Column) -> Sequence[Project]:
    """Every project, active ones first, each group by name."""
    if column.kind == "select":
        found = [Project(ProjectId(option.id), option.name) for option in column.options]
    else:
        found = await _rows(notion, column.target)
    return sorted(found, key=lambda project: (not project.is_active, project.name.casefold()))


async def _rows(notion: Notion, source_id: str) -> list[Project]:
    try:
        source = data_source_from(await notion.read("GET", f"data_sources/{source_id}"))
        rows = await notion.results("POST", f"data_sources/{source_id}/query")
    except RecordNotFoundError as error:
        raise BoardChangedError(_NOT_SHARED) from error
    ended = Ended(source)
    pages = [page_from(row) for row in rows if row.get("properties")]
    return [
        Project(ProjectId(page.id), title_of(page), is_active=not ended.has(page))
        for page in pages
        if not page.in_trash
    ]


def title_of(page: Page) -> str:
    """The title of a page, in whichever column it is."""
    titles = (value["title"] for value in page.properties.values() if value.get("type") == "title")
    parts: list[Value] = next(titles, [])
    return words_in(parts).strip() or UNTITLED


class Ended:
    """Tells which projects have ended, by a status or a checkbox of theirs; without one, none has."""

    def __init__(self, source: DataSource) -> None:
        columns = columns_of(source)
        self._status = column_for(_STATUS, columns)
        boxes = [column for column in columns if column.kind == "checkbox"]
        self._ended_box = named_as((*words.CALLED_OFF, *words.DONE_BOX), boxes)
        self._active_box = named_as(words.ACTIVE_BOX, boxes)
        statuses = statuses_of(self._status, source.properties[self._status.name]) if self._status else ()
        self._ended_names = {status.name for status in statuses if status.group is StatusGroup.DONE}

    def has(self, page: Page) -> bool:
        if self._ended_box is not None and page.value(self._ended_box)["checkbox"]:
            return True
        if self._active_box is not None and not page.value(self._active_box)["checkbox"]:
            return True
        return self._status is not None and option_in(page.value(self._status)) in self._ended_names
