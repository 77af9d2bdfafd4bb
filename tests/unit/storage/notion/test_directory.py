"""Who and what the board knows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storage.errors import BoardChangedError
from tests.unit.storage.notion.examples import AUTUMN, BOARD, COLUMNS, PROJECTS, SPRING, board
from tests.unit.storage.notion.scripted import ScriptedNotion, listed, project

ROWS = f"POST data_sources/{PROJECTS}/query"


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def projects_with(notion: ScriptedNotion, config: dict[str, Any], spring: Any, autumn: Any) -> None:
    """Give the projects a column and each of the two a value in it."""
    kind = config["type"]
    notion.answers[f"GET data_sources/{PROJECTS}"] = {
        "id": PROJECTS,
        "properties": {
            "Name": {"id": "title", "type": "title", "title": {}},
            config["name"]: {"id": "x", "type": kind, kind: config.get(kind, {})},
        },
    }
    rows = []
    for row, value in ((project(SPRING, "Spring"), spring), (project(AUTUMN, "Autumn"), autumn)):
        row["properties"][config["name"]] = {"id": "x", "type": kind, kind: value}
        rows.append(row)
    notion.answers[ROWS] = listed(*rows)


async def test_people_come_by_name_and_bots_are_left_out(notion: ScriptedNotion) -> None:
    async with notion.board() as (_, _, directory):
        assert [member.name for member in await directory.members()] == ["ana", "Ben"]


@pytest.mark.parametrize(
    ("config", "spring", "autumn"),
    [
        (
            {"name": "Status", "type": "status", "status": COLUMNS["Status"]["status"]},
            {"id": "s2", "name": "In progress"},
            {"id": "s4", "name": "Done"},
        ),
        (
            {"name": "Stand", "type": "select", "select": {"options": [{"id": "a", "name": "Erledigt"}]}},
            None,
            {"id": "a", "name": "Erledigt"},
        ),
        ({"name": "Archived", "type": "checkbox"}, False, True),
        ({"name": "Active", "type": "checkbox"}, True, False),
    ],
)
async def test_a_project_that_has_ended_comes_last_and_is_not_active(
    notion: ScriptedNotion, config: dict[str, Any], spring: Any, autumn: Any
) -> None:
    projects_with(notion, config, spring, autumn)

    async with notion.board() as (_, _, directory):
        found = await directory.projects()

    assert [(one.name, one.is_active) for one in found] == [("Spring", True), ("Autumn", False)]


async def test_without_a_column_that_tells_every_project_is_active(notion: ScriptedNotion) -> None:
    notion.answers[ROWS] = listed(project(SPRING, "Spring"), project(AUTUMN, "Autumn"))

    async with notion.board() as (_, _, directory):
        assert [(one.name, one.is_active) for one in await directory.projects()] == [
            ("Autumn", True),
            ("Spring", True),
        ]


async def test_projects_that_are_options_of_a_select_are_those_options(notion: ScriptedNotion) -> None:
    columns = {
        **COLUMNS,
        "Project": {"id": "p", "type": "select", "select": {"options": [{"id": "o1", "name": "Spring"}]}},
    }
    notion.answers[f"GET data_sources/{BOARD}"] = board(columns)

    async with notion.board() as (_, _, directory):
        assert [(one.id, one.name) for one in await directory.projects()] == [("o1", "Spring")]


async def test_a_board_without_projects_has_none(notion: ScriptedNotion) -> None:
    columns = {name: config for name, config in COLUMNS.items() if name != "Project"}
    notion.answers[f"GET data_sources/{BOARD}"] = board(columns)

    async with notion.board() as (_, _, directory):
        assert list(await directory.projects()) == []


async def test_projects_that_are_not_shared_with_us_are_said_to_be(notion: ScriptedNotion) -> None:
    del notion.answers[f"GET data_sources/{PROJECTS}"]

    async with notion.board() as (_, _, directory):
        with pytest.raises(BoardChangedError, match=r"projects is not shared.*Connections"):
            await directory.projects()


async def test_what_was_looked_up_is_remembered_until_it_is_refreshed(notion: ScriptedNotion) -> None:
    async with notion.board() as (_, _, directory):
        await directory.warm()
        asked = len(notion.sent)
        await asyncio.gather(directory.members(), directory.projects(), directory.options())
        assert len(notion.sent) == asked

        await directory.refresh()
        await asyncio.gather(directory.members(), directory.members(), directory.members())
        assert notion.sent[asked:] == [f"GET data_sources/{BOARD}", "GET users"]
