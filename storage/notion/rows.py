"""The board's rows, as pages and as tasks; what reading and writing share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from storage.errors import RecordNotFoundError
from storage.notion.links import is_id
from storage.notion.naming import Naming
from storage.notion.pages import cut_short, is_page, page_from
from storage.notion.tasks import task_from_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from zoneinfo import ZoneInfo

    from storage.notion.client import Json, Notion
    from storage.notion.directory import NotionDirectory
    from storage.notion.pages import Page
    from storage.notion.schema import Schema
    from storage.records import Task

MOST_TASKS = 10_000
"""Notion's own limit for one query."""
GONE = "That task is not on the board any more: it was deleted, or Darcy's connection cannot see it."


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the rows that were asked for. `is_cut`: Notion will not answer all of them."""

    pages: list[Page]
    has_more: bool
    is_cut: bool


class Rows:
    def __init__(self, notion: Notion, directory: NotionDirectory, zone: ZoneInfo) -> None:
        self.notion, self.directory, self.zone = notion, directory, zone
        self.naming = Naming(notion, directory)

    async def get(self, page_id: str, *, trashed_too: bool = False) -> Page:
        """Read a row afresh. Raises `RecordNotFoundError` if it is gone, not of this board, or trashed."""
        if not is_id(page_id):
            raise RecordNotFoundError(GONE)
        try:
            page = page_from(await self.notion.read("GET", f"pages/{page_id}"))
        except RecordNotFoundError as error:
            raise RecordNotFoundError(GONE) from error
        is_of_board = page.parent.data_source_id == (await self.directory.schema()).source
        if not is_of_board or (page.in_trash and not trashed_too):
            raise RecordNotFoundError(GONE)
        return page

    async def task(self, page: Page, schema: Schema) -> Task:
        return (await self.tasks([page], schema))[0]

    async def tasks(self, pages: Sequence[Page], schema: Schema) -> list[Task]:
        whole = [await self.whole(page, schema) for page in pages]
        names = await self.naming.names_on(whole, schema)
        return [task_from_page(page, schema, names, self.zone) for page in whole]

    async def whole(self, page: Page, schema: Schema) -> Page:
        """The page with every list complete, where Notion showed only its first 25."""
        for column in cut_short(page, schema):
            in_path = quote(unquote(column.id), safe="")
            items = await self.notion.results("GET", f"pages/{page.id}/properties/{in_path}")
            page = page.with_list(column, [item[column.kind] for item in items])
        return page

    async def query(self, schema: Schema, asked: Json) -> AsyncIterator[Batch]:
        """The rows that are asked for, as they come. Whoever has enough stops looking.

        Of more than 10,000 results Notion answers the first 10,000 and then says `has_more: false`, as if
        that were all; any answer on the way may admit that it is not
        (developers.notion.com/guides/data-apis/query-large-data-sources).
        """
        seen = 0
        async for answer in self.notion.pages("POST", f"data_sources/{schema.source}/query", asked):
            seen += len(answer["results"])
            has_more = bool(answer.get("has_more"))
            is_cut = (answer.get("request_status") or {}).get("type") == "incomplete"
            is_last = has_more and seen >= MOST_TASKS
            pages = [page_from(row) for row in answer["results"] if is_page(row)]
            yield Batch(pages, has_more, is_cut or is_last)
            if is_last:
                return
