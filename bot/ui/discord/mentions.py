"""Messages that speak to Darcy: a mention, a reply that pings it, anything in direct messages.

They bring their text without a privileged intent
(https://docs.discord.com/developers/events/gateway#message-content-intent). Nobody waits for an answer within
seconds, and no answer can be for one person alone, except in direct messages.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.desk.commands import Ask, FindGuilds
from bot.ui.cards import beside, card_of, sentence
from bot.ui.discord.boundary import NotAdmittedError
from bot.ui.discord.commands import MAX_REQUEST
from bot.ui.discord.drawing import drawn, mentions_of
from bot.ui.discord.owing import TOKEN_LIFE
from bot.ui.discord.persisting import persistently
from bot.ui.discord.places import note, place_of_owed
from bot.ui.discord.progress import progress_in
from bot.ui.discord.strangers import may_speak
from bot.ui.discord.telling import described, told_of
from bot.ui.layout import Tone
from bot.ui.texts import door as texts
from bot.ui.visible import visible
from bot.ui.wording import phrase
from storage.answers import OwedAnswer
from storage.records import ChannelId, DiscordId, GuildId, Request

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.agent.outcomes import Outcome
    from bot.ui.discord.boundary import Door
    from bot.ui.layout import Card

log = logging.getLogger(__name__)

_SPOKEN = {discord.MessageType.default, discord.MessageType.reply}


def speaks_to(me: discord.ClientUser, message: discord.Message) -> bool:
    """Whether a person speaks to Darcy: not a bot, not to everybody, not the news that someone joined."""
    if message.author.bot or message.webhook_id is not None or message.type not in _SPOKEN:
        return False
    return message.guild is None or any(user.id == me.id for user in message.mentions)


async def answer(door: Door, client: discord.Client, message: discord.Message) -> None:
    """Do what a message asks, and answer it below it. One that Discord sends again is left alone."""
    async with _working(door, message):
        if message.guild is not None and not door.is_named(message.guild.id):
            await _tell_not_served(door, message, GuildId(message.guild.id))
            return
        try:
            is_new = await _is_new(door, message)
        except Exception as error:  # noqa: BLE001 - the last one who can tell the person
            await _below(message, told_of(error, {"message_id": message.id}))
            return
        if is_new:
            await _answer_new(door, client, message)


async def _is_new(door: Door, message: discord.Message) -> bool:
    """Whether nobody has taken it. Raises a `DarcyError` where Darcy takes nothing just now."""
    door.check_open()
    return await door.interactions.is_new(message.id, message.created_at)


async def _answer_new(door: Door, client: discord.Client, message: discord.Message) -> None:
    thinking = await _below(message, sentence(Tone.NEUTRAL, "…"))
    owed = _owed(message, thinking)
    async with progress_in(thinking):
        (card, outcome), *more = await _answer_to(door, client, message, owed)
    await _put(message, thinking, card)
    await _note(door, owed, outcome)
    await door.interactions.answered(thinking.id)
    for one, what in more:
        below = await _below(message, one)
        await _note(door, replace(owed, message=below.id), what)


async def _tell_not_served(door: Door, message: discord.Message, guild: GuildId) -> None:
    """Once, here or when Darcy first saw the server: who wants nothing of it is not to hear of it again."""
    if may_speak(message.channel) and await door.notices.is_first(guild, message.created_at):
        await _below(message, sentence(Tone.WARNING, texts.STRANGER))


async def _note(door: Door, owed: OwedAnswer, outcome: Outcome | None) -> None:
    """Remember where the outcome's card stands, if it waits for a decision."""
    place = place_of_owed(owed)
    if outcome is not None and place is not None:
        await note(door, outcome, place)


async def _answer_to(
    door: Door, client: discord.Client, message: discord.Message, owed: OwedAnswer
) -> list[tuple[Card, Outcome | None]]:
    """What there is to say in the end, whatever is raised on the way, in a message each."""
    try:
        await door.interactions.is_new(owed.interaction, owed.at, owed)
        guild = await _guild_of(door, client, message)
        outcome = await door.desk.handle(Ask(_request(door, client, message, guild)))
        today = door.day_of(guild, message.author.id, message.created_at)
        return [(card_of(one, today=today), one) for one in (outcome, *beside(outcome))]
    except Exception as error:  # noqa: BLE001 - the last one who can tell the person
        return [(told_of(error, {"message_id": message.id}), None)]


async def _guild_of(door: Door, client: discord.Client, message: discord.Message) -> GuildId:
    """Whose board is meant: in direct messages, that of the only server in which the person is linked.

    Raises `NotAdmittedError` if Darcy does not serve there, or there is none or more than one.
    """
    if message.guild is not None:
        guild = GuildId(message.guild.id)
        door.check_served(guild)
        return guild
    linked = await door.desk.handle(FindGuilds(DiscordId(message.author.id)))
    served = door.guilds or {guild.id for guild in client.guilds}
    guilds = [guild for guild in linked if guild in served]
    if not guilds:
        raise NotAdmittedError(texts.NOT_LINKED_ANYWHERE)
    if len(guilds) > 1:
        names = ", ".join(_name_of(client, guild) for guild in guilds)
        raise NotAdmittedError(phrase(texts.LINKED_IN_SEVERAL, servers=names))
    door.check_served(guilds[0])
    return guilds[0]


def _name_of(client: discord.Client, guild: GuildId) -> str:
    found = client.get_guild(guild)
    return visible(found.name) if found else texts.SERVER_UNSEEN


def _request(door: Door, client: discord.Client, message: discord.Message, guild: GuildId) -> Request:
    """What was asked, without the words that only call Darcy."""
    asker = DiscordId(message.author.id)
    is_direct = message.guild is None
    if not is_direct and door.preferences.of(guild, asker).private:
        raise NotAdmittedError(texts.BE_PRIVATE)
    assert client.user is not None
    words = re.sub(rf"<@!?{client.user.id}>", " ", message.content).strip(" ,:;\n")
    if not words:
        raise NotAdmittedError(texts.NO_WORDS)
    if len(words) > MAX_REQUEST:
        raise NotAdmittedError(phrase(texts.TOO_LONG, count=MAX_REQUEST))
    return Request(
        guild=guild,
        channel=ChannelId(message.channel.id),
        asked_by=asker,
        words=words,
        received_at=message.created_at,
        private=is_direct,
    )


@asynccontextmanager
async def _working(door: Door, message: discord.Message) -> AsyncGenerator[None]:
    """`Door.close` waits for what is done within. Where Discord takes no answer, nobody can be told."""
    task = asyncio.current_task()
    assert task is not None
    door.underway.add(task)
    try:
        yield
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("unanswered", extra={"message_id": message.id, "error": described(error)})
    finally:
        door.underway.discard(task)


def _owed(message: discord.Message, thinking: discord.Message) -> OwedAnswer:
    """What a later process must put in the place of "…", if this one does not come to it.

    There is no token; a later process goes on with it for as long as if there were.
    """
    return OwedAnswer(
        interaction=thinking.id,
        application=thinking.author.id,
        token=None,
        token_until=discord.utils.utcnow() + TOKEN_LIFE,
        guild=GuildId(message.guild.id) if message.guild else None,
        channel=ChannelId(message.channel.id),
        message=thinking.id,
        private=False,
        asked_by=DiscordId(message.author.id),
        at=message.created_at,
    )


async def _below(message: discord.Message, card: Card) -> discord.Message:
    """Answer the message, or, if that is gone meanwhile, speak in its channel."""
    below = message.to_reference(fail_if_not_exists=False)
    # Of those with one nonce Discord makes one message, so it can be sent again.
    send = partial(message.channel.send, reference=below, nonce=secrets.token_hex(12))
    return await persistently(partial(send, view=drawn(card), allowed_mentions=mentions_of(card)))


async def _put(message: discord.Message, thinking: discord.Message, card: Card) -> None:
    try:
        await persistently(partial(thinking.edit, view=drawn(card), allowed_mentions=mentions_of(card)))
    except discord.NotFound:  # somebody deleted it
        await _below(message, card)
