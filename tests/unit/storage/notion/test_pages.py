"""A page of Notion's, and the task that it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from storage.errors import BoardChangedError
from storage.notion.pages import Names, cut_short, page_from
from storage.notion.tasks import task_from_page
from storage.records import Due, Member, MemberId, ParentTask, Project, ProjectId, Task, TaskId
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
    text,
)
from tests.unit.storage.notion.shapes import (
    NAMES,
    ONE_NAME,
    ONE_TAG,
    PARENT,
    PROJECT_OPTIONS,
    TAGS,
    TEAM_PEOPLE,
    page_having,
    shaped,
)

if TYPE_CHECKING:
    from storage.notion.columns import Column

KNOWN = Names(
    members={MemberId(ANA): Member(MemberId(ANA), "Ana")},
    projects={ProjectId(SPRING): Project(ProjectId(SPRING), "Spring")},
    titles={TaskId(AUTUMN): "The whole"},
)


def read(**values: Any) -> Task:
    return task_from_page(page_from(page(**values)), schema(), KNOWN, ZONE)


def test_a_page_with_everything_becomes_a_task_with_everything() -> None:
    assert read(
        Task_name=[*text("Print the "), *text("poster")],
        Status={"id": "s4", "name": "Done"},
        Assignee=[{"object": "user", "id": ANA, "name": "Ana in Notion"}],
        Due={"start": "2026-06-12", "end": None, "time_zone": None},
        Project=[{"id": SPRING}, {"id": AUTUMN}],
        Priority={"id": "p1", "name": "High"},
        Notes=text("A2, in colour"),
    ) == Task(
        id=read().id,
        title="Print the poster",
        url=f"https://www.notion.so/Poster-{TASK.replace('-', '')}",
        status="Done",
        is_done=True,
        assignees=(Member(MemberId(ANA), "Ana"),),
        due=Due(dt.date(2026, 6, 12)),
        project=Project(ProjectId(SPRING), "Spring"),
        priority="High",
        notes="A2, in colour",
        edited_at=dt.datetime(2026, 6, 2, 10, 30, tzinfo=dt.UTC),
    )


def test_an_empty_page_is_an_untitled_task_that_is_not_done() -> None:
    task = read(Task_name=[], Status=None)

    assert (task.title, task.status, task.is_done) == ("Untitled", None, False)
    assert (task.assignees, task.due_on, task.project, task.priority, task.notes) == (
        (),
        None,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ({"start": "2026-06-01", "end": "2026-06-05"}, dt.date(2026, 6, 5)),
        # Midnight in UTC is the evening before in New York.
        ({"start": "2026-06-12T01:00:00.000+00:00", "end": None}, dt.date(2026, 6, 11)),
        ({"start": "2026-06-12T23:30:00.000-04:00", "end": None}, dt.date(2026, 6, 12)),
        ({"start": "2026-06-12T23:30:00.000Z", "end": "2026-06-13T09:00:00.000Z"}, dt.date(2026, 6, 13)),
        # Without an offset the moment is in the zone the date carries: noon in Auckland is the night before.
        (
            {"start": "2026-06-12T12:00:00", "end": None, "time_zone": "Pacific/Auckland"},
            dt.date(2026, 6, 11),
        ),
        ({"start": "2026-06-12T12:00:00", "end": None, "time_zone": None}, dt.date(2026, 6, 12)),
    ],
)
def test_due_is_the_last_day_in_the_teams_zone(date: dict[str, str | None], day: dt.date) -> None:
    assert read(Due=date).due_on == day


def test_a_guest_is_not_on_the_teams_list_but_keeps_their_name_and_id() -> None:
    people = [{"object": "user", "id": BEN, "name": "Ben (guest)"}]

    assert read(Assignee=people).assignees == (Member(MemberId(BEN), "Ben (guest)"),)


def test_a_person_who_comes_as_an_id_only_is_named_from_the_teams_list_or_said_to_be_unknown() -> None:
    known, unknown = read(Assignee=[{"object": "user", "id": ANA}, {"object": "user", "id": BEN}]).assignees

    assert known.name == "Ana"
    assert (unknown.id, unknown.name) == (BEN, "Someone outside the team")


@pytest.mark.parametrize(
    ("column", "value", "members"),
    [
        (TEAM_PEOPLE, [{"id": ANA}, {"id": BEN}], [(ANA, "Ana"), (BEN, "Someone outside the team")]),
        (NAMES, [{"id": "n1", "name": "Ana"}, {"id": "n2", "name": "Ben"}], [("n1", "Ana"), ("n2", "Ben")]),
        (ONE_NAME, {"id": "n1", "name": "Ana"}, [("n1", "Ana")]),
        (ONE_NAME, None, []),
    ],
)
def test_people_are_read_however_the_board_names_them(
    column: Column, value: Any, members: list[tuple[str, str]]
) -> None:
    page_ = page_from(page_having((column, value)))

    task = task_from_page(page_, shaped(assignees=column), KNOWN, ZONE)

    assert [(member.id, member.name) for member in task.assignees] == members


@pytest.mark.parametrize(
    ("column", "value", "tags"),
    [
        (TAGS, [{"id": "g2", "name": "web"}, {"id": "g1", "name": "print"}], ("web", "print")),
        (TAGS, [], ()),
        (ONE_TAG, {"id": "g2", "name": "web"}, ("web",)),
        (ONE_TAG, None, ()),
    ],
)
def test_tags_are_read_from_one_option_or_several(column: Column, value: Any, tags: tuple[str, ...]) -> None:
    assert (
        task_from_page(page_from(page_having((column, value))), shaped(tags=column), KNOWN, ZONE).tags == tags
    )


def test_a_part_of_a_task_knows_the_task_by_its_title() -> None:
    part = page_from(page_having((PARENT, [{"id": AUTUMN}, {"id": SPRING}])))

    assert task_from_page(part, shaped(parent=PARENT), KNOWN, ZONE).parent == ParentTask(
        TaskId(AUTUMN), "The whole"
    )
    assert task_from_page(page_from(page()), shaped(parent=PARENT), KNOWN, ZONE).parent is None


def test_of_several_projects_that_are_options_the_first_is_shown() -> None:
    names = Names(members={}, projects={ProjectId("o2"): Project(ProjectId("o2"), "Autumn")})
    several = page_from(page_having((PROJECT_OPTIONS, [{"id": "o2", "name": "Autumn"}, {"id": "o1"}])))

    assert task_from_page(several, shaped(project=PROJECT_OPTIONS), names, ZONE).project == Project(
        ProjectId("o2"), "Autumn"
    )


def test_a_page_in_the_trash_is_a_task_in_the_trash() -> None:
    assert task_from_page(page_from(page() | {"in_trash": True}), schema(), KNOWN, ZONE).is_trashed


def test_a_renamed_column_is_still_found_by_its_id() -> None:
    renamed = page(Status={"id": "s2", "name": "In progress"})
    renamed["properties"]["Renamed"] = renamed["properties"].pop("Status")

    assert task_from_page(page_from(renamed), schema(), KNOWN, ZONE).status == "In progress"


def test_what_a_page_leaves_out_it_has_empty() -> None:
    """A column that is gone from the board is told by Notion, in answer to a filter that names it."""
    bare = page(Task_name=text("Poster"))
    bare["properties"] = {"Task name": bare["properties"]["Task name"]}

    task = task_from_page(page_from(bare), schema(), KNOWN, ZONE)

    assert task.title == "Poster"
    assert (task.status, task.assignees, task.due_on, task.project) == (None, (), None, None)
    assert (task.priority, task.notes) == (None, None)


def test_a_box_that_a_page_leaves_out_is_not_ticked() -> None:
    done = {"id": "dn", "type": "checkbox", "checkbox": {}}
    board = schema({"Task name": COLUMNS["Task name"], "Done": done})
    bare = page()
    bare["properties"] = {"Task name": bare["properties"]["Task name"]}

    assert not task_from_page(page_from(bare), board, KNOWN, ZONE).is_done


def test_a_text_is_read_where_only_its_content_came() -> None:
    assert read(Task_name=[{"type": "text", "text": {"content": "Poster"}}]).title == "Poster"


def test_a_day_needs_no_end() -> None:
    assert read(Due={"start": "2026-06-12"}).due_on == dt.date(2026, 6, 12)


def test_an_archived_page_is_in_the_trash() -> None:
    old = page() | {"archived": True}
    del old["in_trash"]

    assert page_from(old).in_trash


def test_a_column_of_another_type_is_an_error() -> None:
    changed = page()
    changed["properties"]["Due"] = {"id": COLUMNS["Due"]["id"], "type": "rich_text", "rich_text": []}

    with pytest.raises(BoardChangedError, match="“Due”"):
        task_from_page(page_from(changed), schema(), KNOWN, ZONE)


def test_a_page_that_came_without_its_properties_is_refused() -> None:
    with pytest.raises(BoardChangedError):
        page_from({"object": "page", "id": TASK})


@pytest.mark.parametrize(("people", "cut"), [(24, []), (25, ["Assignee"])])
def test_a_list_of_25_people_may_have_been_cut_short(people: int, cut: list[str]) -> None:
    full = page_from(page(Assignee=[{"object": "user", "id": ANA}] * people))

    assert [column.name for column in cut_short(full, schema())] == cut


def test_a_list_of_tags_is_never_cut_short() -> None:
    many = [{"id": f"g{place}", "name": f"tag {place}"} for place in range(30)]
    full = page_from(page_having((TAGS, many)))

    assert cut_short(full, shaped(tags=TAGS)) == []
    assert len(task_from_page(full, shaped(tags=TAGS), KNOWN, ZONE).tags) == 30


def test_a_relation_says_itself_that_it_was_cut_short_and_takes_the_whole() -> None:
    answer = page(Project=[{"id": SPRING}])
    answer["properties"]["Project"]["has_more"] = True
    full = page_from(answer)

    [column] = cut_short(full, schema())
    whole = full.with_list(column, [{"id": SPRING}, {"id": AUTUMN}])

    assert whole.value(column)["relation"] == [{"id": SPRING}, {"id": AUTUMN}]
    assert cut_short(whole, schema()) == []
