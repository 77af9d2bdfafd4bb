"""The calls of one card: what is merged, what comes last, and on which state of a task each is planned."""

from __future__ import annotations

from dataclasses import replace

from bot.approvals.calls import calls_again, calls_of
from storage.changes import AddComment, ArchiveTask, Change, CreateTask, UpdateTask
from storage.edits import TextEdit
from storage.runs import ToolCall
from tests.doubles.examples import ASSIGN, CREATE, NOON, OMAR, POSTER, applied, call
from tools.toolset import Held

RENAME = UpdateTask(
    task_id=POSTER.id, title="Poster", url=POSTER.url, edits=(TextEdit("title", "Poster", "Flyer"),)
)
ARCHIVE = ArchiveTask(task=POSTER)
COMMENT = AddComment(task_id=POSTER.id, title="Poster", url=POSTER.url, parts=("Priya: ask ", OMAR))


def changes_of(*changes: Change) -> list[Change]:
    """What a card holds of changes, each planned by a call of its own."""
    held = [Held(ToolCall(f"c{place}", "x", "{}"), (change,)) for place, change in enumerate(changes)]
    return [one.change for one in calls_of(held)]


def test_what_goes_to_the_trash_goes_there_last_and_as_the_update_leaves_it() -> None:
    update, create, archive = changes_of(ARCHIVE, ASSIGN, CREATE)
    assert (update, create) == (ASSIGN, CREATE)
    assert isinstance(archive, ArchiveTask)
    assert not archive.is_stale(applied(ASSIGN))
    assert archive.is_stale(POSTER)


def test_what_comes_out_of_the_trash_comes_first_where_it_was_said_first() -> None:
    restore = ArchiveTask(task=replace(POSTER, is_trashed=True), restores=True)
    assert changes_of(restore, CREATE) == [restore, CREATE]


def test_a_comment_after_a_new_name_is_on_the_task_of_that_name() -> None:
    before, update, after = changes_of(COMMENT, RENAME, replace(COMMENT, parts=("Priya: done",)))
    assert before == COMMENT
    assert update == RENAME
    assert isinstance(after, AddComment)
    assert after.title == "Flyer"


def test_updates_of_one_task_are_one_wherever_they_stand() -> None:
    update, comment = changes_of(ASSIGN, COMMENT, RENAME)
    assert update == ASSIGN.followed_by(RENAME)
    assert comment == replace(COMMENT, title="Flyer")


def test_another_task_is_left_as_it_was_planned() -> None:
    other = replace(ARCHIVE, task=replace(POSTER, id="other"))  # type: ignore[arg-type]
    assert changes_of(RENAME, other) == [RENAME, other]


def test_the_same_said_twice_is_said_once_but_two_new_tasks_are_two() -> None:
    assert changes_of(COMMENT, ARCHIVE, COMMENT, ARCHIVE) == [COMMENT, ARCHIVE]
    assert changes_of(CREATE, CREATE) == [CREATE, CREATE]


def test_what_is_asked_again_keeps_its_order_and_when_it_began() -> None:
    begun = replace(call(CREATE), began_at=NOON)
    moved = replace(POSTER, priority="High")
    update, archive, create = (
        calls_again([(call(ASSIGN), ASSIGN), (begun, CREATE), (call(ARCHIVE), replace(ARCHIVE, task=moved))])[
            n
        ]
        for n in (0, 2, 1)
    )
    assert create.began_at == NOON
    assert create.id != begun.id
    assert isinstance(create.change, CreateTask)
    assert isinstance(archive.change, ArchiveTask)
    assert not archive.change.is_stale(replace(applied(ASSIGN), priority="High"))
    assert update.change == ASSIGN
