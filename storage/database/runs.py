"""Runs, each kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.database.tables import runs
from storage.database.transactions import insert_into
from storage.errors import RecordNotFoundError

if TYPE_CHECKING:
    import datetime as dt

    from storage.database.transactions import Transactions
    from storage.records import DiscordId, GuildId, RunId
    from storage.runs import Run


class Runs:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def save_run(self, run: Run) -> None:
        row = {
            "guild": run.request.guild,
            "asked_by": run.request.asked_by,
            "received_at": run.request.received_at,
            "state": run.state,
            "record": run,
        }
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert_into(connection, runs)
                .values(id=run.id, **row)
                .on_conflict_do_update(index_elements=["id"], set_=row)
            )

    async def get_run(self, run_id: RunId) -> Run:
        async with self._transactions.reading() as connection:
            run: Run | None = await connection.scalar(select(runs.c.record).where(runs.c.id == run_id))
        if run is None:
            raise RecordNotFoundError("I no longer remember that request. Please ask again.")
        return run

    async def find_run(self, guild: GuildId, asked_by: DiscordId, received_at: dt.datetime) -> Run | None:
        of_that = (runs.c.guild == guild, runs.c.asked_by == asked_by, runs.c.received_at == received_at)
        async with self._transactions.reading() as connection:
            run: Run | None = await connection.scalar(select(runs.c.record).where(*of_that).limit(1))
        return run
