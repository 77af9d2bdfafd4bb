"""Reading the board where Notion answers less than it seems to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import CreateTask
from storage.errors import BoardChangedError, RecordNotFoundError
from storage.records import MemberId, ProjectId, TaskId, TaskQuery
from tests.unit.storage.notion.examples import (
    ANA,
    AUTUMN,
    BOARD,
    COLUMNS,
    PROJECTS,
    SPRING,
    TASK,
    board,
    page,
    text,
)
from tests.unit.storage.notion.scripted import BOT, QUERY, ScriptedNotion, listed, project

PAGE = f"GET pages/{TASK}"


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def person(place: int) -> dict[str, Any]:
    return {"object": "user", "id": f"{place:08}-0000-4000-8000-000000000000", "name": f"Person {place}"}


async def test_a_list_of_people_that_came_cut_at_25_is_completed(notion: ScriptedNotion) -> None:
    everyone = [person(place) for place in range(30)]
    column = COLUMNS["Assignee"]["id"]
    notion.answers[PAGE] = page(Assignee=everyone[:25])
    notion.answers[f"GET pages/{TASK}/properties/{column}"] = [
        listed(*({"type": "people", "people": one} for one in everyone[:20]), has_more=True, next_cursor="c"),
        listed(*({"type": "people", "people": one} for one in everyone[20:])),
    ]

    async with notion.board() as (reader, _, _):
        task = await reader.get_task(TaskId(TASK))

    assert [member.name for member in task.assignees] == [one["name"] for one in everyone]


async def test_the_id_of_a_column_is_one_part_of_a_path_however_it_is_written(notion: ScriptedNotion) -> None:
    assignee = {"id": "a/b?%3A", "type": "people", "people": {}}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": assignee})
    cut = page(Assignee=[person(place) for place in range(25)])
    cut["properties"]["Assignee"]["id"] = assignee["id"]
    notion.answers[PAGE] = cut
    rest = [{"type": "people", "people": person(place)} for place in range(26)]
    notion.answers[f"GET pages/{TASK}/properties/a%2Fb%3F%3A"] = listed(*rest)

    async with notion.board() as (reader, _, _):
        assert len((await reader.get_task(TaskId(TASK))).assignees) == 26


@pytest.mark.parametrize(
    "answer",
    [
        page() | {"in_trash": True},
        page() | {"parent": {"type": "data_source_id", "data_source_id": PROJECTS}},
        httpx.Response(404, json={"code": "object_not_found", "message": "?"}),
    ],
)
async def test_a_task_that_is_trashed_or_gone_or_of_another_board_is_not_found(
    notion: ScriptedNotion, answer: Any
) -> None:
    notion.answers[PAGE] = answer

    async with notion.board() as (reader, _, _):
        with pytest.raises(RecordNotFoundError, match="not on the board any more"):
            await reader.get_task(TaskId(TASK))


async def test_an_id_that_is_none_leads_to_no_request(notion: ScriptedNotion) -> None:
    async with notion.board() as (reader, _, _):
        with pytest.raises(RecordNotFoundError):
            await reader.get_task(TaskId("x/../../users/me"))

    assert not any("users/me" in sent for sent in notion.sent)


async def test_a_query_that_notion_cut_at_10000_says_so_although_there_is_no_more(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(page(), request_status={"type": "incomplete"})

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (1, False)


async def test_a_list_too_long_to_read_is_cut_and_says_so(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(*[page()] * 100, has_more=True, next_cursor="more")

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (2000, False)
    assert notion.sent.count(QUERY) == 20


async def test_trashed_rows_and_rows_without_properties_are_left_out(notion: ScriptedNotion) -> None:
    hidden = {"object": "page", "id": TASK}
    notion.answers[QUERY] = listed(page() | {"in_trash": True}, hidden, page(Task_name=text("Here")))

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert [task.title for task in listing.tasks] == ["Here"]


async def test_columns_that_have_changed_are_looked_at_anew(notion: ScriptedNotion) -> None:
    """A column was made anew since the last look, so its id in the filter is unknown to Notion."""
    moved = {**COLUMNS, "Assignee": {"id": "new", "type": "people", "people": {}}}
    row = page()
    row["properties"]["Assignee"]["id"] = "new"
    notion.answers[f"GET data_sources/{BOARD}"] = [board(), board(moved)]
    refused = httpx.Response(400, json={"code": "validation_error", "message": "Could not find property"})
    notion.answers[QUERY] = [refused, listed(row)]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(assignee=MemberId(ANA)))

    assert len(listing.tasks) == 1
    assert notion.bodies_of(QUERY)[1]["filter"] == {"and": [{"property": "new", "people": {"contains": ANA}}]}


async def test_a_board_that_stays_wrong_is_said_to_be(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = httpx.Response(400, json={"code": "validation_error", "message": "?"})

    async with notion.board() as (reader, _, _):
        with pytest.raises(BoardChangedError):
            await reader.find_tasks(TaskQuery())

    assert notion.sent.count(QUERY) == 2


async def test_a_project_made_since_the_last_look_is_looked_up_once(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(page(Project=[{"id": AUTUMN}]), page(Project=[{"id": SPRING}]))
    notion.answers[f"GET pages/{AUTUMN}"] = project(AUTUMN, "Autumn")

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    assert {task.project.name for task in listing.tasks if task.project} == {"Autumn", "Spring"}
    assert notion.sent.count(f"GET pages/{AUTUMN}") == 1


async def test_a_project_that_may_not_be_seen_is_still_a_project(notion: ScriptedNotion) -> None:
    notion.answers[PAGE] = page(Project=[{"id": AUTUMN}])

    async with notion.board() as (reader, _, _):
        task = await reader.get_task(TaskId(TASK))

    assert task.project is not None
    assert (task.project.id, task.project.is_active) == (ProjectId(AUTUMN), False)


async def test_only_what_our_own_integration_made_is_taken_for_ours(notion: ScriptedNotion) -> None:
    ours = page() | {"created_by": {"object": "user", "id": BOT}}
    notion.answers[QUERY] = listed(
        ours | {"id": AUTUMN}, page(), ours | {"properties": page(Task_name=text("Other"))["properties"]}
    )

    async with notion.board() as (reader, _, _):
        found = await reader.find_created(CreateTask(title="Poster"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert [task.id for task in found] == [AUTUMN]


async def test_nothing_is_done_on_a_board_where_nothing_means_done(notion: ScriptedNotion) -> None:
    notion.answers[f"GET data_sources/{BOARD}"] = board(
        {name: config for name, config in COLUMNS.items() if name != "Status"}
    )

    async with notion.board() as (reader, _, _):
        assert (await reader.find_tasks(TaskQuery(is_done=True))).tasks == ()

    assert QUERY not in notion.sent
