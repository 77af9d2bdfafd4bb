"""The data source that NOTION_TASKS leads to, or in words why there is none.

Facts: developers.notion.com/reference/retrieve-database, …/reference/block, …/docs/working-with-databases.
A database may hold several data sources; a page may show a database among its blocks; a view of a database
from elsewhere has no data source of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.notion.client import Json, Notion

SHARE = (
    "NOTION_TASKS leads to nothing that Darcy's Notion connection can see. Someone who can open the task "
    "board in Notion can share it: ••• at the top right → Connections → Darcy's connection."
)
A_PAGE = (
    "NOTION_TASKS leads to a page, not to a database, and no database stands on it that Darcy's Notion "
    "connection can see. Open the task board as a full page (⤢ at its corner) and copy that link."
)
A_TASK = (
    "NOTION_TASKS leads to a page, not to a database: to one entry of a board, as it seems. Open the board "
    "that it is on, choose ••• → Copy link, and give that link."
)
NO_TABLE = (
    "The database in NOTION_TASKS has no table of its own: it shows one from elsewhere. Open the database it "
    "comes from (↗ next to its name), and copy that link."
)

_HOLDERS = frozenset({"column_list", "column", "toggle", "callout", "synced_block", "tab"})
_DEPTH = 4


async def source_of(notion: Notion, board_id: str) -> str:
    """The data source that an id leads to. Notion refuses an id of the wrong kind with 404, or 400.

    Raises `BoardChangedError` if there is none, or more than one.
    """
    database = await _find(notion, f"databases/{board_id}")
    if database is not None:
        return _only_source([database])
    if await _find(notion, f"data_sources/{board_id}") is not None:
        return board_id
    page = await _find(notion, f"pages/{board_id}")
    if page is None:
        raise BoardChangedError(SHARE)
    if (page.get("parent") or {}).get("type") == "data_source_id":
        raise BoardChangedError(A_TASK)
    shown = await _databases_on(notion, board_id)
    if not shown:
        raise BoardChangedError(A_PAGE)
    return _only_source(shown)


async def _find(notion: Notion, path: str) -> Json | None:
    try:
        return await notion.read("GET", path)
    except (RecordNotFoundError, BoardChangedError):
        return None


async def _databases_on(notion: Notion, page_id: str, depth: int = _DEPTH) -> list[Json]:
    """The databases that stand on a page, also in its columns and toggles, and that may be seen."""
    found: list[Json] = []
    for block in await notion.results("GET", f"blocks/{page_id}/children"):
        if block.get("type") == "child_database":
            database = await _find(notion, f"databases/{block['id']}")
            found += [database] if database is not None else []
        elif block.get("type") in _HOLDERS and block.get("has_children") and depth:
            found += await _databases_on(notion, block["id"], depth - 1)
    return found


def _only_source(databases: Sequence[Json]) -> str:
    sources = [source for database in databases for source in database.get("data_sources") or ()]
    if not sources:
        raise BoardChangedError(NO_TABLE)
    if len(sources) > 1:
        listed = ", ".join(f"“{source['name']}” ({source['id']})" for source in sources)
        raise BoardChangedError(
            f"NOTION_TASKS leads to several tables: {listed}. Give the id of the one with the tasks."
        )
    return str(sources[0]["id"])
