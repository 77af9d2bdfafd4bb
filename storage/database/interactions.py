"""The interactions of the last day, each answered once, and what is still owed to whoever sent one."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from storage.answers import OwedAnswer
from storage.database.tables import interactions, owed_answers
from storage.database.transactions import insert_into

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.transactions import Transactions

KEPT = dt.timedelta(days=1)
OWED_FOR = dt.timedelta(days=30)
_PRUNED_EVERY = 100


class Interactions:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        async with self._transactions.writing() as connection:
            if interaction_id % _PRUNED_EVERY == 0:
                await _prune(connection, at)
            kept = await connection.scalar(
                insert_into(connection, interactions)
                .values(id=interaction_id, seen_at=at)
                .on_conflict_do_nothing(index_elements=["id"])
                .returning(interactions.c.id)
            )
            if kept is not None and owed is not None:
                row = {field.name: getattr(owed, field.name) for field in fields(owed)}
                await connection.execute(insert(owed_answers).values(row))
            return kept is not None

    async def placed(self, interaction_id: int, message: int) -> None:
        ours = owed_answers.c.interaction == interaction_id
        async with self._transactions.writing() as connection:
            await connection.execute(update(owed_answers).where(ours).values(message=message))

    async def answered(self, interaction_id: int) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(delete(owed_answers).where(owed_answers.c.interaction == interaction_id))

    async def owed(self) -> Sequence[OwedAnswer]:
        async with self._transactions.reading() as connection:
            rows = await connection.execute(select(owed_answers).order_by(owed_answers.c.interaction))
            return [OwedAnswer(**row) for row in rows.mappings()]

    async def take_up(self, interaction_id: int) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(
                update(owed_answers)
                .where(owed_answers.c.interaction == interaction_id)
                .values(tries=owed_answers.c.tries + 1)
            )

    async def forget_tokens(self, now: dt.datetime) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(
                update(owed_answers)
                .where(owed_answers.c.token.is_not(None), owed_answers.c.token_until <= now)
                .values(token=None)
            )


async def _prune(connection: AsyncConnection, at: dt.datetime) -> None:
    await connection.execute(delete(interactions).where(interactions.c.seen_at < at - KEPT))
    await connection.execute(delete(owed_answers).where(owed_answers.c.at < at - OWED_FOR))
