from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sandbox.clock import Clock
from sandbox.workspace import SeedTask, Workspace, seeded_workspace, stable_id
from storage.notion.open import open_notion_board
from storage.records import MemberId
from tests.doubles.notion import open_notion
from tests.doubles.stores import MemoryLayouts
from tools.matching import parts_of
from tools.open_tasks import OpenTasks

TODAY = dt.date(2026, 6, 10)


def large(workspace: Workspace) -> Workspace:
    """The society with 150 open tasks, one of them a party of Priya's."""
    more = tuple(
        SeedTask(id=stable_id("task", f"Errand {number}"), title=f"Errand {number}", status="Not started")
        for number in range(149)
    )
    party = SeedTask(
        id=stable_id("task", "party"),
        title="Plan the party",
        status="Not started",
        assignees=(workspace.person("Priya"),),
    )
    return Workspace(workspace.name, workspace.people, workspace.projects, (*more, party))


async def test_a_large_board_is_asked_for_what_is_needed_and_remembered_to_be_large() -> None:
    workspace = large(seeded_workspace(TODAY))
    async with (
        open_notion(workspace, clock=Clock(TODAY)) as notion,
        open_notion_board(
            token=notion.token,
            tasks=notion.database_id,
            base_url=notion.base_url,
            zone=ZoneInfo("UTC"),
            layouts=MemoryLayouts(),
        ) as board,
    ):
        open_tasks = OpenTasks(board.reader)
        asked = len(notion.exchanges)
        priya = MemberId(workspace.person("Priya").notion_id)
        assert [task.title for task in await open_tasks.of(priya)] == ["Plan the party"]
        assert len(notion.exchanges) - asked == 2  # a page of the board, then hers

        found = await open_tasks.with_words(parts_of("the parties"))
        assert [task.title for task in found] == ["Plan the party"]
        assert len(notion.exchanges) - asked == 3


async def test_what_was_read_before_a_write_is_not_remembered_after_it() -> None:
    workspace = seeded_workspace(TODAY)
    async with (
        open_notion(workspace, clock=Clock(TODAY)) as notion,
        open_notion_board(
            token=notion.token,
            tasks=notion.database_id,
            base_url=notion.base_url,
            zone=ZoneInfo("UTC"),
            layouts=MemoryLayouts(),
        ) as board,
    ):
        open_tasks = OpenTasks(board.reader)
        await open_tasks.everything()
        asked = len(notion.exchanges)
        await open_tasks.everything()
        assert len(notion.exchanges) == asked
        open_tasks.forget()
        await open_tasks.everything()
        assert len(notion.exchanges) == asked + 1
