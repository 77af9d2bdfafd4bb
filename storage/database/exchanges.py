"""What was said in each conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from storage.database.tables import exchanges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.database.transactions import Transactions
    from storage.runs import Exchange


class Exchanges:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def add(self, exchange: Exchange) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert(exchanges).values(
                    conversation=exchange.conversation,
                    run=exchange.run,
                    at=exchange.at,
                    record=exchange,
                )
            )

    async def latest(self, conversation: str, limit: int) -> Sequence[Exchange]:
        newest_first = (
            select(exchanges.c.record)
            .where(exchanges.c.conversation == conversation)
            .order_by(exchanges.c.at.desc(), exchanges.c.id.desc())
            .limit(limit)
        )
        async with self._transactions.reading() as connection:
            found = (await connection.scalars(newest_first)).all()
        return list(reversed(found))
