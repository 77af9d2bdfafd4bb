"""Guilds and the application as JSON, over REST and over the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.discord.permissions import Permission
from sandbox.discord.shapes import channel_json, may, member_json, role_json, user_json
from sandbox.discord.snowflakes import moment_of

if TYPE_CHECKING:
    from sandbox.discord.world import Channel, Guild, Json, World

MAX_CHUNK = 100


def rest_guild_json(guild: Guild) -> Json:
    """A guild as GET answers it."""
    return _guild_json(guild) | {"home_header": None, "nsfw": False}


def _guild_json(guild: Guild) -> Json:
    counts = len(guild.role_ids)
    unset = dict.fromkeys(
        (
            *("icon", "description", "splash", "discovery_splash", "banner", "application_id"),
            *(
                "afk_channel_id",
                "system_channel_id",
                "widget_channel_id",
                "vanity_url_code",
                "rules_channel_id",
            ),
            *("safety_alerts_channel_id", "public_updates_channel_id", "incidents_data"),
        )
    )
    zeros = dict.fromkeys(
        (
            *("system_channel_flags", "verification_level", "default_message_notifications", "mfa_level"),
            *("explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level"),
        ),
        0,
    )
    return {
        **unset,
        **zeros,
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "approximate_member_count": counts,
        "approximate_presence_count": counts,
    }


def guild_json(world: World, guild: Guild) -> Json:
    """A guild as GUILD_CREATE tells of it.

    Without the presence intent, which the sandbox grants nobody, the only member listed is the bot.
    """
    members = [member_json(world, guild, world.application_id)]
    return _guild_json(guild) | {
        "hub_type": None,
        "joined_at": moment_of(guild.id).isoformat(),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.role_ids),
        "members": members,
        "channels": guild_channels_json(world, guild),
        "threads": active_threads_json(world, guild),
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def guild_channels_json(world: World, guild: Guild) -> list[Json]:
    return [channel_json(world, one) for one in _in(world, guild) if one.thread is None]


def active_threads_json(world: World, guild: Guild) -> list[Json]:
    """The threads the bot may see that are not archived."""
    bot, seen = world.application_id, Permission.VIEW_CHANNEL
    open_ = [one for one in _in(world, guild) if one.thread is not None and not one.thread.archived]
    return [channel_json(world, one) for one in open_ if may(world, bot, one, seen)]


def _in(world: World, guild: Guild) -> list[Channel]:
    return [one for one in world.channels.values() if one.guild_id == guild.id]


def members_chunk_json(world: World, asked: Any) -> Json:
    """The answer to op 8: members by id, or by how their names begin. All of them would be privileged."""
    given: Json = asked if isinstance(asked, dict) else {}
    guild = world.guilds.get(int(given.get("guild_id") or 0), world.home)
    user_ids = given.get("user_ids")
    if user_ids is not None:
        wanted = {str(one) for one in (user_ids if isinstance(user_ids, list) else [user_ids])}
        found = [one for one in guild.role_ids if str(one) in wanted]
        missing = wanted - {str(one) for one in found}
    else:
        found, missing = (
            members_named(world, guild, str(given.get("query") or ""), int(given.get("limit") or 0)),
            set(),
        )
    chunk: Json = {
        "guild_id": str(guild.id),
        "members": [member_json(world, guild, one) for one in found],
        "chunk_index": 0,
        "chunk_count": 1,
        "not_found": sorted(missing),
    }
    return {**chunk, "nonce": given["nonce"]} if given.get("nonce") else chunk


def members_named(world: World, guild: Guild, beginning: str, limit: int) -> list[int]:
    """The members whose name or username begins so, at most 100; none for no beginning."""
    plain = beginning.lower()
    found = [
        one
        for one in guild.role_ids
        if plain
        and any(name.lower().startswith(plain) for name in (world.users[one].name, world.users[one].username))
    ]
    return found[: min(limit, MAX_CHUNK)]


def application_json(world: World) -> Json:
    """The application, as its own bot sees it."""
    return {
        "id": str(world.application_id),
        "name": world.bot.username,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_json(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": _owner_json(world),
        "approximate_guild_count": len(world.entered),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "integration_types_config": {"0": {}},
        "tags": [],
        "summary": "",
    }


def _owner_json(world: World) -> Json:
    return {
        **user_json(world.bot),
        "id": str(world.owner_id),
        "username": "owner",
        "discriminator": "0",
        "bot": False,
    }
