"""What is said while a card waits for a button."""

from __future__ import annotations

import pytest

from storage.records import RunId, TaskId
from storage.runs import PROPOSED, Exchange
from tests.doubles.workspaces import MODEL, MOMENT, THEATRE, TOOLS

PRESS_CONFIRM = "Press Confirm on the card: I change nothing without it."
PRESS_CANCEL = "Press Cancel on the card, or leave it: nothing happens without Confirm."
CARD = ("assign the poster to Will", f"{PROPOSED}change assignees of 'Poster'")
CONFIRMED = ("(pressed Confirm)", "change assignees of 'Poster': applied")
LIST = ("show me my tasks", "Showed Your open tasks: T7 Poster")
AGREED = [
    "yes",
    "Yes!",
    "yes please",
    "yep",
    "ok",
    "ok do it",
    "yes, do it",
    "confirm",
    "confirm it",
    "go ahead",
]
AGREED += ["please do", "sure, go ahead", "approve", "Looks good, thanks", "sounds good", "darcy, confirm"]
DECLINED = [
    "no",
    "nope",
    "no thanks",
    "cancel",
    "cancel that",
    "never mind",
    "nevermind",
    "forget it",
    "stop",
]
DECLINED += ["no, cancel it", "don't", "do not do it", "leave it", "please don't do it"]


def after(*said: tuple[str, str]) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            conversation="c",
            run=RunId("r"),
            asked=asked,
            answered=answered,
            references={"T7": TaskId("t")},
            subjects=(TaskId("t"),),
            at=MOMENT,
        )
        for asked, answered in said
    )


async def answer_to(words: str, *said: tuple[str, str]) -> str:
    reply = await MODEL.reply(THEATRE.context(words, exchanges=after(*said)), [], TOOLS)
    assert reply.tool_calls == ()
    return reply.text


@pytest.mark.parametrize("words", AGREED)
async def test_words_do_not_confirm_but_say_what_to_press(words: str) -> None:
    assert await answer_to(words, CARD) == PRESS_CONFIRM


@pytest.mark.parametrize("words", DECLINED)
async def test_words_do_not_cancel_but_say_what_to_press(words: str) -> None:
    assert await answer_to(words, CARD) == PRESS_CANCEL


async def test_a_card_waits_whatever_was_said_since() -> None:
    assert await answer_to("yes", CARD, LIST, ("hm", "I did not understand that.")) == PRESS_CONFIRM


@pytest.mark.parametrize("words", ["yes", "ok do it", "no", "cancel", "never mind"])
@pytest.mark.parametrize("before", [(), (LIST,), (CARD, CONFIRMED)])
async def test_without_a_card_that_waits_there_is_nothing_to_press(
    words: str, before: tuple[tuple[str, str], ...]
) -> None:
    assert (await answer_to(words, *before)).startswith("I did not understand that.")


async def test_a_no_with_something_else_still_means_that() -> None:
    context = THEATRE.context("no, Thursday", exchanges=after(CARD))

    (call,) = (await MODEL.reply(context, [], TOOLS)).tool_calls

    assert call.name == "update_task"


@pytest.mark.parametrize("words", ["undo", "undo that", "can you undo the last change?", "revert it"])
async def test_it_cannot_undo_and_says_what_to_do(words: str) -> None:
    assert await answer_to(words, CARD) == PRESS_CANCEL
    told = await answer_to(words, CARD, CONFIRMED)
    assert told.startswith("I cannot undo a change yet. Say what it should be again")
