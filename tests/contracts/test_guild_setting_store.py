"""What every store of guilds' settings promises."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from storage.guilds import GuildSettings
from tests.contracts.store_records import GUILD, OTHER_GUILD

if TYPE_CHECKING:
    from storage.database.open import Database


async def test_a_guild_of_which_nothing_was_said_waits_a_day(stores: Database) -> None:
    settings = await stores.guild_settings.of(GUILD)
    assert settings == GuildSettings(guild=GUILD)
    assert settings.window == dt.timedelta(hours=24)


async def test_each_guild_has_its_own_and_what_is_said_last_counts(stores: Database) -> None:
    for hours in (1, 168):
        await stores.guild_settings.save(GuildSettings(guild=GUILD, expiry_hours=hours))

    assert (await stores.guild_settings.of(GUILD)).window == dt.timedelta(days=7)
    assert (await stores.guild_settings.of(OTHER_GUILD)).expiry_hours == 24
