"""Reading the board where Notion answers less than it seems to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import AddComment, CreateTask
from storage.errors import BoardChangedError, RecordNotFoundError
from storage.records import MemberId, TaskId, TaskQuery
from tests.unit.storage.notion.examples import (
    ANA,
    AUTUMN,
    BOARD,
    COLUMNS,
    PROJECTS,
    TASK,
    board,
    page,
    text,
)
from tests.unit.storage.notion.scripted import BOT, QUERY, ScriptedNotion, listed

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


def comment(id_: str, words: str, at: str, by: str = BOT) -> dict[str, Any]:
    return {
        "object": "comment",
        "id": id_,
        "created_time": at,
        "created_by": {"object": "user", "id": by},
        "rich_text": text(words),
    }


async def test_trap_a_comments_author_is_an_id_only_by_which_ours_are_known_on_every_page(
    notion: ScriptedNotion,
) -> None:
    at = "2026-06-12T10:00:00.000Z"
    notion.answers["GET comments"] = [
        listed(
            comment("earlier", "Done.", "2026-06-12T09:58:00.000Z"),
            comment("a person's", "Done.", at, ANA),
            has_more=True,
            next_cursor="c",
        ),
        listed(comment("other", "Done!", at), comment("ours", "Done.", at)),
    ]
    change = AddComment(task_id=TaskId(TASK), title="Poster", url="", parts=("Done.",))

    async with notion.board() as (reader, _, _):
        found = await reader.find_comments(change, dt.datetime(2026, 6, 12, 10, 0, 40, tzinfo=dt.UTC))

    assert list(found) == ["ours"]


async def test_comments_of_what_is_no_task_are_not_asked_for(notion: ScriptedNotion) -> None:
    change = AddComment(task_id=TaskId("../users"), title="Poster", url="", parts=("Done.",))

    async with notion.board() as (reader, _, _):
        assert list(await reader.find_comments(change, dt.datetime.now(dt.UTC))) == []

    assert notion.sent == []


async def test_what_was_made_is_known_also_without_the_space_around_its_title(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(page() | {"created_by": {"object": "user", "id": BOT}})

    async with notion.board() as (reader, _, _):
        found = await reader.find_created(
            CreateTask(title=" Poster "), dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
        )

    assert [task.id for task in found] == [TASK]


async def test_only_what_our_own_integration_made_is_taken_for_ours(notion: ScriptedNotion) -> None:
    ours = page() | {"created_by": {"object": "user", "id": BOT}}
    notion.answers[QUERY] = listed(
        ours | {"id": AUTUMN}, page(), ours | {"properties": page(Task_name=text("Other"))["properties"]}
    )

    async with notion.board() as (reader, _, _):
        found = await reader.find_created(CreateTask(title="Poster"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert [task.id for task in found] == [AUTUMN]
