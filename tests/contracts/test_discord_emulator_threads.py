"""Public threads of the emulated Discord, in which a bot of discord.py hears, answers and may not write."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.discord.emulator import ClientRefusedError, Permission
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, darcy
from tests.doubles.emulated_discord import open_refusing_discord

if TYPE_CHECKING:
    from pathlib import Path

HEARING = discord.Intents(guilds=True, guild_messages=True)


async def test_a_bot_is_asked_and_answers_in_a_thread(tmp_path: Path) -> None:
    heard: asyncio.Queue[discord.Message] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        @bot.event
        async def on_message(message: discord.Message) -> None:
            if message.author != bot.user:
                heard.put_nowait(message)

        @bot.tree.command(name="where", description="Say where you are")
        async def where(interaction: Talk) -> None:
            assert isinstance(interaction.channel, discord.Thread)
            assert interaction.channel.parent is not None
            held = interaction.permissions.send_messages_in_threads
            await interaction.response.send_message(f"{interaction.channel.parent.name} {held}")
            await interaction.followup.send("And more")

    async with bot_in_discord(tmp_path, listening, intents=HEARING) as (emulator, bot):
        bob = emulator.person("Bob Lund")
        begun_with = await bob.say("Posters", channel="tasks")
        assert (await asyncio.wait_for(heard.get(), 5)).id == begun_with.id
        thread_id = bob.begin_thread("About posters", begun_with)
        assert thread_id == begun_with.id
        await bob.say(f"<@{emulator.application_id}> print them", channel=thread_id)
        asked = await asyncio.wait_for(heard.get(), 5)
        assert isinstance(asked.channel, discord.Thread)
        assert (asked.channel.name, asked.channel.parent_id) == ("About posters", emulator.channels["tasks"])
        assert asked.content.endswith("print them")
        await asked.reply("Printed")
        assert [one.text for one in bob.messages(thread_id)][1:] == [["Printed"]]
        assert {one.id for one in await asked.channel.fetch_members()} == {bob.id, emulator.application_id}
        answer = await (await bob.slash("where", channel=thread_id)).answer()
        assert (answer.text, answer.channel) == (["tasks True"], "About posters")
        parent = await bot.fetch_channel(emulator.channels["tasks"])
        assert isinstance(parent, discord.TextChannel)
        starter = (await parent.fetch_message(begun_with.id)).thread
        assert starter is not None
        assert starter.id == thread_id


async def test_a_thread_takes_its_rights_from_its_channel(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        bob = emulator.person("Bob Lund")
        thread_id = bob.begin_thread("Talk", channel="tasks")
        place = bot.get_partial_messageable(thread_id)
        emulator.deny_bot("tasks", Permission.SEND_MESSAGES)
        await place.send("This is a right of its own")
        emulator.deny_bot("tasks", Permission.SEND_MESSAGES_IN_THREADS)
        with pytest.raises(discord.Forbidden) as refused:
            await place.send("Not any more")
        assert refused.value.code == 50013
        emulator.overwrite("tasks", bob, deny=int(Permission.VIEW_CHANNEL))
        with pytest.raises(ClientRefusedError):
            await bob.say("Hello?", channel=thread_id)
        emulator.overwrite("general", bob, deny=int(Permission.CREATE_PUBLIC_THREADS))
        with pytest.raises(ClientRefusedError):
            bob.begin_thread("Mine", channel="general")


async def test_a_bot_begins_joins_leaves_and_archives_threads(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy, opened_by=open_refusing_discord) as (emulator, bot):
        tasks = await bot.fetch_channel(emulator.channels["tasks"])
        assert isinstance(tasks, discord.TextChannel)
        sent = await tasks.send("Here")
        own = await sent.create_thread(name="Mine")
        with pytest.raises(discord.HTTPException) as refused:
            await sent.create_thread(name="Again")
        assert (refused.value.code, own.id) == (160004, sent.id)
        other = await tasks.create_thread(name="Other", type=discord.ChannelType.public_thread)
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        assert {one.name for one in await guild.active_threads()} == {"Mine", "Other"}
        await other.leave()
        assert await other.fetch_members() == []
        await other.join()
        posted = await other.send("Said")
        assert (await other.edit(archived=True)).archived
        with pytest.raises(discord.HTTPException) as refused:
            await posted.edit(content="Mended")
        assert refused.value.code == 50083
        await other.send("That opens it")
        await posted.edit(content="Mended")
        emulator.archive_thread("Other", locked=True)
        with pytest.raises(discord.HTTPException) as refused:
            await other.send("Locked")
        assert refused.value.code == 50083
        assert {one.name for one in await guild.active_threads()} == {"Mine"}


async def test_a_bot_that_comes_later_knows_the_threads_there_are(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.person("Bob Lund").begin_thread("Talk", channel="tasks")
        emulator.invalidate_sessions(resumable=False)
        await emulator.until(lambda: (emulator.connections == 2) or None, 10)
        await asyncio.wait_for(bot.wait_until_ready(), 10)
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        assert [one.name for one in guild.threads] == ["Talk"]


async def test_what_is_said_where_a_bot_does_not_look_is_not_told_to_it(tmp_path: Path) -> None:
    heard: asyncio.Queue[int] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        darcy(bot)

        @bot.event
        async def on_message(message: discord.Message) -> None:
            heard.put_nowait(message.channel.id)

    async with bot_in_discord(tmp_path, listening, intents=HEARING) as (emulator, _):
        bob = emulator.person("Bob Lund")
        emulator.deny_bot("tasks", Permission.VIEW_CHANNEL)
        await bob.say("Between us", channel="tasks")
        await bob.say("To all", channel="general")
        assert await asyncio.wait_for(heard.get(), 5) == emulator.channels["general"]
