"""Boards of thousands of tasks on a Notion over real HTTP, listed and filtered as plain Python would."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.clock import Clock
from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from sandbox.workspace import seeded_workspace
from storage.notion.open import open_notion_board
from storage.records import MemberId, Order, ProjectId, TaskId, TaskQuery
from tests.doubles.large_board import (
    FOUNDED,
    PEOPLE,
    PRIORITIES,
    PROJECTS,
    STATUSES,
    TAGS,
    TODAY,
    WORDS,
    ZONE,
    Made,
    made_by_chance,
    meant_by,
    project_id,
    projects_seed,
    tasks_seed,
)
from tests.doubles.notion import open_notion
from tests.doubles.stores import MemoryLayouts

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from sandbox.notion.database_seed import DatabaseIds
    from storage.notion.open import NotionBoard
    from storage.records import Listing, Task

pytestmark = pytest.mark.slow

DAY = dt.timedelta(days=1)
MORE_THAN_ENOUGH = 1_000_000
PARENT = made_by_chance(1)[0].id


class Large:
    """A large board, open. It is only looked at, so the tests of this module share it."""

    def __init__(
        self, board: NotionBoard, made: list[Made], ids: DatabaseIds, runner: asyncio.Runner
    ) -> None:
        self.board, self.made, self.ids, self._runner = board, made, ids, runner

    def listed(self, query: TaskQuery) -> Listing:
        return self._runner.run(self.board.reader.find_tasks(query))

    def meant(self, query: TaskQuery) -> list[Made]:
        return meant_by(query, self.made, self.ids)


@asynccontextmanager
async def opened(seed: DatabaseSeed) -> AsyncGenerator[tuple[NotionBoard, DatabaseIds]]:
    async with open_notion(
        seeded_workspace(TODAY), clock=Clock(TODAY), requests_per_minute=MORE_THAN_ENOUGH
    ) as notion:
        notion.add_database(projects_seed())
        ids = notion.add_database(seed)
        async with open_notion_board(
            token=notion.token,
            tasks=ids.database,
            base_url=notion.base_url,
            zone=ZONE,
            layouts=MemoryLayouts(),
            requests_per_minute=MORE_THAN_ENOUGH,
        ) as board:
            yield board, ids


@pytest.fixture(scope="module")
def large() -> Generator[Large]:
    made = made_by_chance(5000)
    with asyncio.Runner() as runner:
        opening = opened(tasks_seed(made))
        board, ids = runner.run(opening.__aenter__())
        yield Large(board, made, ids, runner)
        runner.run(opening.__aexit__(None, None, None))


def asked_in(query: TaskQuery) -> dict[str, object]:
    """What is not as in any query."""
    return {name: value for name, value in asdict(query).items() if value != getattr(TaskQuery(), name)}


def somebody(large: Large) -> MemberId:
    return MemberId(large.ids.people[PEOPLE[0]])


def test_a_large_board_is_listed_to_the_end_and_every_task_is_read_whole(large: Large) -> None:
    listing = large.listed(TaskQuery())

    assert listing.is_complete
    assert [task.id for task in listing.tasks] == [task.id for task in large.meant(TaskQuery())]
    made = {task.id: task for task in large.made}
    assert all(is_read_whole(task, made[task.id]) for task in listing.tasks)
    titles = {task.id: task.title for task in large.made}
    assert {task.parent.title for task in listing.tasks if task.parent} == {
        titles[task.parent.id] for task in listing.tasks if task.parent
    }


def is_read_whole(task: Task, made: Made) -> bool:
    return (
        task.title,
        task.status,
        tuple(member.name for member in task.assignees),
        task.due_on,
        task.due is not None and task.due.starts_on,
        task.priority,
        task.project and task.project.name,
        task.tags,
        task.parent and task.parent.id,
        task.edited_at,
    ) == (
        made.title,
        made.status,
        made.people,
        made.due_on,
        made.due is not None and made.starts,
        made.priority,
        made.project,
        made.tags,
        made.parent,
        made.edited_at,
    )


@pytest.mark.parametrize(
    "query",
    [
        TaskQuery(without_assignee=True, is_done=False),
        TaskQuery(project=ProjectId(project_id(PROJECTS[0]))),
        TaskQuery(is_done=False),
        TaskQuery(is_done=True, tag=TAGS[0]),
        TaskQuery(status="Blocked"),
        TaskQuery(due_from=TODAY, due_until=TODAY + 7 * DAY, is_done=False),
        TaskQuery(due_from=TODAY + 80 * DAY, is_done=False),
        TaskQuery(due_until=TODAY - 280 * DAY),
        TaskQuery(due_from=TODAY, due_until=TODAY, priority="High"),
        TaskQuery(due_until=TODAY - DAY, is_done=False),
        TaskQuery(without_due=True, is_done=False),
        TaskQuery(priority="Urgent", is_done=False),
        TaskQuery(tag="venue"),
        TaskQuery(parent=TaskId(PARENT)),
        TaskQuery(edited_since=FOUNDED + dt.timedelta(days=205, seconds=40)),
        TaskQuery(words=("POSTER", "équipe"), is_done=False),
        TaskQuery(trashed=True),
        TaskQuery(tag="film", is_done=False, order=Order.PRIORITY),
        TaskQuery(tag="film", is_done=False, order=Order.TITLE),
        TaskQuery(tag="film", is_done=False, order=Order.CREATED),
    ],
    ids=lambda query: ",".join(f"{name}={value}" for name, value in asked_in(query).items()),
)
def test_each_filter_finds_what_it_means_in_the_order_asked_for(large: Large, query: TaskQuery) -> None:
    meant = large.meant(query)
    listing = large.listed(query)

    assert listing.is_complete
    assert [task.id for task in listing.tasks] == [task.id for task in meant] != []


def test_someones_tasks_are_found_latest_edit_first(large: Large) -> None:
    query = TaskQuery(assignee=somebody(large), order=Order.EDITED)
    listing = large.listed(query)

    assert {task.id for task in listing.tasks} == {task.id for task in large.meant(query)}
    edits = [task.edited_at for task in listing.tasks]
    assert edits == sorted(edits, reverse=True)


days = st.integers(-320, 120).map(lambda days: TODAY + days * DAY)
queries = st.builds(
    TaskQuery,
    without_assignee=st.booleans(),
    project=st.none() | st.sampled_from([ProjectId(project_id(name)) for name in PROJECTS]),
    is_done=st.sampled_from([None, False, False, True]),
    due_from=st.none() | days,
    due_until=st.none() | days,
    status=st.none() | st.sampled_from([name for names in STATUSES.values() for name in names]),
    priority=st.none() | st.sampled_from(PRIORITIES),
    tag=st.none() | st.sampled_from(TAGS),
    words=st.just(()) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple),
    trashed=st.sampled_from([False, False, True]),
    order=st.sampled_from([Order.DUE, Order.PRIORITY, Order.TITLE]),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(query=queries, limit=st.none() | st.integers(1, 150))
def test_any_filters_together_find_what_they_mean(large: Large, query: TaskQuery, limit: int | None) -> None:
    meant = large.meant(query)
    listing = large.listed(replace(query, limit=limit))

    kept = {task.id for task in listing.tasks}
    assert [task.id for task in listing.tasks] == [task.id for task in meant if task.id in kept]
    assert len(kept) == min(len(meant), limit or len(meant))
    assert listing.is_complete is (len(kept) == len(meant))
    edge = max((place_of(task, query.order) for task in meant if task.id in kept), default=None)
    assert all(place_of(task, query.order, later=DAY) >= edge for task in meant if task.id not in kept)


def place_of(task: Made, order: Order, later: dt.timedelta = 0 * DAY) -> Any:
    """Where a task stands in an order. At the edge of a limit, zones may make a day's difference."""
    if order is Order.TITLE:
        return task.title.casefold()
    due_on = dt.date.max if task.due_on is None else task.due_on + later
    if order is Order.DUE:
        return due_on
    return PRIORITIES.index(task.priority) if task.priority else len(PRIORITIES), due_on


def test_the_first_tasks_cost_one_request(large: Large) -> None:
    before = large.board.notion.requests
    listing = large.listed(TaskQuery(tag="film", is_done=False, order=Order.CREATED, limit=5))

    assert (len(listing.tasks), listing.is_complete) == (5, False)
    assert large.board.notion.requests == before + 1


async def test_trap_of_more_than_10000_tasks_notion_answers_10000_and_that_is_told() -> None:
    columns = [ColumnSeed("Task", "title"), ColumnSeed("Status", "status", options=STATUSES)]
    rows = [
        RowSeed({"Task": f"Task {place:05}", "Status": "Done" if place < 10_000 else "Blocked"})
        for place in range(10_500)
    ]
    async with opened(DatabaseSeed("Tasks", [DataSourceSeed("Tasks", columns, rows)])) as (board, _):
        listing = await board.reader.find_tasks(TaskQuery(order=Order.CREATED))
        just_10000 = await board.reader.find_tasks(TaskQuery(is_done=True))
        few = await board.reader.find_tasks(TaskQuery(is_done=False))

    assert (len(listing.tasks), listing.is_complete) == (10_000, False)
    assert (listing.tasks[0].title, listing.tasks[-1].title) == ("Task 10499", "Task 00500")
    assert (len(just_10000.tasks), just_10000.is_complete) == (10_000, True)
    assert (len(few.tasks), few.is_complete) == (500, True)
