"""Where NOTION_TASKS leads: to a board, to a page with one on it, or to a refusal in words that help."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.notion.schema import HOME_PAGE_ID, PROJECTS_ID, TASKS_DATABASE_ID, TASKS_ID
from sandbox.workspace import seeded_workspace
from storage.errors import BoardChangedError
from storage.notion.open import open_notion_board
from storage.records import TaskQuery
from tests.doubles.darcy import POSTER
from tests.doubles.notion import open_notion
from tests.doubles.stores import MemoryLayouts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.notion.server import NotionEmulator

TODAY = dt.date(2026, 6, 10)


def a_board(name: str, stands_on: str | None = None, *more: str) -> DatabaseSeed:
    """A database of that name with a row of the same name; `more` are the names of further tables in it."""
    tables = [
        DataSourceSeed(each, [ColumnSeed("Name", "title")], [RowSeed({"Name": each})])
        for each in (name, *more)
    ]
    return DatabaseSeed(name, tables, stands_on=stands_on)


@pytest.fixture
async def notion() -> AsyncGenerator[NotionEmulator]:
    async with open_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        yield notion


async def found(notion: NotionEmulator, tasks: str) -> list[str]:
    """The titles on the board that is found."""
    async with open_notion_board(
        token=notion.token,
        tasks=tasks,
        base_url=notion.base_url,
        zone=ZoneInfo("UTC"),
        layouts=MemoryLayouts(),
    ) as board:
        return [task.title for task in (await board.reader.find_tasks(TaskQuery())).tasks]


async def refused(notion: NotionEmulator, tasks: str) -> str:
    with pytest.raises(BoardChangedError) as told:
        await found(notion, tasks)
    return str(told.value)


@pytest.mark.parametrize("board_id", [TASKS_DATABASE_ID, TASKS_ID])
async def test_a_database_and_its_data_source_lead_to_the_same_board(
    notion: NotionEmulator, board_id: str
) -> None:
    assert POSTER in await found(notion, board_id)


async def test_a_page_with_one_database_on_it_is_that_database(notion: NotionEmulator) -> None:
    page = notion.add_page("Our tasks")
    notion.add_database(a_board("Chores", page))

    link = f"https://www.notion.so/society/Our-tasks-{page.replace('-', '')}?pvs=4"

    assert await found(notion, link) == ["Chores"]


async def test_a_database_in_a_toggle_of_a_page_is_found_below_many_blocks(notion: NotionEmulator) -> None:
    page = notion.add_page("Handbook")
    headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
    async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as api:
        text = {"rich_text": [{"text": {"content": "Words"}}]}
        for _ in range(2):  # more than the hundred that Notion answers at once
            blocks = {"children": [{"paragraph": text}] * 60}
            await api.patch(f"/v1/blocks/{page}/children", json=blocks)
        made = await api.patch(f"/v1/blocks/{page}/children", json={"children": [{"toggle": text}]})
    notion.add_database(a_board("Chores", made.json()["results"][0]["id"]))

    assert await found(notion, page) == ["Chores"]


async def test_several_databases_on_a_page_are_listed_with_their_ids(notion: NotionEmulator) -> None:
    words = await refused(notion, HOME_PAGE_ID)

    assert f"leads to several tables: “Tasks” ({TASKS_ID}), “Projects” ({PROJECTS_ID})." in words
    assert POSTER in await found(notion, TASKS_ID)


async def test_several_tables_of_a_database_are_listed_with_their_ids(notion: NotionEmulator) -> None:
    made = notion.add_database(a_board("Chores", None, "Ideas"))

    words = await refused(notion, made.database)

    assert f"“Chores” ({made.sources['Chores']}), “Ideas” ({made.sources['Ideas']})." in words
    assert await found(notion, made.sources["Ideas"]) == ["Ideas"]


async def test_a_page_without_a_database_is_said_to_be_a_page(notion: NotionEmulator) -> None:
    page = notion.add_page("Handbook")
    assert "a page, not to a database, and no database stands on it" in await refused(notion, page)

    chores = notion.add_database(a_board("Chores", page))
    notion.unshare(chores.database)
    assert "that Darcy's Notion connection can see" in await refused(notion, page)


async def test_an_entry_of_a_board_is_said_to_be_one(notion: NotionEmulator) -> None:
    assert "one entry of a board" in await refused(notion, notion.row(POSTER).id)


async def test_what_is_not_shared_is_said_to_need_sharing(notion: NotionEmulator) -> None:
    notion.unshare(TASKS_DATABASE_ID)

    words = await refused(notion, TASKS_DATABASE_ID)

    assert "can share it: ••• at the top right → Connections" in words
