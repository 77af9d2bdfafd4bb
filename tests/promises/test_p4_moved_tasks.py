"""P4: a change whose task has moved since the preview is not applied; the person sees it as it is now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.board import Edits
from tests.doubles.darcy import FORMS, POSTER, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

PRIYA, MAYA, TOM = "Priya Raman", "Maya Lindqvist", "Tom Achterberg"


async def card_of(darcy: Darcy, *, by: str | None = None, task: str = POSTER, **said: object) -> Message:
    darcy.model.calls(("update_task", {"task": task, **said}))
    return await darcy.ask("as I said", by=by)


def writes(darcy: Darcy) -> int:
    return sum(exchange.method == "PATCH" for exchange in darcy.notion.exchanges)


@pytest.mark.parametrize("edit", [Edits(title="The poster"), Edits(status="Blocked")])
async def test_a_task_that_moved_is_shown_as_it_is_now_and_left_alone(darcy: Darcy, edit: Edits) -> None:
    card = await card_of(darcy, status="Done")
    task = darcy.notion.row(POSTER)
    darcy.notion.edit(task.id, **edit)
    told = await darcy.press(card, "Confirm")
    assert "has changed since I showed you this" in words_of(told)
    assert str(next(iter(edit.values()))) in words_of(told)
    assert writes(darcy) == 0
    assert "✅ Done" in words_of(await darcy.press(told, "Confirm"))
    assert next(row for row in darcy.notion.rows() if row.id == task.id).status == "Done"


async def test_an_edit_of_another_field_is_no_conflict(darcy: Darcy) -> None:
    card = await card_of(darcy, status="Done")
    darcy.notion.edit(darcy.notion.row(POSTER).id, notes="Ask the printer.")
    assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))
    assert darcy.notion.row(POSTER).notes == "Ask the printer."


async def test_a_person_added_meanwhile_is_kept(darcy: Darcy) -> None:
    card = await card_of(darcy, add_assignees=["Priya"])
    darcy.notion.edit(darcy.notion.row(POSTER).id, assignees=[TOM])
    told = await darcy.press(card, "Confirm")
    assert f"{TOM} → {TOM}, {PRIYA}" in words_of(told)
    assert writes(darcy) == 0
    assert "✅ Done" in words_of(await darcy.press(told, "Confirm"))
    assert set(darcy.notion.row(POSTER).assignees) == {TOM, PRIYA}


async def test_a_person_taken_off_meanwhile_is_not_put_back(darcy: Darcy) -> None:
    darcy.notion.edit(darcy.notion.row(POSTER).id, assignees=[TOM])
    card = await card_of(darcy, add_assignees=["Priya"])
    assert f"{TOM} → {TOM}, {PRIYA}" in words_of(card)
    darcy.notion.edit(darcy.notion.row(POSTER).id, assignees=[])
    told = await darcy.press(card, "Confirm")
    assert f"nobody → {PRIYA}" in words_of(told)
    await darcy.press(told, "Confirm")
    assert darcy.notion.row(POSTER).assignees == (PRIYA,)


async def test_a_tag_added_meanwhile_is_kept(darcy: Darcy) -> None:
    darcy.notion.edit(darcy.notion.row(POSTER).id, tags=["design"])
    card = await card_of(darcy, add_tags=["print"])
    darcy.notion.edit(darcy.notion.row(POSTER).id, tags=["design", "money"])
    told = await darcy.press(card, "Confirm")
    assert "design, money → design, money, print" in words_of(told)
    await darcy.press(told, "Confirm")
    assert set(darcy.notion.row(POSTER).tags) == {"design", "money", "print"}


async def test_a_project_moved_meanwhile_is_asked_about_again(darcy: Darcy) -> None:
    darcy.notion.edit(darcy.notion.row(POSTER).id, project=None)
    card = await card_of(darcy, project="Recruitment")
    other = next(row.project for row in darcy.notion.rows() if row.project not in {None, "Recruitment"})
    darcy.notion.edit(darcy.notion.row(POSTER).id, project=other)
    told = await darcy.press(card, "Confirm")
    assert f"{other} → Recruitment" in words_of(told)
    assert darcy.notion.row(POSTER).project == other


async def test_a_parent_given_meanwhile_is_asked_about_again(darcy: Darcy) -> None:
    card = await card_of(darcy, parent=FORMS)
    other = next(row.title for row in darcy.notion.rows() if row.title not in {POSTER, FORMS})
    darcy.notion.edit(darcy.notion.row(POSTER).id, parent=other)
    told = await darcy.press(card, "Confirm")
    assert f"{other} → {FORMS}" in words_of(told)
    assert darcy.notion.row(POSTER).parent == other


async def test_a_task_trashed_meanwhile_is_left_there(darcy: Darcy) -> None:
    card = await card_of(darcy, status="Done")
    darcy.notion.edit(darcy.notion.row(POSTER).id, in_trash=True)
    told = await darcy.press(card, "Confirm")
    assert "no longer on the board" in words_of(told)
    assert writes(darcy) == 0


async def test_two_people_who_confirm_at_once_do_not_undo_each_other(darcy: Darcy) -> None:
    mine, theirs = await card_of(darcy, status="Done"), await card_of(darcy, by=PRIYA, status="Blocked")
    told = await asyncio.gather(darcy.press(mine, "Confirm"), darcy.press(theirs, "Confirm", by=PRIYA))
    assert writes(darcy) == 1
    assert sorted("✅ Done" in words_of(each) for each in told) == [False, True]
    asked_again = next(each for each in told if "✅ Done" not in words_of(each))
    assert "has changed since I showed you this" in words_of(asked_again)
