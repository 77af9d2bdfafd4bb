"""Several changes of one task on one card: in an order that works, and none stale because of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

Call = tuple[str, dict[str, object]]

ARCHIVE: Call = ("archive_task", {"task": FORMS})
FINISH: Call = ("update_task", {"task": FORMS, "status": "done", "add_tags": ["print"]})
RENAME: Call = ("update_task", {"task": FORMS, "title": "Forms"})
COMMENT: Call = ("comment_on_task", {"task": FORMS, "text": "All are out."})


def is_there(darcy: Darcy, title: str) -> bool:
    return any(row.title == title for row in darcy.notion.rows())


async def test_a_task_is_finished_and_then_moved_to_the_trash(darcy: Darcy) -> None:
    darcy.model.calls(ARCHIVE, FINISH)
    card = await darcy.ask("the forms are done, throw them away")
    finish, archive = words_of(card).split("2 · ")
    assert f"1 · {FORMS}\nStatus: In progress → Done" in finish
    assert f"Move to the trash: {FORMS}\nStatus: Done" in archive
    assert "Tags: print" in archive

    settled = await darcy.press(card, "Confirm")
    assert "✅ Done" in words_of(settled)
    assert settled.buttons == []
    assert not is_there(darcy, FORMS)


async def test_a_renamed_task_is_commented_on(darcy: Darcy) -> None:
    darcy.model.calls(RENAME, COMMENT)
    card = await darcy.ask("call it Forms and write that all are out")
    assert "2 · Comment on Forms" in words_of(card)
    settled = await darcy.press(card, "Confirm")
    assert "✅ Done" in words_of(settled)
    assert settled.buttons == []
    page = darcy.notion.row("Forms").id
    assert [comment.text for comment in darcy.notion.comments(page)] == ["Maya Lindqvist: All are out."]


async def test_what_follows_a_change_that_failed_is_left_alone_and_both_are_asked_again(darcy: Darcy) -> None:
    darcy.model.calls(FINISH, ARCHIVE)
    card = await darcy.ask("the forms are done, throw them away")
    darcy.notion.fail_next(Fault(kind=FaultKind.DROPPED, method="PATCH"))
    again = await darcy.press(card, "Confirm")
    assert "✅" not in words_of(again)
    assert "make these 2 changes?" in words_of(again)
    assert darcy.notion.row(FORMS).status == "In progress"

    settled = await darcy.press(again, "Confirm")
    assert "✅ Done" in words_of(settled)
    assert settled.buttons == []
    assert not is_there(darcy, FORMS)


async def test_a_task_edited_meanwhile_is_shown_as_it_is_before_it_is_archived(darcy: Darcy) -> None:
    darcy.model.calls(ARCHIVE)
    card = await darcy.ask("throw the forms away")
    darcy.notion.edit(darcy.notion.row(FORMS).id, assignees=["Alice Ferreira"], notes="Keep these!")
    again = await darcy.press(card, "Confirm")
    assert "has changed since I showed you this" in words_of(again)
    assert "Assignee: Alice Ferreira" in words_of(again)
    assert "Notes: Keep these!" in words_of(again)
    assert is_there(darcy, FORMS)

    assert "Moved to the trash" in words_of(await darcy.press(again, "Confirm"))
    assert not is_there(darcy, FORMS)


async def test_the_same_comment_said_twice_in_a_turn_is_written_once(darcy: Darcy) -> None:
    darcy.model.calls(COMMENT, COMMENT)
    await darcy.press(await darcy.ask("write that all are out"), "Confirm")
    assert len(darcy.notion.comments(darcy.notion.row(FORMS).id)) == 1
