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
from storage.notion.finding import source_of
from storage.notion.links import id_in
from storage.notion.reader import NotionReader
from storage.notion.rows import Rows
from storage.notion.setup import NotionSetup
from storage.notion.writer import NotionWriter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from zoneinfo import ZoneInfo

    from storage.notion.client import Notion
    from storage.ports import LayoutStore

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
    setup: NotionSetup
    notion: Notion


@asynccontextmanager
async def open_notion_board(
    *,
    token: str,
    tasks: str,
    base_url: str | None,
    zone: ZoneInfo,
    layouts: LayoutStore,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[NotionBoard]:
    """The board that `tasks` names: the id or the link of a database, or the id of a data source.

    `zone` tells on which day a moment is; `layouts` keeps what admins said of the columns;
    `requests_per_minute` is what Notion's plan allows. Raises `BoardChangedError` if it leads to no board,
    `StoreUnavailableError` if the token is refused or Notion cannot be reached. People, projects and columns
    are looked up here, so that nobody's request pays for it; what an admin has to settle first is told to
    whoever asks.
    """
    if not token.isascii() or not token.isprintable() or " " in token or not token:
        raise StoreUnavailableError(NOT_ACCEPTED)
    board_id = id_in(tasks)
    async with open_notion_client(
        token, base_url, requests_per_minute=requests_per_minute, sleep=sleep
    ) as notion:
        own_id = await _own_id(notion)
        source = await source_of(notion, board_id)
        directory = NotionDirectory(notion, source, layouts=layouts, clock=clock)
        await directory.warm()
        rows = Rows(notion, directory, zone)
        reader = NotionReader(rows, own_id)
        setup = NotionSetup(directory, reader, layouts)
        yield NotionBoard(reader, NotionWriter(rows), directory, setup, notion)


async def _own_id(notion: Notion) -> str:
    """The Notion user that the token stands for. Every token may ask, so a refusal is none of Notion's."""
    try:
        return str((await notion.read("GET", "users/me"))["id"])
    except (RecordNotFoundError, BoardChangedError, KeyError):
        raise StoreUnavailableError(NOT_NOTION) from None
