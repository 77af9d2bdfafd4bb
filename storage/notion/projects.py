"""The projects of tasks: rows of the database that a relation leads to, or the options of a select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion import status_words, words
from storage.notion.detection import named_as
from storage.notion.links import same_property
from storage.notion.pages import UNTITLED, Page, Value, is_page, option_in, page_from, words_in
from storage.notion.schema import columns_of, data_source_from
from storage.notion.statuses import statuses_of
from storage.records import Project, ProjectId, StatusGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.notion.client import Notion
    from storage.notion.columns import Column
    from storage.notion.schema import DataSource

_STATUS_OF_TEMPLATE = "notion://projects/status_property"
_NOT_SHARED = (
    "The database of projects is not shared with Darcy's Notion connection. Someone who can open it in "
    "Notion can share it: ••• → Connections → Darcy's connection."
)


async def load_projects(notion: Notion, column: Column) -> Sequence[Project]:
    """Every project, active ones first, each group by name.

    Raises `BoardChangedError` if their database is not shared with Darcy's connection.
    """
    if column.kind == "relation":
        found = await _rows(notion, column.target)
    else:
        found = [Project(ProjectId(option.id), option.name) for option in column.options]
    return sorted(found, key=lambda project: (not project.is_active, project.name.casefold()))


async def _rows(notion: Notion, source_id: str) -> list[Project]:
    try:
        source = data_source_from(await notion.read("GET", f"data_sources/{source_id}"))
        rows = await notion.results("POST", f"data_sources/{source_id}/query")
    except RecordNotFoundError as error:
        raise BoardChangedError(_NOT_SHARED) from error
    ended = Ended(source)
    pages = [page_from(row) for row in rows if is_page(row)]
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
    """Tells which projects have ended, by a status, a checkbox or a date of theirs; without one, none has."""

    def __init__(self, source: DataSource) -> None:
        columns = columns_of(source)
        boxes = [column for column in columns if column.kind == "checkbox"]
        self._ended_box = named_as(status_words.ENDED_BOX, boxes)
        self._active_box = named_as(status_words.ACTIVE_BOX, boxes)
        self._ended_on = named_as(status_words.ENDED_ON, [one for one in columns if one.kind == "date"])
        self._status = _status_in(columns)
        statuses = statuses_of(self._status, source.properties[self._status.name]) if self._status else ()
        self._ended_names = {status.name for status in statuses if status.group is StatusGroup.DONE}

    def has(self, page: Page) -> bool:
        if self._ended_box is not None and page.value(self._ended_box)["checkbox"]:
            return True
        if self._active_box is not None and not page.value(self._active_box)["checkbox"]:
            return True
        if self._ended_on is not None and page.value(self._ended_on)["date"]:
            return True
        return self._status is not None and option_in(page.value(self._status)) in self._ended_names


def _status_in(columns: Sequence[Column]) -> Column | None:
    of_kind = [column for column in columns if column.kind == "status"]
    for column in of_kind:
        if len(of_kind) == 1 or same_property(column.id, _STATUS_OF_TEMPLATE):
            return column
    selects = [column for column in columns if column.kind == "select"]
    return named_as(words.STATUS, of_kind) or named_as(words.STATUS, selects)
