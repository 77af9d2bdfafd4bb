"""Writing to the board where Notion does not do, or does not say, what was asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, Edit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import StoreUnavailableError, WriteDiffersError, WriteRefusedError, WriteUncertainError
from storage.records import Due, Member, MemberId, Project, ProjectId, TaskId
from tests.unit.storage.notion.examples import ANA, BEN, BOARD, COLUMNS, SPRING, TASK, board, page, text
from tests.unit.storage.notion.scripted import ScriptedNotion
from tests.unit.storage.notion.shapes import TAGS, page_having

GUEST = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
ANA_M, BEN_M = Member(MemberId(ANA), "ana"), Member(MemberId(BEN), "Ben")
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
    assert notion.bodies_of(PATCH) == [{"properties": {COLUMNS["Status"]["id"]: {"status": {"id": "s4"}}}}]


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


def update(*edits: Edit) -> UpdateTask:
    return UpdateTask(task_id=TaskId(TASK), title="Poster", url="", edits=edits)


async def test_columns_are_looked_at_anew_after_a_refusal_which_may_have_come_of_them(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PATCH] = [error(400, "validation_error"), page(Status=DONE)]

    async with notion.board() as (_, writer, directory):
        await directory.warm()
        before = notion.sent.count(f"GET data_sources/{BOARD}")
        with pytest.raises(WriteRefusedError):
            await writer.update_task(FINISH)
        await writer.update_task(FINISH)

    assert notion.sent.count(f"GET data_sources/{BOARD}") == before + 1


async def test_a_text_that_comes_back_without_the_space_around_it_has_taken(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = page(Task_name=text("Flyer"), Notes=text("In colour"))
    change = update(TextEdit("title", "Poster", "Flyer "), TextEdit("notes", None, "In colour\n"))

    async with notion.board() as (_, writer, _):
        assert (await writer.update_task(change)).title == "Flyer"


async def test_a_time_that_the_clock_leaves_out_is_kept_as_the_one_after_it(notion: ScriptedNotion) -> None:
    """In New York the clock goes from two to three in the night of 8 March 2026."""
    due = Due(dt.date(2026, 3, 8), dt.time(2, 30))
    notion.answers[PATCH] = page(Due={"start": "2026-03-08T03:30:00.000-04:00", "end": None})

    async with notion.board() as (_, writer, _):
        task = await writer.update_task(update(DateEdit(None, due)))

    assert task.due == Due(dt.date(2026, 3, 8), dt.time(3, 30))


async def test_a_date_that_was_kept_otherwise_is_named(notion: ScriptedNotion) -> None:
    notion.answers[PATCH] = notion.answers[GET] = page(Due={"start": "2026-06-13", "end": None})

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteDiffersError, match="the due date") as differs:
            await writer.update_task(update(DateEdit(None, Due(dt.date(2026, 6, 12)))))

    assert differs.value.task.due == Due(dt.date(2026, 6, 13))


@pytest.fixture
def tagged(notion: ScriptedNotion) -> ScriptedNotion:
    """A board with tags."""
    options = [{"id": option.id, "name": option.name} for option in TAGS.options]
    tags = {"id": TAGS.id, "type": TAGS.kind, TAGS.kind: {"options": options}}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, TAGS.name: tags})
    return notion


WEB, PRINT = {"id": "g2", "name": "web"}, {"id": "g1", "name": "print"}


@pytest.mark.parametrize("there", [[WEB, PRINT], [PRINT, WEB], [WEB, PRINT, {"id": "g3", "name": "new"}]])
async def test_tags_are_there_in_whatever_order_and_beside_others(
    tagged: ScriptedNotion, there: list[dict[str, Any]]
) -> None:
    tagged.answers[PATCH] = page_having((TAGS, there))

    async with tagged.board() as (_, writer, _):
        await writer.update_task(update(TagsEdit((), ("print", "web"))))

    assert tagged.bodies_of(PATCH) == [
        {"properties": {TAGS.id: {"multi_select": [{"id": "g1"}, {"id": "g2"}]}}}
    ]


async def test_a_tag_that_did_not_take_is_named(tagged: ScriptedNotion) -> None:
    tagged.answers[PATCH] = tagged.answers[GET] = page_having((TAGS, [PRINT]))

    async with tagged.board() as (_, writer, _):
        with pytest.raises(WriteDiffersError, match="tags"):
            await writer.update_task(update(TagsEdit((), ("print", "web"))))
        with pytest.raises(WriteDiffersError, match="tags"):
            await writer.update_task(update(TagsEdit(("print",), ())))


async def test_somebody_added_meanwhile_is_not_amiss_but_somebody_who_stayed_is(
    notion: ScriptedNotion,
) -> None:
    people = [{"object": "user", "id": each} for each in (ANA, BEN)]
    notion.answers[PATCH] = notion.answers[GET] = page(Assignee=people)

    async with notion.board() as (_, writer, _):
        await writer.update_task(update(PeopleEdit((), (ANA_M,))))
        with pytest.raises(WriteDiffersError, match="the people who have the task"):
            await writer.update_task(update(PeopleEdit((ANA_M, BEN_M), (ANA_M,))))


async def test_someone_whom_nobody_knows_is_refused_before_anything_is_sent(notion: ScriptedNotion) -> None:
    ghost = Member(MemberId(GUEST), "Gus")

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="Gus is not, or no longer"):
            await writer.update_task(update(PeopleEdit((ANA_M,), (ANA_M, ghost))))

    assert PATCH not in notion.sent
    assert notion.sent.count(f"GET users/{GUEST}") == 1


async def test_a_guest_who_is_not_listed_can_be_given_a_task(notion: ScriptedNotion) -> None:
    notion.answers[f"GET users/{GUEST}"] = {"object": "user", "id": GUEST, "type": "person", "name": "Gus"}
    notion.answers[PATCH] = page(Assignee=[{"object": "user", "id": GUEST, "name": "Gus"}])

    async with notion.board() as (_, writer, _):
        task = await writer.update_task(update(PeopleEdit((), (Member(MemberId(GUEST), "Gus"),))))

    assert [member.name for member in task.assignees] == ["Gus"]


async def test_someone_who_has_the_task_already_is_not_asked_about(notion: ScriptedNotion) -> None:
    gone = Member(MemberId(GUEST), "Gus")
    notion.answers[PATCH] = page(Assignee=[{"object": "user", "id": each} for each in (GUEST, ANA)])

    async with notion.board() as (_, writer, _):
        await writer.update_task(update(PeopleEdit((gone,), (gone, ANA_M))))

    assert PATCH in notion.sent


async def test_whom_notion_cannot_be_asked_about_now_is_not_given_a_task_now(notion: ScriptedNotion) -> None:
    notion.answers[f"GET users/{GUEST}"] = httpx.Response(403, json={"code": "restricted_resource"})

    async with notion.board() as (_, writer, _):
        with pytest.raises(StoreUnavailableError):
            await writer.update_task(update(PeopleEdit((), (Member(MemberId(GUEST), "Gus"),))))

    assert PATCH not in notion.sent


async def test_a_request_larger_than_notion_takes_is_never_sent(notion: ScriptedNotion) -> None:
    change = CreateTask(title="ö" * 150_000, notes="ö" * 150_000)

    async with notion.board() as (_, writer, _):
        with pytest.raises(WriteRefusedError, match="more text than Notion takes"):
            await writer.create_task(change)

    assert "POST pages" not in notion.sent
