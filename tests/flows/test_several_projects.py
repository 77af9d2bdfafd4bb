"""Tasks that are in several projects: found under each of them, whichever the board names first."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from sandbox.clock import Clock
from sandbox.notion.database_seed import DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.workspace import seeded_workspace
from storage.changes import UpdateTask as Updated
from storage.records import DiscordId, GuildId, Principal
from storage.runs import Shown
from tests.doubles.boards.shape import ANA, BOARD, a_database, people, relation, status, title
from tests.doubles.notion import open_notion
from tests.doubles.opened_board import LONDON, open_board
from tests.doubles.stores import MemoryMembers
from tools.errors import ToolRetryError
from tools.listing import ShowTasks
from tools.open_tasks import OpenTasks
from tools.references import References
from tools.resolve import Resolver
from tools.tasks import UpdateTask
from tools.toolset import RunContext

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

TODAY = dt.date(2026, 6, 10)
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


@asynccontextmanager
async def run_of_ana() -> AsyncGenerator[RunContext]:
    async with open_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        projects = a_database("Projects", "Tour", "Fair", "Gala")
        notion.add_database(DatabaseSeed("Projects", [projects]))
        tasks = DataSourceSeed(BOARD, COLUMNS, [RowSeed(row) for row in ROWS])
        ids = notion.add_database(DatabaseSeed("Tasks", [tasks], people=[ANA]))
        async with open_board(notion, tasks=ids.database) as board:
            ana = next(each for each in await board.directory.members() if each.name == ANA)
            principal = Principal(guild=GuildId(1), discord=DiscordId(2), member=ana)
            resolver = Resolver(
                principal=principal,
                directory=board.directory,
                reader=board.reader,
                members=MemoryMembers(),
                open_tasks=OpenTasks(board.reader),
                references=References(),
                opened=0.0,
            )
            yield RunContext(
                principal=principal, today=TODAY, zone=LONDON, reader=board.reader, resolve=resolver
            )


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


async def test_a_task_of_other_projects_is_not_taken_for_one_of_this() -> None:
    async with run_of_ana() as run:
        with pytest.raises(ToolRetryError, match="No open task in Gala fits “poster”"):
            await UpdateTask(task="poster", in_project="Gala", status="doing").plan(run)
