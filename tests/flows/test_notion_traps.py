"""What Notion does that nobody would expect, on a Notion over real HTTP: each trap has a test of its own.

Those of the client itself are in `test_notion_client.py`, that of 10,000 tasks in `test_large_boards.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import Clock
from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.workspace import Person, SeedTask, Workspace, seeded_workspace, stable_id
from storage.changes import AddComment, ArchiveTask, CreateTask
from storage.edits import PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import RecordNotFoundError, WriteRefusedError
from storage.records import Due, MemberId, Order, TaskQuery
from tests.doubles.notion import open_notion
from tests.doubles.opened_board import member, open_board, task_called, update

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.notion.server import NotionEmulator
    from storage.notion.open import NotionBoard

TODAY = dt.date(2026, 6, 10)
POSTER = "Send out recruitment forms"
TROPHIES = "Order the trophies"


@pytest.fixture
def clock() -> Clock:
    return Clock(TODAY)


@pytest.fixture
def workspace() -> Workspace:
    return seeded_workspace(TODAY)


@pytest.fixture
async def notion(workspace: Workspace, clock: Clock) -> AsyncGenerator[NotionEmulator]:
    async with open_notion(workspace, clock=clock) as emulator:
        yield emulator


@pytest.fixture
async def board(notion: NotionEmulator) -> AsyncGenerator[NotionBoard]:
    async with open_board(notion) as found:
        yield found


# --- lists --------------------------------------------------------------------------------------------


async def test_trap_a_write_of_people_replaces_the_whole_list_so_the_whole_list_is_written(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace
) -> None:
    task = await task_called(board, notion, POSTER)
    zoe, tom = member(workspace.person("Zoë")), member(workspace.person("Tom"))
    planned = update(task, PeopleEdit(task.assignees, (*task.assignees, zoe)))
    notion.edit(task.id, assignees=[*(each.name for each in task.assignees), "Tom"])

    moved = await task_called(board, notion, POSTER)
    assert planned.is_stale(moved)
    again = planned.rebased(moved)
    assert again is not None
    await board.writer.update_task(again)

    assert notion.row(POSTER).assignees == tuple(each.name for each in (*task.assignees, tom, zoe))


async def test_trap_a_write_of_a_relation_replaces_the_whole_list_so_what_is_not_shown_is_kept() -> None:
    async with several_projects() as (board, notion, source):
        task = (await board.reader.find_tasks(TaskQuery())).tasks[0]
        projects = {each.name: each for each in await board.directory.projects()}
        assert task.project == projects["Spring"]

        await board.writer.update_task(update(task, ProjectEdit(task.project, projects["Winter"])))
        assert notion.table(source)[0]["Project"] == ["Winter", "Autumn"]

        with pytest.raises(WriteRefusedError, match="several under “Project”"):
            await board.writer.update_task(update(task, ProjectEdit(projects["Winter"], None)))
        assert notion.table(source)[0]["Project"] == ["Winter", "Autumn"]


async def test_trap_lists_longer_than_25_come_cut_short_so_they_are_completed(
    workspace: Workspace, clock: Clock
) -> None:
    crowd = tuple(
        Person(f"Person {place:02}", stable_id("person", f"p{place}"), discord_id=place)
        for place in range(30)
    )
    task = SeedTask(id=stable_id("task", "all"), title="All hands", status="Not started", assignees=crowd)
    async with (
        open_notion(replace(workspace, people=crowd, tasks=(task,)), clock=clock) as notion,
        open_board(notion) as board,
    ):
        found = await task_called(board, notion, "All hands")
        assert found.assignees == tuple(map(member, crowd))

        after = await board.writer.update_task(
            update(found, PeopleEdit(found.assignees, found.assignees[1:]))
        )
        assert after.assignees == found.assignees[1:]
        assert notion.row("All hands").assignees == tuple(person.name for person in crowd[1:])


# --- questions ----------------------------------------------------------------------------------------


async def test_trap_me_never_resolves_so_it_is_never_sent(board: NotionBoard, notion: NotionEmulator) -> None:
    before = len(notion.exchanges)

    with pytest.raises(RecordNotFoundError, match="person"):
        await board.reader.find_tasks(TaskQuery(assignee=MemberId("me")))

    assert len(notion.exchanges) == before


async def test_trap_a_moment_without_an_offset_is_utc_so_every_moment_is_sent_with_one(
    board: NotionBoard, notion: NotionEmulator, clock: Clock
) -> None:
    clock.advance(dt.timedelta(days=1))
    notion.edit(notion.row(POSTER).id, notes="Changed")
    elsewhere = clock.now().astimezone(ZoneInfo("Pacific/Kiritimati"))

    found = await board.reader.find_tasks(TaskQuery(edited_since=elsewhere))
    await board.reader.find_created(CreateTask(title="x"), elsewhere)
    late = await board.reader.find_tasks(TaskQuery(edited_since=elsewhere + dt.timedelta(minutes=2)))

    assert [task.title for task in found.tasks] == [POSTER]
    assert late.tasks == ()
    moments = re.findall(r"\d{4}-\d\d-\d\dT[^']*", str([each.request for each in notion.exchanges]))
    assert len(moments) == 3
    assert all(moment.endswith("+00:00") for moment in moments)


async def test_trap_last_edited_time_has_minute_precision_so_the_whole_minute_counts(
    board: NotionBoard, notion: NotionEmulator, clock: Clock
) -> None:
    clock.advance(dt.timedelta(days=1, seconds=45 - clock.now().second))
    asked_at = clock.now()
    notion.edit(notion.row(POSTER).id, notes="Changed")

    [task] = (await board.reader.find_tasks(TaskQuery(edited_since=asked_at))).tasks

    assert task.edited_at == asked_at.replace(second=0, microsecond=0) < asked_at


async def test_trap_a_range_is_found_by_its_start_so_what_is_due_later_is_asked_for_widely(
    notion: NotionEmulator,
) -> None:
    rows = [RowSeed({"Task": "Three years", "Due": "2023-07-01/2026-06-12"})]
    columns = [ColumnSeed("Task", "title"), ColumnSeed("Due", "date")]
    ids = notion.add_database(DatabaseSeed("Long", [DataSourceSeed("Long", columns, rows)]))

    async with open_board(notion, tasks=ids.database) as board:
        this_week = TaskQuery(due_from=TODAY, due_until=TODAY + dt.timedelta(days=6))
        assert [task.title for task in (await board.reader.find_tasks(this_week)).tasks] == ["Three years"]
        before = TaskQuery(due_until=TODAY)
        assert (await board.reader.find_tasks(before)).tasks == ()


async def test_trap_rows_in_the_trash_are_left_out_of_every_answer_unless_they_are_asked_for(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    await board.writer.archive_task(ArchiveTask(task=task))

    assert task.id not in {found.id for found in (await board.reader.find_tasks(TaskQuery())).tasks}
    with pytest.raises(RecordNotFoundError):
        await board.reader.get_task(task.id)
    [trashed] = (await board.reader.find_tasks(TaskQuery(trashed=True))).tasks
    assert (trashed.id, trashed.is_trashed) == (task.id, True)
    assert (await board.reader.get_task(task.id, trashed_too=True)).is_trashed


async def test_trap_search_lags_and_leaves_out_so_nothing_is_ever_searched_for(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace
) -> None:
    part = await task_called(board, notion, TROPHIES)
    for query in (
        TaskQuery(),
        TaskQuery(words=("troph",), is_done=False),
        TaskQuery(assignee=part.assignees[0].id, order=Order.EDITED, limit=3),
        TaskQuery(trashed=True),
    ):
        await board.reader.find_tasks(query)
    made = await board.writer.create_task(
        CreateTask(title="Poster", assignees=(member(workspace.person("Priya")),), due=Due(TODAY))
    )
    await board.writer.update_task(update(made, TextEdit("title", "Poster", "Flyer")))
    await comment(board, notion, "Flyer", "Done.")
    await board.writer.archive_task(ArchiveTask(task=made))
    await board.directory.refresh()
    await board.directory.members()
    await board.directory.projects()

    assert {each.status for each in notion.exchanges} == {200}
    assert not [each.path for each in notion.exchanges if "search" in each.path]


# --- writes -------------------------------------------------------------------------------------------


async def test_trap_a_free_workspace_that_is_full_takes_nothing_new_and_says_so_as_403(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    notion.use_up_blocks()
    task = await task_called(board, notion, POSTER)

    with pytest.raises(WriteRefusedError, match="used up its free blocks"):
        await board.writer.create_task(CreateTask(title="Sweep"))
    done = await board.writer.update_task(update(task, TextEdit("status", task.status, "Done")))

    assert done.is_done
    assert notion.rows("Sweep") == []


async def test_trap_a_select_makes_an_option_of_any_name_so_only_known_ones_are_sent(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    before = await board.directory.options()

    with pytest.raises(WriteRefusedError, match="High, Medium, Low"):
        await board.writer.update_task(update(task, TextEdit("priority", task.priority, "high")))
    with pytest.raises(WriteRefusedError, match="design, print"):
        await board.writer.update_task(update(task, TagsEdit(task.tags, ("desing",))))

    await board.directory.refresh()
    assert await board.directory.options() == before


async def test_trap_a_select_makes_a_removed_option_anew_by_its_name_so_options_are_sent_by_their_ids(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    column = (await board.directory.schema()).column("priority")
    left = [{"id": option.id} for option in column.options if option.name != "Low"]
    setup = {"properties": {column.id: {"select": {"options": left}}}}
    await board.notion.write("PATCH", f"data_sources/{board.directory.source}", setup)  # as a person would

    with pytest.raises(WriteRefusedError, match="nothing was changed"):
        await board.writer.update_task(update(task, TextEdit("priority", task.priority, "Low")))

    assert (await board.directory.options()).priorities == ("High", "Medium")
    assert notion.row(POSTER).priority == task.priority != "Low"


async def test_trap_a_comments_author_is_an_id_only_so_ours_is_told_by_our_own(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace, clock: Clock
) -> None:
    began_at = clock.now()
    task = await task_called(board, notion, POSTER)
    priya = member(workspace.person("Priya"))
    change = AddComment(task_id=task.id, title=task.title, url=task.url, parts=("Look, ", priya))
    notion.comment(task.id, "Look, @Priya Raman", by="Tom Achterberg")

    made = await board.writer.add_comment(change)

    assert list(await board.reader.find_comments(change, began_at)) == [made]
    assert [(each.author, each.text) for each in notion.comments(task.id)] == [
        ("Tom Achterberg", "Look, @Priya Raman"),
        ("Darcy", "Look, @Priya Raman"),
    ]


@asynccontextmanager
async def several_projects() -> AsyncGenerator[tuple[NotionBoard, NotionEmulator, str]]:
    """A board with one task, which is in two projects."""
    projects = [RowSeed({"Name": name}) for name in ("Autumn", "Spring", "Winter")]
    sources = [
        DataSourceSeed(
            "Tasks",
            [ColumnSeed("Task", "title"), ColumnSeed("Project", "relation", to="Projects")],
            [RowSeed({"Task": "Poster", "Project": ["Spring", "Autumn"]})],
        ),
        DataSourceSeed("Projects", [ColumnSeed("Name", "title")], projects),
    ]
    async with open_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        ids = notion.add_database(DatabaseSeed("Work", sources))
        async with open_board(notion, tasks=ids.sources["Tasks"]) as board:
            yield board, notion, ids.sources["Tasks"]


async def comment(board: NotionBoard, notion: NotionEmulator, title: str, *parts: str) -> None:
    task = await task_called(board, notion, title)
    change = AddComment(task_id=task.id, title=task.title, url=task.url, parts=parts)
    await board.writer.add_comment(change)
