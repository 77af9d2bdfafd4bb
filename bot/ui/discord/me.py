"""`/darcy-me`: who someone is to Darcy, and how they want to be answered."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

import discord
from discord import app_commands

from bot.desk.commands import ChangePreferences, ShowMe
from bot.desk.me import TEAMS_ZONE
from bot.ui.cards import card_of
from bot.ui.discord.boundary import MOST_CHOICES, guild_of
from bot.ui.discord.telling import redraw
from bot.ui.texts import me as texts
from bot.ui.wording import phrase
from storage.records import DiscordId
from tools.matching import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.agent.outcomes import MeShown, Refused
    from bot.desk.commands import Command
    from bot.ui.discord.boundary import Door

# Names that only stand for others, or for no place.
_NO_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


def me_commands(door: Door) -> app_commands.Group:
    group = app_commands.Group(name="darcy-me", description="Who you are to me, and how I answer you.")

    @group.command(description="See who you are in Notion, and your settings.")
    async def show(interaction: discord.Interaction[Any]) -> None:
        async with door.answering(interaction):
            await door.admit(interaction, private=True)
            by = DiscordId(interaction.user.id)
            await _answer(door, interaction, ShowMe(guild_of(interaction), by))

    @group.command(description="Say in which time zone you live, and who sees my answers.")
    @app_commands.describe(
        zone="Your time zone, by which today and overdue are told.",
        private="Whether only you see my answers, where you do not say otherwise.",
    )
    async def settings(
        interaction: discord.Interaction[Any],
        zone: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - discord.py passes options by name
    ) -> None:
        async with door.answering(interaction):
            await door.admit(interaction, private=True)
            by = DiscordId(interaction.user.id)
            wanted = ChangePreferences(guild_of(interaction), by, zone, private)
            await _answer(door, interaction, wanted)

    @settings.autocomplete("zone")
    async def suggest(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        async def found() -> list[app_commands.Choice[str]]:
            return _zones(door, typed, interaction.created_at)

        await door.offer(interaction, found)
        return []

    return group


def _zones(door: Door, typed: str, at: dt.datetime) -> list[app_commands.Choice[str]]:
    """Zones to pick from, and the team's: first while nothing is typed, else last."""
    teams = app_commands.Choice(
        name=phrase(texts.ZONE_OF_THE_TEAM, zone=door.preferences.team_zone.key), value=TEAMS_ZONE
    )
    found = [_choice(zone, at) for zone in zones_like(typed)]
    return [*found[: MOST_CHOICES - 1], teams] if typed else [teams, *found]


async def _answer(
    door: Door, interaction: discord.Interaction[Any], command: Command[MeShown] | Command[MeShown | Refused]
) -> None:
    outcome = await door.desk.handle(command)
    await redraw(interaction, card_of(outcome, today=door.today(interaction)))


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone with a place in its name, and UTC. Read from disk once: that takes tens of milliseconds."""
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NO_PLACES))
    return ("UTC", *sorted(places))


def zones_like(typed: str) -> Sequence[str]:
    """Zones whose city goes on from what was typed, then those that have it anywhere, at most 25."""
    wanted = folded(typed).strip().replace(" ", "_")
    fitting = [zone for zone in zone_names() if wanted in zone.casefold()]
    ranked = sorted(fitting, key=lambda zone: not zone.casefold().rpartition("/")[2].startswith(wanted))
    return ranked[:MOST_CHOICES]


def _choice(zone: str, at: dt.datetime) -> app_commands.Choice[str]:
    """The zone with its time of day just now, by which people know it is theirs."""
    return app_commands.Choice(name=f"{zone} · {at.astimezone(ZoneInfo(zone)):%H:%M}", value=zone)
