"""Where cards stand that wait for a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select, update

from storage.database.tables import proposals, shown_cards
from storage.database.transactions import insert_into
from storage.proposals import ProposalState
from storage.shown import ShownCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement

    from storage.database.transactions import Transactions
    from storage.records import ProposalId

KEPT = dt.timedelta(days=30)
_OUTDATED = (ProposalState.EXPIRED, ProposalState.REPLACED)
_DECIDED = (ProposalState.CONFIRMED, ProposalState.DECLINED)


class Cards:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def show(self, card: ShownCard) -> None:
        row = {field.name: getattr(card, field.name) for field in fields(card)}
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert_into(connection, shown_cards)
                .values(row)
                .on_conflict_do_update(index_elements=["message"], set_=row)
            )

    async def forget(self, message: int) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(delete(shown_cards).where(shown_cards.c.message == message))

    async def of(self, proposal: ProposalId) -> Sequence[ShownCard]:
        return await self._find(shown_cards.c.waiting == proposal)

    async def outdated(self) -> Sequence[ShownCard]:
        return await self._find(_waiting_for(*_OUTDATED))

    async def tidy(self, now: dt.datetime) -> None:
        old = or_(_waiting_for(*_DECIDED), shown_cards.c.token_until <= now - KEPT)
        run_out = (shown_cards.c.token.is_not(None), shown_cards.c.token_until <= now)
        async with self._transactions.writing() as connection:
            await connection.execute(delete(shown_cards).where(old))
            await connection.execute(update(shown_cards).where(*run_out).values(token=None))

    async def _find(self, condition: ColumnElement[bool]) -> Sequence[ShownCard]:
        wanted = select(shown_cards).where(condition).order_by(shown_cards.c.message)
        async with self._transactions.reading() as connection:
            return [ShownCard(**row) for row in (await connection.execute(wanted)).mappings()]


def _waiting_for(*states: ProposalState) -> ColumnElement[bool]:
    """Cards that wait for what is in one of these states now."""
    return shown_cards.c.waiting.in_(select(proposals.c.id).where(proposals.c.state.in_(states)))
