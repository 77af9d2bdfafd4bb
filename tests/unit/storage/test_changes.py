from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pydantic import TypeAdapter

from storage.changes import AddComment, ArchiveTask, Change, CreateTask, UpdateTask
from storage.edits import DateEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.records import Due, Member, MemberId, Project, ProjectId, Task, TaskId

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
    edits=(PeopleEdit((ANA,), (BEN,)), DateEdit(None, Due(FRIDAY))),
)


def test_a_change_is_stale_once_what_it_replaces_has_moved() -> None:
    assert not ASSIGN.is_stale(POSTER)
    assert not ASSIGN.is_stale(replace(POSTER, priority="High"))
    assert ASSIGN.is_stale(replace(POSTER, assignees=(ANA, CLEO)))
    assert ASSIGN.is_stale(replace(POSTER, due=Due(FRIDAY)))
    assert ASSIGN.is_stale(replace(POSTER, title="Flyer"))


def test_people_are_a_set_and_known_by_id() -> None:
    change = replace(ASSIGN, edits=(PeopleEdit((ANA, BEN), (CLEO,)),))
    renamed = Member(ANA.id, "Ana Maria")
    assert not change.is_stale(replace(POSTER, assignees=(BEN, renamed)))


def test_rebased_keeps_a_person_added_meanwhile() -> None:
    rebased = ASSIGN.rebased(replace(POSTER, assignees=(ANA, CLEO), due=Due(dt.date(2026, 6, 13))))
    assert rebased is not None
    assert rebased.edits == (
        PeopleEdit((ANA, CLEO), (CLEO, BEN)),
        DateEdit(Due(dt.date(2026, 6, 13)), Due(FRIDAY)),
    )


def test_rebased_drops_what_has_come_true_by_itself() -> None:
    rebased = ASSIGN.rebased(replace(POSTER, due=Due(FRIDAY)))
    assert rebased is not None
    assert rebased.edits == (PeopleEdit((ANA,), (BEN,)),)
    assert ASSIGN.rebased(replace(POSTER, due=Due(FRIDAY), assignees=(BEN,))) is None


def test_a_change_is_recognised_on_the_board_by_its_after() -> None:
    assert not ASSIGN.is_in(POSTER)
    assert ASSIGN.is_in(replace(POSTER, assignees=(BEN,), due=Due(FRIDAY)))


def test_a_creation_is_recognised_by_all_its_values() -> None:
    create = CreateTask(title="Poster", assignees=(BEN,), due=Due(FRIDAY), project=FAIR)
    made = replace(POSTER, assignees=(BEN,), due=Due(FRIDAY), project=FAIR, status="To do")
    assert create.is_in(made)
    assert not create.is_in(replace(made, due=None))
    assert not create.is_in(replace(made, project=None))


def test_every_kind_of_change_survives_storage() -> None:
    stored = TypeAdapter[Change](Change)
    every = replace(
        ASSIGN,
        edits=(*ASSIGN.edits, TextEdit("status", None, "Done"), ProjectEdit(None, FAIR)),
    )
    for change in (every, CreateTask(title="Poster", project=FAIR, assignees=(ANA,), due=Due(FRIDAY))):
        assert stored.validate_json(stored.dump_json(change)) == change


RANGE = Due(dt.date(2026, 6, 5), starts_on=dt.date(2026, 6, 1))


def test_a_range_that_is_moved_keeps_its_start_while_it_can() -> None:
    later = RANGE.moved_to(dt.date(2026, 6, 9))

    assert later == Due(dt.date(2026, 6, 9), starts_on=dt.date(2026, 6, 1))


def test_a_range_that_would_end_before_it_begins_keeps_its_length() -> None:
    earlier = RANGE.moved_to(dt.date(2026, 5, 29))

    assert earlier == Due(dt.date(2026, 5, 29), starts_on=dt.date(2026, 5, 25))


def test_hours_of_one_day_move_as_a_whole() -> None:
    evening = Due(FRIDAY, dt.time(20), FRIDAY, dt.time(18))
    later = FRIDAY + dt.timedelta(days=3)

    assert evening.moved_to(later) == Due(later, dt.time(20), later, dt.time(18))


def test_tags_added_meanwhile_are_kept() -> None:
    tagging = UpdateTask(
        task_id=POSTER.id, title="Poster", url=POSTER.url, edits=(TagsEdit(("print",), ("print", "urgent")),)
    )

    rebased = tagging.rebased(replace(POSTER, tags=("print", "press")))

    assert rebased is not None
    assert rebased.edits == (TagsEdit(("print", "press"), ("print", "press", "urgent")),)


def test_a_task_to_be_trashed_has_moved_if_anything_shown_of_it_has() -> None:
    archive = ArchiveTask(task=POSTER)

    assert not archive.is_stale(replace(POSTER, edited_at=NOON + dt.timedelta(hours=1)))
    assert archive.is_stale(replace(POSTER, assignees=(BEN,)))
    assert ArchiveTask(task=replace(POSTER, tags=("a", "b"))).is_stale(POSTER)
    assert not ArchiveTask(task=replace(POSTER, tags=("a", "b"))).is_stale(replace(POSTER, tags=("b", "a")))
    assert archive.is_in(replace(POSTER, is_trashed=True))
    assert ArchiveTask(task=replace(POSTER, is_trashed=True), restores=True).is_in(POSTER)


def test_what_follows_an_update_is_on_the_task_as_that_leaves_it() -> None:
    update = replace(
        ASSIGN, edits=(*ASSIGN.edits, TextEdit("title", "Poster", "Flyer"), TextEdit("status", None, "Done"))
    )
    archive = ArchiveTask(task=POSTER).following(update)
    comment = AddComment(task_id=POSTER.id, title="Poster", url="", parts=("Ana: done",)).following(update)

    left = replace(POSTER, title="Flyer", assignees=(BEN,), due=Due(FRIDAY), status="Done", is_done=True)
    assert not archive.is_stale(left)
    assert not comment.is_stale(left)
    assert archive.is_stale(POSTER)
    assert comment.following(ASSIGN) == comment
