"""Lists of tasks: what the board is asked for, and what the person and the model are told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from storage.records import Due, Order, ParentTask, TaskId
from storage.runs import Shown
from tests.doubles.contexts import OPTIONS, task
from tests.doubles.runs import FULL, queries, run_context
from tools.errors import ToolRefusedError, ToolRetryError
from tools.listing import FindTasks, ShowTasks

FAIR = replace(task("Plan the fair"), id=TaskId("fair"))


async def test_a_board_that_knows_no_people_is_not_said_to_have_no_tasks_of_theirs() -> None:
    run = run_context(options=replace(OPTIONS, fields=frozenset({"title"})))
    with pytest.raises(ToolRefusedError, match="no column for assignees"):
        await ShowTasks(whose="me").run(run)


async def test_every_condition_is_asked_of_the_board_and_told_in_the_title() -> None:
    run = run_context(FAIR, options=FULL)
    shown = await ShowTasks(
        whose="Bob",
        project="recruitment",
        tag="#Print",
        part_of="T1",
        changed_since=dt.date(2026, 6, 8),
        order=Order.EDITED,
    ).run(run)
    assert isinstance(shown, Shown)
    assert shown.title == (
        "Bob Berg’s open tasks in Recruitment that are part of “Plan the fair” tagged print "
        "changed since Mon 8 Jun, latest change first"
    )
    (query,) = queries(run)
    assert (query.tag, query.parent, query.order) == ("print", FAIR.id, Order.EDITED)
    assert query.edited_since == dt.datetime(2026, 6, 7, 23, tzinfo=dt.UTC)  # midnight in London


async def test_the_list_a_run_opens_with_is_not_taken_for_one_in_another_order() -> None:
    for order, asked in ((None, [Order.DUE]), (Order.PRIORITY, [Order.DUE, Order.PRIORITY])):
        run = run_context(FAIR)
        await run.resolve.open_tasks.everything()
        await ShowTasks(whose="me", order=order).run(run)
        assert [query.order for query in queries(run)] == asked


async def test_a_reference_for_words_is_that_task_whatever_has_become_of_it() -> None:
    run = run_context(replace(FAIR, is_done=True))
    name = run.resolve.references.of(FAIR.id)

    shown = await ShowTasks(words=name.lower()).run(run)

    assert isinstance(shown, Shown)
    assert (shown.title, [found.id for found in shown.listing.tasks]) == ("“Plan the fair”", [FAIR.id])


async def test_a_tag_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ToolRetryError, match=r"No tag “prnt”. There are: print, press"):
        await ShowTasks(tag="prnt").run(run_context(options=FULL))


async def test_the_model_reads_time_range_tags_and_the_whole() -> None:
    stall = replace(
        task("Book a stall"),
        due=Due(dt.date(2026, 6, 14), dt.time(17), dt.date(2026, 6, 12)),
        tags=("print", "press"),
        parent=ParentTask(FAIR.id, FAIR.title),
    )
    told = await FindTasks().run(run_context(stall))
    assert told.splitlines()[1].split(" · ") == [
        "T1 'Book a stall'",
        "Not started",
        "due 2026-06-12..2026-06-14 17:00",
        "Ana Silva",
        "Recruitment",
        "tagged print, press",
        "part of 'Plan the fair'",
    ]
