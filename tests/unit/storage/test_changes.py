from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pydantic import TypeAdapter

from storage.changes import Change, CreateTask, DateEdit, PeopleEdit, ProjectEdit, TextEdit, UpdateTask
from storage.records import Member, MemberId, Project, ProjectId, Task, TaskId

NOON = dt.datetime(2026, 6, 12, 12, tzinfo=dt.UTC)
FRIDAY = dt.date(2026, 6, 12)
ANA, BEN, CLEO = (Member(MemberId(name), name.title()) for name in ("ana", "ben", "cleo"))
FAIR = Project(ProjectId("fair"), "Fair")
POSTER = Task(
    id=TaskId("poster"), title="Poster", url="https://www.notion.so/poster", assignees=(ANA,), edited_at=NOON
)
ASSIGN = UpdateTask(
    task_id=POSTER.id,
    title="Poster",
    url=POSTER.url,
    edits=(PeopleEdit((ANA,), (BEN,)), DateEdit(None, FRIDAY)),
)


def test_a_change_is_stale_once_what_it_replaces_has_moved() -> None:
    assert not ASSIGN.is_stale(POSTER)
    assert not ASSIGN.is_stale(replace(POSTER, priority="High"))
    assert ASSIGN.is_stale(replace(POSTER, assignees=(ANA, CLEO)))
    assert ASSIGN.is_stale(replace(POSTER, due_on=FRIDAY))
    assert ASSIGN.is_stale(replace(POSTER, title="Flyer"))


def test_people_are_a_set_and_known_by_id() -> None:
    change = replace(ASSIGN, edits=(PeopleEdit((ANA, BEN), (CLEO,)),))
    renamed = Member(ANA.id, "Ana Maria")
    assert not change.is_stale(replace(POSTER, assignees=(BEN, renamed)))


def test_rebased_keeps_a_person_added_meanwhile() -> None:
    rebased = ASSIGN.rebased(replace(POSTER, assignees=(ANA, CLEO), due_on=NOON.date() + dt.timedelta(1)))
    assert rebased is not None
    assert rebased.edits == (
        PeopleEdit((ANA, CLEO), (CLEO, BEN)),
        DateEdit(dt.date(2026, 6, 13), FRIDAY),
    )


def test_rebased_drops_what_has_come_true_by_itself() -> None:
    rebased = ASSIGN.rebased(replace(POSTER, due_on=FRIDAY))
    assert rebased is not None
    assert rebased.edits == (PeopleEdit((ANA,), (BEN,)),)
    assert ASSIGN.rebased(replace(POSTER, due_on=FRIDAY, assignees=(BEN,))) is None


def test_a_change_is_recognised_on_the_board_by_its_after() -> None:
    assert not ASSIGN.is_in(POSTER)
    assert ASSIGN.is_in(replace(POSTER, assignees=(BEN,), due_on=FRIDAY))


def test_a_creation_is_recognised_by_all_its_values() -> None:
    create = CreateTask(title="Poster", assignees=(BEN,), due_on=FRIDAY, project=FAIR)
    made = replace(POSTER, assignees=(BEN,), due_on=FRIDAY, project=FAIR, status="To do")
    assert create.is_in(made)
    assert not create.is_in(replace(made, due_on=None))
    assert not create.is_in(replace(made, project=None))


def test_every_kind_of_change_survives_storage() -> None:
    stored = TypeAdapter[Change](Change)
    every = replace(
        ASSIGN,
        edits=(*ASSIGN.edits, TextEdit("status", None, "Done"), ProjectEdit(None, FAIR)),
    )
    for change in (every, CreateTask(title="Poster", project=FAIR, assignees=(ANA,), due_on=FRIDAY)):
        assert stored.validate_json(stored.dump_json(change)) == change
