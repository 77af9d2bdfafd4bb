"""What Notion is asked for, and what is kept of its answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion.queries import created_since, filter_for, fits
from storage.notion.statuses import DONE, NOT_DONE
from storage.records import (
    Due,
    MemberId,
    ProjectId,
    StatusGroup,
    StatusOption,
    Task,
    TaskId,
    TaskQuery,
)
from tests.unit.storage.notion.examples import ANA, COLUMNS, SPRING, TASK, schema
from tests.unit.storage.notion.shapes import (
    BOX,
    NAMES,
    ONE_NAME,
    ONE_TAG,
    PARENT,
    PROJECT_OPTION,
    PROJECT_OPTIONS,
    TAGS,
    TEAM_PEOPLE,
    shaped,
)

if TYPE_CHECKING:
    from storage.notion.columns import Column
    from storage.notion.schema import Schema

IDS = {name: config["id"] for name, config in COLUMNS.items()}
JUNE_12 = dt.date(2026, 6, 12)
DAY = dt.timedelta(days=1)


def task(due: Due | None = None, *, is_trashed: bool = False) -> Task:
    return Task(
        id=TaskId("t"),
        title="Poster",
        url="",
        due=due,
        is_trashed=is_trashed,
        edited_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
    )


def conditions(query: TaskQuery, board: Schema | None = None) -> list[dict[str, Any]]:
    found = filter_for(query, board or schema())
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
        {"property": IDS["Status"], "status": {"does_not_equal": "Done"}},
        {"property": IDS["Status"], "status": {"does_not_equal": "Cancelled"}},
        {"property": IDS["Priority"], "select": {"equals": "High"}},
    ]


@pytest.mark.parametrize(
    ("column", "member", "condition"),
    [
        (TEAM_PEOPLE, ANA, {"property": "team", "relation": {"contains": ANA}}),
        (NAMES, "n2", {"property": "nms", "multi_select": {"contains": "Ben"}}),
        (ONE_NAME, "n1", {"property": "nms", "select": {"equals": "Ana"}}),
    ],
)
def test_someones_tasks_are_asked_for_however_the_board_names_people(
    column: Column, member: str, condition: dict[str, Any]
) -> None:
    assert conditions(TaskQuery(assignee=MemberId(member)), shaped(assignees=column)) == [condition]


@pytest.mark.parametrize(
    ("column", "project", "condition"),
    [
        (PROJECT_OPTION, "o1", {"property": "pj", "select": {"equals": "Spring"}}),
        (PROJECT_OPTIONS, "o2", {"property": "pj", "multi_select": {"contains": "Autumn"}}),
    ],
)
def test_a_project_that_is_an_option_is_asked_for_by_its_name(
    column: Column, project: str, condition: dict[str, Any]
) -> None:
    assert conditions(TaskQuery(project=ProjectId(project)), shaped(project=column)) == [condition]


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        (TAGS, {"property": "t%3Dg", "multi_select": {"contains": "web"}}),
        (ONE_TAG, {"property": "t%3Dg", "select": {"equals": "web"}}),
    ],
)
def test_a_tag_is_asked_for_by_its_name(column: Column, condition: dict[str, Any]) -> None:
    assert conditions(TaskQuery(tag="web"), shaped(tags=column)) == [condition]


def test_the_parts_of_a_task_are_asked_for_by_its_id() -> None:
    assert conditions(TaskQuery(parent=TaskId(TASK)), shaped(parent=PARENT)) == [
        {"property": "prnt", "relation": {"contains": TASK}}
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (TaskQuery(priority="Hihg"), "High, Low"),
        (TaskQuery(status="Doen"), "Not started, In progress, Cancelled, Done"),
        (TaskQuery(tag="wbe"), "print, web"),
    ],
)
def test_an_option_that_the_board_lacks_is_not_asked_for(query: TaskQuery, names: str) -> None:
    with pytest.raises(RecordNotFoundError, match=names):
        filter_for(query, shaped(tags=TAGS))


@pytest.mark.parametrize(
    "query",
    [
        TaskQuery(assignee=MemberId("me")),
        TaskQuery(project=ProjectId("gone")),
        TaskQuery(parent=TaskId("gone")),
    ],
)
def test_trap_me_never_resolves_nor_does_any_other_word_that_is_no_id(query: TaskQuery) -> None:
    with pytest.raises(RecordNotFoundError):
        filter_for(query, shaped(parent=PARENT))


@pytest.mark.parametrize("column", [NAMES, ONE_NAME])
def test_someone_whose_option_is_gone_is_not_asked_for(column: Column) -> None:
    with pytest.raises(RecordNotFoundError, match="person"):
        filter_for(TaskQuery(assignee=MemberId("gone")), shaped(assignees=column))


def test_a_column_that_the_board_lacks_is_said_to_be_missing() -> None:
    with pytest.raises(BoardChangedError, match="no column for"):
        filter_for(TaskQuery(tag="web"), schema())


def test_done_is_any_status_that_means_it() -> None:
    assert conditions(TaskQuery(is_done=True)) == [
        {
            "or": [
                {"property": IDS["Status"], "status": {"equals": "Done"}},
                {"property": IDS["Status"], "status": {"equals": "Cancelled"}},
            ]
        }
    ]


def test_a_checkbox_for_a_status_is_asked_for_as_one() -> None:
    board = shaped(status=BOX)

    assert conditions(TaskQuery(is_done=False), board) == [{"property": "bx", "checkbox": {"equals": False}}]
    assert conditions(TaskQuery(status=DONE), board) == [{"property": "bx", "checkbox": {"equals": True}}]
    assert conditions(TaskQuery(status=NOT_DONE), board) == [
        {"property": "bx", "checkbox": {"equals": False}}
    ]
    with pytest.raises(RecordNotFoundError, match="Not done, Done"):
        filter_for(TaskQuery(status="Almost"), board)


def test_nobodys_and_undated_tasks_are_asked_for_as_empty() -> None:
    assert conditions(TaskQuery(without_assignee=True, without_due=True)) == [
        {"property": IDS["Assignee"], "people": {"is_empty": True}},
        {"property": IDS["Due"], "date": {"is_empty": True}},
    ]


def test_of_ranges_only_the_start_can_be_asked_for_so_nothing_is_asked_of_when_it_is_due_from() -> None:
    assert conditions(TaskQuery(due_from=JUNE_12, due_until=JUNE_12)) == [
        {"property": IDS["Due"], "date": {"on_or_before": "2026-06-14"}}
    ]
    assert conditions(TaskQuery(due_from=JUNE_12)) == [
        {"property": IDS["Due"], "date": {"is_not_empty": True}}
    ]
    assert conditions(TaskQuery(due_until=dt.date.max)) == [
        {"property": IDS["Due"], "date": {"on_or_before": "9999-12-31"}}
    ]


def test_what_was_asked_for_too_widely_is_left_out_again() -> None:
    on_the_day = TaskQuery(due_from=JUNE_12, due_until=JUNE_12)

    assert fits(task(Due(JUNE_12)), on_the_day)
    assert fits(task(Due(JUNE_12, starts_on=JUNE_12 - 400 * DAY)), on_the_day)
    assert not fits(task(Due(JUNE_12 + DAY)), on_the_day)
    assert not fits(task(Due(JUNE_12 - DAY)), on_the_day)
    assert not fits(task(Due(JUNE_12 + DAY, starts_on=JUNE_12)), on_the_day)
    assert not fits(task(), on_the_day)
    assert fits(task(), TaskQuery())


def test_what_is_in_the_trash_is_listed_only_where_it_is_asked_for() -> None:
    assert fits(task(is_trashed=True), TaskQuery(trashed=True))
    assert not fits(task(is_trashed=True), TaskQuery())
    assert not fits(task(), TaskQuery(trashed=True))


def test_words_are_asked_for_in_the_title_any_of_them() -> None:
    assert conditions(TaskQuery(words=("post", "fly"))) == [
        {
            "or": [
                {"property": "title", "title": {"contains": "post"}},
                {"property": "title", "title": {"contains": "fly"}},
            ]
        }
    ]


def test_trap_a_moment_without_an_offset_is_utc_so_the_offset_is_given() -> None:
    moment = dt.datetime(2026, 6, 12, 23, 30, 45, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    assert conditions(TaskQuery(edited_since=moment)) == [
        {
            "timestamp": "last_edited_time",
            "last_edited_time": {"on_or_after": "2026-06-12T21:30:00+00:00"},
        }
    ]


def test_made_since_a_moment_allows_for_whole_minutes_and_for_another_clock() -> None:
    moment = dt.datetime(2026, 6, 12, 23, 30, 45, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    assert created_since(moment) == {
        "timestamp": "created_time",
        "created_time": {"on_or_after": "2026-06-12T21:29:00+00:00"},
    }


def test_nothing_is_asked_of_a_status_where_the_board_has_none() -> None:
    columns = dict(schema().columns)
    del columns["status"]

    assert filter_for(TaskQuery(is_done=False), replace(schema(), columns=columns)) is None


def test_a_select_for_a_status_is_asked_for_by_the_names_that_mean_done() -> None:
    statuses = (StatusOption("Ana", StatusGroup.TODO), StatusOption("Ben", StatusGroup.DONE))

    assert conditions(TaskQuery(is_done=False), replace(shaped(status=ONE_NAME), statuses=statuses)) == [
        {"property": "nms", "select": {"does_not_equal": "Ben"}}
    ]
