"""The board on a Notion over real HTTP: what is read, what is changed, and what is said when it fails."""

from __future__ import annotations

import datetime as dt
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sandbox.clock import Clock
from sandbox.notion.server import Fault, FaultKind, NotionEmulator
from sandbox.workspace import Person, SeedTask, Workspace, seeded_workspace, stable_id
from storage.changes import CreateTask
from storage.edits import DateEdit, PeopleEdit, TextEdit
from storage.errors import (
    BoardChangedError,
    StoreUnavailableError,
    WriteUncertainError,
)
from storage.notion.open import NotionBoard, open_notion_board
from storage.records import (
    Due,
    Member,
    MemberId,
    ParentTask,
    ProjectId,
    StatusGroup,
    TaskId,
    TaskQuery,
)
from tests.doubles.notion import open_notion, open_refusing_notion
from tests.doubles.opened_board import member, task_called, update
from tests.doubles.stores import MemoryLayouts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TODAY = dt.date(2026, 6, 10)
SOON = TODAY + dt.timedelta(days=9)
ZONE = ZoneInfo("Europe/London")
POSTER = "Send out recruitment forms"
OPENING, TROPHIES = "Plan the opening night", "Order the trophies"


@dataclass
class Waits:
    """Time that passes at once, and is remembered."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock(TODAY)


@pytest.fixture
def workspace() -> Workspace:
    return seeded_workspace(TODAY)


@pytest.fixture
async def notion(workspace: Workspace, clock: Clock) -> AsyncIterator[NotionEmulator]:
    async with open_notion(workspace, clock=clock) as emulator:
        yield emulator


@asynccontextmanager
async def opened(
    notion: NotionEmulator, *, tasks: str | None = None, token: str | None = None, waits: Waits | None = None
) -> AsyncIterator[NotionBoard]:
    async with open_notion_board(
        token=token or notion.token,
        tasks=tasks or notion.database_id,
        base_url=notion.base_url,
        zone=ZONE,
        layouts=MemoryLayouts(),
        sleep=waits or Waits(),
    ) as board:
        yield board


@pytest.fixture
async def board(notion: NotionEmulator) -> AsyncIterator[NotionBoard]:
    async with opened(notion) as found:
        yield found


# --- opening ------------------------------------------------------------------------------------------


async def test_a_board_is_opened_by_any_form_of_its_name(notion: NotionEmulator) -> None:
    bare = notion.database_id.replace("-", "")
    async with opened(notion, tasks=notion.database_id) as board:
        source = (await board.directory.schema()).source
        name = (await board.directory.options()).name

    for tasks in (
        source,
        f"https://www.notion.so/{bare}?v={'f' * 32}",
        f"https://app.notion.com/p/Tasks-{bare}",
    ):
        async with opened(notion, tasks=tasks) as board:
            assert (await board.directory.options()).name == name


async def test_a_refused_token_says_how_to_get_one(notion: NotionEmulator) -> None:
    for token in ("ntn_wrong", "two words", "ntn_ümlaut", "line\nbreak"):
        with pytest.raises(StoreUnavailableError, match=r"NOTION_TOKEN.*integrations") as refused:
            async with opened(notion, token=token):
                pass
        assert token not in str(refused.value)


async def test_a_board_that_is_not_shared_says_how_to_share_it(notion: NotionEmulator) -> None:
    with pytest.raises(BoardChangedError, match=r"share it: .*Connections"):
        async with opened(notion, tasks="0" * 32):
            pass


async def test_a_page_is_no_board_and_that_is_said(notion: NotionEmulator) -> None:
    with pytest.raises(BoardChangedError, match="a page, not to a database"):
        async with opened(notion, tasks=notion.row(POSTER).id):
            pass


async def test_a_notion_that_is_not_there_is_an_error_and_not_a_crash(
    workspace: Workspace, clock: Clock
) -> None:
    async with open_notion(workspace, clock=clock) as gone:
        pass

    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        async with opened(gone):
            pass


async def test_an_address_that_does_not_speak_notion_is_said_to_be_one(
    workspace: Workspace, clock: Clock
) -> None:
    async with open_refusing_notion(workspace, clock=clock) as notion:
        elsewhere = open_notion_board(
            token=notion.token,
            tasks=notion.database_id,
            base_url=f"{notion.base_url}/elsewhere",
            zone=ZONE,
            layouts=MemoryLayouts(),
        )
        with pytest.raises(StoreUnavailableError, match="NOTION_BASE_URL"):
            async with elsewhere:
                pass


# --- looking ------------------------------------------------------------------------------------------


def expected(workspace: Workspace, query: TaskQuery) -> set[str]:
    """The titles of the tasks that a query means, told from the seed alone."""
    done = {"Done", "Dropped"}

    def is_meant(task: SeedTask) -> bool:
        return (
            (query.assignee is None or query.assignee in {person.notion_id for person in task.assignees})
            and (not query.without_assignee or not task.assignees)
            and (query.project is None or (task.project is not None and task.project.id == query.project))
            and (query.is_done is None or (task.status in done) is query.is_done)
            and (query.due_from is None or (task.due is not None and task.due >= query.due_from))
            and (query.due_until is None or (task.due is not None and task.due <= query.due_until))
            and (not query.without_due or task.due is None)
            and (query.priority is None or task.priority == query.priority)
        )

    return {task.title for task in workspace.tasks if is_meant(task)}


MAYA = MemberId(stable_id("person", "Maya Lindqvist"))
RECRUITMENT = ProjectId(stable_id("project", "Recruitment"))


@pytest.mark.parametrize(
    "query",
    [
        TaskQuery(),
        TaskQuery(assignee=MAYA),
        TaskQuery(assignee=MAYA, is_done=False),
        TaskQuery(is_done=True),
        TaskQuery(is_done=False, project=RECRUITMENT),
        TaskQuery(without_assignee=True),
        TaskQuery(without_due=True),
        TaskQuery(due_from=TODAY, due_until=TODAY + dt.timedelta(days=7)),
        TaskQuery(due_until=TODAY - dt.timedelta(days=1), is_done=False),
        TaskQuery(priority="High", is_done=False),
    ],
)
async def test_every_condition_finds_the_tasks_it_means(
    board: NotionBoard, workspace: Workspace, query: TaskQuery
) -> None:
    listing = await board.reader.find_tasks(query)

    assert {task.title for task in listing.tasks} == expected(workspace, query) != set()
    assert listing.is_complete
    dues = [task.due_on or dt.date.max for task in listing.tasks]
    assert dues == sorted(dues)


async def test_a_task_is_read_whole(board: NotionBoard, notion: NotionEmulator, workspace: Workspace) -> None:
    seeded = next(task for task in workspace.tasks if task.title == POSTER)

    task = await task_called(board, notion, POSTER)

    assert task.project is not None
    assert (task.title, task.status, task.is_done) == (POSTER, seeded.status, False)
    assert task.assignees == tuple(member(person) for person in seeded.assignees)
    assert (task.due_on, task.priority, task.notes) == (seeded.due, seeded.priority, seeded.notes)
    assert (task.project.name, task.project.is_active) == ("Recruitment", True)


async def test_more_tasks_than_fit_an_answer_are_all_found(clock: Clock, workspace: Workspace) -> None:
    many = tuple(
        SeedTask(id=stable_id("task", f"n{place}"), title=f"Task {place}", status="Done")
        for place in range(250)
    )

    async with open_notion(replace(workspace, tasks=many), clock=clock) as notion, opened(notion) as board:
        before = board.notion.requests
        listing = await board.reader.find_tasks(TaskQuery())
        assert (len(listing.tasks), board.notion.requests - before) == (250, 3)


async def test_a_part_of_a_task_is_read_with_its_tags_and_the_task_it_is_part_of(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, TROPHIES)

    assert task.parent == ParentTask(TaskId(notion.row(OPENING).id), OPENING)
    assert (task.parent.title, task.tags) == (OPENING, ("money",))
    parts = await board.reader.find_tasks(TaskQuery(parent=task.parent.id))
    assert {part.title for part in parts.tasks} == {TROPHIES, "Find volunteers for the door"}
    tagged = await board.reader.find_tasks(TaskQuery(tag="money"))
    assert TROPHIES in {found.title for found in tagged.tasks}


async def test_a_guest_is_known_by_the_task_they_have_and_can_be_given_another(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    guest = Member(MemberId(notion.add_person("Gus Guest", is_guest=True)), "Gus Guest")
    task = await task_called(board, notion, POSTER)

    with_guest = await board.writer.update_task(update(task, PeopleEdit(task.assignees, (guest,))))
    found = await board.reader.find_tasks(TaskQuery(assignee=guest.id))

    assert with_guest.assignees == (guest,)
    assert [(each.title, each.assignees[0].name) for each in found.tasks] == [(POSTER, "Gus Guest")]


# --- who and what -------------------------------------------------------------------------------------


async def test_the_directory_knows_people_projects_and_options(
    board: NotionBoard, workspace: Workspace
) -> None:
    people = sorted(person.name for person in workspace.people)
    assert [found.name for found in await board.directory.members()] == people
    assert [(found.name, found.is_active) for found in await board.directory.projects()] == [
        ("Recruitment", True),
        ("Short Film Festival", True),
        ("Sponsorship", True),
        ("Weekly Screenings", True),
        ("Freshers Fair", False),
    ]
    options = await board.directory.options()
    assert [(status.name, status.group) for status in options.statuses] == [
        ("Not started", StatusGroup.TODO),
        ("In progress", StatusGroup.IN_PROGRESS),
        ("Blocked", StatusGroup.IN_PROGRESS),
        ("Done", StatusGroup.DONE),
        ("Dropped", StatusGroup.DONE),
    ]
    assert options.priorities == ("High", "Medium", "Low")
    named = {"title", "status", "assignees", "due", "project", "priority", "notes", "tags", "parent"}
    assert options.fields == named


async def test_people_on_a_second_page_are_people_too(clock: Clock, workspace: Workspace) -> None:
    crowd = tuple(
        Person(f"Person {place:03}", stable_id("person", f"p{place}"), discord_id=place)
        for place in range(130)
    )

    async with (
        open_notion(replace(workspace, people=crowd, tasks=()), clock=clock) as notion,
        opened(notion) as board,
    ):
        assert len(await board.directory.members()) == 130


# --- what it costs ------------------------------------------------------------------------------------


async def test_each_thing_a_person_asks_for_costs_few_requests(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    async def cost_since(before: int) -> int:
        assert board.notion.requests == len(notion.exchanges)
        return board.notion.requests - before

    before = board.notion.requests
    await board.reader.find_tasks(TaskQuery(assignee=MAYA, is_done=False))
    assert await cost_since(before) == 1

    before = board.notion.requests
    await board.writer.create_task(CreateTask(title="Sweep", due=Due(SOON)))
    assert await cost_since(before) == 1

    before = board.notion.requests
    task = await task_called(board, notion, POSTER)
    await board.writer.update_task(update(task, TextEdit("status", task.status, "Done")))
    assert await cost_since(before) == 2

    before = board.notion.requests
    await board.writer.update_task(update(task, DateEdit(task.due, Due(SOON))))
    assert await cost_since(before) == 1


# --- what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (Fault(kind=FaultKind.RATE_LIMITED, retry_after_s=7), [7.0]),
        (Fault(kind=FaultKind.OVERLOADED, retry_after_s=3), [3.0]),
        (Fault(kind=FaultKind.UNAVAILABLE, count=2), [0.5, 1.0]),
        (Fault(kind=FaultKind.DROPPED), [0.5]),
    ],
)
async def test_a_read_is_tried_again_after_the_wait_it_needs(
    notion: NotionEmulator, fault: Fault, waited: list[float]
) -> None:
    waits = Waits()

    async with opened(notion, waits=waits) as board:
        notion.fail_next(fault)
        assert (await board.reader.find_tasks(TaskQuery())).tasks

    assert waits.seconds == waited


async def test_a_long_rate_limit_is_told_with_its_wait(board: NotionBoard, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.RATE_LIMITED, retry_after_s=90))

    with pytest.raises(StoreUnavailableError, match="wait 90 seconds"):
        await board.reader.find_tasks(TaskQuery())


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMITED, FaultKind.OVERLOADED])
async def test_a_write_that_was_turned_away_is_sent_again_and_happens_once(
    board: NotionBoard, notion: NotionEmulator, kind: FaultKind
) -> None:
    notion.fail_next(Fault(kind=kind, method="POST", path="/pages$"))

    await board.writer.create_task(CreateTask(title="Sweep"))

    assert len(notion.rows("Sweep")) == 1


@pytest.mark.parametrize(
    ("kind", "has_happened"),
    [
        (FaultKind.UNAVAILABLE, False),
        (FaultKind.DROPPED, False),
        (FaultKind.DROPPED_AFTER_COMMIT, True),
        (FaultKind.UNAVAILABLE_AFTER_COMMIT, True),
    ],
)
async def test_an_update_without_an_answer_is_uncertain_sent_once_and_can_be_looked_for(
    board: NotionBoard, notion: NotionEmulator, kind: FaultKind, *, has_happened: bool
) -> None:
    task = await task_called(board, notion, POSTER)
    change = update(task, TextEdit("status", task.status, "Done"))
    notion.fail_next(Fault(kind=kind, method="PATCH"))

    with pytest.raises(WriteUncertainError):
        await board.writer.update_task(change)

    assert len([each for each in notion.exchanges if each.method == "PATCH"]) == 1
    assert change.is_in(await board.reader.get_task(task.id)) is has_happened


@pytest.mark.parametrize("kind", [FaultKind.DROPPED_AFTER_COMMIT, FaultKind.UNAVAILABLE_AFTER_COMMIT])
async def test_a_create_without_an_answer_is_made_once_and_found_by_looking(
    board: NotionBoard, notion: NotionEmulator, clock: Clock, kind: FaultKind
) -> None:
    change, began_at = CreateTask(title="Sweep", due=Due(SOON)), clock.now()
    notion.fail_next(Fault(kind=kind, method="POST", path="/pages$", names_page=False))

    with pytest.raises(WriteUncertainError):
        await board.writer.create_task(change)

    [found] = await board.reader.find_created(change, began_at)
    assert found.id == notion.row("Sweep").id


async def test_a_503_that_names_the_page_it_made_is_read_back_as_made(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, method="POST", path="/pages$"))

    task = await board.writer.create_task(CreateTask(title="Sweep", due=Due(SOON)))

    assert (task.id, task.due_on) == (notion.row("Sweep").id, SOON)


async def test_a_conflict_changes_nothing_and_may_be_asked_for_again(
    board: NotionBoard, notion: NotionEmulator
) -> None:
    task = await task_called(board, notion, POSTER)
    notion.fail_next(Fault(kind=FaultKind.CONFLICT, method="PATCH"))

    with pytest.raises(StoreUnavailableError, match="same moment"):
        await board.writer.update_task(update(task, TextEdit("status", task.status, "Done")))

    assert notion.row(POSTER).status == task.status


async def test_no_title_and_no_token_reaches_the_log(
    board: NotionBoard, notion: NotionEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    task = await task_called(board, notion, POSTER)
    notion.fail_next(Fault(kind=FaultKind.CONFLICT, method="PATCH"))
    with pytest.raises(StoreUnavailableError):
        await board.writer.update_task(update(task, TextEdit("notes", task.notes, "A secret")))
    await board.reader.find_tasks(TaskQuery(assignee=MAYA))

    logged = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "notion request failed" in logged
    for words in (POSTER, "A secret", notion.token):
        assert words not in logged
