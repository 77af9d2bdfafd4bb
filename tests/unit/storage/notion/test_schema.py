"""Which column is what, on boards as teams have them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from storage.errors import BoardChangedError
from storage.layouts import ColumnChoice
from storage.notion.schema import data_source_from, layout_of, schema_of
from storage.records import DiscordId, StatusGroup
from tests.unit.storage.notion.examples import BOARD, COLUMNS, PROJECTS, STATUS, board, schema

Columns = dict[str, dict[str, Any]]


def column(id_: str, kind: str, **details: Any) -> dict[str, Any]:
    return {"id": id_, "type": kind, kind: details}


def selects(*names: str) -> dict[str, Any]:
    return {"options": [{"id": name, "name": name} for name in names]}


def done(*ids: str) -> ColumnChoice:
    at = dt.datetime(2026, 6, 10, tzinfo=dt.UTC)
    return ColumnChoice(role="done", ids=ids, chosen_by=DiscordId(7), chosen_at=at)


def chosen(columns: Columns) -> dict[str, str]:
    """The names of the columns that were told apart, by field."""
    return {field: found.name for field, found in schema(columns).columns.items()}


def test_the_columns_of_notions_own_task_template_are_known_whatever_they_are_called() -> None:
    renamed = {f"x{place}": config for place, config in enumerate(COLUMNS.values())}
    renamed["Second person"] = column("abc", "people")
    renamed["Second date"] = column("def", "date")

    found = schema(renamed).columns

    ids = {field: column.id.removeprefix("notion%3A%2F%2Ftasks%2F") for field, column in found.items()}
    assert ids == {
        "title": "title",
        "status": "status_property",
        "assignees": "assign_property",
        "due": "due_date_property",
        "project": "task_to_project_relation",
        "priority": "priority_property",
    }


def test_the_only_column_of_a_type_needs_no_name() -> None:
    assert chosen(
        {
            "A": column("title", "title"),
            "B": column("b", "status", **STATUS),
            "C": column("c", "people"),
            "D": column("d", "date"),
            "E": column("e", "relation", data_source_id=PROJECTS),
        }
    ) == {"title": "A", "status": "B", "assignees": "C", "due": "D", "project": "E"}


@pytest.mark.parametrize(
    "names",
    [
        ("Status", "📌 Assigned to", "Due date", "Projects", "Priority", "Notes"),
        ("Stand", "Zuständig", "Fällig am", "Projekt", "Priorität", "Beschreibung"),
        ("Statut", "Assigné à", "Échéance", "Projet", "Priorité", "Remarques"),
        ("Estado", "Responsable", "Fecha límite", "Proyecto", "Prioridad", "Notas"),
        ("Situação", "Responsável", "Prazo", "Projeto", "Prioridade", "Descrição"),
        ("상태", "담당자", "마감일", "프로젝트", "우선순위", "메모"),
        ("ステータス", "担当者", "期限", "プロジェクト", "優先度", "メモ"),
        ("状态", "负责人", "截止日期", "项目", "优先级", "备注"),
    ],
)
def test_names_in_many_languages_tell_columns_of_one_type_apart(names: tuple[str, ...]) -> None:
    status, person, due, project, priority, notes = names
    columns: Columns = {
        "Title": column("title", "title"),
        "Other state": column("a1", "status", **STATUS),
        status: column("a2", "status", **STATUS),
        "Watchers": column("b1", "people"),
        person: column("b2", "people"),
        "Started": column("c1", "date"),
        due: column("c2", "date"),
        "Meeting": column("d1", "relation", data_source_id="99999999-9999-4999-8999-999999999999"),
        project: column("d2", "relation", data_source_id=PROJECTS),
        "Colour": column("e1", "select", **selects("Red")),
        priority: column("e2", "select", **selects("High")),
        "Link": column("f1", "rich_text"),
        notes: column("f2", "rich_text"),
    }
    fields = ("title", "status", "assignees", "due", "project", "priority", "notes")

    assert chosen(columns) == dict(zip(fields, ("Title", *names), strict=True))


def test_two_dates_that_could_both_be_due_are_named_to_whoever_looks_after_the_board() -> None:
    columns: Columns = {
        "Title": column("title", "title"),
        "Start date": column("a", "date"),
        "Finish": column("b", "date"),
    }

    with pytest.raises(BoardChangedError, match=r"“Start date”, “Finish”.*/darcy-admin setup"):
        schema(columns)


def test_a_lone_select_or_text_or_box_is_not_taken_for_something_it_may_not_be() -> None:
    columns: Columns = {
        "Title": column("title", "title"),
        "Colour": column("a", "select", **selects("Red")),
        "Link": column("b", "rich_text"),
        "Urgent": column("c", "checkbox"),
    }

    assert chosen(columns) == {"title": "Title"}
    assert schema(columns).options.fields == {"title"}


def test_a_relation_to_the_board_itself_is_a_parent_and_no_project() -> None:
    columns: Columns = {
        "Title": column("title", "title"),
        "Project": column("a", "relation", data_source_id=BOARD),
    }

    assert chosen(columns) == {"title": "Title"}


def test_done_follows_the_groups_and_finishing_is_not_calling_off() -> None:
    options = schema().options

    assert [(status.name, status.group.value) for status in options.statuses] == [
        ("Not started", "todo"),
        ("In progress", "in_progress"),
        ("Done", "done"),
        ("Cancelled", "done"),
    ]
    done = options.status(StatusGroup.DONE)
    assert done is not None
    assert done.name == "Done"


def test_groups_in_another_language_are_told_by_their_order() -> None:
    named = [
        {**group, "name": name}
        for group, name in zip(STATUS["groups"], ("할 일", "진행", "완료"), strict=True)
    ]
    columns = {**COLUMNS, "Status": column("s", "status", **{**STATUS, "groups": named})}

    assert schema(columns).done == ("Done", "Cancelled")


def test_trap_groups_are_told_by_notions_ids_whatever_they_are_called_and_wherever_they_stand() -> None:
    ids = ("todo-status-group", "in-progress-status-group", "complete-status-group")
    groups = [
        {**group, "id": id_, "name": name}
        for group, id_, name in zip(STATUS["groups"], ids, ("Complete", "진행", "할 일"), strict=True)
    ]
    columns = {**COLUMNS, "Status": column("s", "status", **{**STATUS, "groups": groups[::-1]})}

    assert schema(columns).done == ("Done", "Cancelled")


def test_an_admin_says_which_statuses_mean_done() -> None:
    source = data_source_from(board())

    layout = layout_of(source, [done("s2")])
    assert [(status.name, status.group.value) for status in layout.schema.statuses] == [
        ("Not started", "todo"),
        ("Done", "in_progress"),
        ("Cancelled", "in_progress"),
        ("In progress", "done"),
    ]
    assert layout.done_is_chosen

    assert layout_of(source, [done()]).schema.done == ()

    lost = layout_of(source, [done("gone")])
    assert (lost.schema.done, lost.done_is_chosen, lost.done_was_lost) == (("Done", "Cancelled"), False, True)


def test_tags_are_those_of_the_board() -> None:
    columns = {**COLUMNS, "Tags": column("t", "multi_select", **selects("Press", "Food"))}

    assert schema(columns).options.tags == ("Press", "Food")


def test_a_select_says_done_by_the_names_of_its_options() -> None:
    columns: Columns = {
        "Title": column("title", "title"),
        "Stand": column("a", "select", **selects("Offen", "2 · In Arbeit", "3. Erledigt ✅", "Verworfen")),
    }

    assert [(status.name, status.group.value) for status in schema(columns).statuses] == [
        ("Offen", "todo"),
        ("2 · In Arbeit", "in_progress"),
        ("3. Erledigt ✅", "done"),
        ("Verworfen", "done"),
    ]


def test_a_checkbox_named_done_is_a_status_of_two() -> None:
    columns: Columns = {"Title": column("title", "title"), "Done": column("a", "checkbox")}

    assert [status.name for status in schema(columns).statuses] == ["Not done", "Done"]
    assert schema(columns).done == ("Done",)


def test_priorities_are_those_of_the_board() -> None:
    assert schema().options.priorities == ("High", "Low")


def test_a_column_that_is_not_there_is_missed_in_words() -> None:
    with pytest.raises(BoardChangedError, match="no column for the due date"):
        schema({"Title": column("title", "title")}).column("due")


def test_a_board_in_the_trash_is_said_to_be_there() -> None:
    with pytest.raises(BoardChangedError, match="trash"):
        data_source_from(board(in_trash=True))


def test_a_board_may_say_no_more_of_itself_than_its_columns() -> None:
    bare = {"id": BOARD, "properties": COLUMNS, "url": None}

    options = schema_of(data_source_from(bare)).options

    assert (options.name, options.url) == ("Tasks", "")


def test_what_is_no_data_source_is_refused() -> None:
    with pytest.raises(BoardChangedError):
        schema_of(data_source_from({"object": "page"}))
