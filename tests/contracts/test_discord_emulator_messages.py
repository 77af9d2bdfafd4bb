"""Messages beside interactions: what the bot hears, where it may write, and what makes it wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.discord.emulator import (
    Fault,
    Permission,
)
from tests.doubles.discord_bot import Bot, bot_in_discord, darcy

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_message_reaches_the_bot_with_its_words_if_it_mentions_it(tmp_path: Path) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        @bot.event
        async def on_message(message: discord.Message) -> None:
            if message.author != bot.user:
                await heard.put(message.content)
                await message.reply("Heard")

        darcy(bot)

    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    async with bot_in_discord(tmp_path, listening, intents=intents) as (emulator, _):
        bob = emulator.person("Bob Lund")
        said = await bob.say("Secret")
        await bob.say(f"<@{emulator.application_id}> hello")
        await bob.say("Between us", channel="dm")
        assert [await asyncio.wait_for(heard.get(), 5) for _ in range(3)] == [
            "",
            f"<@{emulator.application_id}> hello",
            "Between us",
        ]
        replies = await emulator.until(
            lambda: [one for one in emulator.messages("general", bob) if one.reply_to][:1] or None
        )
        assert replies is not None
        assert (replies[0].reply_to, replies[0].text) == (said.id, ["Heard"])
        answered = await bob.say("And you?", reply_to=replies[0])
        assert await asyncio.wait_for(heard.get(), 5) == "And you?"
        assert answered.mentions == [emulator.application_id]


async def test_of_messages_with_one_nonce_there_is_the_first(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        first, again = await channel.send("Hello", nonce="a"), await channel.send("Hello", nonce="a")
        other, plain = await channel.send("Hello", nonce="b"), await channel.send("Hello")
        assert again.id == first.id
        shown = emulator.messages("tasks", emulator.person("Bob Lund"))
        assert [one.id for one in shown] == [first.id, other.id, plain.id]


async def test_the_bot_is_refused_where_it_may_not_write(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.person("Bob Lund").refuse_direct_messages()
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(102)).send("Hello?")
        assert refused.value.code == 50007
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        emulator.deny_bot("tasks", Permission.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("Hello?")
        assert refused.value.code == 50013
        emulator.deny_bot("tasks", Permission.VIEW_CHANNEL)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("Hello?")
        assert refused.value.code == 50001


async def test_a_429_makes_the_client_wait_and_try_again(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(429, path="/channels/", retry_after_s=0.05))
        await bot.get_partial_messageable(emulator.channels["tasks"]).send("Hello")
        statuses = [one.status for one in emulator.exchanges if one.path.startswith("/channels/")]
        assert statuses == [429, 200]
        emulator.fail(Fault(503, path="/channels/"))
        with pytest.raises(discord.DiscordServerError):
            await bot.get_partial_messageable(emulator.channels["tasks"]).send("Hello")
