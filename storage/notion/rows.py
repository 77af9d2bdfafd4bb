"""The board's rows, as pages and as tasks; what reading and writing share."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from storage.errors import RecordNotFoundError
from storage.notion.links import is_id
from storage.notion.pages import Page, cut_short, page_from, task_from_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from storage.notion.client import Json, Notion
    from storage.notion.directory import NotionDirectory
    from storage.notion.schema import Schema
    from storage.records import Task

MOST_TASKS = 2000
"""A longer list is cut and says so: nobody reads it, and it costs more than 20 requests."""
GONE = "That task is not on the board any more: it was deleted, or Darcy's connection cannot see it."


class Rows:
    def __init__(self, notion: Notion, directory: NotionDirectory, zone: ZoneInfo) -> None:
        self.notion, self.directory, self.zone = notion, directory, zone

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
        names = await self.directory.names_on(whole, schema)
        return [task_from_page(page, schema, names, self.zone) for page in whole]

    async def whole(self, page: Page, schema: Schema) -> Page:
        """The page with every list complete, where Notion showed only its first 25."""
        for column in cut_short(page, schema):
            in_path = quote(unquote(column.id), safe="")
            items = await self.notion.results("GET", f"pages/{page.id}/properties/{in_path}")
            page = page.with_list(column, [item[column.kind] for item in items])
        return page

    async def query(self, schema: Schema, asked: Json, most: int = MOST_TASKS) -> tuple[list[Page], bool]:
        """Rows, and whether that is all of them. Trashed ones are left out, as is what is over `most`."""
        found: list[Page] = []
        asked = {key: value for key, value in asked.items() if value}
        async for answer in self.notion.pages("POST", f"data_sources/{schema.source}/query", asked):
            pages = [page_from(row) for row in answer["results"] if row.get("properties")]
            found += [page for page in pages if not page.in_trash]
            # Past 10,000 results Notion stops, says `has_more: false`, and admits it only here.
            if (answer.get("request_status") or {}).get("type") == "incomplete":
                return found, False
            if len(found) >= most:
                return found[:most], len(found) == most and not answer.get("has_more")
        return found, True
