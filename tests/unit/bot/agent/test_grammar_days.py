"""Days as people say them, counted from a day that is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.agent.context import ReferencedTask
from bot.agent.grammar import days
from bot.agent.grammar.errors import UnclearError
from storage.records import Due, Task, TaskId
from tests.doubles.workspaces import MODEL, MOMENT, PAIR, THEATRE, TOOLS, asked
from tools.arguments import CreateArguments, UpdateArguments

if TYPE_CHECKING:
    from bot.agent.context import Context

WEDNESDAY = dt.date(2026, 6, 10)
FRIDAY = dt.date(2026, 6, 12)
SUNDAY = dt.date(2026, 6, 14)
NEW_YEARS_EVE = dt.date(2026, 12, 31)  # a Thursday


@pytest.mark.parametrize(
    ("today", "said", "due_on"),
    [
        (WEDNESDAY, "by today", WEDNESDAY),
        (WEDNESDAY, "tomorrow", dt.date(2026, 6, 11)),
        (WEDNESDAY, "by end of day", WEDNESDAY),
        (WEDNESDAY, "by eod tomorrow", dt.date(2026, 6, 11)),
        (WEDNESDAY, "by Friday 5pm", FRIDAY),
        (WEDNESDAY, "by Friday evening", FRIDAY),
        (WEDNESDAY, "by Friday at the latest", FRIDAY),
        (WEDNESDAY, "no later than Friday", FRIDAY),
        (NEW_YEARS_EVE, "by tomorrow", dt.date(2027, 1, 1)),
        (WEDNESDAY, "the day after tomorrow", FRIDAY),
        (WEDNESDAY, "by Friday", FRIDAY),
        (FRIDAY, "by Friday", FRIDAY),
        (SUNDAY, "by Friday", dt.date(2026, 6, 19)),
        (WEDNESDAY, "on fri", FRIDAY),
        (WEDNESDAY, "this Friday", FRIDAY),
        (WEDNESDAY, "before Friday", dt.date(2026, 6, 11)),
        (WEDNESDAY, "next Friday", dt.date(2026, 6, 19)),
        (FRIDAY, "next Friday", dt.date(2026, 6, 19)),
        (SUNDAY, "next Monday", dt.date(2026, 6, 15)),
        (WEDNESDAY, "by Friday next week", dt.date(2026, 6, 19)),
        (WEDNESDAY, "this week", FRIDAY),
        (SUNDAY, "by this week", SUNDAY),
        (WEDNESDAY, "by next week", dt.date(2026, 6, 19)),
        (WEDNESDAY, "by the end of the week", FRIDAY),
        (WEDNESDAY, "by the end of next week", dt.date(2026, 6, 19)),
        (WEDNESDAY, "by the weekend", SUNDAY),
        (WEDNESDAY, "in 3 days", dt.date(2026, 6, 13)),
        (WEDNESDAY, "in two weeks", dt.date(2026, 6, 24)),
        (WEDNESDAY, "in a week", dt.date(2026, 6, 17)),
        (dt.date(2027, 1, 31), "in a month", dt.date(2027, 2, 28)),
        (WEDNESDAY, "by the end of the month", dt.date(2026, 6, 30)),
        (NEW_YEARS_EVE, "by end of next month", dt.date(2027, 1, 31)),
        (WEDNESDAY, "by the end of February", dt.date(2027, 2, 28)),
        (WEDNESDAY, "by next month", dt.date(2026, 7, 31)),
        (WEDNESDAY, "by 12 June", FRIDAY),
        (FRIDAY, "by 12 June", FRIDAY),
        (dt.date(2026, 6, 13), "by 12 June", dt.date(2027, 6, 12)),
        (WEDNESDAY, "on June 12th", FRIDAY),
        (WEDNESDAY, "by the 12th of June", FRIDAY),
        (WEDNESDAY, "by the 12th", FRIDAY),
        (WEDNESDAY, "by the 9th", dt.date(2026, 7, 9)),
        (dt.date(2027, 2, 1), "by the 31st", dt.date(2027, 3, 31)),
        (WEDNESDAY, "by Friday, 12 June 2026", FRIDAY),
        (WEDNESDAY, "by Jan 5th", dt.date(2027, 1, 5)),
        (WEDNESDAY, "by 12.6.", FRIDAY),
        (WEDNESDAY, "by 12.6.2026", FRIDAY),
        (WEDNESDAY, "by 1.6.", dt.date(2027, 6, 1)),
        (WEDNESDAY, "by 2026-06-12", FRIDAY),
        (WEDNESDAY, "due 2026-06-12", FRIDAY),
        (WEDNESDAY, "by 6/25", dt.date(2026, 6, 25)),
        (WEDNESDAY, "by 25/6/26", dt.date(2026, 6, 25)),
    ],
)
async def test_a_day_is_counted_from_today(today: dt.date, said: str, due_on: dt.date) -> None:
    _, assigned = await asked(PAIR, f"assign the poster to Pia {said}", today=today)
    _, created = await asked(THEATRE, f"create a task: print the poster {said}", today=today)

    assert isinstance(assigned, UpdateArguments)
    assert isinstance(created, CreateArguments)
    assert (assigned.task, assigned.due_on) == ("poster", due_on)
    assert (created.title, created.due_on) == ("Print the poster", due_on)


async def test_what_is_moved_to_a_friday_on_a_friday_is_moved_on() -> None:
    _, moved = await asked(PAIR, "push the poster to Friday", today=FRIDAY)

    assert isinstance(moved, UpdateArguments)
    assert moved.due_on == dt.date(2026, 6, 19)


async def test_a_day_in_the_middle_of_a_title_is_no_due_date() -> None:
    _, created = await asked(PAIR, "create a task: plan the Friday social for next week's guests")

    assert created == CreateArguments(title="Plan the Friday social for next week's guests")


@pytest.mark.parametrize("text", ["12/6", "1/2/2027", "13/13", "0/5"])
def test_a_day_with_slashes_must_have_one_reading(text: str) -> None:
    with pytest.raises(UnclearError):
        days.read_slashed(text, WEDNESDAY)


@pytest.mark.parametrize("text", ["31.6.", "0.1.", "1.13.2026"])
def test_a_day_no_month_has_is_asked_for(text: str) -> None:
    with pytest.raises(UnclearError, match="no such day"):
        days.read_dotted(text, WEDNESDAY)


def test_a_day_far_off_is_asked_for() -> None:
    with pytest.raises(UnclearError, match="five years"):
        days.in_days(999 * 7, WEDNESDAY)


@pytest.mark.parametrize("day", [0, 32])
def test_a_number_no_month_has_is_asked_for(day: int) -> None:
    with pytest.raises(UnclearError, match="No month"):
        days.day_of_this_month(day, WEDNESDAY)


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert days.week(SUNDAY) == days.Period(dt.date(2026, 6, 8), SUNDAY, SUNDAY)
    assert days.week(WEDNESDAY) == days.Period(dt.date(2026, 6, 8), SUNDAY, FRIDAY)


@pytest.mark.parametrize(
    ("said", "due_on", "becomes"),
    [
        ("push the poster back a month", dt.date(2027, 1, 31), dt.date(2027, 2, 28)),
        ("bring the poster forward by two months", dt.date(2026, 12, 31), dt.date(2026, 10, 31)),
        ("give me another month for the poster", FRIDAY, dt.date(2026, 7, 12)),
        ("move T1 3 months later", FRIDAY, dt.date(2026, 9, 12)),
    ],
)
async def test_a_month_is_counted_from_the_day_of_a_task_that_is_known(
    said: str, due_on: dt.date, becomes: dt.date
) -> None:
    reply = await MODEL.reply(_with_poster(said, Due(due_on)), [], TOOLS)

    arguments = UpdateArguments.model_validate_json(reply.tool_calls[0].arguments)
    assert (arguments.task, arguments.due_on) == ("T1", becomes)


@pytest.mark.parametrize("said", ["push my tasks back a month", "push the poster and the hats back a month"])
async def test_of_several_tasks_a_month_is_asked_about(said: str) -> None:
    reply = await MODEL.reply(_with_poster(said, Due(FRIDAY)), [], TOOLS)

    assert reply.text.startswith("To which day?")


async def test_a_task_without_a_date_is_not_moved_by_a_month() -> None:
    reply = await MODEL.reply(_with_poster("push the poster back a month", None), [], TOOLS)

    assert reply.text.startswith("To which day?")


def _with_poster(said: str, due: Due | None) -> Context:
    """The theatre's board, with one task that has a date, or none."""
    context = THEATRE.context(said)
    poster = Task(
        id=TaskId("t-poster"),
        title="Print the poster",
        url="https://notion.example/t",
        edited_at=MOMENT,
        due=due,
    )
    return replace(context, tasks=(ReferencedTask("T1", poster),))
