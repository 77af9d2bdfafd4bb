"""What calls about one task plan, on a board that stands still."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from storage import changes
from storage.edits import DateEdit, ParentEdit, TagsEdit
from storage.records import Due, ParentTask, TaskId
from tests.doubles.contexts import task
from tests.doubles.runs import FULL, queries, run_context
from tools.errors import AnswerNeededError, ToolRefusedError, ToolRetryError
from tools.tasks import ArchiveTask, CreateTask, UpdateTask

if TYPE_CHECKING:
    from storage.changes import Change
    from storage.records import Task
    from tools.toolset import RunContext, WriteTool

FRIDAY = dt.date(2026, 6, 19)
POSTER = replace(task("Poster"), id=TaskId("poster"), tags=("print",))
FAIR = replace(task("Plan the fair"), id=TaskId("fair"))
STALL = replace(task("Book a stall"), id=TaskId("stall"), parent=ParentTask(FAIR.id, FAIR.title))
GONE = replace(task("Old flyer"), id=TaskId("gone"), is_trashed=True)


async def planned(tool: WriteTool, run: RunContext) -> Change:
    (change,) = (await tool.plan(run)).changes
    return change


async def edits_of(tool: UpdateTask, *tasks: Task) -> tuple[object, ...]:
    change = await planned(tool, run_context(*tasks, options=FULL))
    assert isinstance(change, changes.UpdateTask)
    return change.edits


async def test_a_new_task_has_its_time_its_first_day_tags_and_the_task_it_is_a_part_of() -> None:
    tool = CreateTask.model_validate_json(
        '{"title": "Print it", "due_on": "2026-06-19", "due_time": "9:05", "starts_on": "2026-06-15",'
        ' "tags": ["#Print", "print"], "parent": "the fair"}'
    )
    change = await planned(tool, run_context(POSTER, FAIR, options=FULL))
    assert change == changes.CreateTask(
        title="Print it",
        status="Not started",
        due=Due(FRIDAY, dt.time(9, 5), dt.date(2026, 6, 15)),
        tags=("print",),
        parent=ParentTask(FAIR.id, "Plan the fair"),
    )


@pytest.mark.parametrize("said", ["25:00", "1700", "17:00Z", "5pm", "17:00:30"])
def test_only_a_time_of_day_is_one(said: str) -> None:
    with pytest.raises(ValidationError, match="HH:MM"):
        CreateTask.model_validate({"title": "x", "due_on": FRIDAY, "due_time": said})


async def test_tags_are_added_and_taken_away() -> None:
    edits = await edits_of(UpdateTask(task="poster", add_tags=["press"], remove_tags=["print"]), POSTER)
    assert edits == (TagsEdit(("print",), ("press",)),)
    edits = await edits_of(UpdateTask(task="poster", clear=["tags", "due"]), POSTER)
    assert edits == (DateEdit(POSTER.due, None), TagsEdit(("print",), ()))


async def test_a_task_becomes_a_part_of_another_and_is_none_again() -> None:
    edits = await edits_of(UpdateTask(task="poster", parent="T2"), POSTER, FAIR)
    assert edits == (ParentEdit(None, ParentTask(FAIR.id, FAIR.title)),)
    edits = await edits_of(UpdateTask(task="stall", clear=["parent"]), STALL, FAIR)
    assert edits == (ParentEdit(ParentTask(FAIR.id, FAIR.title), None),)


@pytest.mark.parametrize(
    ("parent", "why"), [("T2", "part of itself"), ("T1", "“Book a stall” is a part of “Plan the fair”")]
)
async def test_no_task_is_a_part_of_itself_however_far_down(parent: str, why: str) -> None:
    with pytest.raises(ToolRefusedError, match=why):
        await edits_of(UpdateTask(task="fair", parent=parent), STALL, FAIR)


async def test_a_board_without_subtasks_says_so() -> None:
    options = replace(FULL, fields=FULL.fields - {"parent"})
    with pytest.raises(ToolRefusedError, match="no column for subtasks"):
        await UpdateTask(task="poster", parent="T2").plan(run_context(POSTER, FAIR, options=options))


async def test_a_task_is_archived_also_when_it_is_done() -> None:
    done = replace(POSTER, is_done=True)
    assert await planned(ArchiveTask(task="poster"), run_context(done)) == changes.ArchiveTask(task=done)


async def test_a_task_is_restored_by_words_or_by_its_reference() -> None:
    for words in ("flyer", "T2"):
        run = run_context(POSTER, GONE)
        assert await planned(ArchiveTask(task=words, restore=True), run) == changes.ArchiveTask(
            task=GONE, restores=True
        )
        assert all(query.trashed for query in queries(run))


async def test_what_is_not_in_the_trash_cannot_be_restored() -> None:
    with pytest.raises(ToolRefusedError, match="not in the trash"):
        await ArchiveTask(task="T1", restore=True).plan(run_context(POSTER))
    with pytest.raises(ToolRetryError, match="No task in the trash"):
        await ArchiveTask(task="poster", restore=True).plan(run_context(POSTER, GONE))


async def test_that_the_trash_was_not_told_whole_is_said() -> None:
    with pytest.raises(ToolRefusedError, match="did not tell all that is in the board's trash"):
        await ArchiveTask(task="leaflet", restore=True).plan(run_context(POSTER, GONE, is_complete=False))


async def test_which_of_two_is_archived_is_asked() -> None:
    hall = replace(POSTER, id=TaskId("hall"), title="Poster for the hall")
    gate = replace(POSTER, id=TaskId("gate"), title="Poster for the gate")
    with pytest.raises(AnswerNeededError):
        await ArchiveTask(task="poster").plan(run_context(hall, gate))


@pytest.mark.parametrize("column", ["assignees", "add_assignees", "remove_assignees"])
async def test_who_is_unknown_is_told_before_it_is_asked_which_task_is_meant(column: str) -> None:
    run = run_context(POSTER, replace(POSTER, id=TaskId("other")), options=FULL)

    with pytest.raises(ToolRetryError, match="called “Jhon”"):
        await UpdateTask.model_validate({"task": "poster", column: ["Jhon"]}).plan(run)
