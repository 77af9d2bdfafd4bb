"""Tasks that are in several projects: found under each of them, whichever the board names first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.ui.preview import preview_of
from storage.changes import UpdateTask as Updated
from storage.runs import Shown
from tests.doubles.board_runs import open_run
from tests.doubles.boards.shape import ANA, a_database, people, relation, status, title
from tests.doubles.examples import TODAY
from tools.errors import ToolRefusedError, ToolRetryError
from tools.listing import ShowTasks
from tools.tasks import UpdateTask

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from tools.toolset import RunContext

COLUMNS = [
    title("Task"),
    status("Status", ["To do"], ["Doing"], ["Done"]),
    people("Assignee"),
    relation("Project", "Projects"),
]
ROWS = [
    {"Task": "Poster", "Status": "To do", "Assignee": [ANA], "Project": ["Tour", "Fair"]},
    {"Task": "Flyer", "Status": "Done", "Assignee": [ANA], "Project": ["Tour", "Fair"]},
    {"Task": "Tent", "Status": "To do", "Assignee": [ANA], "Project": ["Gala"]},
]


def run_of_ana() -> AbstractAsyncContextManager[RunContext]:
    return open_run(COLUMNS, ROWS, a_database("Projects", "Tour", "Fair", "Gala"), asker=ANA)


@pytest.mark.parametrize(
    ("project", "titles"), [("Tour", ["Poster"]), ("Fair", ["Poster"]), ("Gala", ["Tent"])]
)
async def test_my_tasks_in_a_project_are_listed_whichever_the_board_names_first(
    project: str, titles: list[str]
) -> None:
    async with run_of_ana() as run:
        shown = await ShowTasks(whose="me", project=project).run(run)
        assert isinstance(shown, Shown)
        assert [task.title for task in shown.listing.tasks] == titles


@pytest.mark.parametrize("project", ["Tour", "Fair"])
async def test_a_task_of_several_projects_is_changed_and_not_made_a_second_time(project: str) -> None:
    async with run_of_ana() as run:
        call = UpdateTask(task="poster", in_project=project, create_if_missing=True, status="doing")
        (change,) = (await call.plan(run)).changes
        assert isinstance(change, Updated)

        call = UpdateTask(task="flyer", in_project=project, status="to do")
        (reopened,) = (await call.plan(run)).changes
        assert reopened.title == "Flyer"


async def test_the_card_says_which_projects_stay_and_one_of_several_is_not_taken_away_unseen() -> None:
    async with run_of_ana() as run:
        (change,) = (await UpdateTask(task="poster", project="Gala").plan(run)).changes
        lines = ["".join(getattr(span, "value", "") for span in line) for line in preview_of(change, TODAY)]
        assert lines[-1] == "Project: Tour → Gala (and still Fair)"

        with pytest.raises(ToolRefusedError, match=r"several projects \(Tour, Fair\)"):
            await UpdateTask(task="poster", clear=["project"]).plan(run)


async def test_a_task_of_other_projects_is_not_taken_for_one_of_this() -> None:
    async with run_of_ana() as run:
        with pytest.raises(ToolRetryError, match="No open task in Gala fits “poster”"):
            await UpdateTask(task="poster", in_project="Gala", status="doing").plan(run)
