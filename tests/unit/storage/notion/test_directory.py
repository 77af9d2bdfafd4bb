"""Who and what the board knows."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from storage.errors import BoardChangedError
from storage.records import TaskQuery
from tests.unit.storage.notion.examples import AUTUMN, BOARD, COLUMNS, PROJECTS, SPRING, board, page
from tests.unit.storage.notion.scripted import BOT, QUERY, ScriptedNotion, listed, project

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
        ({"name": "Archived on", "type": "date"}, None, {"start": "2026-01-01"}),
    ],
)
async def test_a_project_that_has_ended_comes_last_and_is_not_active(
    notion: ScriptedNotion, config: dict[str, Any], spring: Any, autumn: Any
) -> None:
    projects_with(notion, config, spring, autumn)

    async with notion.board() as (_, _, directory):
        found = await directory.projects()

    assert [(one.name, one.is_active) for one in found] == [("Spring", True), ("Autumn", False)]


async def test_a_database_among_the_rows_of_a_wiki_is_no_project(notion: ScriptedNotion) -> None:
    wiki = {**project(AUTUMN, "Autumn"), "object": "data_source"}
    notion.answers[ROWS] = listed(project(SPRING, "Spring"), wiki)

    async with notion.board() as (_, _, directory):
        assert [one.name for one in await directory.projects()] == ["Spring"]


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


async def test_tasks_are_read_also_where_their_projects_are_not_shared(notion: ScriptedNotion) -> None:
    del notion.answers[f"GET data_sources/{PROJECTS}"]
    notion.answers[QUERY] = listed(page(Project=[{"id": SPRING}]))

    async with notion.board() as (reader, _, directory):
        await directory.warm()
        (task,) = (await reader.find_tasks(TaskQuery())).tasks

    assert task.project is not None
    assert (task.project.name, task.project.is_active) == ("Untitled", False)


async def test_a_board_that_an_admin_must_settle_opens_and_says_so_to_who_asks(
    notion: ScriptedNotion,
) -> None:
    columns = {**COLUMNS, "Due": {"id": "a", "type": "date"}, "Until": {"id": "b", "type": "date"}}
    columns["From"] = columns.pop("Due")
    notion.answers[f"GET data_sources/{BOARD}"] = board(columns)

    async with notion.board() as (reader, _, directory):
        await directory.warm()
        for ask in (directory.options, directory.members, directory.projects):
            with pytest.raises(BoardChangedError, match=r"“Until”, “From”.*/darcy-admin setup"):
                await ask()
        with pytest.raises(BoardChangedError, match="/darcy-admin setup"):
            await reader.find_tasks(TaskQuery())


async def test_a_board_in_the_trash_does_not_open(notion: ScriptedNotion) -> None:
    notion.answers[f"GET data_sources/{BOARD}"] = board(in_trash=True)

    async with notion.board() as (_, _, directory):
        with pytest.raises(BoardChangedError, match="trash"):
            await directory.warm()


# --- who can have a task ------------------------------------------------------------------------------


async def test_trap_guests_are_not_listed_and_join_by_the_tasks_they_have(notion: ScriptedNotion) -> None:
    guest = {"object": "user", "type": "person", "id": AUTUMN, "name": "Cleo"}
    bot = {"object": "user", "type": "bot", "id": BOT, "name": "Darcy"}
    notion.answers[QUERY] = listed(page(Assignee=[guest, bot]))

    async with notion.board() as (reader, _, directory):
        await directory.warm()
        assert [member.name for member in directory.known_members()] == ["ana", "Ben"]

        (task,) = (await reader.find_tasks(TaskQuery())).tasks
        assert "Cleo" in [member.name for member in task.assignees]
        assert [member.name for member in await directory.members()] == ["ana", "Ben", "Cleo"]
        assert [member.name for member in directory.known_members()] == ["ana", "Ben", "Cleo"]

        await directory.refresh()
        assert [member.name for member in await directory.members()] == ["ana", "Ben", "Cleo"]


TEAM = "88888888-8888-4888-8888-888888888888"
MEMBERS = f"POST data_sources/{TEAM}/query"


def a_team(notion: ScriptedNotion, column: dict[str, Any], *rows: tuple[str, Any]) -> None:
    """Make the assignees a relation to a team's database with one more column than the names."""
    relation = {"id": "a", "type": "relation", "relation": {"data_source_id": TEAM}}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": relation})
    title = {"id": "title", "type": "title", "title": {}}
    notion.answers[f"GET data_sources/{TEAM}"] = {"id": TEAM, "properties": {"Name": title, "More": column}}
    kind = column["type"]
    found = []
    for number, (name, value) in enumerate(rows):
        row = project(f"00000000-0000-4000-8000-{number:012}", name)
        row["properties"]["More"] = {"id": column["id"], "type": kind, kind: value}
        found.append(row)
    notion.answers[MEMBERS] = [listed(found[0], has_more=True, next_cursor="more"), listed(*found[1:])]


@pytest.mark.parametrize(
    ("column", "here", "gone"),
    [
        ({"type": "checkbox", "name": "Active"}, True, False),
        ({"type": "checkbox", "name": "Archived"}, False, True),
        (
            {"type": "select", "name": "State", "select": {}},
            {"id": "x", "name": "Active"},
            {"id": "y", "name": "Alumni"},
        ),
        ({"type": "status", "name": "Status", "status": {}}, None, {"id": "y", "name": "Ausgeschieden"}),
    ],
)
async def test_a_teams_database_has_those_who_are_still_there(
    notion: ScriptedNotion, column: dict[str, Any], here: Any, gone: Any
) -> None:
    a_team(notion, {"id": "m", **column}, ("Zoe", here), ("Left", gone), ("ana", here), ("", here))
    team = notion.answers[f"GET data_sources/{TEAM}"]["properties"]
    team[column["name"]] = team.pop("More")

    async with notion.board() as (_, _, directory):
        found = await directory.members()

    assert [(member.name, member.id[-1]) for member in found] == [("ana", "2"), ("Zoe", "0")]
    assert "GET users" not in notion.sent


async def test_a_teams_database_that_is_not_shared_is_said_to_be(notion: ScriptedNotion) -> None:
    a_team(notion, {"id": "m", "type": "checkbox"}, ("Zoe", False))
    del notion.answers[f"GET data_sources/{TEAM}"]

    async with notion.board() as (_, _, directory):
        await directory.warm()
        with pytest.raises(BoardChangedError, match=r"team is not shared.*Connections"):
            await directory.members()


async def test_people_that_are_options_of_a_select_are_those_options(notion: ScriptedNotion) -> None:
    names = {"options": [{"id": "o2", "name": "Zoe"}, {"id": "o1", "name": "ana"}]}
    people = {"id": "a", "type": "multi_select", "multi_select": names}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": people})

    async with notion.board() as (_, _, directory):
        assert [(one.id, one.name) for one in await directory.members()] == [("o1", "ana"), ("o2", "Zoe")]


async def test_what_was_looked_up_is_remembered_until_it_is_refreshed(notion: ScriptedNotion) -> None:
    async with notion.board() as (_, _, directory):
        await directory.warm()
        asked = len(notion.sent)
        await asyncio.gather(directory.members(), directory.projects(), directory.options())
        assert len(notion.sent) == asked

        await directory.refresh()
        await asyncio.gather(directory.members(), directory.members(), directory.members())
        assert notion.sent[asked:] == [f"GET data_sources/{BOARD}", "GET users"]
