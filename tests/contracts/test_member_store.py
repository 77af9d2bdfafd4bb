"""What every store of links promises."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import AlreadyLinkedError
from storage.records import DiscordId, Member, MemberId
from tests.contracts.store_records import ANA, BOB, GUILD, LI, MINUTE, NOON, OTHER_GUILD, ZOE, link

if TYPE_CHECKING:
    from storage.database.open import Database


async def test_nobody_is_linked_at_first(stores: Database) -> None:
    assert await stores.members.find_link(GUILD, ANA) is None
    assert await stores.members.find_link_of(GUILD, ZOE.id) is None
    assert list(await stores.members.links(GUILD)) == []


async def test_a_link_is_found_from_both_ends(stores: Database) -> None:
    await stores.members.save_link(link())

    assert await stores.members.find_link(GUILD, ANA) == link()
    assert await stores.members.find_link_of(GUILD, ZOE.id) == link()
    assert await stores.members.find_link(GUILD, BOB) is None
    assert await stores.members.find_link_of(GUILD, LI.id) is None


async def test_a_link_holds_in_its_own_guild_only(stores: Database) -> None:
    await stores.members.save_link(link())
    await stores.members.save_link(link(discord=BOB, guild=OTHER_GUILD))

    assert await stores.members.find_link(OTHER_GUILD, ANA) is None
    assert await stores.members.find_link_of(OTHER_GUILD, ZOE.id) == link(discord=BOB, guild=OTHER_GUILD)
    assert list(await stores.members.links(GUILD)) == [link()]


async def test_the_guilds_of_a_member_are_those_they_are_linked_in(stores: Database) -> None:
    await stores.members.save_link(link(guild=OTHER_GUILD))
    await stores.members.save_link(link())
    await stores.members.save_link(link(BOB, Member(LI.id, "Li")))

    assert list(await stores.members.guilds_of(ANA)) == [GUILD, OTHER_GUILD]
    assert list(await stores.members.guilds_of(DiscordId(1))) == []


async def test_linking_again_takes_the_place_of_the_earlier_link(stores: Database) -> None:
    li = Member(LI.id, "Li")
    later = replace(link(member=li), linked_by=ANA, linked_at=NOON + MINUTE)
    await stores.members.save_link(link())
    await stores.members.save_link(later)

    assert await stores.members.find_link(GUILD, ANA) == later
    assert await stores.members.find_link_of(GUILD, ZOE.id) is None


async def test_a_person_is_linked_to_one_member_only(stores: Database) -> None:
    await stores.members.save_link(link(ANA, ZOE))
    await stores.members.save_link(link(BOB, Member(LI.id, "Li")))

    with pytest.raises(AlreadyLinkedError, match="linked to another member") as raised:
        await stores.members.save_link(link(BOB, ZOE))

    assert ZOE.name not in str(raised.value)
    assert await stores.members.find_link(GUILD, ANA) == link(ANA, ZOE)
    assert await stores.members.find_link(GUILD, BOB) == link(BOB, Member(LI.id, "Li"))


async def test_of_many_who_claim_to_be_one_person_at_once_one_is(stores: Database) -> None:
    async def claims(discord: DiscordId) -> bool:
        try:
            await stores.members.save_link(link(discord))
        except AlreadyLinkedError:
            return False
        return True

    assert sum(await asyncio.gather(*(claims(DiscordId(number)) for number in range(1, 21)))) == 1
    assert len(await stores.members.links(GUILD)) == 1


async def test_an_unlinked_person_is_free_again(stores: Database) -> None:
    await stores.members.save_link(link())

    assert await stores.members.remove_link(OTHER_GUILD, ANA) is False
    assert await stores.members.remove_link(GUILD, ANA) is True
    assert await stores.members.remove_link(GUILD, ANA) is False
    assert await stores.members.find_link(GUILD, ANA) is None
    await stores.members.save_link(link(BOB, ZOE))


async def test_links_are_listed_by_name_whatever_its_case(stores: Database) -> None:
    for number, name in enumerate(["émile", "bea", "Carl", "Ana", "Émile", "zoë"], start=1):
        await stores.members.save_link(link(DiscordId(number), Member(MemberId(f"m{number}"), name)))

    listed = [one.member.name for one in await stores.members.links(GUILD)]

    assert listed == ["Ana", "bea", "Carl", "zoë", "émile", "Émile"]


async def test_a_moment_without_a_zone_is_refused(stores: Database) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        await stores.members.save_link(replace(link(), linked_at=NOON.replace(tzinfo=None)))
