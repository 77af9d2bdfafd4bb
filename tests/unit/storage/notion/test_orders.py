"""The orders of a list: what Notion is asked for, and how we sort the same."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.notion.orders import key_for, sorts_for
from storage.records import Due, Order, Task, TaskId
from tests.unit.storage.notion.examples import COLUMNS, schema

IDS = {name: config["id"] for name, config in COLUMNS.items()}
JUNE_12 = dt.date(2026, 6, 12)


def task(title: str, due_on: dt.date | None = None, priority: str | None = None) -> Task:
    return Task(
        id=TaskId(title),
        title=title,
        url="",
        due=Due(due_on) if due_on else None,
        priority=priority,
        edited_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize(
    ("order", "sorts"),
    [
        (Order.DUE, [(IDS["Due"], "ascending"), ("title", "ascending")]),
        (Order.TITLE, [("title", "ascending")]),
        (
            Order.PRIORITY,
            [(IDS["Priority"], "ascending"), (IDS["Due"], "ascending"), ("title", "ascending")],
        ),
        (Order.CREATED, [("created_time", "descending")]),
        (Order.EDITED, [("last_edited_time", "descending")]),
    ],
)
def test_notion_is_asked_to_sort(order: Order, sorts: list[tuple[str, str]]) -> None:
    found = sorts_for(order, schema())

    assert [(sort.get("property", sort.get("timestamp")), sort["direction"]) for sort in found] == sorts


def test_a_board_without_due_dates_is_sorted_by_title() -> None:
    board = schema({"Name": {"id": "title", "type": "title", "title": {}}})

    assert sorts_for(Order.DUE, board) == [{"property": "title", "direction": "ascending"}]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (Order.DUE, ["A", "z", "a", "b"]),
        (Order.TITLE, ["A", "a", "b", "z"]),
        (Order.PRIORITY, ["b", "A", "z", "a"]),
        (Order.EDITED, ["b", "z", "A", "a"]),
    ],
)
def test_tasks_are_sorted_alike(order: Order, titles: list[str]) -> None:
    tasks = [
        task("b", priority="High"),
        task("z", JUNE_12, priority="Low"),
        task("A", JUNE_12, priority="Low"),
        task("a"),
    ]

    assert [found.title for found in sorted(tasks, key=key_for(order, schema()))] == titles
