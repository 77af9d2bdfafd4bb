"""How Discord writes its things as JSON. Fields follow Discord's OpenAPI, with all that it requires."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.discord.permissions import Permission
from sandbox.discord.snowflakes import moment_of

if TYPE_CHECKING:
    from sandbox.discord.permissions import Role
    from sandbox.discord.world import Channel, Guild, Interaction, Json, Post, Thread, User, World

HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15
_COMMAND = 2
_USER_MENU = 2


def user_json(user: User) -> Json:
    shape: Json = {
        "id": str(user.id),
        "username": user.username,
        "global_name": None if user.is_bot else user.name,
        "discriminator": "0000" if user.is_bot else "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "banner": None,
        "accent_color": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    return {**shape, "bot": True} if user.is_bot else shape


def member_json(world: World, guild: Guild, user_id: int, *, with_user: bool = True) -> Json:
    shape: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": moment_of(guild.id).isoformat(),
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in guild.role_ids.get(user_id, [])],
        "mute": False,
        "deaf": False,
    }
    return {**shape, "user": user_json(world.users[user_id])} if with_user else shape


def role_json(role: Role) -> Json:
    return {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_json(world: World, channel: Channel) -> Json:
    last = max((post.id for post in world.posts.values() if post.channel_id == channel.id), default=None)
    common: Json = {"id": str(channel.id), "flags": 0, "last_message_id": last and str(last)}
    if channel.recipient_id is not None:
        return {**common, "type": 1, "recipients": [user_json(world.users[channel.recipient_id])]}
    if channel.thread is not None:
        return common | _thread_json(world, channel, channel.thread)
    overwrites = [
        {"id": str(o.target_id), "type": int(o.is_member), "allow": str(o.allow), "deny": str(o.deny)}
        for o in channel.overwrites
    ]
    return {
        **common,
        "type": 0,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": list(world.channels).index(channel.id),
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": overwrites,
    }


def _thread_json(world: World, channel: Channel, thread: Thread) -> Json:
    """A public thread, with the bot's membership where it is in it ("Threads" of Discord's documentation)."""
    said = sum(post.channel_id == channel.id for post in world.posts.values())
    begun_at = moment_of(channel.id).isoformat()
    shape: Json = {
        "type": 11,
        "guild_id": str(channel.guild_id),
        "parent_id": str(thread.parent_id),
        "owner_id": str(thread.owner_id),
        "name": channel.name,
        "rate_limit_per_user": 0,
        "message_count": said,
        "total_message_sent": said,
        "member_count": len(thread.members),
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": begun_at,
            "create_timestamp": begun_at,
        },
    }
    bot = world.application_id
    return shape | ({"member": thread_member_json(channel, bot)} if bot in thread.members else {})


def thread_member_json(channel: Channel, user_id: int) -> Json:
    joined_at = moment_of(channel.id).isoformat()
    return {"id": str(channel.id), "user_id": str(user_id), "join_timestamp": joined_at, "flags": 0}


def post_json(world: World, post: Post, *, with_reference: bool = True, is_whole: bool = False) -> Json:
    """A message as the bot sees it, with the one it answers where it answers one.

    `is_whole`: with its words also where the bot has no right to them but by being used on the message.
    """
    if not (is_whole or _is_for_the_bot(world, post)):
        post = replace(post, content="", components=[], embeds=[], attachments=[])
    shape: Json = {
        "id": str(post.id),
        "channel_id": str(post.channel_id),
        "author": user_json(world.users[post.author_id]),
        "type": post.kind,
        "content": post.content,
        "components": post.components,
        "embeds": post.embeds,
        "attachments": post.attachments,
        "flags": post.flags,
        "mentions": [user_json(world.users[one]) for one in post.mentions],
        "mention_roles": [str(one) for one in post.mention_roles],
        "mention_everyone": post.mention_everyone,
        "timestamp": moment_of(post.id).isoformat(),
        "edited_timestamp": post.edited_at,
        "pinned": False,
        "tts": False,
    }
    if post.metadata is not None:
        shape |= {"application_id": str(world.application_id), "webhook_id": str(world.application_id)}
        shape |= {"interaction_metadata": post.metadata}
    if post.nonce is not None:
        shape["nonce"] = post.nonce
    if (begun := world.channels.get(post.id)) is not None:
        # A thread begun with a message has its id.
        shape |= {"thread": channel_json(world, begun), "flags": post.flags | HAS_THREAD}
    if with_reference and post.reply_to is not None:
        shape |= _reference_json(world, post, post.reply_to)
    return shape


def _is_for_the_bot(world: World, post: Post) -> bool:
    """Whether an application without the Message Content intent gets the words of a message.

    It gets those of its own messages, of direct messages, and of messages that mention it
    (discord.com/developers/docs/events/gateway#message-content-intent).
    """
    is_direct = world.channels[post.channel_id].recipient_id is not None
    return is_direct or world.application_id in (post.author_id, *post.mentions)


def _reference_json(world: World, post: Post, target_id: int) -> Json:
    target = world.posts.get(target_id)
    reference = {"type": 0, "message_id": str(target_id), "channel_id": str(post.channel_id)}
    if (guild_id := world.channels[post.channel_id].guild_id) is not None:
        reference["guild_id"] = str(guild_id)
    return {
        "message_reference": reference,
        "referenced_message": None if target is None else post_json(world, target, with_reference=False),
    }


def metadata_json(world: World, interaction: Interaction) -> Json:
    """What a message tells of the interaction it answers."""
    shape: Json = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": user_json(world.users[interaction.user_id]),
        "authorizing_integration_owners": owners_json(world, interaction.channel_id),
    }
    if interaction.kind == _COMMAND and "target_id" in interaction.data:
        shape |= _target_json(world, interaction.data)
    if interaction.source_id is not None:
        shape["interacted_message_id"] = str(interaction.source_id)
    if interaction.trigger is not None:
        shape["triggering_interaction_metadata"] = interaction.trigger
    return shape


def _target_json(world: World, used: Json) -> Json:
    """What a menu's command was used on: a person or a message."""
    if used["type"] == _USER_MENU:
        return {"target_user": user_json(world.users[int(used["target_id"])])}
    return {"target_message_id": used["target_id"]}


def owners_json(world: World, channel_id: int) -> Json:
    """For whom the application was installed: the guild, or nobody in particular in direct messages."""
    return {"0": str(world.channels[channel_id].guild_id or 0)}


def may(world: World, user_id: int, channel: Channel, permission: Permission) -> bool:
    """Whether a person, or the bot, has a permission in a channel."""
    if channel.recipient_id is not None:
        return user_id in (channel.recipient_id, world.application_id)
    if channel.thread is not None and permission == Permission.SEND_MESSAGES:
        permission = Permission.SEND_MESSAGES_IN_THREADS
    return bool(world.permissions(user_id, channel) & permission)
