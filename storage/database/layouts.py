"""What admins said of a board's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from storage.database.tables import column_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.database.transactions import Transactions
    from storage.layouts import ColumnChoice


class Layouts:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def choices(self, board: str) -> Sequence[ColumnChoice]:
        wanted = (
            select(column_choices.c.choice)
            .where(column_choices.c.board == board)
            .order_by(column_choices.c.role)
        )
        async with self._transactions.reading() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def save_choices(self, board: str, choices: Sequence[ColumnChoice]) -> None:
        async with self._transactions.writing() as connection:
            for choice in choices:
                known = (column_choices.c.board == board, column_choices.c.role == choice.role)
                await connection.execute(delete(column_choices).where(*known))
                row = {"board": board, "role": choice.role, "choice": choice}
                await connection.execute(insert(column_choices).values(row))
