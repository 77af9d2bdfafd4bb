"""What every store of members' preferences promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storage.records import Preferences
from tests.contracts.store_records import ANA, BOB, GUILD, OTHER_GUILD

if TYPE_CHECKING:
    from storage.database.open import Database

ANAS = Preferences(guild=GUILD, discord=ANA, zone="Asia/Kolkata", private=True)


async def test_nobody_has_said_anything_at_first(stores: Database) -> None:
    assert list(await stores.preferences.all()) == []


async def test_each_member_has_their_own_in_each_guild(stores: Database) -> None:
    others = [replace(ANAS, guild=OTHER_GUILD, zone=None), replace(ANAS, discord=BOB, private=False)]
    for one in (ANAS, *others):
        await stores.preferences.save(one)

    kept = await stores.preferences.all()

    assert {(one.guild, one.discord): one for one in kept} == {
        (one.guild, one.discord): one for one in (ANAS, *others)
    }


async def test_what_is_said_later_takes_the_place_of_what_was_said(stores: Database) -> None:
    later = replace(ANAS, zone=None, private=False)
    await stores.preferences.save(ANAS)
    await stores.preferences.save(later)

    assert list(await stores.preferences.all()) == [later]
