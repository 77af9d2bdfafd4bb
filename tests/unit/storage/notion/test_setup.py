"""What an admin is told of a board at setup, and what becomes of what they choose."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from storage.errors import BoardChangedError
from storage.layouts import ColumnChoice, FoundRole, Told
from storage.notion.setup import NotionSetup
from storage.records import DiscordId
from tests.doubles.stores import MemoryLayouts
from tests.unit.storage.notion.examples import BOARD, COLUMNS, PROJECTS, board, page
from tests.unit.storage.notion.scripted import QUERY, ScriptedNotion, listed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.layouts import RoleName, Survey

NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
ADMIN = DiscordId(7)
LAUNCH = {"Launch": {"id": "l", "type": "date", "date": {}}}


def task(title: str) -> Any:
    return page(Task_name=[{"plain_text": title}])


class Setup:
    """A board with more columns than its template, its setup, and what is kept of it."""

    def __init__(self) -> None:
        self.notion, self.layouts = ScriptedNotion(), MemoryLayouts()
        self.notion.answers[QUERY] = [listed(task("Poster")), listed()]
        self.columns: dict[str, Any] = {**COLUMNS, **LAUNCH}

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[NotionSetup]:
        self.notion.answers[f"GET data_sources/{BOARD}"] = board(self.columns)
        async with self.notion.board(self.layouts) as (reader, _, directory):
            yield NotionSetup(directory, reader, self.layouts)

    async def survey(self) -> Survey:
        async with self.opened() as setup:
            return await setup.survey()

    async def choose(self, role: RoleName, *ids: str) -> Survey:
        async with self.opened() as setup:
            return await setup.choose(ColumnChoice(role=role, ids=ids, chosen_by=ADMIN, chosen_at=NOON))


@pytest.fixture
def setup() -> Setup:
    return Setup()


def role(survey: Survey, field: str) -> FoundRole:
    return next(one for one in survey.roles if one.field == field)


def named(survey: Survey, field: str) -> tuple[str, Told]:
    found = role(survey, field)
    return found.column.name if found.column else "", found.told


async def test_a_survey_shows_what_was_found_what_could_be_and_a_few_tasks(setup: Setup) -> None:
    survey = await setup.survey()

    assert (survey.name, survey.problem) == ("Tasks", None)
    assert named(survey, "due") == ("Due", Told.TEMPLATE)
    assert [one.name for one in role(survey, "due").candidates] == ["Due", "Launch"]
    assert [status.id for status in survey.statuses] == ["s1", "s2", "s4", "s3"]
    assert [task.title for task in survey.samples] == ["Poster"]


@pytest.mark.parametrize(
    ("still_open", "finished", "shown"),
    [("abc", "", "abc"), ("a", "de", "ade"), ("", "def", "def")],
)
async def test_tasks_that_are_open_are_shown_before_others_and_three_cost_one_question(
    setup: Setup, still_open: str, finished: str, shown: str
) -> None:
    setup.notion.answers[QUERY] = [listed(*map(task, still_open)), listed(*map(task, finished))]

    survey = await setup.survey()

    assert "".join(sample.title for sample in survey.samples) == shown
    asked = setup.notion.bodies_of(QUERY)
    assert [body["page_size"] for body in asked] == ([3, len(finished)] if finished else [3])
    assert {condition["status"]["does_not_equal"] for condition in asked[0]["filter"]["and"]} == {
        "Cancelled",
        "Done",
    }


async def test_what_is_chosen_is_kept_and_used_at_once_and_at_the_next_start(setup: Setup) -> None:
    assert named(await setup.choose("due", "l"), "due") == ("Launch", Told.CHOSEN)
    assert named(await setup.survey(), "due") == ("Launch", Told.CHOSEN)
    assert named(await setup.choose("due"), "due") == ("", Told.CHOSEN)


async def test_a_column_taken_from_another_role_is_told_anew_there(setup: Setup) -> None:
    setup.columns["Tags"] = {"id": "t", "type": "select", "select": {"options": []}}
    await setup.choose("tags", "t")

    async with setup.opened() as opened:
        later = NOON + dt.timedelta(minutes=1)
        choice = ColumnChoice(role="priority", ids=("t",), chosen_by=ADMIN, chosen_at=later)
        survey = await opened.choose(choice)

    assert named(survey, "priority") == ("Tags", Told.CHOSEN)
    assert named(survey, "tags") == ("", Told.MISSING)
    assert survey.problem is None


@pytest.mark.parametrize(
    ("field", "ids", "words"),
    [
        ("due", ("gone",), "no such column for the due date.*“Due”, “Launch”"),
        ("due", ("n%3D1",), "no such column for the due date"),
        ("due", ("l", "l"), "no such column"),
        ("parent", ("gone",), "none of its columns"),
        ("title", (), "has a title"),
        ("done", ("s4", "gone"), "no such status"),
    ],
)
async def test_what_cannot_be_is_refused_and_not_kept(
    setup: Setup, field: RoleName, ids: tuple[str, ...], words: str
) -> None:
    with pytest.raises(BoardChangedError, match=words):
        await setup.choose(field, *ids)

    assert await setup.layouts.choices(BOARD) == []


async def test_which_statuses_mean_done_is_chosen_and_a_board_without_one_is_told(setup: Setup) -> None:
    survey = await setup.choose("done", "s2")
    assert [status.name for status in survey.statuses if status.group == "done"] == ["In progress"]
    assert survey.done_is_chosen

    survey = await setup.choose("done")
    assert survey.problem is not None
    assert "nothing can be finished" in survey.problem


async def test_a_ticked_box_leaves_nothing_to_choose(setup: Setup) -> None:
    setup.columns = {"Name": {"id": "title", "type": "title"}, "Done": {"id": "d", "type": "checkbox"}}

    with pytest.raises(BoardChangedError, match="a ticked box means done"):
        await setup.choose("done", "d")


async def test_a_chosen_column_that_is_gone_is_told_with_what_is_taken_instead(setup: Setup) -> None:
    await setup.choose("due", "l")
    del setup.columns["Launch"]

    survey = await setup.survey()

    assert named(survey, "due") == ("Due", Told.TEMPLATE)
    assert survey.problem == (
        "The column chosen for the due date is gone or has another type: “Due” is taken instead."
    )


async def test_what_is_kept_stays_whatever_it_is_called_and_whatever_is_added(setup: Setup) -> None:
    setup.columns = {"Name": {"id": "title", "type": "title"}, "When": {"id": "w", "type": "date"}}
    async with setup.opened() as opened:
        survey = await opened.keep(ADMIN, NOON)
    assert named(survey, "due") == ("When", Told.CHOSEN)
    assert named(survey, "notes") == ("", Told.MISSING)

    setup.columns |= LAUNCH | {"Due": {"id": "d", "type": "date"}}
    assert named(await setup.survey(), "due") == ("When", Told.CHOSEN)


async def test_a_board_that_cannot_be_told_apart_shows_what_it_could_be_and_no_tasks(setup: Setup) -> None:
    setup.columns = {
        "Name": {"id": "title", "type": "title"},
        "Kick-off": {"id": "k", "type": "date"},
        **LAUNCH,
    }

    survey = await setup.survey()

    assert named(survey, "due") == ("", Told.UNCLEAR)
    assert survey.samples == ()
    assert survey.problem is not None
    assert survey.problem.startswith("Darcy cannot tell which column of the task board is for the due date")
    assert named(await setup.choose("due", "l"), "due") == ("Launch", Told.CHOSEN)


async def test_projects_that_are_not_shared_are_told_and_tasks_are_shown_all_the_same(setup: Setup) -> None:
    del setup.notion.answers[f"GET data_sources/{PROJECTS}"]

    survey = await setup.survey()

    assert survey.problem is not None
    assert "projects is not shared" in survey.problem
    assert [task.title for task in survey.samples] == ["Poster"]


async def test_trap_a_relation_whose_database_is_not_shared_is_not_shown_and_that_is_told(
    setup: Setup,
) -> None:
    del setup.columns["Project"]

    survey = await setup.survey()

    assert survey.problem is not None
    assert "no relation whose database is not shared" in survey.problem
