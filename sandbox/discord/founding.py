"""Makes the emulated Discord's world: from its seed, and from what was kept of an earlier run."""

from __future__ import annotations

import base64
import itertools
import re
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sandbox.discord.permissions import MANAGERS, MEMBERS, Overwrite, Role
from sandbox.discord.records import Records
from sandbox.discord.snowflakes import Snowflakes
from sandbox.discord.world import Channel, Guild, Interaction, Json, Post, Thread, User, World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sandbox.clock import Clock


@dataclass(frozen=True)
class SeedMember:
    """A person of a guild. An admin has a role with Manage Server, the owner may do everything.

    `permissions` come with a role of the person's own.
    """

    id: int
    name: str
    is_admin: bool = False
    is_owner: bool = False
    permissions: int = 0


@dataclass(frozen=True)
class SeedGuild:
    """A server. Who has a known id is that person; without an owner among them it is nobody's they know."""

    name: str
    members: Sequence[SeedMember]
    channels: Sequence[str] = ("general",)


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
    world = World(
        clock=clock,
        records=records,
        token=known["token"],
        guild_id=known["guild"],
        application_id=known["application"],
        owner_id=next((member.id for member in members if member.is_owner), known["owner"]),
    )
    records.keep("identity", "", known)
    world.users[world.application_id] = User(world.application_id, bot_name, bot_name, is_bot=True)
    found_guild(world, SeedGuild(guild_name, members, channels), known)
    _remember(world)
    return world


def _new_identity(snowflakes: Snowflakes) -> Json:
    application = snowflakes.mint()
    # A bot's token begins with its id in base64; the rest is a moment and a secret.
    head = base64.b64encode(str(application).encode()).decode().rstrip("=")
    return {
        "token": f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(27)}",
        "application": application,
        **_new_guild(snowflakes),
    }


def _new_guild(snowflakes: Snowflakes) -> Json:
    return {name: snowflakes.mint() for name in ("guild", "owner", "admins", "bots")}


def join_guild(world: World, seed: SeedGuild) -> Guild:
    """Let the bot be in one more guild; with ids that are kept by its name."""
    known = world.records.find("guild", seed.name) or _new_guild(world.snowflakes)
    world.records.keep("guild", seed.name, known)
    return found_guild(world, seed, known)


def found_guild(world: World, seed: SeedGuild, known: Json) -> Guild:
    """A guild with its people, roles and channels, under these ids."""
    bots, guild_id = known["bots"], known["guild"]
    owner_id = next((member.id for member in seed.members if member.is_owner), known["owner"])
    guild = Guild(guild_id, seed.name, owner_id)
    guild.roles = {
        guild_id: Role(guild_id, "@everyone", MEMBERS),
        known["admins"]: Role(known["admins"], "Admins", MANAGERS, position=2),
        bots: Role(bots, world.bot.name, MEMBERS, position=1, managed=True),
    }
    guild.role_ids[world.application_id] = [bots]
    for member in seed.members:
        _enter(world, guild, member, known["admins"])
    world.guilds[guild_id] = guild
    _channels(world, guild, seed.channels)
    return guild


def _enter(world: World, guild: Guild, member: SeedMember, admins: int) -> None:
    if member.id not in world.users:
        taken = {user.username for user in world.users.values()}
        world.users[member.id] = User(member.id, _username(member.name, taken), member.name)
    guild.role_ids[member.id] = [admins] if member.is_admin else []
    if member.permissions:
        role = Role(world.snowflakes.mint(), f"Only {member.name}", member.permissions, position=3)
        guild.roles[role.id] = role
        guild.role_ids[member.id].append(role.id)


def _username(name: str, taken: set[str]) -> str:
    """A free username made of a display name: lower-case letters, digits, dots and underscores."""
    plain = re.sub(r"[^a-z0-9]+", ".", name.lower()).strip(".") or "member"
    tails = itertools.chain([""], map(str, itertools.count(2)))
    return next(plain + tail for tail in tails if plain + tail not in taken)


def _channels(world: World, guild: Guild, names: Sequence[str]) -> None:
    kept = {
        (one.get("guild_id", world.guild_id), one["name"]): one["id"]
        for one in world.records.all("channel")
        if not one.get("thread")
    }
    for name in names:
        number = kept.get((guild.id, name)) or world.snowflakes.mint()
        keep_channel(world, Channel(number, name, guild_id=guild.id))
    for one in world.records.all("channel"):
        if one.get("thread") and one["guild_id"] == guild.id:
            thread = Thread(**one["thread"])
            world.channels[one["id"]] = Channel(one["id"], one["name"], None, guild.id, thread)


def keep_channel(world: World, channel: Channel) -> None:
    """Have a channel from now on, in the next run too."""
    world.channels[channel.id] = channel
    kept = asdict(channel)
    del kept["overwrites"]
    world.records.keep("channel", channel.id, kept)


def _remember(world: World) -> None:
    for one in world.records.all("channel"):
        if one["recipient_id"] in world.users:
            world.channels[one["id"]] = Channel(one["id"], one["name"], one["recipient_id"])
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
