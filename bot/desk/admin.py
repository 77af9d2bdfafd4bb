"""One handler for each command of an admin's. The right to give them was checked at the door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.agent.outcomes import AdminOutcome, LinkRemoved, LinkSaved, LinksListed, Refused, SettingsShown
from bot.desk.events import LinkChanged, SettingsChanged
from bot.desk.links import outdated_among
from storage.errors import AlreadyLinkedError
from storage.guilds import LEAST_EXPIRY_HOURS, MOST_EXPIRY_HOURS
from storage.records import Link
from tools.matching import folded, name_fit

if TYPE_CHECKING:
    from bot.desk.bus import Publisher
    from bot.desk.commands import ChangeSettings, LinkMember, ListLinks, SuggestMembers, UnlinkMember
    from storage.ports import Directory, GuildSettingStore, MemberStore
    from storage.records import Member, MemberId

MOST_SUGGESTED = 25  # Discord shows no more (discord.com/developers, "Autocomplete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admins:
    members: MemberStore
    directory: Directory
    guild_settings: GuildSettingStore
    publisher: Publisher

    async def link(self, command: LinkMember) -> AdminOutcome:
        person = await self._find_person(command.member)
        if person is None:
            return Refused(
                "I cannot tell who in Notion that is. Pick one of the people suggested as you type."
            )
        link = Link(
            guild=command.guild,
            discord=command.discord,
            member=person,
            linked_by=command.by,
            linked_at=command.at,
        )
        try:
            await self.members.save_link(link)
        except AlreadyLinkedError:
            return Refused(await self._taken(link))
        self.publisher.publish(LinkChanged(command.guild, "linked"))
        return LinkSaved(link)

    async def unlink(self, command: UnlinkMember) -> AdminOutcome:
        was_linked = await self.members.remove_link(command.guild, command.discord)
        self.publisher.publish(LinkChanged(command.guild, "unlinked"))
        return LinkRemoved(command.discord, was_linked)

    async def settings(self, command: ChangeSettings) -> SettingsShown | Refused:
        before, hours = await self.guild_settings.of(command.guild), command.expiry_hours
        if hours is None:
            return SettingsShown(before)
        if not LEAST_EXPIRY_HOURS <= hours <= MOST_EXPIRY_HOURS:
            return Refused(f"A card can wait from {LEAST_EXPIRY_HOURS} to {MOST_EXPIRY_HOURS} hours.")
        if hours == before.expiry_hours:
            return SettingsShown(before, "That is how it was already.")
        wanted = replace(before, expiry_hours=hours)
        await self.guild_settings.save(wanted)
        self.publisher.publish(SettingsChanged(command.guild, hours))
        return SettingsShown(wanted, "Saved.", is_changed=True)

    async def list_links(self, command: ListLinks) -> AdminOutcome:
        links = await self.members.links(command.guild)
        linked = {link.member.id for link in links}
        people = await self.directory.members()
        unlinked = tuple(person for person in people if person.id not in linked)
        outdated = await outdated_among(links, self.directory)
        return LinksListed(tuple(links), unlinked, command.page, outdated)

    async def suggest(self, command: SuggestMembers) -> tuple[Member, ...]:
        people = self.directory.known_members()  # an answer must come at once, so nobody is asked
        typed = folded(command.typed).strip()
        fitting = [p for p in people if typed in folded(p.name) or name_fit(command.typed, p.name)]
        return tuple(fitting[:MOST_SUGGESTED])

    async def _find_person(self, member: MemberId) -> Member | None:
        """By id, looked up afresh if the directory does not know it yet."""
        for person in await self.directory.members():
            if person.id == member:
                return person
        await self.directory.refresh()
        return next((p for p in await self.directory.members() if p.id == member), None)

    async def _taken(self, link: Link) -> str:
        other = await self.members.find_link_of(link.guild, link.member.id)
        who = f"<@{other.discord}>" if other else "someone else"
        return f"{link.member.name} is already linked to {who}. Unlink them first with /darcy-admin unlink."
