"""What Notion is asked for, and what is kept of its answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from storage.errors import RecordNotFoundError
from storage.notion.queries import created_since, filter_for, fits, soonest_first
from storage.records import Due, MemberId, ProjectId, Task, TaskId, TaskQuery
from tests.unit.storage.notion.examples import ANA, COLUMNS, SPRING, schema

IDS = {name: config["id"] for name, config in COLUMNS.items()}
JUNE_12 = dt.date(2026, 6, 12)


def task(due_on: dt.date | None = None, *, is_done: bool = False, title: str = "Poster") -> Task:
    return Task(
        id=TaskId("t"),
        title=title,
        url="",
        is_done=is_done,
        due=Due(due_on) if due_on else None,
        edited_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    )


def conditions(query: TaskQuery) -> list[dict[str, Any]]:
    found = filter_for(query, schema())
    assert found is not None
    return list(found["and"])


def test_every_row_is_asked_for_without_a_filter() -> None:
    assert filter_for(TaskQuery(), schema()) is None


def test_conditions_name_columns_by_id() -> None:
    assert conditions(
        TaskQuery(assignee=MemberId(ANA), project=ProjectId(SPRING), priority="High", is_done=False)
    ) == [
        {"property": IDS["Assignee"], "people": {"contains": ANA}},
        {"property": IDS["Project"], "relation": {"contains": SPRING}},
        {"property": IDS["Priority"], "select": {"equals": "High"}},
        {"property": IDS["Status"], "status": {"does_not_equal": "Done"}},
        {"property": IDS["Status"], "status": {"does_not_equal": "Cancelled"}},
    ]


def test_a_priority_that_the_board_lacks_is_not_found() -> None:
    with pytest.raises(RecordNotFoundError, match="High, Low"):
        filter_for(TaskQuery(priority="Hihg"), schema())


def test_done_is_any_status_that_means_it() -> None:
    assert conditions(TaskQuery(is_done=True)) == [
        {
            "or": [
                {"property": IDS["Status"], "status": {"equals": "Done"}},
                {"property": IDS["Status"], "status": {"equals": "Cancelled"}},
            ]
        }
    ]


def test_nobodys_and_undated_tasks_are_asked_for_as_empty() -> None:
    assert conditions(TaskQuery(without_assignee=True, without_due=True)) == [
        {"property": IDS["Assignee"], "people": {"is_empty": True}},
        {"property": IDS["Due"], "date": {"is_empty": True}},
    ]


def test_days_are_asked_for_widely_because_notion_compares_starts_in_utc() -> None:
    assert conditions(TaskQuery(due_from=JUNE_12, due_until=JUNE_12)) == [
        {"property": IDS["Due"], "date": {"on_or_after": "2026-03-04"}},
        {"property": IDS["Due"], "date": {"on_or_before": "2026-06-13"}},
    ]


def test_what_was_asked_for_too_widely_is_left_out_again() -> None:
    on_the_day = TaskQuery(due_from=JUNE_12, due_until=JUNE_12)

    assert fits(task(JUNE_12), on_the_day)
    assert not fits(task(JUNE_12 + dt.timedelta(days=1)), on_the_day)
    assert not fits(task(JUNE_12 - dt.timedelta(days=1)), on_the_day)
    assert not fits(task(None), on_the_day)
    assert fits(task(None), TaskQuery())
    assert not fits(task(is_done=True), TaskQuery(is_done=False))


def test_a_project_that_is_an_option_is_asked_for_by_its_name() -> None:
    board = schema(
        {
            "Name": {"id": "title", "type": "title", "title": {}},
            "Project": {"id": "p", "type": "select", "select": {"options": [{"id": "o1", "name": "Spring"}]}},
        }
    )

    assert filter_for(TaskQuery(project=ProjectId("o1")), board) == {
        "and": [{"property": "p", "select": {"equals": "Spring"}}]
    }
    with pytest.raises(RecordNotFoundError):
        filter_for(TaskQuery(project=ProjectId("gone")), board)


def test_a_checkbox_for_a_status_is_asked_for_as_one() -> None:
    board = schema(
        {
            "Name": {"id": "title", "type": "title", "title": {}},
            "Done": {"id": "d", "type": "checkbox", "checkbox": {}},
        }
    )

    assert filter_for(TaskQuery(is_done=False), board) == {
        "and": [{"property": "d", "checkbox": {"equals": False}}]
    }


def test_undated_tasks_come_last_and_the_like_by_title() -> None:
    tasks = [task(None, title="b"), task(JUNE_12, title="z"), task(JUNE_12, title="A"), task(None, title="a")]

    assert [found.title for found in sorted(tasks, key=soonest_first)] == ["A", "z", "a", "b"]


def test_made_since_a_moment_allows_for_whole_minutes_and_says_its_offset() -> None:
    moment = dt.datetime(2026, 6, 12, 23, 30, 45, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    assert created_since(moment) == {
        "timestamp": "created_time",
        "created_time": {"on_or_after": "2026-06-12T21:29:00+00:00"},
    }
