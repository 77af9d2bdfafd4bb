"""The three requests Darcy is for, each with one press, by a scripted model and by the built-in grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doubles.darcy import FORMS, FRIDAY, POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


def script_view(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"whose": "me", "status": "open"}))


def script_assignment(darcy: Darcy) -> None:
    arguments = {
        "task": "poster",
        "in_project": "Recruitment",
        "create_if_missing": True,
        "assignees": ["Priya"],
        "due_on": FRIDAY.isoformat(),
        "clear": [],
    }
    darcy.model.calls(("update_task", arguments))


def script_finish(darcy: Darcy) -> None:
    arguments = {"task": "recruitment forms", "status": "done", "create_if_missing": False, "clear": []}
    darcy.model.calls(("update_task", arguments))


async def view(darcy: Darcy) -> None:
    text = words_of(await darcy.ask("show me my tasks"))
    mine = [row for row in darcy.notion.rows() if darcy.speaker in row.assignees]
    for row in mine:
        assert (row.title in text) == (row.status not in {"Done", "Dropped"})


async def assign(darcy: Darcy) -> None:
    card = await darcy.ask("assign the poster to Priya by Friday in Recruitment")
    text = words_of(card)
    assert POSTER in text
    assert "nobody → Priya Raman" in text
    assert "none → Fri 12 Jun (in 2 days)" in text
    assert darcy.notion.row(POSTER).assignees == ()

    receipt = words_of(await darcy.press(card, "Confirm"))
    assert "Done" in receipt
    assert "Priya Raman" in receipt
    row = darcy.notion.row(POSTER)
    assert (row.assignees, row.due, row.project) == (("Priya Raman",), FRIDAY, "Recruitment")


async def finish(darcy: Darcy) -> None:
    card = await darcy.ask("I've just finished sending out the recruitment forms")
    assert "In progress → Done" in words_of(card)
    assert darcy.notion.row(FORMS).status == "In progress"

    assert "Done" in words_of(await darcy.press(card, "Confirm"))
    assert darcy.notion.row(FORMS).status == "Done"


async def test_a_scripted_model_serves_the_three_requests_with_one_call_each(darcy: Darcy) -> None:
    for number, (script, request) in enumerate(
        [(script_view, view), (script_assignment, assign), (script_finish, finish)], 1
    ):
        script(darcy)
        await request(darcy)
        assert len(darcy.model.requests) == number


async def test_the_grammar_serves_the_three_requests_without_a_model(plain_darcy: Darcy) -> None:
    await view(plain_darcy)
    await assign(plain_darcy)
    await finish(plain_darcy)
    assert plain_darcy.model.requests == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("what is overdue in Recruitment", "Overdue tasks in Recruitment · 2 tasks"),
        ("my overdue tasks", "Your overdue tasks · 2 tasks"),
        ("what is due this week in Sponsorship", "Open tasks in Sponsorship due Mon 8 Jun to Sun 14 Jun ·"),
        ("what is due by Friday in Sponsorship", "Open tasks in Sponsorship due by Fri 12 Jun ·"),
        ("my tasks due tomorrow", "Your open tasks due Thu 11 Jun"),
        ("my tasks due after Friday", "Your open tasks due from Sat 13 Jun ·"),
    ],
)
async def test_a_list_says_what_it_is_of(plain_darcy: Darcy, words: str, title: str) -> None:
    assert title in words_of(await plain_darcy.ask(words))


async def test_a_task_that_is_not_there_is_created(plain_darcy: Darcy) -> None:
    before = len(plain_darcy.notion.rows())
    card = await plain_darcy.ask("assign the trailer subtitles to Priya by Friday in Recruitment")
    assert "New task" in words_of(card)
    assert len(plain_darcy.notion.rows()) == before

    await plain_darcy.press(card, "Confirm")
    row = plain_darcy.notion.row("Trailer subtitles")
    assert (row.assignees, row.due, row.project) == (("Priya Raman",), FRIDAY, "Recruitment")
    assert row.status == "Not started"
