"""How members want to be answered, at hand where there is no time to ask the database."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from storage.records import Preferences

if TYPE_CHECKING:
    from storage.ports import PreferenceStore
    from storage.records import DiscordId, GuildId


class KnownPreferences:
    """Everybody's preferences in memory, as the store keeps them.

    Whether an answer is to be private must be known before Discord is acknowledged. `team_zone` is for
    whoever has chosen none. One Darcy at a time keeps a database, so what was loaded stays true.
    """

    def __init__(self, store: PreferenceStore, team_zone: ZoneInfo) -> None:
        self._store = store
        self.team_zone = team_zone
        self._known: dict[tuple[GuildId, DiscordId], Preferences] = {}

    async def load(self) -> None:
        """Read them all. Call it before the first is asked for."""
        self._known = {(one.guild, one.discord): one for one in await self._store.all()}

    def of(self, guild: GuildId, discord: DiscordId) -> Preferences:
        return self._known.get((guild, discord)) or Preferences(guild=guild, discord=discord)

    def zone_of(self, guild: GuildId | None, discord: DiscordId) -> ZoneInfo:
        """The person's zone; where no guild is told, the one they have chosen wherever they chose one."""
        if guild is not None:
            zones = {self.of(guild, discord).zone}
        else:
            zones = {one.zone for (_, person), one in self._known.items() if person == discord}
        name = next(iter(zones)) if len(zones) == 1 else None
        return ZoneInfo(name) if name else self.team_zone

    async def save(self, wanted: Preferences) -> None:
        await self._store.save(wanted)
        self._known[wanted.guild, wanted.discord] = wanted
