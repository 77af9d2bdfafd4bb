"""What every store of questions promises."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import RecordNotFoundError
from storage.records import QuestionId, RunId
from storage.runs import Question
from tests.contracts.store_records import ANA, DAY, MINUTE, NOON, QUESTION, RUN

if TYPE_CHECKING:
    from storage.database.open import Database

BARE = Question(id=QuestionId("bare"), run=RUN.id, asked_of=ANA, text="", options=(), expires_at=NOON)


@pytest.mark.parametrize("question", [QUESTION, BARE], ids=["full", "bare"])
async def test_a_question_comes_back_as_it_was_asked(stores: Database, question: Question) -> None:
    await stores.questions.ask(question)

    assert await stores.questions.get_question(question.id) == question


async def test_an_unknown_question_is_said_to_be_so(stores: Database) -> None:
    with pytest.raises(RecordNotFoundError, match="ask again"):
        await stores.questions.get_question(QuestionId("nobody's"))
    assert await stores.questions.answer(QuestionId("nobody's"), "t-1", NOON) is False


async def test_the_first_answer_holds(stores: Database) -> None:
    await stores.questions.ask(QUESTION)
    await stores.questions.ask(replace(QUESTION, id=QuestionId("another")))

    assert await stores.questions.answer(QUESTION.id, "t-1", NOON + MINUTE) is True
    assert await stores.questions.answer(QUESTION.id, "t-2", NOON + MINUTE) is False
    assert await stores.questions.get_question(QUESTION.id) == replace(QUESTION, answer="t-1")
    assert (await stores.questions.get_question(QuestionId("another"))).answer is None


async def test_none_of_them_is_an_answer_too(stores: Database) -> None:
    await stores.questions.ask(QUESTION)

    assert await stores.questions.answer(QUESTION.id, "", NOON) is True
    assert await stores.questions.answer(QUESTION.id, "t-1", NOON) is False
    assert (await stores.questions.get_question(QUESTION.id)).answer == ""


async def test_an_answer_at_the_deadline_is_late(stores: Database) -> None:
    await stores.questions.ask(QUESTION)

    assert await stores.questions.answer(QUESTION.id, "t-1", NOON + DAY) is False
    assert await stores.questions.get_question(QUESTION.id) == QUESTION


async def test_of_many_answers_at_once_one_is_taken(stores: Database) -> None:
    await stores.questions.ask(QUESTION)
    choices = [str(number) for number in range(20)]

    taken = await asyncio.gather(*(stores.questions.answer(QUESTION.id, choice, NOON) for choice in choices))

    assert sum(taken) == 1
    assert (await stores.questions.get_question(QUESTION.id)).answer == choices[taken.index(True)]


async def test_a_question_is_asked_once(stores: Database) -> None:
    await stores.questions.ask(QUESTION)

    with pytest.raises(ValueError, match="kept already"):
        await stores.questions.ask(QUESTION)


async def test_a_moment_without_a_zone_is_refused(stores: Database) -> None:
    await stores.questions.ask(QUESTION)

    with pytest.raises(ValueError, match="without a time zone"):
        await stores.questions.answer(QUESTION.id, "t-1", NOON.replace(tzinfo=None))


async def test_a_runs_question_is_found_while_nobody_has_answered_it(stores: Database) -> None:
    asked = QUESTION
    await stores.questions.ask(asked)
    assert await stores.questions.find_open(asked.run) == asked
    assert await stores.questions.find_open(RunId("another")) is None
    assert await stores.questions.answer(asked.id, "t-1", asked.expires_at - MINUTE)
    assert await stores.questions.find_open(asked.run) is None
