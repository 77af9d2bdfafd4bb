"""Which guilds were told that Darcy does not serve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database.tables import notices
from storage.database.transactions import insert_into

if TYPE_CHECKING:
    import datetime as dt

    from storage.database.transactions import Transactions
    from storage.records import GuildId


class Notices:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def is_first(self, guild: GuildId, at: dt.datetime) -> bool:
        async with self._transactions.writing() as connection:
            kept = await connection.scalar(
                insert_into(connection, notices)
                .values(guild=guild, told_at=at)
                .on_conflict_do_nothing(index_elements=["guild"])
                .returning(notices.c.guild)
            )
            return kept is not None
