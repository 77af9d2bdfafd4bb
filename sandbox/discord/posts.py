"""Posting, editing and deleting messages, and telling the gateway of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.discord.attachments import pointed, stored
from sandbox.discord.mentions import mention, ping
from sandbox.discord.permissions import Permission
from sandbox.discord.shapes import EPHEMERAL, LOADING, may, member_json, post_json
from sandbox.discord.threads import spoken_in
from sandbox.discord.world import Channel, Event, Json, Post, World

if TYPE_CHECKING:
    from sandbox.discord.drafts import Draft

GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 9, 1 << 12


def add_post(world: World, draft: Draft, post: Post) -> Post:
    """Post what was drafted; `post` says where, by whom, and in answer to what."""
    files = stored(world, post.channel_id, draft.attachments)
    post = replace(
        post,
        content=draft.content,
        components=pointed(draft.components, files),
        embeds=pointed(draft.embeds, files),
        attachments=files,
        flags=draft.flags | post.flags,
    )
    mention(world, post, draft.mentions)
    ping(world, post)
    spoken_in(world, world.channels[post.channel_id], post.author_id)
    world.posts[post.id] = post
    _told(world, post, "MESSAGE_CREATE")
    return post


def edit_post(world: World, post: Post, draft: Draft) -> None:
    """Change a message. The first edit of a deferred answer makes it: nothing was there to be edited."""
    if is_new := bool(post.flags & LOADING):
        post.flags = draft.flags & ~LOADING
    else:
        post.flags = draft.flags
        post.edited_at = world.clock.now().isoformat()
    post.content = draft.content
    post.attachments = stored(world, post.channel_id, draft.attachments)
    post.components, post.embeds = pointed([draft.components, draft.embeds], post.attachments)
    mention(world, post, draft.mentions)
    if is_new:
        ping(world, post)
    _told(world, post, "MESSAGE_UPDATE")


def delete_post(world: World, post: Post) -> None:
    """Take a message away."""
    del world.posts[post.id]
    world.records.drop("post", post.id)
    where: Json = {"id": str(post.id), "channel_id": str(post.channel_id)}
    _publish(world, post, "MESSAGE_DELETE", where)


def _told(world: World, post: Post, name: str) -> None:
    world.keep(post)
    _publish(world, post, name, post_json(world, post))


def _publish(world: World, post: Post, name: str, data: Json) -> None:
    if post.flags & EPHEMERAL:
        world.tell()  # The gateway does not speak of what only one person sees.
        return
    channel = world.channels[post.channel_id]
    if channel.guild_id is None:
        world.tell(Event(name, data, DIRECT_MESSAGES))
        return
    guild = world.guild_of(channel)
    if guild not in world.entered or not may(world, world.application_id, channel, Permission.VIEW_CHANNEL):
        world.tell()
        return
    data |= {"guild_id": str(channel.guild_id)}
    if name != "MESSAGE_DELETE":
        data |= {"member": member_json(world, guild, post.author_id, with_user=False)}
    world.tell(Event(name, data, GUILD_MESSAGES))


def posts_in(world: World, channel: Channel, seen_by: int) -> list[Post]:
    """The channel's messages, oldest first, as far as this person sees them."""
    found = [post for post in world.posts.values() if post.channel_id == channel.id]
    return [post for post in found if post.seen_by in (None, seen_by)]
