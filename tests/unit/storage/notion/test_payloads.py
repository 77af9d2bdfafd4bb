"""Changes as Notion takes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, Edit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.errors import BoardChangedError, WriteRefusedError
from storage.notion.pages import page_from
from storage.notion.payloads import must_be_read_first, properties_for
from storage.records import Due, Member, MemberId, ParentTask, Project, ProjectId, TaskId
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
    page_having,
    shaped,
)

if TYPE_CHECKING:
    from storage.notion.columns import Column

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
    assert sent(TextEdit("status", "Not started", "Done")) == {"Status": {"status": {"id": "s4"}}}


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
        "Priority": {"select": {"id": "p1"}},
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


def test_moving_a_task_to_another_project_keeps_the_projects_that_were_not_shown() -> None:
    third = "88888888-8888-4888-8888-888888888888"
    now = page(Project=[{"id": SPRING}, {"id": third}])

    assert sent(ProjectEdit(SPRING_P, AUTUMN_P), now=now) == {
        "Project": {"relation": [{"id": AUTUMN}, {"id": third}]}
    }


def test_taking_a_task_out_of_several_projects_is_refused_because_only_one_was_shown() -> None:
    with pytest.raises(WriteRefusedError, match="several under “Project”"):
        sent(ProjectEdit(SPRING_P, None), now=page(Project=[{"id": SPRING}, {"id": AUTUMN}]))


def test_only_an_edit_that_replaces_what_is_not_shown_whole_costs_another_read() -> None:
    assert not must_be_read_first(update(DateEdit(Due(JUNE_5), Due(JUNE_8))), schema())
    assert must_be_read_first(update(ProjectEdit(SPRING_P, AUTUMN_P)), schema())
    assert must_be_read_first(update(ProjectEdit(SPRING_P, AUTUMN_P)), shaped(project=PROJECT_OPTIONS))
    assert not must_be_read_first(update(ProjectEdit(SPRING_P, AUTUMN_P)), shaped(project=PROJECT_OPTION))
    assert not must_be_read_first(update(PeopleEdit((ANA_M,), (ANA_M, BEN_M))), schema())
    assert not must_be_read_first(update(DateEdit(None, Due(JUNE_8)), TextEdit("notes", "a", "b")), schema())


def written(edit: Edit, *, now: dict[str, Any] | None = None, **columns: Column) -> Any:
    """What is sent for one edit on a board with these columns, without the column's id and kind."""
    there = page_from(now) if now else None
    [value] = properties_for(update(edit), shaped(**columns), ZONE, there).values()
    [sent_value] = value.values()
    return sent_value


def test_a_checkbox_for_a_status_is_written_as_one() -> None:
    assert written(TextEdit("status", "Not done", "Done"), status=BOX) is True
    assert written(TextEdit("status", "Done", "Not done"), status=BOX) is False
    assert written(TextEdit("status", "Done", None), status=BOX) is False
    with pytest.raises(WriteRefusedError, match="Not done, Done"):
        written(TextEdit("status", "Not done", "Almost"), status=BOX)


def test_a_project_that_is_an_option_is_written_by_its_id() -> None:
    chosen, gone = Project(ProjectId("o1"), "Spring"), Project(ProjectId("o9"), "Winter")

    assert written(ProjectEdit(None, chosen), project=PROJECT_OPTION) == {"id": "o1"}
    assert written(ProjectEdit(chosen, None), project=PROJECT_OPTION) is None
    assert written(
        ProjectEdit(chosen, Project(ProjectId("o2"), "Autumn")),
        now=page_having((PROJECT_OPTIONS, [{"id": "o1", "name": "Spring"}])),
        project=PROJECT_OPTIONS,
    ) == [{"id": "o2"}]
    with pytest.raises(WriteRefusedError, match="no such option"):
        written(ProjectEdit(None, gone), project=PROJECT_OPTION)


@pytest.mark.parametrize(
    ("column", "people", "value"),
    [
        (TEAM_PEOPLE, (ANA, BEN), [{"id": ANA}, {"id": BEN}]),
        (TEAM_PEOPLE, (), []),
        (NAMES, ("n1", "n2"), [{"id": "n1"}, {"id": "n2"}]),
        (ONE_NAME, ("n2",), {"id": "n2"}),
        (ONE_NAME, (), None),
    ],
)
def test_people_are_written_however_the_board_names_them(
    column: Column, people: tuple[str, ...], value: Any
) -> None:
    members = tuple(Member(MemberId(person), "?") for person in people)

    assert written(PeopleEdit((), members), assignees=column) == value


def test_one_option_has_no_room_for_two_people_and_that_is_said() -> None:
    both = (Member(MemberId("n1"), "Ana"), Member(MemberId("n2"), "Ben"))

    with pytest.raises(WriteRefusedError, match="“Who” holds only one"):
        written(PeopleEdit((), both), assignees=ONE_NAME)


def test_tags_are_written_by_the_ids_of_their_options_and_none_is_made() -> None:
    assert written(TagsEdit((), ("web", "print")), tags=TAGS) == [{"id": "g2"}, {"id": "g1"}]
    assert written(TagsEdit(("web",), ()), tags=TAGS) == []
    assert written(TagsEdit((), ("web",)), tags=ONE_TAG) == {"id": "g2"}
    assert written(TagsEdit(("web",), ()), tags=ONE_TAG) is None
    with pytest.raises(WriteRefusedError, match="print, web"):
        written(TagsEdit((), ("webb",)), tags=TAGS)
    with pytest.raises(WriteRefusedError, match="only one"):
        written(TagsEdit((), ("web", "print")), tags=ONE_TAG)


def test_a_task_becomes_a_part_of_another_and_of_none() -> None:
    whole = ParentTask(TaskId(AUTUMN), "The whole")

    assert written(ParentEdit(None, whole), parent=PARENT) == [{"id": AUTUMN}]
    assert written(ParentEdit(whole, None), now=page_having((PARENT, [{"id": AUTUMN}])), parent=PARENT) == []
    with pytest.raises(WriteRefusedError, match="several under “Parent item”"):
        written(
            ParentEdit(whole, None),
            now=page_having((PARENT, [{"id": AUTUMN}, {"id": SPRING}])),
            parent=PARENT,
        )


def test_where_the_task_was_read_first_what_others_added_meanwhile_stays() -> None:
    carl = "88888888-8888-4888-8888-888888888888"
    now = page_having((TAGS, [{"id": "g1", "name": "print"}]), Assignee=[{"id": ANA}, {"id": carl}])

    assert written(PeopleEdit((ANA_M,), (BEN_M,)), now=now) == [{"id": carl}, {"id": BEN}]
    assert written(TagsEdit((), ("web",)), now=now, tags=TAGS) == [{"id": "g1"}, {"id": "g2"}]


def test_more_people_than_notion_takes_at_once_are_refused_before_anything_is_sent() -> None:
    crowd = tuple(Member(MemberId(f"{place:08}{ANA[8:]}"), "?") for place in range(101))

    assert len(written(PeopleEdit((), crowd[:100]))) == 100
    with pytest.raises(WriteRefusedError, match=r"101.*at most 100"):
        written(PeopleEdit((), crowd))


def test_a_text_of_more_pieces_than_notion_takes_is_refused_before_anything_is_sent() -> None:
    assert len(written(TextEdit("notes", None, "x" * 200_000))) == 100
    with pytest.raises(WriteRefusedError, match="200,000 characters"):
        written(TextEdit("notes", None, "x" * 200_001))


def test_a_new_part_of_a_task_is_written_with_its_parent_and_tags() -> None:
    part = CreateTask(title="Poster", parent=ParentTask(TaskId(AUTUMN), "The whole"), tags=("web",))

    assert properties_for(part, shaped(parent=PARENT, tags=TAGS), ZONE) == {
        "title": {"title": [{"type": "text", "text": {"content": "Poster"}}]},
        "prnt": {"relation": [{"id": AUTUMN}]},
        "t%3Dg": {"multi_select": [{"id": "g2"}]},
    }
