"""Several calls in one turn: each is held, refused or answered in words; none is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import FORMS, POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

Call = tuple[str, dict[str, object]]


def update(task: str, **said: object) -> Call:
    return "update_task", {"task": task, **said}


async def test_a_change_that_is_already_so_does_not_hide_the_others(darcy: Darcy) -> None:
    darcy.model.calls(update(FORMS, status="In progress"), update(POSTER, assignees=["Priya"]))
    card = await darcy.ask("the forms are in progress, and the poster is Priya's")
    assert "already is as you say" in words_of(card)
    assert "nobody → Priya Raman" in words_of(card)
    await darcy.press(card, "Confirm")
    assert darcy.notion.row(POSTER).assignees == ("Priya Raman",)


async def test_a_finished_project_is_refused_in_words(darcy: Darcy) -> None:
    darcy.model.calls(("create_task", {"title": "Sweep up", "project": "Freshers Fair"}))
    assert "Freshers Fair is finished" in words_of(await darcy.ask("sweep up after the fair"))


async def test_two_changes_of_one_task_are_one(darcy: Darcy) -> None:
    darcy.model.calls(
        update(POSTER, add_assignees=["Priya"]), update(POSTER, add_assignees=["Alice"], title="Poster")
    )
    card = await darcy.ask("Priya and Alice make the poster, and call it Poster")
    assert "nobody → Priya Raman, Alice Ferreira" in words_of(card)
    assert "Done" in words_of(await darcy.press(card, "Confirm"))
    assert set(darcy.notion.row("Poster").assignees) == {"Priya Raman", "Alice Ferreira"}


async def test_two_lists_of_a_turn_are_not_called_shown(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"whose": "me"}), ("show_tasks", {"whose": "Priya"}))
    darcy.model.says("One at a time, please.")
    assert "One at a time" in words_of(await darcy.ask("my tasks and Priya's"))
    told = [m["content"] for m in darcy.model.requests[-1]["messages"] if m["role"] == "tool"]
    assert all("Not shown" in text for text in told)


async def test_a_server_that_sends_null_for_what_was_not_said_is_understood(darcy: Darcy) -> None:
    darcy.model.calls(update(FORMS, status="done", clear=None, create_if_missing=None, in_project=None))
    assert "In progress → Done" in words_of(await darcy.ask("forms done"))


async def test_a_list_of_one_status_has_no_other(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"status": "Blocked"}))
    text = words_of(await darcy.ask("what is blocked?"))
    blocked = [row.title for row in darcy.notion.rows() if row.status == "Blocked"]
    assert f"{len(blocked)} tasks" in text
    assert all(title in text for title in blocked)


async def test_a_done_task_is_found_to_be_reopened(darcy: Darcy) -> None:
    darcy.model.calls(update("role descriptions", status="In progress"))
    card = await darcy.ask("the role descriptions are in progress again")
    assert "Done → In progress" in words_of(card)


async def test_a_person_renamed_in_notion_is_still_the_same(darcy: Darcy) -> None:
    darcy.notion.rename("Maya Lindqvist", "Maya L. Berg")
    darcy.model.calls(update(FORMS, remove_assignees=["me"]))
    card = await darcy.ask("take me off the forms")
    assert "→ nobody" in words_of(card)


async def test_the_card_of_an_unlinked_person_can_be_cancelled(darcy: Darcy) -> None:
    darcy.model.calls(update(FORMS, status="done"))
    card = await darcy.ask("forms done")
    await darcy.said("Tom Achterberg", "darcy-admin unlink", {"member": darcy.speaker})
    assert "Cancelled" in words_of(await darcy.press(card, "Cancel"))
