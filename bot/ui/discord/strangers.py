"""Servers that Darcy is in and does not serve: each is told so once, and left alone.

And those it should serve and is not in: whoever runs Darcy finds them in the log.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.ui.cards import sentence
from bot.ui.discord.drawing import drawn
from bot.ui.discord.telling import described
from bot.ui.layout import Tone
from bot.ui.texts import door as texts
from storage.records import GuildId

if TYPE_CHECKING:
    import datetime as dt

    from discord.abc import MessageableChannel, Snowflake

    from bot.ui.discord.boundary import Door

log = logging.getLogger(__name__)

_PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, embed_links=True, read_message_history=True
)


async def tell_if_not_served(door: Door, guild: discord.Guild, at: dt.datetime) -> None:
    """Say it where the server's own notices go, or where Darcy may speak at all."""
    if door.is_named(guild.id):
        return
    places = (channel for channel in (guild.system_channel, *guild.text_channels) if channel)
    place = next((one for one in places if may_speak(one)), None)
    if place is None or not await door.notices.is_first(GuildId(guild.id), at):
        return
    try:
        await place.send(view=drawn(sentence(Tone.NEUTRAL, texts.STRANGER)))
    except (discord.HTTPException, OSError) as error:
        log.warning("not told", extra={"guild": guild.id, "error": described(error)})
    else:
        log.info("told that it is not served", extra={"guild": guild.id})


def log_places(door: Door, client: discord.Client) -> None:
    """Tell whoever runs Darcy whether it is where it should be, with the link by which it is invited."""
    joined = {guild.id for guild in client.guilds}
    log.info("on Discord", extra={"servers": len(joined)})
    for guild in sorted(door.guilds - joined):
        invitation = _invitation(client, discord.Object(guild))
        log.warning("not in a server of DARCY_GUILDS", extra={"guild": guild, "invitation": invitation})
    if not joined and not door.guilds:
        log.warning("in no server", extra={"invitation": _invitation(client)})
    if len(joined) > 1 and not door.guilds:
        log.warning("in several servers: none is served until DARCY_GUILDS names some")


def _invitation(client: discord.Client, guild: Snowflake = discord.utils.MISSING) -> str:
    return discord.utils.oauth_url(client.application_id or 0, permissions=_PERMISSIONS, guild=guild)


def may_speak(place: MessageableChannel) -> bool:
    if place.guild is None:
        return True
    may = place.permissions_for(place.guild.me)
    speaks = may.send_messages_in_threads if isinstance(place, discord.Thread) else may.send_messages
    return may.view_channel and speaks
