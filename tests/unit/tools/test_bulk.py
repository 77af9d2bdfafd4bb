"""The same change for many tasks: a change for each that becomes another, and a word about the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from storage.changes import ArchiveTask, UpdateTask
from storage.edits import DateEdit, PeopleEdit
from storage.records import Due, Task, TaskId
from storage.runs import Choice
from tests.doubles.contexts import ANA, BOB, task
from tests.doubles.runs import FULL, queries, run_context
from tools.arguments import Conditions
from tools.bulk import MOST_CHANGED, UpdateTasks
from tools.errors import AnswerNeededError, ToolRefusedError, ToolRetryError

DUE = dt.date(2026, 6, 14)  # of every task made up here


def errands(count: int) -> tuple[Task, ...]:
    return tuple(replace(task(f"Errand {number}"), id=TaskId(f"e{number}")) for number in range(count))


async def test_each_task_that_becomes_another_is_a_change_and_the_others_are_counted() -> None:
    tasks = (*errands(3), replace(task("Undated"), id=TaskId("u"), due=None))
    plan = await UpdateTasks(where=Conditions(whose="me"), shift_days=7).plan(run_context(*tasks))
    assert [change.task_id for change in plan.changes if isinstance(change, UpdateTask)] == ["e0", "e1", "e2"]
    assert plan.changes[0] == UpdateTask(
        task_id=TaskId("e0"),
        title="Errand 0",
        url="",
        edits=(DateEdit(Due(DUE), Due(dt.date(2026, 6, 21))),),
    )
    assert plan.note == "1 of the 4 tasks would not change and are left out."


async def test_people_are_added_to_each_tasks_own() -> None:
    one, other = errands(2)
    plan = await UpdateTasks(tasks=["T1", "T2", "T1"], add_assignees=["Bob"]).plan(
        run_context(one, replace(other, assignees=()))
    )
    edits = [change.edits for change in plan.changes if isinstance(change, UpdateTask)]
    assert edits == [(PeopleEdit((ANA,), (ANA, BOB)),), (PeopleEdit((), (BOB,)),)]
    assert plan.note == ""


async def test_done_tasks_are_archived_together() -> None:
    done = tuple(replace(each, is_done=True) for each in errands(2))
    run = run_context(*done, *errands(1))
    plan = await UpdateTasks(where=Conditions(status="done"), archive=True).plan(run)
    assert plan.changes == tuple(ArchiveTask(task=each) for each in done)
    assert [query.is_done for query in queries(run)] == [True]


@pytest.mark.parametrize("where", [None, Conditions(), Conditions(status="any")])
async def test_every_task_is_meant_only_if_it_is_said(where: Conditions | None) -> None:
    run = run_context(*errands(2))
    with pytest.raises(ToolRetryError, match="Say which tasks"):
        await UpdateTasks(where=where, priority="High").plan(run)
    plan = await UpdateTasks(where=where, everything=True, priority="High").plan(run)
    assert len(plan.changes) == 2


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (UpdateTasks(tasks=["T1"]), "Name what is to change"),
        (UpdateTasks(tasks=["T1"], archive=True, priority="High"), "not both"),
        (UpdateTasks(tasks=["T1"], due_on=DUE, shift_days=1), "Either due_on"),
        (UpdateTasks(tasks=["T1"], where=Conditions(whose="me"), priority="High"), "Either tasks"),
    ],
)
async def test_a_call_that_says_two_things_goes_back(call: UpdateTasks, why: str) -> None:
    with pytest.raises(ToolRetryError, match=why):
        await call.plan(run_context(*errands(2), options=FULL))


async def test_more_than_a_card_takes_is_refused_with_the_count_and_how_to_narrow_it() -> None:
    call = UpdateTasks(everything=True, priority="High")
    assert len((await call.plan(run_context(*errands(MOST_CHANGED)))).changes) == MOST_CHANGED
    with pytest.raises(ToolRefusedError, match=r"would change 51 tasks.*takes 50.*person, project"):
        await call.plan(run_context(*errands(MOST_CHANGED + 1)))
    with pytest.raises(ToolRefusedError, match="more than 3 tasks"):
        await call.plan(run_context(*errands(3), is_complete=False))


async def test_where_nothing_would_change_that_is_said() -> None:
    call = UpdateTasks(everything=True, status="Not started")
    with pytest.raises(ToolRefusedError, match="None of 2 tasks would change"):
        await call.plan(run_context(*errands(2)))
    with pytest.raises(ToolRefusedError, match="no such tasks: Open tasks of priority High"):
        await UpdateTasks(where=Conditions(priority="high"), status="done").plan(run_context())


async def test_a_name_that_fits_two_is_asked_and_the_answer_used() -> None:
    call = UpdateTasks(tasks=["errand", "T1"], status="done")
    with pytest.raises(AnswerNeededError):
        await call.plan(run_context(*errands(2)))
    chosen = (Choice(subject="task", words="errand", id="e1"),)
    plan = await call.plan(run_context(*errands(2), choices=chosen))
    assert [change.title for change in plan.changes] == ["Errand 1", "Errand 0"]
