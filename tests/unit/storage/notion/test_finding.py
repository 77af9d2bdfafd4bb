"""Where a link leads, on pages and databases of forms that the emulated Notion does not keep."""

from __future__ import annotations

from typing import Any

import pytest

from storage.errors import BoardChangedError
from storage.notion.finding import source_of
from tests.unit.storage.notion.examples import BOARD, SPRING, TASK, board, page
from tests.unit.storage.notion.scripted import ScriptedNotion, listed

DATABASE, PAGE = SPRING, TASK


def database(*sources: tuple[str, str]) -> dict[str, Any]:
    return {"object": "database", "data_sources": [{"id": id_, "name": name} for name, id_ in sources]}


def block(id_: str, kind: str, *, has_children: bool = False) -> dict[str, Any]:
    return {"object": "block", "id": id_, "type": kind, "has_children": has_children}


@pytest.fixture
def notion() -> ScriptedNotion:
    """A page of nobody's board, and a database."""
    notion = ScriptedNotion()
    notion.answers = {
        f"GET data_sources/{BOARD}": board(),
        f"GET databases/{DATABASE}": database(("Tasks", BOARD)),
        f"GET pages/{PAGE}": {**page(), "parent": {"type": "workspace", "workspace": True}},
        f"GET blocks/{PAGE}/children": listed(),
    }
    return notion


async def found(notion: ScriptedNotion, board_id: str) -> str:
    async with notion.client() as client:
        return await source_of(client, board_id)


async def test_a_database_in_the_columns_of_a_page_is_found_on_it(notion: ScriptedNotion) -> None:
    notion.answers[f"GET blocks/{PAGE}/children"] = [
        listed(block("a", "heading_1"), has_more=True, next_cursor="more"),
        listed(block("b", "column_list", has_children=True)),
    ]
    notion.answers["GET blocks/b/children"] = listed(block("c", "column", has_children=True))
    notion.answers["GET blocks/c/children"] = listed(block(DATABASE, "child_database"))

    assert await found(notion, PAGE) == BOARD


async def test_a_view_of_a_database_from_elsewhere_is_said_to_be_one(notion: ScriptedNotion) -> None:
    notion.answers[f"GET databases/{DATABASE}"] = database()

    with pytest.raises(BoardChangedError, match="shows one from elsewhere"):
        await found(notion, DATABASE)


async def test_a_page_without_a_database_that_can_be_seen_is_said_to_be_a_page(
    notion: ScriptedNotion,
) -> None:
    notion.answers[f"GET blocks/{PAGE}/children"] = listed(block(BOARD, "child_database"))

    with pytest.raises(BoardChangedError, match="a page, not to a database, and no database stands on it"):
        await found(notion, PAGE)
