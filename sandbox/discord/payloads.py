"""What INTERACTION_CREATE carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.shapes import channel_json, member_json, owners_json, post_json, user_json

if TYPE_CHECKING:
    from sandbox.discord.world import Interaction, Json, World

ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024
_IN_GUILD, _IN_BOT_DM = 0, 1
LOCALE = "en-US"


def payload_json(world: World, interaction: Interaction) -> Json:
    """An interaction as the bot is told of it, with what the person and the bot may do where it was made."""
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": interaction.kind,
        "data": interaction.data,
        "token": interaction.token,
        "version": 1,
        "channel_id": str(interaction.channel_id),
        "locale": LOCALE,
        "entitlements": [],
        "authorizing_integration_owners": owners_json(world, interaction.channel_id),
        # discord.py reads this without asking whether it is there.
        "attachment_size_limit": ATTACHMENT_LIMIT_BYTES,
    }
    payload |= _place(world, interaction)
    if (source := world.posts.get(interaction.source_id or 0)) is not None:
        payload["message"] = post_json(world, source)
    return payload


def _place(world: World, interaction: Interaction) -> Json:
    channel, user_id = world.channels[interaction.channel_id], interaction.user_id
    place = channel_json(world, channel)
    if channel.recipient_id is not None:
        held = str(world.permissions(world.application_id))
        return {
            "context": _IN_BOT_DM,
            "channel": place,
            "user": user_json(world.users[user_id]),
            "app_permissions": held,
        }
    held, guild = str(world.permissions(user_id, channel)), world.guild_of(channel)
    return {
        "context": _IN_GUILD,
        "channel": place,
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": LOCALE, "features": []},
        "guild_locale": LOCALE,
        "member": {**member_json(world, guild, user_id), "permissions": held},
        "app_permissions": str(world.permissions(world.application_id, channel)),
    }
