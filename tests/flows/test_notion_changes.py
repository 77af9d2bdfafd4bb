"""Changes of the board on a Notion over real HTTP: made whole, and read back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sandbox.clock import Clock
from sandbox.notion.server import Fault, FaultKind
from sandbox.workspace import Workspace, seeded_workspace, stable_id
from storage.changes import AddComment, ArchiveTask, CreateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import WriteRefusedError, WriteUncertainError
from storage.records import Due, Member, MemberId, ParentTask, Project, ProjectId, TaskQuery
from tests.doubles.notion import open_notion
from tests.doubles.opened_board import member, open_board, task_called, update

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sandbox.notion.server import NotionEmulator
    from storage.notion.open import NotionBoard

TODAY = dt.date(2026, 6, 10)
SOON = TODAY + dt.timedelta(days=9)
POSTER, OPENING = "Send out recruitment forms", "Plan the opening night"
RECRUITMENT = ProjectId(stable_id("project", "Recruitment"))


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


async def test_a_new_task_is_made_whole_and_read_back(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace
) -> None:
    priya = workspace.person("Priya")
    change = CreateTask(
        title="Design the poster",
        status="In progress",
        assignees=(member(priya),),
        due=Due(SOON),
        project=Project(RECRUITMENT, "Recruitment"),
        priority="High",
        notes="A2 🎬 " * 900,
    )

    task = await board.writer.create_task(change)

    assert change.is_in(task)
    row = notion.row("Design the poster")
    assert (row.id, row.status, row.assignees) == (task.id, "In progress", (priya.name,))
    assert (row.due, row.project, row.priority, row.notes) == (SOON, "Recruitment", "High", change.notes)


async def test_a_new_task_without_a_status_gets_the_boards_own(board: NotionBoard) -> None:
    assert (await board.writer.create_task(CreateTask(title="Sweep"))).status == "Not started"


async def test_each_field_is_changed_and_cleared(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace
) -> None:
    task = await task_called(board, notion, POSTER)
    both = (*task.assignees, member(workspace.person("Zoë")))
    festival = Project(ProjectId(stable_id("project", "Short Film Festival")), "Short Film Festival")

    changed = await board.writer.update_task(
        update(
            task,
            TextEdit("title", task.title, "Forms"),
            TextEdit("status", task.status, "Done"),
            TextEdit("priority", task.priority, "Low"),
            TextEdit("notes", task.notes, "Sent."),
            PeopleEdit(task.assignees, both),
            DateEdit(task.due, Due(SOON)),
            ProjectEdit(task.project, festival),
        )
    )

    assert (changed.title, changed.status, changed.is_done) == ("Forms", "Done", True)
    assert (changed.priority, changed.notes, changed.due_on) == ("Low", "Sent.", SOON)
    assert changed.project is not None
    assert (changed.assignees, changed.project.name) == (both, "Short Film Festival")

    cleared = await board.writer.update_task(
        update(
            changed,
            TextEdit("priority", "Low", None),
            TextEdit("notes", "Sent.", None),
            PeopleEdit(both, ()),
            DateEdit(Due(SOON), None),
            ProjectEdit(changed.project, None),
        )
    )

    row = notion.row("Forms")
    assert (cleared.priority, cleared.notes, cleared.assignees, cleared.due_on, cleared.project) == (
        None,
        None,
        (),
        None,
        None,
    )
    assert (row.priority, row.notes, row.assignees, row.due, row.project) == (None, "", (), None, None)


async def test_a_part_of_a_task_is_made_moved_and_taken_out(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    opening = await task_called(board, notion, OPENING)
    other = await task_called(board, notion, POSTER)
    whole, another = ParentTask(opening.id, OPENING), ParentTask(other.id, POSTER)

    made = await board.writer.create_task(CreateTask(title="Sweep", parent=whole, tags=("venue", "print")))
    assert (made.parent, set(made.tags)) == (whole, {"venue", "print"})
    assert (notion.row("Sweep").parent, set(notion.row("Sweep").tags)) == (OPENING, {"venue", "print"})

    moved = await board.writer.update_task(
        update(made, ParentEdit(whole, another), TagsEdit(made.tags, ("film", "venue")))
    )
    assert (moved.parent, set(moved.tags)) == (another, {"film", "venue"})

    cleared = await board.writer.update_task(
        update(moved, ParentEdit(another, None), TagsEdit(moved.tags, ()))
    )
    assert (cleared.parent, cleared.tags) == (None, ())
    assert (notion.row("Sweep").parent, notion.row("Sweep").tags) == (None, ())


@pytest.mark.parametrize(
    "due",
    [
        Due(SOON, dt.time(17, 30)),
        Due(SOON, starts_on=TODAY),
        Due(SOON, dt.time(17), TODAY, dt.time(9, 15)),
        Due(SOON, dt.time(17), TODAY),
    ],
)
async def test_times_and_ranges_are_kept_as_they_were_meant(board: NotionBoard, due: Due) -> None:
    made = await board.writer.create_task(CreateTask(title="Sweep", due=due))

    assert made.due == due
    on_the_day = await board.reader.find_tasks(TaskQuery(due_from=SOON, due_until=SOON))
    assert made.id in {task.id for task in on_the_day.tasks}


async def test_a_task_goes_into_the_trash_and_comes_back_as_it_was(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)

    trashed = await board.writer.archive_task(ArchiveTask(task=task))
    assert (trashed.is_trashed, notion.rows(POSTER)) == (True, [])
    with pytest.raises(WriteRefusedError, match="in the trash"):
        await board.writer.update_task(update(task, TextEdit("status", task.status, "Done")))

    restored = await board.writer.archive_task(ArchiveTask(task=trashed, restores=True))
    assert replace(restored, edited_at=task.edited_at) == task
    assert notion.row(POSTER).title == POSTER


async def test_a_task_that_is_shared_no_more_cannot_be_restored(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    await board.writer.archive_task(ArchiveTask(task=task))
    notion.unshare(notion.database_id)

    with pytest.raises(WriteRefusedError, match="nothing was changed"):
        await board.writer.archive_task(ArchiveTask(task=task, restores=True))


async def test_a_comment_of_many_pieces_is_kept_whole_and_found_again(
    board: NotionBoard, notion: NotionEmulator, workspace: Workspace, clock: Clock
) -> None:
    task = await task_called(board, notion, POSTER)
    zoe = member(workspace.person("Zoë"))
    parts = ("👨‍👩‍👧‍👦" * 700, zoe, " please look.\nThank you!")
    change = AddComment(task_id=task.id, title=task.title, url=task.url, parts=parts)

    made = await board.writer.add_comment(change)

    assert [found.text for found in notion.comments(task.id)] == [change.text]
    assert list(await board.reader.find_comments(change, clock.now())) == [made]
    assert not await board.reader.find_comments(replace(change, parts=("Thank you!",)), clock.now())
    assert not await board.reader.find_comments(change, clock.now() + dt.timedelta(minutes=3))


async def test_a_comment_without_an_answer_is_made_once_and_found_by_looking(
    board: NotionBoard, notion: NotionEmulator, clock: Clock
) -> None:
    task = await task_called(board, notion, POSTER)
    change = AddComment(task_id=task.id, title=task.title, url=task.url, parts=("Done.",))
    notion.fail_next(Fault(kind=FaultKind.DROPPED_AFTER_COMMIT, method="POST", path="/comments$"))

    with pytest.raises(WriteUncertainError):
        await board.writer.add_comment(change)

    assert len(notion.comments(task.id)) == 1
    assert len(await board.reader.find_comments(change, clock.now())) == 1


async def test_more_comments_than_fit_an_answer_are_all_looked_through(
    board: NotionBoard, notion: NotionEmulator, clock: Clock
) -> None:
    task = await task_called(board, notion, POSTER)
    for place in range(120):
        notion.comment(task.id, f"Remark {place}", by="Tom Achterberg")
    change = AddComment(task_id=task.id, title=task.title, url=task.url, parts=("Done.",))

    made = await board.writer.add_comment(change)

    assert list(await board.reader.find_comments(change, clock.now())) == [made]


async def test_what_somebody_else_changed_meanwhile_in_another_column_stays(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    notion.edit(task.id, due=SOON, assignees=["Tom"])

    await board.writer.update_task(update(task, TextEdit("status", task.status, "Done")))

    row = notion.row(POSTER)
    assert (row.status, row.due, row.assignees) == ("Done", SOON, ("Tom Achterberg",))


async def test_a_person_who_is_gone_is_refused_and_nothing_is_changed(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    ghost = Member(MemberId(stable_id("person", "nobody")), "Nobody")

    with pytest.raises(WriteRefusedError, match="Nobody is not, or no longer"):
        await board.writer.update_task(update(task, PeopleEdit(task.assignees, (ghost,))))

    assert notion.row(POSTER).assignees == tuple(found.name for found in task.assignees)


async def test_what_our_integration_made_since_a_moment_is_found_again_and_nothing_else(
    board: NotionBoard, clock: Clock
) -> None:
    change = CreateTask(title=POSTER, due=Due(SOON))
    await board.writer.create_task(change)
    clock.advance(dt.timedelta(minutes=10))
    since = clock.now()
    clock.advance(dt.timedelta(seconds=20))
    made = await board.writer.create_task(change)
    await board.writer.create_task(CreateTask(title="Other"))

    assert [task.id for task in await board.reader.find_created(change, since)] == [made.id]
