"""What the emulated Discord knows: one guild, its people, channels, messages, commands and interactions."""

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


@dataclass(frozen=True)
class User:
    """An account. `name` is what others see; a bot has no such name besides its username."""

    id: int
    username: str
    name: str
    is_bot: bool = False


@dataclass
class Channel:
    """A text channel of the guild, or, with a recipient, a person's direct messages with the bot."""

    id: int
    name: str
    recipient_id: int | None = None
    overwrites: list[Overwrite] = field(default_factory=list)


@dataclass
class Post:
    """A message as Discord keeps it. `seen_by` names the only reader of an ephemeral one."""

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


@dataclass
class World:
    """The state every part of the emulator works on. Whoever changes it calls `tell`."""

    clock: Clock
    records: Records
    token: str
    guild_id: int
    guild_name: str
    application_id: int
    owner_id: int
    ack_deadline: float = 3.0
    starts: Starts = field(default_factory=Starts)
    users: dict[int, User] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    role_ids: dict[int, list[int]] = field(default_factory=dict)
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

    def permissions(self, user_id: int, channel: Channel | None = None) -> int:
        """What a member may do in the guild, or in one of its channels."""
        if user_id == self.owner_id:
            return EVERYTHING
        role_ids = self.role_ids[user_id]
        base = permissions_in_guild(self.roles[one] for one in (self.guild_id, *role_ids))
        if channel is None:
            return base
        return permissions_in_channel(base, self.guild_id, (user_id, *role_ids), channel.overwrites)
