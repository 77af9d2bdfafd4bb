"""Makes the emulated Discord's world: from its seed, and from what was kept of an earlier run."""

from __future__ import annotations

import base64
import itertools
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.permissions import MANAGERS, MEMBERS, Overwrite, Role
from sandbox.discord.records import Records
from sandbox.discord.snowflakes import Snowflakes
from sandbox.discord.world import Channel, Interaction, Json, Post, User, World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sandbox.clock import Clock


@dataclass(frozen=True)
class SeedMember:
    """A person of the guild. An admin has a role with Manage Server, the owner may do everything.

    `permissions` come with a role of the person's own.
    """

    id: int
    name: str
    is_admin: bool = False
    is_owner: bool = False
    permissions: int = 0


def found_world(
    members: Sequence[SeedMember],
    *,
    clock: Clock,
    guild_name: str,
    channels: Sequence[str],
    bot_name: str,
    state: Path | None,
) -> World:
    """The world these members live in; with `state`, as it was left, messages and all."""
    records = Records(state)
    known = records.find("identity", "") or _new_identity(Snowflakes(clock))
    owner_id = next((member.id for member in members if member.is_owner), known["owner"])
    world = World(
        clock=clock,
        records=records,
        token=known["token"],
        guild_id=known["guild"],
        guild_name=guild_name,
        application_id=known["application"],
        owner_id=owner_id,
    )
    records.keep("identity", "", known)
    _people(world, members, known, bot_name)
    _channels(world, channels)
    _remember(world)
    return world


def _new_identity(snowflakes: Snowflakes) -> Json:
    application = snowflakes.mint()
    # A bot's token begins with its id in base64; the rest is a moment and a secret.
    head = base64.b64encode(str(application).encode()).decode().rstrip("=")
    return {
        "token": f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(27)}",
        "application": application,
        "guild": snowflakes.mint(),
        "owner": snowflakes.mint(),
        "admins": snowflakes.mint(),
        "bots": snowflakes.mint(),
    }


def _people(world: World, members: Sequence[SeedMember], known: Json, bot_name: str) -> None:
    admins, bots = known["admins"], known["bots"]
    world.roles = {
        world.guild_id: Role(world.guild_id, "@everyone", MEMBERS),
        admins: Role(admins, "Admins", MANAGERS, position=2),
        bots: Role(bots, bot_name, MEMBERS, position=1, managed=True),
    }
    world.users[world.application_id] = User(world.application_id, bot_name, bot_name, is_bot=True)
    world.role_ids[world.application_id] = [bots]
    taken: set[str] = set()
    for member in members:
        username = _username(member.name, taken)
        world.users[member.id] = User(member.id, username, member.name)
        world.role_ids[member.id] = [admins] if member.is_admin else []
        if member.permissions:
            _role_of_their_own(world, member)


def _role_of_their_own(world: World, member: SeedMember) -> None:
    role = Role(world.snowflakes.mint(), f"Only {member.name}", member.permissions, position=3)
    world.roles[role.id] = role
    world.role_ids[member.id].append(role.id)


def _username(name: str, taken: set[str]) -> str:
    """A free username made of a display name: lower-case letters, digits, dots and underscores."""
    plain = re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".") or "member"
    tails = itertools.chain([""], map(str, itertools.count(2)))
    username = next(plain + tail for tail in tails if plain + tail not in taken)
    taken.add(username)
    return username


def _channels(world: World, names: Sequence[str]) -> None:
    kept = {channel["name"]: channel for channel in world.records.all("channel")}
    for name in names:
        channel = kept.get(name) or {"id": world.snowflakes.mint(), "name": name, "recipient_id": None}
        world.channels[channel["id"]] = Channel(channel["id"], name)
        world.records.keep("channel", channel["id"], channel)
    for channel in kept.values():
        if channel["recipient_id"] in world.users:
            world.channels[channel["id"]] = Channel(channel["id"], channel["name"], channel["recipient_id"])


def _remember(world: World) -> None:
    for body in world.records.all("post"):
        world.posts[body["id"]] = Post(**body)
    for body in world.records.all("command"):
        world.commands[int(body["id"])] = body
    for body in world.records.all("interaction"):
        old = Interaction(**(body | {"sent_at": float("-inf")}))
        world.interactions[old.token] = old


def overwrite(world: World, channel: Channel, target_id: int, *, allow: int = 0, deny: int = 0) -> None:
    """Allow and deny a role or a member some permissions in a channel, in place of what was said before."""
    is_member = target_id in world.users
    others = [one for one in channel.overwrites if one.target_id != target_id]
    channel.overwrites = [*others, Overwrite(target_id, is_member, allow, deny)]
