"""The order of rows by each type of column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.unit.sandbox.notion.all_kinds import Board, add_board

if TYPE_CHECKING:
    import httpx

    from sandbox.notion.server import NotionEmulator


@pytest_asyncio.fixture
async def board(notion: NotionEmulator, api: httpx.AsyncClient) -> Board:
    return add_board(notion, api)


@pytest.mark.parametrize(
    ("column", "ascending", "descending"),
    [
        ("Name", "abcd", "dcba"),
        ("Notes", "abcd", "bacd"),
        ("Points", "cbad", "abcd"),
        ("Size", "abcd", "bacd"),
        ("Tags", "abcd", "bacd"),
        ("State", "adbc", "cbad"),
        ("When", "bcad", "acbd"),
        ("Who", "abcd", "bacd"),
        ("Files", "abcd", "abcd"),
        ("Public", "bcda", "abcd"),
        ("Link", "bacd", "abcd"),
        ("Mail", "abcd", "bacd"),
        ("Project", "abcd", "bacd"),
        ("No", "abcd", "dcba"),
        ("Verdict", "cdba", "abcd"),
        ("Score", "cdba", "abcd"),
        ("Ends", "bcad", "acbd"),
        ("Money", "cdab", "bacd"),
        ("Budgets", "abcd", "bacd"),
        ("Last", "abcd", "bacd"),
        ("Made", "abcd", "dcba"),
    ],
)
async def test_rows_are_sorted_by_a_column_with_the_empty_ones_last(
    board: Board, column: str, ascending: str, descending: str
) -> None:
    for direction, rows in (("ascending", ascending), ("descending", descending)):
        assert await board.found(sorts=[{"property": column, "direction": direction}]) == rows


async def test_moments_of_different_zones_are_in_the_order_in_which_they_come(board: Board) -> None:
    for row, moment in (
        ("a", "2026-11-18T01:00:00+02:00"),
        ("b", "2026-11-17T23:30:00Z"),
        ("c", "2026-11-18"),
    ):
        board.notion.edit_row(board.pages[row], {"When": moment})

    assert await board.found(sorts=[{"property": "When", "direction": "ascending"}]) == "abcd"


async def test_sorts_that_notion_has_not_are_refused(board: Board) -> None:
    for sort, words in (
        (
            {"property": "Rank", "direction": "ascending"},
            "Could not find sort property with name or id: Rank",
        ),
        ({"property": "Name"}, "body.sorts[0].direction"),
        ({"property": "Name", "direction": "up"}, "body.sorts[0].direction"),
        ({"timestamp": "due_time", "direction": "ascending"}, "body.sorts[0].timestamp"),
        ({"direction": "ascending"}, "body.sorts[0].property should be defined"),
    ):
        assert words in await board.refusal(sorts=[sort])
