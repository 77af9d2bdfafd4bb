"""What those who run the guilds do: let the bot in and out, and say who may do what where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.founding import join_guild, overwrite
from sandbox.discord.guild import guild_json
from sandbox.discord.people import channel_named
from sandbox.discord.threads import change_thread
from sandbox.discord.world import Event

if TYPE_CHECKING:
    from sandbox.discord.founding import SeedGuild
    from sandbox.discord.people import EmulatedPerson
    from sandbox.discord.permissions import Permission
    from sandbox.discord.world import World

GUILDS = 1 << 0


class Upkeep:
    """Guilds and channels are meant by their names; of several channels of one name the first is."""

    _world: World

    @property
    def guilds(self) -> dict[str, int]:
        """The ids of the guilds the bot is in, by their names."""
        return {guild.name: guild.id for guild in self._world.entered}

    def channels_in(self, guild: str) -> dict[str, int]:
        """The ids of a guild's channels, by their names."""
        wanted = self.guilds[guild]
        return {
            one.name: one.id
            for one in self._world.channels.values()
            if one.guild_id == wanted and one.thread is None
        }

    def invite_bot(self, seed: SeedGuild) -> int:
        """Somebody adds the bot to a guild of theirs. Gives its id."""
        guild = join_guild(self._world, seed)
        told = guild_json(self._world, guild)
        del told["unavailable"]  # By this discord.py tells a guild that is new from one that is there again.
        self._world.tell(Event("GUILD_CREATE", told, GUILDS))
        return guild.id

    def remove_bot(self, guild: str) -> None:
        """Somebody takes the bot out of a guild: it knows of none such any more."""
        guild_id = self.guilds[guild]
        del self._world.guilds[guild_id].role_ids[self._world.application_id]
        # Without `unavailable` it is no outage ("Guild Delete" of Discord's "Gateway Events").
        self._world.tell(Event("GUILD_DELETE", {"id": str(guild_id)}, GUILDS))

    def archive_thread(self, channel: str | int, *, locked: bool = False) -> None:
        """Somebody archives a thread: what is said in it opens it again, if it is not locked."""
        place = channel_named(self._world, channel, self._world.application_id)
        change_thread(self._world, place, archived=True, locked=locked)

    def deny_bot(self, channel: str | int, permission: Permission) -> None:
        """Take a permission from the bot in a channel."""
        bot = self._world.application_id
        overwrite(self._world, channel_named(self._world, channel, bot), bot, deny=int(permission))

    def overwrite(
        self, channel: str | int, who: EmulatedPerson | None = None, *, allow: int = 0, deny: int = 0
    ) -> None:
        """Allow and deny a person, or everyone, some permissions in a channel."""
        place = channel_named(self._world, channel, self._world.application_id)
        target = self._world.guild_of(place).id if who is None else who.id
        overwrite(self._world, place, target, allow=allow, deny=deny)

    def take_roles(self, person: EmulatedPerson) -> None:
        """Someone takes all their roles in the first guild from a person, and what these allow."""
        self._world.home.role_ids[person.id] = []
