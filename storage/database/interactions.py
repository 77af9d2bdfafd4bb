"""The interactions of the last day, so that one that Discord sends twice is answered once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete

from storage.database.tables import interactions
from storage.database.transactions import insert_into

if TYPE_CHECKING:
    from storage.database.transactions import Transactions

KEPT = dt.timedelta(days=1)
_PRUNED_EVERY = 100


class Interactions:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def is_new(self, interaction_id: int, at: dt.datetime) -> bool:
        async with self._transactions.writing() as connection:
            if interaction_id % _PRUNED_EVERY == 0:
                await connection.execute(delete(interactions).where(interactions.c.seen_at < at - KEPT))
            kept = await connection.scalar(
                insert_into(connection, interactions)
                .values(id=interaction_id, seen_at=at)
                .on_conflict_do_nothing(index_elements=["id"])
                .returning(interactions.c.id)
            )
            return kept is not None
