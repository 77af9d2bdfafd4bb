"""A board tried: surveyed, settled where it must be, read and written, by the ports that Darcy uses."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from storage.changes import CreateTask, UpdateTask
from storage.edits import TextEdit
from storage.errors import BoardChangedError
from storage.layouts import ColumnChoice, Told
from storage.notion.open import open_notion_board
from storage.records import DiscordId, Due, ParentTask, StatusGroup, TaskQuery
from tests.doubles.boards.languages import LANGUAGES
from tests.doubles.boards.teams import TEAMS
from tests.doubles.boards.templates import TEMPLATES
from tests.doubles.boards.translated import TRANSLATED
from tests.doubles.boards.unclear import UNCLEAR
from tests.doubles.boards.unusual import UNUSUAL
from tests.doubles.notion import open_notion
from tests.doubles.stores import MemoryLayouts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from sandbox.notion.server import NotionEmulator
    from storage.layouts import Survey
    from storage.notion.open import NotionBoard
    from storage.records import Task
    from tests.doubles.boards.shape import Shape

SHAPES = (*TEMPLATES, *TRANSLATED, *LANGUAGES, *TEAMS, *UNUSUAL, *UNCLEAR)
TODAY = dt.date(2026, 6, 10)
NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
ADMIN = DiscordId(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of a board. `told` is the words of what had to be settled, or of the link's refusal."""

    first: Survey
    settled: Survey
    told: str | None
    sample: Task
    finished: Task
    listed: Sequence[Task]

    @property
    def verdict(self) -> str:
        if self.told is None:
            return "with help" if self.first != self.settled else "without help"
        return "refused" if "NOTION_TASKS" in self.told else "with help"


@asynccontextmanager
async def opened(shape: Shape) -> AsyncGenerator[tuple[NotionBoard, str | None]]:
    """The board, and in what words its own link was refused."""
    async with open_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        ids = [notion.add_database(seed) for seed in shape.databases()][-1]
        if not shape.refused:
            async with open_board(
                notion, f"https://www.notion.so/x/Tasks-{ids.database}?v={'f' * 32}"
            ) as board:
                yield board, None
            return
        try:
            async with open_board(notion, ids.database):
                raise AssertionError("It was not refused.")
        except BoardChangedError as error:
            told = str(error)
        async with open_board(notion, ids.source) as board:
            yield board, told


@asynccontextmanager
async def open_board(notion: NotionEmulator, tasks: str) -> AsyncGenerator[NotionBoard]:
    async with open_notion_board(
        token=notion.token,
        tasks=tasks,
        base_url=notion.base_url,
        zone=ZoneInfo("Europe/Berlin"),
        layouts=MemoryLayouts(),
    ) as board:
        yield board


async def tried(shape: Shape) -> Trial:
    """Survey a board, say what it needs, read its task, make another and finish that."""
    async with opened(shape) as (board, refusal):
        first = await board.setup.survey()
        told = refusal or await _told_to_who_asks(board)
        settled = await _settled(shape, board, first)
        made = await _made(board, settled.samples[0])
        finished = await _finished(board, made)
        who = made.assignees[0].id if made.assignees else None
        listed = await board.reader.find_tasks(TaskQuery(assignee=who))
        return Trial(
            first=first,
            settled=settled,
            told=told,
            sample=settled.samples[0],
            finished=finished,
            listed=listed.tasks,
        )


async def _told_to_who_asks(board: NotionBoard) -> str | None:
    try:
        await board.directory.options()
    except BoardChangedError as error:
        return str(error)
    return None


async def _settled(shape: Shape, board: NotionBoard, survey: Survey) -> Survey:
    for role, names in shape.settled.items():
        known = {status.name: status.id for status in survey.statuses}
        known |= {
            one.name: one.id for found in survey.roles if found.field == role for one in found.candidates
        }
        ids = tuple(known[name] for name in names)
        survey = await board.setup.choose(ColumnChoice(role=role, ids=ids, chosen_by=ADMIN, chosen_at=NOON))
    return survey


async def _made(board: NotionBoard, sample: Task) -> Task:
    """A task with something in every column that the board has."""
    options, directory = await board.directory.options(), board.directory
    has = options.fields
    todo = options.status(StatusGroup.TODO)
    return await board.writer.create_task(
        CreateTask(
            title="Made by Darcy",
            status=todo.name if todo else None,
            assignees=tuple(await directory.members())[:1] if "assignees" in has else (),
            due=Due(TODAY) if "due" in has else None,
            project=next(iter(await directory.projects()), None) if "project" in has else None,
            priority=options.priorities[0] if options.priorities else None,
            tags=options.tags[:1],
            parent=ParentTask(sample.id, sample.title) if "parent" in has else None,
            notes="A word" if "notes" in has else None,
        )
    )


async def _finished(board: NotionBoard, task: Task) -> Task:
    done = (await board.directory.options()).status(StatusGroup.DONE)
    if done is None:
        return task
    edit = TextEdit("status", task.status, done.name)
    return await board.writer.update_task(
        UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=(edit,))
    )


def columns_in(survey: Survey) -> dict[str, tuple[str, Told]]:
    """Every role that has a column: its name, and how that was told."""
    return {one.field: (one.column.name, one.told) for one in survey.roles if one.column is not None}
