"""What the admins of a guild have said of how it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.database.tables import guild_settings
from storage.database.transactions import insert_into
from storage.guilds import GuildSettings

if TYPE_CHECKING:
    from storage.database.transactions import Transactions
    from storage.records import GuildId


class GuildsSettings:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def of(self, guild: GuildId) -> GuildSettings:
        wanted = select(guild_settings.c.expiry_hours).where(guild_settings.c.guild == guild)
        async with self._transactions.reading() as connection:
            hours = await connection.scalar(wanted)
        return GuildSettings(guild=guild) if hours is None else GuildSettings(guild=guild, expiry_hours=hours)

    async def save(self, settings: GuildSettings) -> None:
        said = {"expiry_hours": settings.expiry_hours}
        async with self._transactions.writing() as connection:
            await connection.execute(
                insert_into(connection, guild_settings)
                .values(guild=settings.guild, **said)
                .on_conflict_do_update(index_elements=["guild"], set_=said)
            )
