"""What Darcy sends to Notion; each exchange is held against Notion's own OpenAPI when the test ends."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, PeopleEdit, ProjectEdit, TextEdit
from storage.notion.open import open_notion_board
from storage.records import Due, TaskQuery
from tests.doubles.notion import open_notion
from tests.doubles.notion_contract.documents import require_contracts
from tests.doubles.stores import MemoryLayouts

TODAY = dt.date(2026, 6, 10)
LATER = TODAY + dt.timedelta(days=9)


async def test_every_request_of_a_task_from_first_to_last_is_as_notion_describes_it() -> None:
    require_contracts()
    clock = Clock(TODAY)
    async with (
        open_notion(seeded_workspace(TODAY), clock=clock) as notion,
        open_notion_board(
            token=notion.token,
            tasks=notion.database_id,
            base_url=notion.base_url,
            zone=ZoneInfo("UTC"),
            layouts=MemoryLayouts(),
        ) as board,
    ):
        members = tuple(await board.directory.members())
        first, second, *_ = await board.directory.projects()
        for query in (
            TaskQuery(),
            TaskQuery(assignee=members[0].id, is_done=False, project=first.id, priority="High"),
            TaskQuery(is_done=True, without_assignee=True, without_due=True),
            TaskQuery(due_from=TODAY, due_until=LATER),
        ):
            await board.reader.find_tasks(query)
        change = CreateTask(
            title="Poster",
            status="In progress",
            assignees=members[:2],
            due=Due(TODAY),
            project=first,
            priority="High",
            notes="n" * 3000,
        )
        task = await board.writer.create_task(change)
        assert list(await board.reader.find_created(change, clock.now())) == [task]
        edits = (
            (
                TextEdit("title", "Poster", "Flyer"),
                TextEdit("status", "In progress", "Done"),
                DateEdit(Due(TODAY), Due(LATER)),
                ProjectEdit(first, second),
            ),
            (
                TextEdit("priority", "High", None),
                TextEdit("notes", change.notes, None),
                PeopleEdit(members[:2], ()),
                DateEdit(Due(LATER), None),
                ProjectEdit(second, None),
            ),
        )
        for each in edits:
            task = await board.writer.update_task(
                UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=each)
            )

    assert {exchange.status for exchange in notion.exchanges} == {200}
