"""The seeded board, or another, opened by the ports that Darcy uses; and changes of its tasks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from storage.changes import UpdateTask
from storage.notion.open import open_notion_board
from storage.records import Member, MemberId, TaskId
from tests.doubles.stores import MemoryLayouts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Person
    from storage.edits import Edit
    from storage.notion.open import NotionBoard
    from storage.records import Task

LONDON = ZoneInfo("Europe/London")


@asynccontextmanager
async def open_board(
    notion: NotionEmulator, *, tasks: str | None = None, zone: ZoneInfo = LONDON
) -> AsyncGenerator[NotionBoard]:
    async with open_notion_board(
        token=notion.token,
        tasks=tasks or notion.database_id,
        base_url=notion.base_url,
        zone=zone,
        layouts=MemoryLayouts(),
    ) as board:
        yield board


async def task_called(board: NotionBoard, notion: NotionEmulator, title: str) -> Task:
    return await board.reader.get_task(TaskId(notion.row(title).id))


def member(person: Person) -> Member:
    return Member(MemberId(person.notion_id), person.name)


def update(task: Task, *edits: Edit) -> UpdateTask:
    return UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=edits)
