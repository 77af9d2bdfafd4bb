"""What a member may do: Discord's bits, and how roles and a channel's overwrites combine into them.

The order of combination is that of Discord's "Permissions" page: everyone, roles, then the channel's
overwrites for everyone, for roles, and for the member.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Permission(IntFlag):
    """The bits the sandbox cares for."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = (1 << 53) - 1
MEMBERS = int(
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
MANAGERS = int(Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS | Permission.MANAGE_MESSAGES)


@dataclass(frozen=True)
class Role:
    """A role of the guild. The role with the guild's own id is everyone's."""

    id: int
    name: str
    permissions: int
    position: int = 0
    managed: bool = False


@dataclass(frozen=True)
class Overwrite:
    """What a channel allows or denies one role or one member, whatever their roles say."""

    target_id: int
    is_member: bool
    allow: int = 0
    deny: int = 0


def permissions_in_guild(roles: Iterable[Role]) -> int:
    """What these roles, everyone's among them, allow together."""
    allowed = 0
    for role in roles:
        allowed |= role.permissions
    return EVERYTHING if allowed & Permission.ADMINISTRATOR else allowed


def permissions_in_channel(
    base: int, guild_id: int, who: Sequence[int], overwrites: Sequence[Overwrite]
) -> int:
    """What remains of `base` in a channel. `who` is the member's own id, then the ids of their roles."""
    if base & Permission.ADMINISTRATOR:
        return EVERYTHING
    member_id, *role_ids = who
    stages = (
        [o for o in overwrites if o.target_id == guild_id],
        [o for o in overwrites if not o.is_member and o.target_id in role_ids and o.target_id != guild_id],
        [o for o in overwrites if o.is_member and o.target_id == member_id],
    )
    for stage in stages:
        for overwrite in stage:
            base &= ~overwrite.deny
        for overwrite in stage:
            base |= overwrite.allow
    return base
