"""Whose zone is meant, also where no guild is told."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.desk.preferences import KnownPreferences
from storage.records import DiscordId, GuildId, Preferences
from tests.doubles.stores import MemoryPreferences

HERE, THERE = GuildId(1), GuildId(2)
ANA, BOB = DiscordId(11), DiscordId(12)
TEAM, TOKYO, LIMA = ZoneInfo("Europe/Berlin"), "Asia/Tokyo", "America/Lima"


async def known(*said: Preferences) -> KnownPreferences:
    store = MemoryPreferences()
    for one in said:
        await store.save(one)
    preferences = KnownPreferences(store, TEAM)
    await preferences.load()
    return preferences


async def test_a_zone_holds_for_its_member_in_its_guild() -> None:
    preferences = await known(Preferences(guild=HERE, discord=ANA, zone=TOKYO))
    assert preferences.zone_of(HERE, ANA) == ZoneInfo(TOKYO)
    assert preferences.zone_of(THERE, ANA) == TEAM
    assert preferences.zone_of(HERE, BOB) == TEAM


async def test_where_no_guild_is_told_the_one_zone_a_member_has_is_meant() -> None:
    preferences = await known(Preferences(guild=HERE, discord=ANA, zone=TOKYO))
    assert preferences.zone_of(None, ANA) == ZoneInfo(TOKYO)
    assert preferences.zone_of(None, BOB) == TEAM
    await preferences.save(Preferences(guild=THERE, discord=ANA, zone=LIMA))
    assert preferences.zone_of(None, ANA) == TEAM
