"""Where a link leads: to a board, to a page with one on it, or to something that is refused in words."""

from __future__ import annotations

from typing import Any

import pytest

from storage.errors import BoardChangedError
from storage.notion.finding import source_of
from tests.unit.storage.notion.examples import AUTUMN, BOARD, PROJECTS, SPRING, TASK, board, page
from tests.unit.storage.notion.scripted import ScriptedNotion, listed

DATABASE, OTHER, PAGE = SPRING, AUTUMN, TASK


def database(*sources: tuple[str, str]) -> dict[str, Any]:
    return {"object": "database", "data_sources": [{"id": id_, "name": name} for name, id_ in sources]}


def block(id_: str, kind: str, *, has_children: bool = False) -> dict[str, Any]:
    return {"object": "block", "id": id_, "type": kind, "has_children": has_children}


@pytest.fixture
def notion() -> ScriptedNotion:
    """A page of nobody's board, and two databases."""
    notion = ScriptedNotion()
    notion.answers = {
        f"GET data_sources/{BOARD}": board(),
        f"GET databases/{DATABASE}": database(("Tasks", BOARD)),
        f"GET databases/{OTHER}": database(("Projects", PROJECTS)),
        f"GET pages/{PAGE}": {**page(), "parent": {"type": "workspace", "workspace": True}},
        f"GET blocks/{PAGE}/children": listed(),
    }
    return notion


async def found(notion: ScriptedNotion, board_id: str) -> str:
    async with notion.client() as client:
        return await source_of(client, board_id)


@pytest.mark.parametrize("board_id", [DATABASE, BOARD])
async def test_a_database_and_its_data_source_lead_to_the_same_board(
    notion: ScriptedNotion, board_id: str
) -> None:
    assert await found(notion, board_id) == BOARD


async def test_a_page_with_one_database_on_it_is_that_database(notion: ScriptedNotion) -> None:
    notion.answers[f"GET blocks/{PAGE}/children"] = [
        listed(block("a", "heading_1"), has_more=True, next_cursor="more"),
        listed(block("b", "column_list", has_children=True)),
    ]
    notion.answers["GET blocks/b/children"] = listed(block("c", "column", has_children=True))
    notion.answers["GET blocks/c/children"] = listed(block(DATABASE, "child_database"))

    assert await found(notion, PAGE) == BOARD


async def test_several_databases_on_a_page_are_listed_with_their_ids(notion: ScriptedNotion) -> None:
    notion.answers[f"GET blocks/{PAGE}/children"] = listed(
        block(DATABASE, "child_database"), block(OTHER, "child_database")
    )

    with pytest.raises(BoardChangedError, match=f"“Tasks” .{BOARD}., “Projects” .{PROJECTS}."):
        await found(notion, PAGE)


async def test_several_tables_of_a_database_are_listed_with_their_ids(notion: ScriptedNotion) -> None:
    notion.answers[f"GET databases/{DATABASE}"] = database(("Tasks", BOARD), ("Ideas", PROJECTS))

    with pytest.raises(BoardChangedError, match=f"“Tasks” .{BOARD}., “Ideas” .{PROJECTS}"):
        await found(notion, DATABASE)


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


async def test_an_entry_of_a_board_is_said_to_be_one(notion: ScriptedNotion) -> None:
    notion.answers[f"GET pages/{PAGE}"] = page()

    with pytest.raises(BoardChangedError, match="one entry of a board"):
        await found(notion, PAGE)


async def test_what_is_not_shared_is_said_to_need_sharing(notion: ScriptedNotion) -> None:
    with pytest.raises(BoardChangedError, match=r"share it: .*Connections"):
        await found(notion, PROJECTS)
