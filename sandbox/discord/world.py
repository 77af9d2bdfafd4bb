"""What the emulated Discord knows: guilds and their people, channels, messages, commands, interactions."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sandbox.discord.errors import refusal
from sandbox.discord.permissions import (
    EVERYTHING,
    Overwrite,
    Role,
    permissions_in_channel,
    permissions_in_guild,
)
from sandbox.discord.sharding import Starts
from sandbox.discord.snowflakes import Snowflakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.clock import Clock
    from sandbox.discord.records import Records

Json = dict[str, Any]
Found = TypeVar("Found")
OF_GUILDS = ("GUILD_CREATE", "GUILD_DELETE")


@dataclass(frozen=True)
class User:
    """An account. `name` is what others see; a bot has no such name besides its username."""

    id: int
    username: str
    name: str
    is_bot: bool = False


@dataclass
class Guild:
    """A server. `role_ids` has everybody in it; everyone's own role has the guild's id."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    role_ids: dict[int, list[int]] = field(default_factory=dict)


@dataclass
class Thread:
    """What a channel has that is a public thread of another: who may do what is said in that one."""

    parent_id: int
    owner_id: int
    members: list[int]
    archived: bool = False
    locked: bool = False


@dataclass
class Channel:
    """A text channel or thread of a guild, or, with a recipient, a person's direct messages with the bot."""

    id: int
    name: str
    recipient_id: int | None = None
    guild_id: int | None = None
    thread: Thread | None = None
    overwrites: list[Overwrite] = field(default_factory=list)


@dataclass
class Post:
    """A message as Discord keeps it. `seen_by` alone reads an ephemeral one; `pinged` heard of it."""

    id: int
    channel_id: int
    author_id: int
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    edited_at: str | None = None
    seen_by: int | None = None
    reply_to: int | None = None
    mentions: list[int] = field(default_factory=list)
    metadata: Json | None = None
    nonce: str | int | None = None
    attachments: list[Json] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pinged: list[int] = field(default_factory=list)


@dataclass
class Interaction:
    """One use of a command, a component or a modal, and how it has been answered so far.

    `sent_at` and `acknowledged_at` are moments of the event loop; one kept from an earlier run was sent
    before time began and can no longer be acknowledged.
    """

    id: int
    token: str
    kind: int
    user_id: int
    channel_id: int
    data: Json
    sent_at: float = float("-inf")
    source_id: int | None = None
    trigger: Json | None = None
    callback: int | None = None
    acknowledged_at: float | None = None
    original_id: int | None = None
    touched: list[int] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None


@dataclass(frozen=True)
class Event:
    """Something the gateway tells of, to sessions that asked for any of these intents (0: to all)."""

    name: str
    data: Json
    intents: int = 0

    @property
    def guild_id(self) -> int | None:
        """The guild it happened in; None for direct messages."""
        found = self.data.get("id" if self.name in OF_GUILDS else "guild_id")
        return None if found is None else int(found)


@dataclass
class World:
    """The state every part of the emulator works on. Whoever changes it calls `tell`.

    `guild_id` is the guild that was there first, `home`.
    """

    clock: Clock
    records: Records
    token: str
    guild_id: int
    application_id: int
    owner_id: int
    ack_deadline: float = 3.0
    starts: Starts = field(default_factory=Starts)
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    commands: dict[int, Json] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    deaf: set[int] = field(default_factory=set)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.snowflakes = Snowflakes(self.clock)
        self._changed = asyncio.Event()

    @property
    def bot(self) -> User:
        """The application's own user; the two share an id."""
        return self.users[self.application_id]

    @property
    def home(self) -> Guild:
        """The guild that was there first."""
        return self.guilds[self.guild_id]

    @property
    def entered(self) -> list[Guild]:
        """The guilds the bot is in."""
        return [one for one in self.guilds.values() if self.application_id in one.role_ids]

    def guild(self, guild_id: int) -> Guild:
        """A guild the bot is in. Raises `ApiError` 10004."""
        found = self.guilds.get(guild_id)
        if found is not None and found in self.entered:
            return found
        raise refusal(10004)

    def guild_of(self, channel: Channel) -> Guild:
        """The guild a channel is in; for direct messages, the one that was there first."""
        return self.home if channel.guild_id is None else self.guilds[channel.guild_id]

    def tell(self, event: Event | None = None) -> None:
        """Let those who wait look again, and the gateway's sessions know."""
        self._changed.set()
        self._changed = asyncio.Event()
        if event is not None:
            for listener in self.listeners:
                listener(event)

    async def until(self, look: Callable[[], Found | None], within: float) -> Found | None:
        """What `look` finds, as soon as it finds something; None after so many seconds."""
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    await self._changed.wait()
        except TimeoutError:
            return None
        return found

    def keep(self, thing: Post | Interaction) -> None:
        """Keep a message or interaction for the next run over the same state."""
        if isinstance(thing, Post):
            self.records.keep("post", thing.id, asdict(thing))
        else:
            self.records.keep(
                "interaction", thing.id, asdict(thing) | {"sent_at": None, "acknowledged_at": None}
            )

    def channel(self, channel_id: int) -> Channel:
        """The channel. Raises `ApiError` 10003."""
        if found := self.channels.get(channel_id):
            return found
        raise refusal(10003)

    def post(self, channel_id: int, post_id: int) -> Post:
        """A message of the channel that all its readers see. Raises `ApiError` 10008."""
        found = self.posts.get(post_id)
        if found is None or found.channel_id != channel_id or found.seen_by is not None:
            raise refusal(10008)
        return found

    def permissions(self, user_id: int, where: Channel | Guild | None = None) -> int:
        """What somebody may do in a guild (the first), or in a channel; a stranger to it may do nothing."""
        guild = where if isinstance(where, Guild) else self.home if where is None else self.guild_of(where)
        if user_id == guild.owner_id:
            return EVERYTHING
        role_ids = guild.role_ids.get(user_id)
        if role_ids is None:
            return 0
        base = permissions_in_guild(guild.roles[one] for one in (guild.id, *role_ids))
        if not isinstance(where, Channel):
            return base
        place = where if where.thread is None else self.channels[where.thread.parent_id]
        return permissions_in_channel(base, guild.id, (user_id, *role_ids), place.overwrites)
