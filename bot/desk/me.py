"""What a member asks of Darcy about themselves: who they are to it, and how it is to answer them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from bot.agent.outcomes import MeShown, Refused
from bot.desk.links import outdated_among
from storage.errors import DarcyError

if TYPE_CHECKING:
    from bot.desk.commands import ChangePreferences, FindGuilds, ShowMe
    from bot.desk.preferences import KnownPreferences
    from storage.ports import Directory, MemberStore
    from storage.records import GuildId, Link, Preferences

TEAMS_ZONE = "team"
"""What is said instead of a zone to have the team's again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    members: MemberStore
    preferences: KnownPreferences
    directory: Directory

    async def show(self, command: ShowMe) -> MeShown:
        return await self._shown(self.preferences.of(command.guild, command.by))

    async def change(self, command: ChangePreferences) -> MeShown | Refused:
        before = self.preferences.of(command.guild, command.by)
        zone = before.zone
        if command.zone is not None:
            zone = _zone_named(command.zone)
            if zone is None and command.zone.strip().casefold() != TEAMS_ZONE:
                return Refused("I know no time zone of that name. Pick one of those suggested as you type.")
        private = before.private if command.private is None else command.private
        wanted = replace(before, zone=zone, private=private)
        if wanted != before:
            await self.preferences.save(wanted)
        return await self._shown(wanted, "Saved." if wanted != before else "That is how it was already.")

    async def _shown(self, preferences: Preferences, note: str = "") -> MeShown:
        link = await self.members.find_link(preferences.guild, preferences.discord)
        is_outdated = link is not None and await self._is_outdated(link)
        return MeShown(
            preferences.discord, link, preferences, self.preferences.team_zone.key, note, is_outdated
        )

    async def _is_outdated(self, link: Link) -> bool:
        """Not where it cannot be told: what is asked for is shown all the same."""
        try:
            return bool(await outdated_among([link], self.directory))
        except DarcyError:
            return False

    async def guilds(self, command: FindGuilds) -> tuple[GuildId, ...]:
        return tuple(await self.members.guilds_of(command.by))


def _zone_named(said: str) -> str | None:
    """The zone as it is spelled, in whatever case it was typed."""
    wanted = said.strip().casefold().replace(" ", "_")
    return next((zone for zone in available_timezones() if zone.casefold() == wanted), None)
