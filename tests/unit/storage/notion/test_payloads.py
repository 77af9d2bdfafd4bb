"""Changes as Notion takes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, Edit, PeopleEdit, ProjectEdit, TextEdit
from storage.errors import BoardChangedError, WriteRefusedError
from storage.notion.pages import page_from
from storage.notion.payloads import must_be_read_first, pieces_of, properties_for
from storage.records import Due, Member, MemberId, Project, ProjectId, TaskId
from tests.unit.storage.notion.examples import (
    ANA,
    AUTUMN,
    BEN,
    COLUMNS,
    SPRING,
    TASK,
    ZONE,
    page,
    schema,
)

ANA_M, BEN_M = Member(MemberId(ANA), "Ana"), Member(MemberId(BEN), "Ben")
SPRING_P, AUTUMN_P = Project(ProjectId(SPRING), "Spring"), Project(ProjectId(AUTUMN), "Autumn")
JUNE_5, JUNE_8 = dt.date(2026, 6, 5), dt.date(2026, 6, 8)


def update(*edits: Edit) -> UpdateTask:
    return UpdateTask(task_id=TaskId(TASK), title="Poster", url="", edits=edits)


def sent(*edits: Edit, now: dict[str, Any] | None = None) -> dict[str, Any]:
    """The values sent for some edits, by the name of the column."""
    there = page_from(now) if now else None
    names = {config["id"]: name for name, config in COLUMNS.items()}
    properties = properties_for(update(*edits), schema(), ZONE, there)
    return {names[column]: value for column, value in properties.items()}


def test_an_update_writes_the_columns_it_edits_and_no_others() -> None:
    assert sent(TextEdit("status", "Not started", "Done")) == {"Status": {"status": {"name": "Done"}}}


def test_each_kind_of_edit_is_written_as_notion_takes_it() -> None:
    assert sent(
        TextEdit("title", "Poster", "Flyer"),
        TextEdit("priority", None, "High"),
        TextEdit("notes", None, "In colour"),
        PeopleEdit((ANA_M,), (ANA_M, BEN_M)),
        DateEdit(None, Due(JUNE_8)),
        ProjectEdit(None, SPRING_P),
    ) == {
        "Task name": {"title": [{"type": "text", "text": {"content": "Flyer"}}]},
        "Priority": {"select": {"name": "High"}},
        "Notes": {"rich_text": [{"type": "text", "text": {"content": "In colour"}}]},
        "Assignee": {"people": [{"id": ANA}, {"id": BEN}]},
        "Due": {"date": {"start": "2026-06-08"}},
        "Project": {"relation": [{"id": SPRING}]},
    }


def test_clearing_a_field_writes_it_empty() -> None:
    assert sent(
        TextEdit("priority", "High", None),
        TextEdit("notes", "x", None),
        PeopleEdit((ANA_M,), ()),
        DateEdit(Due(JUNE_5), None),
        ProjectEdit(SPRING_P, None),
    ) == {
        "Priority": {"select": None},
        "Notes": {"rich_text": []},
        "Assignee": {"people": []},
        "Due": {"date": None},
        "Project": {"relation": []},
    }


def test_a_new_task_writes_what_it_has_and_leaves_the_rest_to_the_board() -> None:
    properties = properties_for(CreateTask(title="Poster", due=Due(JUNE_8)), schema(), ZONE)

    assert properties == {
        "title": {"title": [{"type": "text", "text": {"content": "Poster"}}]},
        COLUMNS["Due"]["id"]: {"date": {"start": "2026-06-08"}},
    }


@pytest.mark.parametrize("field", ["status", "priority"])
def test_an_option_that_the_board_lacks_is_refused_because_notion_would_make_a_new_one(field: str) -> None:
    edit = TextEdit("status" if field == "status" else "priority", None, "Hihg")

    with pytest.raises(WriteRefusedError, match="nothing was changed") as refused:
        sent(edit)

    assert "Hihg" not in str(refused.value)


def test_a_column_that_the_board_lacks_is_missed_before_anything_is_sent() -> None:
    board = schema({"Name": {"id": "title", "type": "title", "title": {}}})

    with pytest.raises(BoardChangedError, match="no column for the due date"):
        properties_for(update(DateEdit(None, Due(JUNE_8))), board, ZONE)


def test_long_text_is_cut_into_pieces_of_2000_as_notion_counts_them() -> None:
    assert [len(piece) for piece in pieces_of("x" * 4500)] == [2000, 2000, 500]
    smileys = pieces_of("🎬" * 2500)
    assert all(len(piece.encode("utf-16-le")) // 2 <= 2000 for piece in smileys)
    assert "".join(smileys) == "🎬" * 2500
    assert pieces_of("") == []


def test_moving_a_task_to_another_project_keeps_the_projects_that_were_not_shown() -> None:
    third = "88888888-8888-4888-8888-888888888888"
    now = page(Project=[{"id": SPRING}, {"id": third}])

    assert sent(ProjectEdit(SPRING_P, AUTUMN_P), now=now) == {
        "Project": {"relation": [{"id": AUTUMN}, {"id": third}]}
    }


def test_taking_a_task_out_of_several_projects_is_refused_because_only_one_was_shown() -> None:
    with pytest.raises(WriteRefusedError, match="several projects"):
        sent(ProjectEdit(SPRING_P, None), now=page(Project=[{"id": SPRING}, {"id": AUTUMN}]))


def test_only_an_edit_that_replaces_a_project_costs_another_read() -> None:
    assert not must_be_read_first(update(DateEdit(Due(JUNE_5), Due(JUNE_8))), schema())
    assert must_be_read_first(update(ProjectEdit(SPRING_P, AUTUMN_P)), schema())
    assert not must_be_read_first(update(DateEdit(None, Due(JUNE_8)), TextEdit("notes", "a", "b")), schema())


def test_a_checkbox_and_a_project_select_are_written_in_their_own_way() -> None:
    board = schema(
        {
            "Name": {"id": "title", "type": "title", "title": {}},
            "Done": {"id": "d", "type": "checkbox", "checkbox": {}},
            "Project": {
                "id": "p",
                "type": "select",
                "select": {"options": [{"id": "o1", "name": "Spring"}]},
            },
        }
    )
    chosen = Project(ProjectId("o1"), "Spring")

    assert properties_for(
        update(TextEdit("status", "Not done", "Done"), ProjectEdit(None, chosen)), board, ZONE
    ) == {
        "d": {"checkbox": True},
        "p": {"select": {"id": "o1"}},
    }
    with pytest.raises(WriteRefusedError, match="Not done, Done"):
        properties_for(update(TextEdit("status", "Not done", "Almost")), board, ZONE)
