"""The lease: one row, changed only by who saw it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, select, true, update

from storage.database.tables import leases
from storage.database.transactions import insert_into
from storage.leases import Holder, Lease

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from storage.database.transactions import Transactions

_NAME = "darcy"
_NOBODY = ""


class Leases:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._taken: Lease | None = None

    async def find(self) -> Lease | None:
        lease = await self._find()
        return lease if lease and lease.holder.id != _NOBODY else None

    async def take(self, holder: Holder, seen: Lease | None) -> Lease | None:
        last = await self._find()
        if (last if last and last.holder.id != _NOBODY else None) != seen:
            return None
        lease = Lease(holder=holder, term=last.term + 1 if last else 1)
        who = {"holder": holder.id, "place": holder.place, "process": holder.process}
        row = {**who, "term": lease.term, "beat": lease.beat}
        async with self._transactions.writing() as connection:
            first = insert_into(connection, leases).values(name=_NAME, **row).on_conflict_do_nothing()
            statement = first if last is None else update(leases).where(*_as_it_was(last)).values(row)
            taken = await connection.scalar(statement.returning(leases.c.term))
        if taken is None:
            return None
        self._taken = lease
        return lease

    async def beat(self, lease: Lease) -> Lease | None:
        async with self._transactions.writing() as connection:
            beat = await connection.scalar(
                update(leases).where(*_held_by(lease)).values(beat=leases.c.beat + 1).returning(leases.c.beat)
            )
        return None if beat is None else Lease(holder=lease.holder, term=lease.term, beat=beat)

    async def give_back(self, lease: Lease) -> None:
        async with self._transactions.writing() as connection:
            await connection.execute(update(leases).where(*_held_by(lease)).values(holder=_NOBODY))

    def is_held(self) -> ColumnElement[bool]:
        """A condition of statements that only the holder may run.

        It is true where no lease was ever taken through here: of a tool that reads, or of a test.
        """
        return true() if self._taken is None else exists().where(*_held_by(self._taken))

    async def _find(self) -> Lease | None:
        async with self._transactions.reading() as connection:
            row = (await connection.execute(select(leases).where(leases.c.name == _NAME))).mappings().first()
        if row is None:
            return None
        holder = Holder(id=row["holder"], place=row["place"], process=row["process"])
        return Lease(holder=holder, term=row["term"], beat=row["beat"])


def _held_by(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    held = (leases.c.holder == lease.holder.id, leases.c.term == lease.term)
    return (leases.c.name == _NAME, *held)


def _as_it_was(lease: Lease) -> tuple[ColumnElement[bool], ...]:
    return (*_held_by(lease), leases.c.beat == lease.beat)
