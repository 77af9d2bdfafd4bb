"""The trash and comments, where Notion does not do, or does not say, what was asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import AddComment, ArchiveTask
from storage.errors import WriteDiffersError, WriteRefusedError, WriteUncertainError
from storage.records import Member, MemberId, Task, TaskId
from tests.unit.storage.notion.examples import ANA, TASK, page, text
from tests.unit.storage.notion.scripted import ScriptedNotion

POSTER = Task(id=TaskId(TASK), title="Poster", url="", edited_at=dt.datetime(2026, 6, 2, tzinfo=dt.UTC))
ANA_M = Member(MemberId(ANA), "ana")
REMARK = AddComment(task_id=TaskId(TASK), title="Poster", url="", parts=("Look, ", ANA_M))
GET, PATCH = f"GET pages/{TASK}", f"PATCH pages/{TASK}"


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def error(status: int, code: str, **details: Any) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "?", "additional_data": details})


@pytest.mark.parametrize("restores", [False, True])
async def test_a_task_goes_into_the_trash_and_out_again(notion: ScriptedNotion, *, restores: bool) -> None:
    notion.answers[PATCH] = page() | {"in_trash": not restores}

    async with notion.board() as (_, writer, _):
        task = await writer.archive_task(ArchiveTask(task=POSTER, restores=restores))

    assert task.is_trashed is not restores
    assert notion.bodies_of(PATCH) == [{"in_trash": not restores}]


async def test_a_task_that_seems_to_stay_is_looked_at_again_also_in_the_trash(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = page()
    notion.answers[GET] = page() | {"in_trash": True}

    async with notion.board() as (_, writer, _):
        assert (await writer.archive_task(ArchiveTask(task=POSTER))).is_trashed


async def test_a_task_that_stayed_where_it_was_is_told(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = notion.answers[GET] = page()

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteDiffersError, match="left the task where it was"):
            await writer.archive_task(ArchiveTask(task=POSTER))


async def test_a_503_after_a_task_was_trashed_is_read_back(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = error(503, "service_unavailable", committed_resource_id=TASK)
    notion.answers[GET] = page() | {"in_trash": True}

    async with notion.board() as (_, writer, _):
        assert (await writer.archive_task(ArchiveTask(task=POSTER))).is_trashed


async def test_a_task_of_which_the_board_is_gone_stays_in_the_trash(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = error(404, "object_not_found")

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="nothing was changed"):
            await writer.archive_task(ArchiveTask(task=POSTER, restores=True))


def remark(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"object": "comment", "id": "c1", "rich_text": list(parts)}


MENTION = {"type": "mention", "mention": {"type": "user", "user": {"id": ANA}}, "plain_text": "@Ana P."}


async def test_a_comment_is_made_below_the_task_and_known_by_its_id(notion: ScriptedNotion) -> None:
    notion.answers["POST comments"] = remark(*text("Look, "), MENTION)

    async with notion.board() as (_, writer, _):
        assert await writer.add_comment(REMARK) == "c1"

    [sent] = notion.bodies_of("POST comments")
    assert sent["parent"] == {"page_id": TASK}
    assert [part["type"] for part in sent["rich_text"]] == ["text", "mention"]


async def test_a_comment_that_reads_otherwise_is_told_with_the_task_it_is_on(notion: ScriptedNotion) -> None:
    notion.answers["POST comments"] = remark(*text("Look"))
    notion.answers[GET] = page()

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteDiffersError, match="took the comment") as differs:
            await writer.add_comment(REMARK)

    assert differs.value.task.id == TASK


async def test_a_comment_that_may_not_be_read_is_known_by_its_id(notion: ScriptedNotion) -> None:
    notion.answers["POST comments"] = {"object": "comment", "id": "c1"}

    async with notion.board() as (_, writer, _):
        assert await writer.add_comment(REMARK) == "c1"


@pytest.mark.parametrize("answer", [{"object": "comment"}, httpx.ReadTimeout("late")])
async def test_a_comment_without_an_answer_is_uncertain_and_sent_once(
    notion: ScriptedNotion, answer: Any
) -> None:
    notion.answers["POST comments"] = answer

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteUncertainError):
            await writer.add_comment(REMARK)

    assert notion.sent.count("POST comments") == 1


@pytest.mark.parametrize("task_id", ["x/../../users", "gone"])
async def test_a_comment_on_what_is_no_task_is_never_sent(notion: ScriptedNotion, task_id: str) -> None:
    change = AddComment(task_id=TaskId(task_id), title="Poster", url="", parts=("x",))

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="not on the board any more"):
            await writer.add_comment(change)

    assert notion.sent == []
