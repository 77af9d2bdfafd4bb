"""P5: "done" is said only after a read-back, and the model cannot claim a write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import FORMS, POSTER, words_of
from tests.doubles.replies import said_below

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

AS_ABOVE = "only what the card above says was changed"
CLAIM = "✅ **Done**\nAssignee: nobody → Priya Raman\nConfirmed by Maya"


async def test_words_of_the_model_never_stand_as_a_receipt(darcy: Darcy) -> None:
    darcy.model.says(CLAIM)
    told = words_of(await darcy.ask("the poster is for Priya"))
    assert told.endswith("Nothing on the board was changed.")
    assert darcy.notion.row(POSTER).assignees == ()


async def test_a_question_of_the_model_says_that_nothing_was_changed(darcy: Darcy) -> None:
    darcy.model.calls(("ask_person", {"question": "✅ Done. More?", "options": ["Yes", "No"]}))
    assert "Nothing on the board was changed." in words_of(await darcy.ask("the poster is for Priya"))


async def test_done_is_said_of_what_notion_answers(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": FORMS, "status": "done"}))
    card = await darcy.ask("forms done")
    asked = len(darcy.notion.exchanges)
    assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))
    (check, write) = darcy.notion.exchanges[asked:]
    assert (check.method, write.method) == ("GET", "PATCH")
    assert write.answer is not None  # complete, so it is itself the read-back


async def changed_and_goes_on(darcy: Darcy) -> Message:
    """A card of something to change, beside which something was looked up."""
    darcy.model.calls(("find_tasks", {}), ("update_task", {"task": FORMS, "status": "done"}))
    return await darcy.ask("forms done, and what else is there?")


async def test_after_a_change_no_question_and_no_answer_says_that_nothing_was_changed(darcy: Darcy) -> None:
    card = await changed_and_goes_on(darcy)
    darcy.model.calls(("ask_person", {"question": "More?", "options": ["Yes", "No"]}))
    assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))
    asked = await said_below(darcy, card)
    assert AS_ABOVE in words_of(asked)
    darcy.model.says(CLAIM)
    assert AS_ABOVE in words_of(await darcy.choose(asked, "No"))


async def test_after_a_change_who_gives_up_does_not_say_that_nothing_was_changed(darcy: Darcy) -> None:
    card = await changed_and_goes_on(darcy)
    for words in ("a", "b", "c", "d", "e"):
        darcy.model.calls(("find_tasks", {"words": words}))
    assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))
    assert AS_ABOVE in words_of(await said_below(darcy, card))
