"""How sure it is what a column is for, and what outweighs what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from storage.layouts import ColumnChoice, Told
from storage.notion.columns import column_from
from storage.notion.detection import Detection
from storage.records import DiscordId
from tests.unit.storage.notion.examples import BOARD, PROJECTS, STATUS

if TYPE_CHECKING:
    from storage.layouts import RoleName
    from storage.notion.detection import Found

TEAM = "88888888-8888-4888-8888-888888888888"
NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)

Columns = dict[str, dict[str, Any]]


def column(kind: str, id_: str = "", **details: Any) -> dict[str, Any]:
    return {"id": id_, "type": kind, kind: details}


def relation(to: str, id_: str = "", other_side: str = "") -> dict[str, Any]:
    return column("relation", id_, data_source_id=to, dual_property={"synced_property_id": other_side})


def found(columns: Columns, *choices: ColumnChoice, people: frozenset[str] = frozenset()) -> dict[str, Found]:
    """Every role. A column without an id gets its name for one."""
    known = [column_from(name, {**config, "id": config["id"] or name}) for name, config in columns.items()]
    return {one.role.field: one for one in Detection(known, BOARD, choices, people).found()}


def told(columns: Columns, *choices: ColumnChoice, **more: Any) -> dict[str, tuple[str, Told]]:
    """The roles that have a column, or about which something is unclear."""
    return {
        field: (one.column.name if one.column else "", one.told)
        for field, one in found(columns, *choices, **more).items()
        if one.told is not Told.MISSING
    }


def choice(role: RoleName, *ids: str, minutes: int = 0) -> ColumnChoice:
    at = NOON + dt.timedelta(minutes=minutes)
    return ColumnChoice(role=role, ids=ids, chosen_by=DiscordId(7), chosen_at=at)


DATES: Columns = {
    "Due": column("date", "notion%3A%2F%2Ftasks%2Fdue_date_property"),
    "Launch": column("date", "l%3Bx"),
}


# --- what an admin chose ------------------------------------------------------------------------------


def test_what_was_chosen_outweighs_notions_own_ids() -> None:
    assert told(DATES)["due"] == ("Due", Told.TEMPLATE)
    assert told(DATES, choice("due", "l%3Bx"))["due"] == ("Launch", Told.CHOSEN)


def test_trap_property_ids_come_percent_encoded_and_plain() -> None:
    assert told(DATES, choice("due", "l;x"))["due"] == ("Launch", Told.CHOSEN)
    plain = {**DATES, "Due": column("date", "notion://tasks/due_date_property")}
    assert told(plain)["due"] == ("Due", Told.TEMPLATE)


def test_that_there_is_none_is_a_choice_too() -> None:
    assert told(DATES, choice("due"))["due"] == ("", Told.CHOSEN)


def test_a_chosen_column_that_is_gone_or_of_another_type_is_told_and_not_used() -> None:
    retyped: Columns = {**DATES, "Launch": column("rich_text", "l%3Bx")}
    for columns in (DATES, retyped):
        due = found(columns, choice("due", "gone" if columns is DATES else "l%3Bx"))["due"]
        assert (due.column and due.column.name, due.told, due.was_lost) == ("Due", Told.TEMPLATE, True)


def test_a_column_chosen_twice_is_for_the_later_and_the_other_role_is_told_anew() -> None:
    columns: Columns = {
        "Status": column("status", **STATUS),
        "Kind": column("select"),
        "Tags": column("select"),
    }

    earlier = (choice("tags", "Kind"), choice("priority", "Kind", minutes=1))

    assert told(columns, *earlier)["priority"] == ("Kind", Told.CHOSEN)
    assert told(columns, *earlier)["tags"] == ("Tags", Told.NAME)
    assert not found(columns, *earlier)["tags"].was_lost


# --- what may not be guessed --------------------------------------------------------------------------


def test_a_lone_column_that_is_named_for_something_else_is_not_taken() -> None:
    columns: Columns = {
        "Reviewer": column("people"),
        "Start date": column("date"),
        "Sprint": relation(PROJECTS),
        "Project": column("multi_select"),
    }

    assert told(columns) == {"project": ("Project", Told.NAME)}
    assert [one.name for one in found(columns)["due"].candidates] == ["Start date"]


def test_what_notion_keeps_itself_is_never_when_a_task_is_due_or_whose_it_is() -> None:
    columns: Columns = {
        "Due": column("created_time"),
        "Deadline": column("last_edited_time"),
        "Due date": column("formula"),
        "Assignee": column("created_by"),
    }

    assert told(columns) == {}


def test_needed_roles_are_unclear_only_where_several_columns_could_have_them() -> None:
    columns: Columns = {
        "Mornings": column("people"),
        "Evenings": column("people"),
        "Kick-off": column("date"),
        "Launch": column("date"),
        "North": relation(PROJECTS),
        "South": relation(TEAM),
    }

    assert told(columns) == dict.fromkeys(("assignees", "due", "project"), ("", Told.UNCLEAR))
    assert {field for field, one in found(columns).items() if one.is_unsettled} == {"assignees", "due"}


def test_columns_of_notions_templates_that_are_for_something_else_are_for_nothing() -> None:
    columns: Columns = {
        "Project": relation(PROJECTS, "notion%3A%2F%2Ftasks%2Ftask_sprint_relation"),
        "Parent": relation(BOARD, "notion%3A%2F%2Ftasks%2Fsub_task_relation"),
        "Notes": column("rich_text", "notion%3A%2F%2Ftasks%2Fai_summary_property"),
    }

    assert told(columns) == {}


def test_a_name_that_says_when_it_ends_outweighs_one_that_says_when_it_begins() -> None:
    for begin, end in (("Start", "End"), ("Started", "To be done by"), ("開始日", "終了日")):
        assert told({begin: column("date"), end: column("date")}) == {"due": (end, Told.NAME)}


# --- people, projects, parents ------------------------------------------------------------------------


def test_a_relation_named_for_people_is_not_the_project() -> None:
    assert told({"Assignee": relation(TEAM)}) == {"assignees": ("Assignee", Told.NAME)}
    assert told({"Owner": relation(TEAM), "Assignee": column("people")}) == {
        "assignees": ("Assignee", Told.ONLY_ONE)
    }


def test_a_relation_called_team_has_the_people_only_if_it_leads_to_people() -> None:
    columns: Columns = {"Team": relation(TEAM)}

    assert told(columns) == {}
    assert told(columns, people=frozenset({TEAM})) == {"assignees": ("Team", Told.NAME)}


def test_people_of_notion_outweigh_names_in_a_select() -> None:
    columns: Columns = {"Assignee": column("select"), "Kim": column("people")}

    assert told(columns) == {"assignees": ("Kim", Told.ONLY_ONE)}


def test_a_priority_may_be_a_status_and_is_then_not_the_status() -> None:
    columns: Columns = {"Priority": column("status", **STATUS), "State": column("select")}

    assert told(columns) == {"status": ("State", Told.NAME), "priority": ("Priority", Told.NAME)}


def test_the_parent_is_the_side_that_is_not_named_for_the_parts() -> None:
    named: Columns = {
        "Parent item": relation(BOARD, "p", "s"),
        "Sub-item": relation(BOARD, "s", "p"),
        "Blocked by": relation(BOARD, "b", "c"),
        "Blocking": relation(BOARD, "c", "b"),
    }
    unnamed = {name.replace("Parent item", "Umbrella"): config for name, config in named.items()}

    assert told(named) == {"parent": ("Parent item", Told.NAME)}
    assert told(unnamed) == {"parent": ("Umbrella", Told.NAME)}
    assert told({name: config for name, config in named.items() if name != "Parent item"}) == {}


def test_only_a_relation_to_the_board_itself_is_a_parent() -> None:
    parent = found({"Parent task": relation(PROJECTS)}, choice("parent", "Parent task"))["parent"]

    assert (parent.column, parent.candidates, parent.was_lost) == (None, (), True)
