"""Names of options: a status also by what it means, and none given up before the board was looked at anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.records import BoardOptions, StatusGroup, StatusOption
from tests.doubles.contexts import task
from tests.doubles.runs import FULL, StillDirectory, run_context
from tools.errors import ToolRefusedError, ToolRetryError
from tools.options import status_named, tag_named
from tools.tasks import CreateTask, UpdateTask

STATUSES = (StatusOption("Offen", StatusGroup.TODO), StatusOption("Erledigt", StatusGroup.DONE))
BOARD = BoardOptions(name="Aufgaben", url="", statuses=STATUSES, fields=frozenset({"title", "status"}))


@pytest.mark.parametrize(("words", "named"), [("erledigt", "Erledigt"), ("done", "Erledigt")])
def test_a_status_is_found_by_its_name_or_its_meaning(words: str, named: str) -> None:
    assert status_named(words, BOARD) == named


def test_a_status_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ToolRetryError, match="Offen, Erledigt"):
        status_named("blocked", BOARD)


def test_a_board_without_statuses_is_said_to_have_none() -> None:
    bare = BoardOptions(name="Aufgaben", url="", statuses=(), fields=frozenset({"title"}))
    with pytest.raises(ToolRefusedError, match="no column for status"):
        status_named("done", bare)


async def test_a_column_that_is_not_there_or_not_known_is_missed_in_words() -> None:
    run = run_context(task(), options=replace(FULL, fields=FULL.fields - {"due"}))
    with pytest.raises(ToolRefusedError, match=r"no column for due dates.* name it with /darcy-admin setup"):
        await UpdateTask(task="poster", clear=["due"]).plan(run)


def test_a_long_list_of_tags_is_cut() -> None:
    many = replace(FULL, tags=tuple(f"tag {number}" for number in range(50)))
    assert tag_named("#TAG 49", many) == "tag 49"
    with pytest.raises(ToolRetryError, match="tag 39, and 10 more"):
        tag_named("other", many)


NEW = replace(
    FULL,
    tags=("print", "outreach"),
    priorities=("Urgent",),
    statuses=(*FULL.statuses, StatusOption("Waiting", StatusGroup.TODO)),
)
OLD = replace(FULL, fields=FULL.fields - {"tags"}, tags=())


async def test_what_was_added_to_the_board_since_is_found_by_looking_once_more() -> None:
    run = run_context(task(), options=OLD, fresh=NEW)
    plan = await UpdateTask(task="poster", status="waiting", priority="urgent", add_tags=["outreach"]).plan(
        run
    )
    (change,) = plan.changes
    assert change.title == "Poster"
    assert isinstance(run.resolve.directory, StillDirectory)
    assert run.resolve.directory.refreshed == 1


async def test_the_board_is_looked_at_once_more_and_no_oftener() -> None:
    run = run_context(options=FULL)
    for _ in range(2):
        with pytest.raises(ToolRetryError, match="No tag “outreach”"):
            await CreateTask(title="x", tags=["outreach"]).plan(run)
    assert isinstance(run.resolve.directory, StillDirectory)
    assert run.resolve.directory.refreshed == 1
