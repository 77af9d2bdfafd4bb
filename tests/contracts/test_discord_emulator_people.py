"""Who may do what in the emulated Discord, what a person writes and sees, and what the bot may read of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import ClientRefusedError, Permission, SeedMember
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, open_bot
from tests.doubles.emulated_discord import open_discord

if TYPE_CHECKING:
    from pathlib import Path

HEARING = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


async def test_a_reply_brings_its_words_only_while_it_pings(tmp_path: Path) -> None:
    heard: asyncio.Queue[discord.Message] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        @bot.event
        async def on_message(message: discord.Message) -> None:
            if message.author != bot.user:
                heard.put_nowait(message)

        @bot.tree.command(name="hello", description="Say hello")
        async def hello(interaction: Talk) -> None:
            await interaction.response.send_message("Hello")

    async with bot_in_discord(tmp_path, listening, intents=HEARING) as (emulator, bot):
        bob = emulator.person("Bob Lund")
        shown = await (await bob.slash("hello")).answer()
        await bob.say("Quietly", reply_to=shown, pings=False)
        await bob.say("Aloud", reply_to=shown)
        quiet, aloud = [await asyncio.wait_for(heard.get(), 5) for _ in range(2)]
        assert (quiet.content, aloud.content) == ("", "Aloud")
        assert bot.user in aloud.mentions
        assert quiet.reference is not None
        assert quiet.reference.message_id == shown.id

        said = await bob.say("Between people")
        await emulator.person("Alice Adeyemi").say(f"<@{emulator.application_id}> that", reply_to=said)
        await asyncio.wait_for(heard.get(), 5)
        addressed = await asyncio.wait_for(heard.get(), 5)
        assert isinstance(addressed.reference, discord.MessageReference)
        answered = addressed.reference.resolved
        assert isinstance(answered, discord.Message)
        assert answered.content == ""
        assert (await addressed.channel.fetch_message(said.id)).content == ""


async def test_who_alone_sees_an_answer_can_dismiss_it(tmp_path: Path) -> None:
    def answering(bot: Bot) -> None:
        @bot.tree.command(name="hello", description="Say hello")
        async def hello(interaction: Talk, quietly: bool) -> None:  # noqa: FBT001 - discord.py passes options by name
            await interaction.response.send_message("Hello", ephemeral=quietly)

    async with bot_in_discord(tmp_path, answering) as (emulator, _):
        bob = emulator.person("Bob Lund")
        loud, quiet = [await (await bob.slash("hello", {"quietly": one})).answer() for one in (False, True)]
        bob.dismiss(quiet)
        assert [one.id for one in bob.messages(loud.channel_id)] == [loud.id]
        with pytest.raises(ClientRefusedError):
            bob.dismiss(loud)


async def test_the_bot_and_a_person_talk_in_direct_messages(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, lambda bot: bot.tree.add_command(ping), intents=HEARING) as (
        emulator,
        bot,
    ):
        bob, alice = emulator.person("Bob Lund"), emulator.person("Alice Adeyemi")
        posted = await (await bot.fetch_user(bob.id)).send("To you alone")
        await posted.edit(content="To you alone, mended")
        assert [one.text for one in bob.messages()] == [["To you alone, mended"]]
        assert alice.messages() == []
        await bob.say("Thank you", channel="dm", reply_to=bob.messages()[0])
        answer = await (await bob.slash("ping", channel="dm")).answer()
        assert (answer.text, len(bob.messages())) == (["Pong to None"], 3)


@discord.app_commands.command(description="Say where you are")
async def ping(interaction: Talk) -> None:
    await interaction.response.send_message(f"Pong to {interaction.guild_id}")


async def test_an_interaction_tells_what_person_and_bot_may_do_in_its_channel(tmp_path: Path) -> None:
    told: asyncio.Queue[tuple[discord.Permissions, discord.Permissions]] = asyncio.Queue()

    def asking(bot: Bot) -> None:
        @bot.tree.command(name="may", description="What may we do here?")
        async def may(interaction: Talk) -> None:
            told.put_nowait((interaction.permissions, interaction.app_permissions))
            await interaction.response.send_message("Told", ephemeral=True)

    people = [
        SeedMember(1, "Olga", is_owner=True),
        SeedMember(2, "Ada", permissions=int(Permission.ADMINISTRATOR)),
        SeedMember(3, "Mel"),
    ]
    async with open_discord(people, clock=Clock(), folder=tmp_path) as emulator, open_bot(emulator, asking):
        emulator.overwrite("tasks", deny=int(Permission.SEND_MESSAGES | Permission.ATTACH_FILES))
        emulator.overwrite("tasks", emulator.person("Mel"), allow=int(Permission.ATTACH_FILES))
        found = {}
        for name in ("Olga", "Ada", "Mel"):
            await (await emulator.person(name).slash("may", channel="tasks")).answer()
            found[name], bots = await asyncio.wait_for(told.get(), 5)
            assert not bots.send_messages
        assert found["Olga"].administrator
        assert found["Ada"].send_messages
        assert (found["Mel"].send_messages, found["Mel"].attach_files) == (False, True)
        emulator.overwrite("tasks", deny=int(Permission.USE_APPLICATION_COMMANDS))
        with pytest.raises(ClientRefusedError):
            await emulator.person("Mel").slash("may", channel="tasks")
