"""Where words fit several things, the person chooses; nothing is guessed on a write."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

FESTIVAL_POSTER = "Print the festival poster"


def labels(message: object) -> list[str]:
    selects = getattr(message, "selects", [])
    return [option.label for select in selects for option in select.options]


async def test_several_tasks_fit_and_the_person_picks_one(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    assert labels(question) == [POSTER, FESTIVAL_POSTER, "None of these"] or set(labels(question)) == {
        POSTER,
        FESTIVAL_POSTER,
        "None of these",
    }

    card = await plain_darcy.choose(question, POSTER)
    assert "nobody → Priya Raman" in words_of(card)
    await plain_darcy.press(card, "Confirm")
    assert plain_darcy.notion.row(POSTER).assignees == ("Priya Raman",)


async def test_none_of_these_makes_a_new_task(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    card = await plain_darcy.choose(question, "None of these")
    assert "New task" in words_of(card)


async def test_two_people_of_one_name_are_told_apart(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign buying popcorn to Sam")
    assert sorted(labels(question)) == ["Sam Okonjo", "Sam Whitlock"]
    card = await plain_darcy.choose(question, "Sam Whitlock")
    await plain_darcy.press(card, "Confirm")
    assert plain_darcy.notion.row("Buy popcorn").assignees == ("Sam Whitlock",)


async def test_a_follow_up_does_not_ask_again_what_was_answered(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("create a task: order popcorn for Sam and Maya")
    await plain_darcy.choose(question, "Sam Whitlock")
    card = await plain_darcy.ask("also Priya")
    said = words_of(card)
    assert all(name in said for name in ("Sam Whitlock", "Priya Raman", "Maya"))


async def test_only_who_was_asked_can_answer_and_only_once(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    foreign = await plain_darcy.choose(question, POSTER, by="Priya Raman")
    assert foreign.ephemeral
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    first, second = await maya.choose(question, [POSTER]), await maya.choose(question, [FESTIVAL_POSTER])
    answers = [words_of(await first.answer()), words_of(await second.answer())]
    assert any("nobody → Priya Raman" in answer for answer in answers)
    assert any("already answered" in answer for answer in answers)


async def test_the_model_asks_and_goes_on_with_the_answer(darcy: Darcy) -> None:
    darcy.model.calls(("ask_person", {"question": "Which list?", "options": ["Mine", "Everyone’s"]}))
    question = await darcy.ask("show the list")
    darcy.model.calls(("show_tasks", {"whose": "me"}))
    shown = await darcy.choose(question, "Mine")
    assert "open tasks" in words_of(shown)
    told = darcy.model.requests[-1]["messages"][-1]
    assert (told["role"], "Mine" in told["content"]) == ("tool", True)


async def test_a_question_survives_a_restart(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    await plain_darcy.stop()
    await plain_darcy.start()
    assert "nobody → Priya Raman" in words_of(await plain_darcy.choose(question, POSTER))


@pytest.mark.slow
async def test_an_answer_that_came_to_nothing_can_be_given_again(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE, count=20))
    assert "Notion" in words_of(await plain_darcy.choose(question, POSTER))

    plain_darcy.notion.mend()
    assert "nobody → Priya Raman" in words_of(await plain_darcy.choose(question, POSTER))


async def test_a_card_that_follows_a_late_answer_can_be_decided_on_for_a_day(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("assign the poster to Priya")
    plain_darcy.clock.advance(dt.timedelta(hours=23))
    card = await plain_darcy.choose(question, POSTER)
    plain_darcy.clock.advance(dt.timedelta(hours=23))
    assert "Done" in words_of(await plain_darcy.press(card, "Confirm"))


async def test_none_of_these_leaves_everything_where_nothing_can_be_made(plain_darcy: Darcy) -> None:
    question = await plain_darcy.ask("the poster is done")
    assert labels(question)[-1] == "None of these"
    assert "I changed nothing" in words_of(await plain_darcy.choose(question, "None of these"))
