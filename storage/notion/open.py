"""The board, opened: the token checked, the database found, its columns told apart."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError, StoreUnavailableError
from storage.notion.budget import REQUESTS_PER_MINUTE
from storage.notion.client import open_notion_client
from storage.notion.directory import NotionDirectory
from storage.notion.failures import NOT_ACCEPTED
from storage.notion.links import id_in
from storage.notion.reader import NotionReader
from storage.notion.rows import Rows
from storage.notion.writer import NotionWriter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from zoneinfo import ZoneInfo

    from storage.notion.client import Json, Notion

SHARE = (
    "NOTION_TASKS leads to nothing that Darcy's Notion connection can see. Someone who can open the task "
    "board in Notion can share it: ••• at the top right → Connections → Darcy's connection."
)
A_PAGE = (
    "NOTION_TASKS leads to a page, not to a database. If the task board is on that page, open it as a full "
    "page first (⤢ at its corner) and copy that link."
)
NO_TABLE = (
    "The database in NOTION_TASKS has no table of its own: it shows one from elsewhere. Open the database it "
    "comes from (↗ next to its name), and copy that link."
)


NOT_NOTION = (
    "What NOTION_BASE_URL leads to does not know Notion's API. Whoever runs Darcy can leave it unset, or "
    "set it to the address that Notion's paths begin after, as in https://api.notion.com."
)


@dataclass(frozen=True, slots=True)
class NotionBoard:
    """The ports to one board. `notion` counts the requests made."""

    reader: NotionReader
    writer: NotionWriter
    directory: NotionDirectory
    notion: Notion


@asynccontextmanager
async def open_notion_board(
    *,
    token: str,
    tasks: str,
    base_url: str | None,
    zone: ZoneInfo,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[NotionBoard]:
    """The board that `tasks` names: the id or the link of a database, or the id of a data source.

    `zone` tells on which day a moment is; `requests_per_minute` is what Notion's plan allows. Raises
    `BoardChangedError` if it is not a board that Darcy can work with, `StoreUnavailableError` if the token is
    refused or Notion cannot be reached. People, projects and columns are looked up here, so that nobody's
    request pays for it.
    """
    if not token.isascii() or not token.isprintable() or " " in token or not token:
        raise StoreUnavailableError(NOT_ACCEPTED)
    board_id = id_in(tasks)
    async with open_notion_client(
        token, base_url, requests_per_minute=requests_per_minute, sleep=sleep
    ) as notion:
        own_id = await _own_id(notion)
        directory = NotionDirectory(notion, await _source_of(notion, board_id), clock=clock)
        await directory.warm()
        rows = Rows(notion, directory, zone)
        yield NotionBoard(NotionReader(rows, own_id), NotionWriter(rows), directory, notion)


async def _own_id(notion: Notion) -> str:
    """The Notion user that the token stands for. Every token may ask, so a refusal is none of Notion's."""
    try:
        return str((await notion.read("GET", "users/me"))["id"])
    except (RecordNotFoundError, BoardChangedError, KeyError):
        raise StoreUnavailableError(NOT_NOTION) from None


async def _source_of(notion: Notion, board_id: str) -> str:
    """The data source that an id leads to. Notion refuses an id of the wrong kind with 404, or 400."""
    database = await _find(notion, f"databases/{board_id}")
    if database is not None:
        return _only_source(database)
    if await _find(notion, f"data_sources/{board_id}") is not None:
        return board_id
    raise BoardChangedError(SHARE if await _find(notion, f"pages/{board_id}") is None else A_PAGE)


async def _find(notion: Notion, path: str) -> Json | None:
    try:
        return await notion.read("GET", path)
    except (RecordNotFoundError, BoardChangedError):
        return None


def _only_source(database: Json) -> str:
    sources = database.get("data_sources") or []
    if not sources:
        raise BoardChangedError(NO_TABLE)
    if len(sources) > 1:
        listed = ", ".join(f"“{source['name']}” ({source['id']})" for source in sources)
        raise BoardChangedError(
            f"The database in NOTION_TASKS has several tables: {listed}. Give the id of the one with tasks."
        )
    return str(sources[0]["id"])
