"""People, channels and roles that a person picked: their ids, and what Discord tells of them alongside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.attachments import kept_file
from sandbox.discord.command_rules import CHANNEL, MENTIONABLE, ROLE, USER
from sandbox.discord.errors import ClientRefusedError
from sandbox.discord.shapes import channel_json, member_json, role_json, user_json

if TYPE_CHECKING:
    from sandbox.discord.attachments import Upload
    from sandbox.discord.world import Json, World


class Resolver:
    """Turns what was picked (an id, a name, a thing with an id) into ids, and gathers `found` about them."""

    def __init__(self, world: World, seen_by: int, channel_id: int = 0) -> None:
        self._world, self._place_id = world, channel_id
        place = world.channels.get(channel_id)
        self._guild = world.home if place is None else world.guild_of(place)
        self._is_direct = place is not None and place.guild_id is None
        self._seen_by = seen_by
        self.found: Json = {}

    def resolve(self, kind: int, picked: object) -> str:
        """The id of a user, channel or role (by command option type). Raises `ClientRefusedError`."""
        makers = {
            USER: [self._user],
            ROLE: [self._role],
            CHANNEL: [self._channel],
            MENTIONABLE: [self._user, self._role],
        }
        for make in makers[kind]:
            if (found := make(picked)) is not None:
                return found
        raise ClientRefusedError(f"There is nobody and nothing called {picked!r} to pick.")

    def upload(self, file: Upload) -> str:
        """The id of a file that is uploaded now."""
        shape = kept_file(self._world, self._place_id, file)
        self._note("attachments", int(shape["id"]), shape | {"ephemeral": True})
        return str(shape["id"])

    def _user(self, picked: object) -> str | None:
        for user in self._world.users.values():
            is_offered = self._is_direct or user.id in self._guild.role_ids
            # A client offers its guild's members; of others it takes the id.
            if _means(picked, user.id, user.name if is_offered else str(user.id)):
                self._note("users", user.id, user_json(user))
                if user.id in self._guild.role_ids and not self._is_direct:
                    self._note("members", user.id, self._member(user.id))
                return str(user.id)
        return None

    def _member(self, user_id: int) -> Json:
        """A member as Discord resolves one: without the account, and without `mute` and `deaf`."""
        member = member_json(self._world, self._guild, user_id, with_user=False)
        del member["mute"], member["deaf"]
        return member | {"permissions": str(self._world.permissions(user_id, self._guild))}

    def _role(self, picked: object) -> str | None:
        for role in self._guild.roles.values():
            if _means(picked, role.id, role.name):
                self._note("roles", role.id, role_json(role))
                return str(role.id)
        return None

    def _channel(self, picked: object) -> str | None:
        for channel in self._world.channels.values():
            if channel.guild_id == self._guild.id and _means(picked, channel.id, channel.name):
                held = str(self._world.permissions(self._seen_by, channel))
                self._note("channels", channel.id, channel_json(self._world, channel) | {"permissions": held})
                return str(channel.id)
        return None

    def _note(self, table: str, key: int, shape: Json) -> None:
        self.found.setdefault(table, {})[str(key)] = shape


def _means(picked: object, key: int, name: str) -> bool:
    return getattr(picked, "id", picked) in (key, str(key)) or str(picked).casefold() == name.casefold()
