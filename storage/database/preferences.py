"""How members want to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.database.tables import preferences
from storage.database.transactions import insert_into
from storage.records import Preferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.database.transactions import Transactions


class MembersPreferences:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def all(self) -> Sequence[Preferences]:
        async with self._transactions.reading() as connection:
            rows = await connection.execute(select(preferences))
            return [
                Preferences(guild=row.guild, discord=row.discord, zone=row.zone, private=row.private)
                for row in rows
            ]

    async def save(self, wanted: Preferences) -> None:
        said = {"zone": wanted.zone, "private": wanted.private}
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert_into(connection, preferences)
                .values(guild=wanted.guild, discord=wanted.discord, **said)
                .on_conflict_do_update(index_elements=["guild", "discord"], set_=said)
            )
