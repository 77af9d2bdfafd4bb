"""Questions to a person, and the first answer to each that came in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.database.tables import questions
from storage.errors import RecordNotFoundError

if TYPE_CHECKING:
    import datetime as dt

    from storage.database.transactions import Transactions
    from storage.records import QuestionId, RunId
    from storage.runs import Question


class Questions:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def ask(self, question: Question) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert(questions).values(
                    id=question.id,
                    run=question.run,
                    asked_of=question.asked_of,
                    expires_at=question.expires_at,
                    record=question,
                    answer=question.answer,
                )
            )

    async def get_question(self, question_id: QuestionId) -> Question:
        wanted = select(questions.c.record, questions.c.answer).where(questions.c.id == question_id)
        async with self._transactions.reading() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        if row is None:
            raise RecordNotFoundError("I no longer remember that question. Please ask again.")
        asked: Question = row.record
        return replace(asked, answer=row.answer)

    async def answer(self, question_id: QuestionId, answer: str, at: dt.datetime) -> bool:
        async with self._transactions.writing() as connection:
            taken = await connection.scalar(
                update(questions)
                .where(questions.c.id == question_id, questions.c.answer.is_(None))
                .where(questions.c.expires_at > at)
                .values(answer=answer, answered_at=at)
                .returning(questions.c.id)
            )
            return taken is not None

    async def reopen(self, question_id: QuestionId) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(
                update(questions).where(questions.c.id == question_id).values(answer=None, answered_at=None)
            )

    async def find_open(self, run: RunId) -> Question | None:
        wanted = select(questions.c.record).where(questions.c.run == run, questions.c.answer.is_(None))
        async with self._transactions.reading() as connection:
            open_ones: list[Question] = list(await connection.scalars(wanted))
        return max(open_ones, key=lambda question: question.expires_at, default=None)
