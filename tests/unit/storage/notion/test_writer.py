"""Writing to the board where Notion does not do, or does not say, what was asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import CreateTask, UpdateTask
from storage.edits import ProjectEdit, TextEdit
from storage.errors import WriteDiffersError, WriteRefusedError, WriteUncertainError
from storage.records import Due, Project, ProjectId, TaskId
from tests.unit.storage.notion.examples import BOARD, COLUMNS, SPRING, TASK, board, page, text
from tests.unit.storage.notion.scripted import ScriptedNotion

GET, PATCH = f"GET pages/{TASK}", f"PATCH pages/{TASK}"
DONE = {"id": "s4", "name": "Done"}
FINISH = UpdateTask(
    task_id=TaskId(TASK), title="Poster", url="", edits=(TextEdit("status", "Not started", "Done"),)
)
CREATE = CreateTask(title="Poster", due=Due(dt.date(2026, 6, 12)))
MADE = page(Due={"start": "2026-06-12", "end": None})


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def error(status: int, code: str, **details: Any) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "?", "additional_data": details})


async def test_the_answer_to_a_write_is_its_receipt(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = page(Status=DONE)

    async with notion.board() as (_, writer, directory):
        await directory.warm()
        before = len(notion.sent)
        task = await writer.update_task(FINISH)

    assert task.status == "Done"
    assert notion.sent[before:] == [PATCH]
    assert notion.bodies_of(PATCH) == [
        {"properties": {COLUMNS["Status"]["id"]: {"status": {"name": "Done"}}}}
    ]


async def test_an_answer_that_lags_behind_is_read_again(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = page()
    notion.answers[GET] = page(Status=DONE)

    async with notion.board() as (_, writer, _):
        assert (await writer.update_task(FINISH)).status == "Done"


async def test_a_change_that_did_not_take_is_refused_by_the_name_of_what_is_missing(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PATCH] = notion.answers[GET] = page()

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteDiffersError, match="did not keep the status"):
            await writer.update_task(FINISH)

    assert notion.sent.count(PATCH) == 1


async def test_what_a_board_fills_in_by_itself_is_not_amiss(notion: ScriptedNotion) -> None:
    notion.answers["POST pages"] = page(
        Due={"start": "2026-06-12", "end": None},
        Assignee=[{"object": "user", "id": "x", "name": "Automation"}],
    )

    async with notion.board() as (_, writer, _):
        task = await writer.create_task(CREATE)

    assert [member.name for member in task.assignees] == ["Automation"]


async def test_a_new_task_is_made_in_the_boards_data_source(notion: ScriptedNotion) -> None:
    notion.answers["POST pages"] = MADE

    async with notion.board() as (_, writer, _):
        await writer.create_task(CREATE)

    [sent] = notion.bodies_of("POST pages")
    assert sent["parent"] == {"type": "data_source_id", "data_source_id": BOARD}


async def test_a_503_that_names_the_page_it_made_is_a_success_read_back(notion: ScriptedNotion) -> None:
    notion.answers["POST pages"] = error(503, "service_unavailable", committed_resource_id=TASK)
    notion.answers[GET] = MADE

    async with notion.board() as (_, writer, _):
        task = await writer.create_task(CREATE)

    assert task.id == TASK
    assert notion.sent.count("POST pages") == 1


async def test_a_write_that_happened_but_cannot_be_read_back_is_uncertain(notion: ScriptedNotion) -> None:
    notion.answers["POST pages"] = error(503, "service_unavailable", committed_resource_id=TASK)
    notion.answers[GET] = error(500, "internal_server_error")

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteUncertainError):
            await writer.create_task(CREATE)


async def test_an_answer_that_makes_no_sense_after_a_write_is_uncertain(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = {"object": "page", "id": TASK}

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteUncertainError):
            await writer.update_task(FINISH)


async def test_an_option_that_is_new_on_the_board_is_found_by_looking_again(notion: ScriptedNotion) -> None:
    older = {**COLUMNS, "Status": {**COLUMNS["Status"], "status": {"options": [], "groups": []}}}
    notion.answers[f"GET data_sources/{BOARD}"] = [board(older), board()]
    notion.answers[PATCH] = page(Status=DONE)

    async with notion.board() as (_, writer, _):
        assert (await writer.update_task(FINISH)).is_done


async def test_an_option_that_the_board_lacks_is_never_sent(notion: ScriptedNotion) -> None:
    change = CreateTask(title="Poster", priority="Hihg")

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="High, Low"):
            await writer.create_task(change)

    assert "POST pages" not in notion.sent


@pytest.mark.parametrize("task_id", [TASK, "x/../../users"])
async def test_a_task_that_is_gone_is_refused_before_anything_is_sent(
    notion: ScriptedNotion, task_id: str
) -> None:
    project = ProjectEdit(Project(ProjectId(SPRING), "Spring"), None)
    change = UpdateTask(task_id=TaskId(task_id), title="Poster", url="", edits=(project,))

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="not on the board any more"):
            await writer.update_task(change)

    assert not any(sent.startswith("PATCH") for sent in notion.sent)


async def test_an_update_that_notion_leaves_open_is_uncertain(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = httpx.ReadTimeout("late")

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteUncertainError):
            await writer.update_task(FINISH)

    assert notion.sent.count(PATCH) == 1


async def test_a_title_is_written_and_read_back(notion: ScriptedNotion) -> None:
    change = UpdateTask(
        task_id=TaskId(TASK), title="Poster", url="", edits=(TextEdit("title", "Poster", "Flyer"),)
    )
    notion.answers[PATCH] = page(Task_name=text("Flyer"))

    async with notion.board() as (_, writer, _):
        assert (await writer.update_task(change)).title == "Flyer"
