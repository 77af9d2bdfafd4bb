"""Lists of tasks: what is asked for and what is kept of it, where Notion answers less or more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.records import Order, TaskQuery
from tests.unit.storage.notion.examples import (
    BOARD,
    COLUMNS,
    TASK,
    board,
    page,
    text,
)
from tests.unit.storage.notion.scripted import QUERY, ScriptedNotion, listed


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


async def test_trap_of_more_than_10000_tasks_any_answer_may_be_the_only_one_to_admit_it(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = [
        listed(page(), has_more=True, next_cursor="c"),
        listed(page(), has_more=True, next_cursor="d", request_status={"type": "incomplete"}),
        listed(page(), request_status={"type": "complete"}),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (3, False)


async def test_a_list_that_has_no_end_is_left_at_what_notion_itself_would_answer(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(*[page()] * 100, has_more=True, next_cursor="more")

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (10_000, False)
    assert notion.sent.count(QUERY) == 100


def dated(due: dict[str, Any] | None, title: str) -> dict[str, Any]:
    return page(Due=due, Task_name=text(title))


async def test_no_more_is_asked_for_than_is_wanted(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(
        *(dated({"start": f"2026-06-1{day}"}, f"Task {day}") for day in range(3)),
        has_more=True,
        next_cursor="more",
    )

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(limit=3))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (
        ["Task 0", "Task 1", "Task 2"],
        False,
    )
    assert [body["page_size"] for body in notion.bodies_of(QUERY)] == [3]


@pytest.mark.parametrize(
    ("query", "sizes"),
    [
        (TaskQuery(limit=1), [1, 100]),
        (TaskQuery(limit=100), [100, 100]),
        (TaskQuery(limit=150), [100, 100]),
        (TaskQuery(limit=1, due_from=dt.date(2026, 6, 12)), [100, 100]),
        (TaskQuery(), [100, 100]),
    ],
)
async def test_the_first_answer_is_as_long_as_is_wanted_and_further_ones_are_whole(
    notion: ScriptedNotion, query: TaskQuery, sizes: list[int]
) -> None:
    long = dated({"start": "2026-06-01", "end": "2026-12-31"}, "Long")
    notion.answers[QUERY] = [listed(long, has_more=True, next_cursor="c"), listed(long)]

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(query)

    assert [body["page_size"] for body in notion.bodies_of(QUERY)] == sizes


async def test_a_limit_that_is_just_met_is_all_there_is(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(dated({"start": "2026-06-10"}, "a"), dated({"start": "2026-06-11"}, "b"))

    async with notion.board() as (reader, _, _):
        assert (await reader.find_tasks(TaskQuery(limit=2))).is_complete
        assert not (await reader.find_tasks(TaskQuery(limit=1))).is_complete


async def test_a_long_range_that_notion_sorts_first_is_not_taken_for_the_soonest_due(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = [
        listed(
            dated({"start": "2026-01-01", "end": "2026-12-31"}, "All year"),
            dated({"start": "2026-06-10"}, "Soon"),
            has_more=True,
            next_cursor="c",
        ),
        listed(
            dated({"start": "2026-06-11"}, "Next"), dated(None, "Some day"), has_more=True, next_cursor="d"
        ),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(limit=2))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (["Soon", "Next"], False)
    assert notion.sent.count(QUERY) == 2


async def test_what_was_asked_for_too_widely_does_not_count(notion: ScriptedNotion) -> None:
    day = dt.date(2026, 6, 12)
    notion.answers[QUERY] = [
        listed(dated({"start": "2026-06-01"}, "Over"), has_more=True, next_cursor="c"),
        listed(dated({"start": "2026-06-12"}, "Now")),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(due_from=day, due_until=day, limit=1))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (["Now"], True)


async def test_other_orders_are_as_notion_sorts_them_up_to_the_limit(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(
        page(Task_name=text("z")), page(Task_name=text("a")), has_more=True, next_cursor="c"
    )

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(order=Order.CREATED, limit=2))

    assert [task.title for task in listing.tasks] == ["z", "a"]
    assert notion.sent.count(QUERY) == 1


async def test_what_is_in_the_trash_is_asked_for_as_such(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(page() | {"in_trash": True})

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(trashed=True))

    assert [task.is_trashed for task in listing.tasks] == [True]
    assert listing.is_complete
    assert [body["in_trash"] for body in notion.bodies_of(QUERY)] == [True]


async def test_a_notion_that_does_not_tell_what_is_in_the_trash_is_not_taken_at_its_word(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(page())

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(trashed=True))

    assert (listing.tasks, listing.is_complete) == ((), False)


async def test_a_notion_that_refuses_to_tell_what_is_in_the_trash_is_said_to(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = httpx.Response(400, json={"code": "validation_error", "message": "in_trash"})

    async with notion.board() as (reader, _, _):
        with pytest.raises(RecordNotFoundError, match="under Trash in Notion's sidebar"):
            await reader.find_tasks(TaskQuery(trashed=True))
        with pytest.raises(BoardChangedError):
            await reader.find_tasks(TaskQuery())


async def test_databases_among_the_rows_of_a_wiki_are_no_tasks(notion: ScriptedNotion) -> None:
    inner = board() | {
        "created_time": "2026-06-01T09:00:00.000Z",
        "last_edited_time": "2026-06-01T09:00:00.000Z",
    }
    notion.answers[QUERY] = listed(inner, page(Task_name=text("Here")))

    async with notion.board() as (reader, _, _):
        assert [task.title for task in (await reader.find_tasks(TaskQuery())).tasks] == ["Here"]


async def test_trashed_rows_and_rows_without_properties_are_left_out(notion: ScriptedNotion) -> None:
    hidden = {"object": "page", "id": TASK}
    notion.answers[QUERY] = listed(page() | {"in_trash": True}, hidden, page(Task_name=text("Here")))

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert [task.title for task in listing.tasks] == ["Here"]


async def test_nothing_is_done_on_a_board_where_nothing_means_done(notion: ScriptedNotion) -> None:
    notion.answers[f"GET data_sources/{BOARD}"] = board(
        {name: config for name, config in COLUMNS.items() if name != "Status"}
    )

    async with notion.board() as (reader, _, _):
        assert (await reader.find_tasks(TaskQuery(is_done=True))).tasks == ()

    assert QUERY not in notion.sent
