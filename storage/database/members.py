"""Who is who: the links between Discord members and people on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from storage.database.errors import TakenError
from storage.database.tables import members
from storage.database.transactions import insert_into
from storage.errors import AlreadyLinkedError
from storage.records import Link, Member

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import ColumnElement, Row

    from storage.database.transactions import Transactions
    from storage.records import DiscordId, GuildId, MemberId


class Members:
    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def find_link(self, guild: GuildId, discord: DiscordId) -> Link | None:
        found = await self._find(members.c.guild == guild, members.c.discord == discord)
        return found[0] if found else None

    async def find_link_of(self, guild: GuildId, member: MemberId) -> Link | None:
        found = await self._find(members.c.guild == guild, members.c.member == member)
        return found[0] if found else None

    async def links(self, guild: GuildId) -> Sequence[Link]:
        found = await self._find(members.c.guild == guild)
        # Sorted here, because databases differ in how they order names.
        return sorted(found, key=lambda link: (link.member.name.casefold(), link.member.id))

    async def _find(self, *conditions: ColumnElement[bool]) -> list[Link]:
        async with self._transactions.reading() as connection:
            rows = await connection.execute(select(members).where(*conditions))
            return [_link_from(row) for row in rows]

    async def save_link(self, link: Link) -> None:
        person = {
            "member": link.member.id,
            "name": link.member.name,
            "linked_by": link.linked_by,
            "linked_at": link.linked_at,
        }
        try:
            async with self._transactions.writing() as connection:
                await connection.execute(
                    insert_into(connection, members)
                    .values(guild=link.guild, discord=link.discord, **person)
                    .on_conflict_do_update(index_elements=["guild", "discord"], set_=person)
                )
        except TakenError:
            raise AlreadyLinkedError(
                "That person is linked to another member of this server. "
                "An admin can unlink that member first."
            ) from None

    async def remove_link(self, guild: GuildId, discord: DiscordId) -> bool:
        async with self._transactions.writing() as connection:
            removed = await connection.scalar(
                delete(members)
                .where(members.c.guild == guild, members.c.discord == discord)
                .returning(members.c.discord)
            )
            return removed is not None

    async def guilds_of(self, discord: DiscordId) -> Sequence[GuildId]:
        wanted = select(members.c.guild).where(members.c.discord == discord).order_by(members.c.guild)
        async with self._transactions.reading() as connection:
            return list((await connection.execute(wanted)).scalars())


def _link_from(row: Row[Any]) -> Link:
    return Link(
        guild=row.guild,
        discord=row.discord,
        member=Member(row.member, row.name),
        linked_by=row.linked_by,
        linked_at=row.linked_at,
    )
