"""Whom a message mentions, and who hears of it.

See "Allowed Mentions Object" of Discord's "Messages Resource": what is written must be there and be allowed;
roles and everyone take the author's permission besides, and an edit lets nobody hear of anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.discord.fields import Fields
from sandbox.discord.permissions import Permission

if TYPE_CHECKING:
    from sandbox.discord.world import Post, World

_USER, _ROLE, _EVERYONE = (
    re.compile(r"<@!?(\d+)>"),
    re.compile(r"<@&(\d+)>"),
    re.compile(r"@(everyone|here)\b"),
)
_MOST = 100


@dataclass(frozen=True)
class Mentions:
    """What a message would mention, as far as it allows itself to; `replied`: also whom it answers."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False
    replied: bool = False


def mentions_in(fields: Fields, texts: list[str]) -> Mentions:
    """What these texts mention, of what the request's `allowed_mentions` lets them; without it, all."""
    users, roles = _named(_USER, texts), _named(_ROLE, texts)
    everyone = any(_EVERYONE.search(text) for text in texts)
    given: Any = fields.given.get("allowed_mentions")
    if given is None:
        return Mentions(users, roles, everyone, replied=True)
    rules = Fields(given, (*fields.path, "allowed_mentions"), fields.form)
    parsed = rules.items("parse", 0, 3)
    return Mentions(
        _allowed(rules, "users", users, parsed),
        _allowed(rules, "roles", roles, parsed),
        everyone and "everyone" in parsed,
        rules.flag("replied_user"),
    )


def _named(pattern: re.Pattern[str], texts: list[str]) -> list[int]:
    return list(dict.fromkeys(int(found) for text in texts for found in pattern.findall(text)))


def _allowed(rules: Fields, name: str, named: list[int], parsed: list[Any]) -> list[int]:
    listed = {int(one) for one in rules.items(name, 0, _MOST) if str(one).isdecimal()}
    if name in parsed and listed:
        message = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
        rules.wrong("parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    return named if name in parsed else [one for one in named if one in listed]


def mention(world: World, post: Post, wanted: Mentions) -> None:
    """Let a message mention what is there and its author may mention."""
    channel = world.channels[post.channel_id]
    held = world.permissions(post.author_id, channel) if channel.guild_id is not None else 0
    may_all = bool(held & Permission.MENTION_EVERYONE)
    guild = world.guild_of(channel)
    post.mentions = [one for one in wanted.users if one in world.users]
    answered = world.posts.get(post.reply_to or 0)
    known = (post.author_id, *post.mentions)
    if wanted.replied and answered is not None and answered.author_id not in known:
        post.mentions.append(answered.author_id)
    post.mention_roles = [one for one in wanted.roles if may_all and one in guild.roles]
    post.mention_everyone = wanted.everyone and may_all


def ping(world: World, post: Post) -> None:
    """Let those mentioned hear of a message that is new, if they see it; nobody hears of their own."""
    channel = world.channels[post.channel_id]
    guild = world.guild_of(channel)
    heard = {*post.mentions}
    for user_id, role_ids in guild.role_ids.items():
        if channel.guild_id is not None and (post.mention_everyone or {*role_ids} & {*post.mention_roles}):
            heard.add(user_id)
    seen_by = [one for one in heard if post.seen_by in (None, one) and one != post.author_id]
    post.pinged = sorted(seen_by)
