"""`/darcy-admin`: who in a server is who in Notion, and which column of the board is what.

For whoever may manage the server.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.desk.commands import (
    ChangeSettings,
    LinkMember,
    ListLinks,
    ShowStatus,
    SuggestMembers,
    SurveyBoard,
    UnlinkMember,
)
from bot.ui.cards import card_of
from bot.ui.discord.boundary import NotAdmittedError, check_may_manage, guild_of
from bot.ui.discord.telling import redraw
from bot.ui.texts import door as texts
from bot.ui.visible import visible
from bot.ui.words import shortened
from storage.guilds import LEAST_EXPIRY_HOURS, MOST_EXPIRY_HOURS  # noqa: TC001 - discord.py reads the annotation
from storage.records import DiscordId, MemberId
from tools.matching import SURE, name_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.outcomes import AdminOutcome
    from bot.desk.commands import Command
    from bot.ui.discord.boundary import Door
    from storage.records import Member

_MOST_OF_A_CHOICE = 100


def admin_commands(door: Door) -> app_commands.Group:
    group = app_commands.Group(
        name="darcy-admin",
        description="Who in this server is who in Notion, and which column of the board is what.",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(description="Say who a member of this server is in Notion.")
    @app_commands.describe(member="The member of this server.", person="Who they are in Notion.")
    async def link(interaction: discord.Interaction[Any], member: discord.User, person: str) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            if member.bot:
                raise NotAdmittedError(texts.NO_BOT)
            chosen = await _member_id(door, interaction, person)
            discord_id, by = DiscordId(member.id), DiscordId(interaction.user.id)
            saved = LinkMember(guild_of(interaction), discord_id, chosen, by, interaction.created_at)
            await _answer(door, interaction, saved)

    @link.autocomplete("person")
    async def suggest(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        await door.offer(interaction, partial(_suggested, door, interaction, typed))
        return []

    @group.command(description="Forget who a member of this server is in Notion.")
    @app_commands.describe(member="The member of this server.")
    async def unlink(interaction: discord.Interaction[Any], member: discord.User) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            discord_id, by = DiscordId(member.id), DiscordId(interaction.user.id)
            await _answer(door, interaction, UnlinkMember(guild_of(interaction), discord_id, by))

    @group.command(name="list", description="Show who is linked to whom, and who is not.")
    async def list_links(interaction: discord.Interaction[Any]) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            by = DiscordId(interaction.user.id)
            await _answer(door, interaction, ListLinks(guild_of(interaction), by))

    @group.command(description="See which column of the task board is what, and correct it.")
    async def setup(interaction: discord.Interaction[Any]) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            by = DiscordId(interaction.user.id)
            await _answer(door, interaction, SurveyBoard(guild_of(interaction), by))

    @group.command(description="See how this server is served, and change it.")
    @app_commands.describe(expiry_hours="For how many hours a card waits for its decision, from 1 to 168.")
    async def settings(
        interaction: discord.Interaction[Any],
        expiry_hours: app_commands.Range[int, LEAST_EXPIRY_HOURS, MOST_EXPIRY_HOURS] | None = None,
    ) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            by = DiscordId(interaction.user.id)
            await _answer(door, interaction, ChangeSettings(guild_of(interaction), by, expiry_hours))

    @group.command(description="See how I am: the board, Notion, the model, what waits.")
    async def status(interaction: discord.Interaction[Any]) -> None:
        async with door.answering(interaction):
            await _admit(door, interaction)
            by = DiscordId(interaction.user.id)
            await _answer(door, interaction, ShowStatus(guild_of(interaction), by, interaction.created_at))

    return group


async def _admit(door: Door, interaction: discord.Interaction[Any]) -> None:
    check_may_manage(interaction)
    await door.admit(interaction, private=True)


async def _answer(door: Door, interaction: discord.Interaction[Any], command: Command[AdminOutcome]) -> None:
    outcome = await door.desk.handle(command)
    await redraw(interaction, card_of(outcome, today=door.today(interaction)))


async def _member_id(door: Door, interaction: discord.Interaction[Any], person: str) -> MemberId:
    """The person who was picked, or whose name was typed: all of it, or a part that only one person has.

    Whether there is one, the desk will say.
    """
    named = person.strip()
    found = await door.desk.handle(SuggestMembers(guild_of(interaction), named))
    exact = [member.id for member in found if member.name.casefold() == named.casefold()]
    partly = [member.id for member in found if name_fit(named, member.name) >= SURE]
    return next((ids[0] for ids in (exact, partly) if len(ids) == 1), MemberId(named))


async def _suggested(
    door: Door, interaction: discord.Interaction[Any], typed: str
) -> list[app_commands.Choice[str]]:
    check_may_manage(interaction)
    return _choices(await door.desk.handle(SuggestMembers(guild_of(interaction), typed)))


def _choices(members: Sequence[Member]) -> list[app_commands.Choice[str]]:
    """Names to pick from; people of the same name are told apart by the end of their id."""
    count = Counter(member.name for member in members)
    tails = [f" (…{member.id[-4:]})" if count[member.name] > 1 else "" for member in members]
    return [
        app_commands.Choice(name=_choice_name(member) + tail, value=member.id)
        for member, tail in zip(members, tails, strict=True)
    ]


def _choice_name(member: Member) -> str:
    return shortened(visible(member.name).strip() or "unnamed", _MOST_OF_A_CHOICE - 8)
