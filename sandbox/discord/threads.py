"""Public threads: begun with a message or without one, spoken in, archived.

See "Threads" of Discord's documentation (discord.com/developers/docs/topics/threads).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.errors import refusal
from sandbox.discord.founding import keep_channel
from sandbox.discord.shapes import channel_json
from sandbox.discord.world import Channel, Event, Thread

if TYPE_CHECKING:
    from sandbox.discord.world import Post, World

GUILDS = 1 << 0


def begin_thread(world: World, parent: Channel, name: str, user_id: int, post: Post | None = None) -> Channel:
    """A new thread; one begun with a message has its id. Raises `ApiError` 160004 if there is one already."""
    if post is not None and post.id in world.channels:
        raise refusal(160004)
    thread = Thread(parent.id, user_id, [user_id])
    number = world.snowflakes.mint() if post is None else post.id
    channel = Channel(number, name, guild_id=parent.guild_id, thread=thread)
    keep_channel(world, channel)
    world.tell(Event("THREAD_CREATE", channel_json(world, channel) | {"newly_created": True}, GUILDS))
    return channel


def change_thread(world: World, channel: Channel, *, archived: bool, locked: bool = False) -> None:
    """Archive a thread or open it again."""
    assert channel.thread is not None
    channel.thread.archived, channel.thread.locked = archived, locked
    keep_channel(world, channel)
    world.tell(Event("THREAD_UPDATE", channel_json(world, channel), GUILDS))


def spoken_in(world: World, channel: Channel, user_id: int) -> None:
    """Have who speaks in a thread in it, and the thread open again. Raises `ApiError` 50083 if locked."""
    if channel.thread is None:
        return
    if channel.thread.archived and channel.thread.locked:
        raise refusal(50083)
    if channel.thread.archived:
        change_thread(world, channel, archived=False)
    if user_id not in channel.thread.members:
        channel.thread.members.append(user_id)
        keep_channel(world, channel)
