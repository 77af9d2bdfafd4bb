"""A bot of discord.py in several guilds of the emulated Discord, let in and out while it runs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import ClientRefusedError, Permission, SeedGuild, SeedMember
from tests.doubles.discord_bot import PEOPLE, Bot, Talk, bot_in_discord, open_bot
from tests.doubles.emulated_discord import open_discord, open_refusing_discord

if TYPE_CHECKING:
    from pathlib import Path

CAROL = SeedMember(103, "Carol Diaz", is_admin=True)
CLUB = SeedGuild("The Club", [CAROL, SeedMember(102, "Bob Lund", is_admin=True)], ["lobby"])
HEARING = discord.Intents(guilds=True, guild_messages=True)


def telling(bot: Bot) -> None:
    @bot.tree.command(name="where", description="Say where you are")
    async def where(interaction: Talk, member: discord.Member) -> None:
        assert interaction.guild is not None
        rights = member.guild_permissions.manage_guild
        await interaction.response.send_message(f"{interaction.guild.name} {member.display_name} {rights}")


async def test_each_guild_has_its_own_people_roles_and_channels(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, telling, guilds=[CLUB]) as (emulator, bot):
        club = bot.get_guild(emulator.guilds["The Club"])
        assert club is not None
        assert [one.name for one in club.text_channels] == ["lobby"]
        assert (club.member_count, len(bot.guilds)) == (3, 2)
        assert [one.name async for one in bot.fetch_guilds()] == ["The Society", "The Club"]
        bob, carol = emulator.person("Bob Lund"), emulator.person("Carol Diaz")
        here = await (await bob.slash("where", {"member": "Bob Lund"})).answer()
        there = await (await bob.slash("where", {"member": "Bob Lund"}, channel="lobby")).answer()
        own = await (await carol.slash("where", {"member": "Carol Diaz"})).answer()
        assert (here.text, there.text) == (["The Society Bob Lund False"], ["The Club Bob Lund True"])
        assert own.text == ["The Club Carol Diaz True"]
        with pytest.raises(ClientRefusedError, match="nobody"):
            await bob.slash("where", {"member": "Alice Adeyemi"}, channel="lobby")
        with pytest.raises(ClientRefusedError, match="does not see"):
            await carol.say("Hello?", channel=emulator.channels["general"])
        emulator.overwrite("lobby", deny=int(Permission.VIEW_CHANNEL))
        with pytest.raises(ClientRefusedError, match="does not see"):
            await bob.say("Hello?", channel="lobby")


async def test_the_bot_is_let_in_and_out_while_it_runs(tmp_path: Path) -> None:
    seen: asyncio.Queue[tuple[str, int]] = asyncio.Queue()

    def noting(bot: Bot) -> None:
        telling(bot)

        @bot.event
        async def on_guild_join(guild: discord.Guild) -> None:
            seen.put_nowait(("joined", guild.id))

        @bot.event
        async def on_guild_remove(guild: discord.Guild) -> None:
            seen.put_nowait(("left", guild.id))

    async with bot_in_discord(tmp_path, noting, opened_by=open_refusing_discord) as (emulator, bot):
        guild_id = emulator.invite_bot(CLUB)
        assert await asyncio.wait_for(seen.get(), 5) == ("joined", guild_id)
        carol, lobby = emulator.person("Carol Diaz"), emulator.channels_in("The Club")["lobby"]
        assert (await (await carol.slash("where", {"member": "Carol Diaz"})).answer()).channel_id == lobby
        emulator.remove_bot("The Club")
        assert await asyncio.wait_for(seen.get(), 5) == ("left", guild_id)
        with pytest.raises(discord.Forbidden) as refused:
            await bot.get_partial_messageable(lobby).send("Still here")
        assert refused.value.code == 50001
        with pytest.raises(discord.NotFound):
            await bot.fetch_guild(guild_id)
        with pytest.raises(ClientRefusedError):
            await carol.slash("where", {"member": "Carol Diaz"})
        await carol.say("It is gone")
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(carol.id)).send("Come back")
        assert refused.value.code == 50278
        assert emulator.invite_bot(CLUB) == guild_id
        assert await asyncio.wait_for(seen.get(), 5) == ("joined", guild_id)
        assert emulator.channels_in("The Club")["lobby"] == lobby


async def test_a_command_of_one_guild_is_not_offered_in_another(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, telling, guilds=[CLUB]) as (emulator, bot):
        club = discord.Object(emulator.guilds["The Club"])
        bot.tree.copy_global_to(guild=club)
        bot.tree.clear_commands(guild=None)
        await bot.tree.sync()
        await bot.tree.sync(guild=club)
        bob = emulator.person("Bob Lund")
        assert (bob.commands("general"), [one["name"] for one in bob.commands("lobby")]) == ([], ["where"])
        told = await (await bob.slash("where", {"member": "Bob Lund"}, channel="lobby")).answer()
        assert told.text == ["The Club Bob Lund True"]


async def test_a_shard_has_the_guilds_of_its_number_alone(tmp_path: Path) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    guilds = [SeedGuild(f"Guild {number}", [CAROL], [f"lobby {number}"]) for number in range(5)]

    def listening(bot: Bot) -> None:
        telling(bot)

        @bot.event
        async def on_message(message: discord.Message) -> None:
            heard.put_nowait(message.channel.name if isinstance(message.channel, discord.TextChannel) else "")

    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path, guilds=guilds) as emulator:
        own = [name for name, number in emulator.guilds.items() if (number >> 22) % 2 == 1]
        async with open_bot(emulator, listening, intents=HEARING, shard_id=1, shard_count=2) as bot:
            assert [one.name for one in bot.guilds] == own
            carol = emulator.person("Carol Diaz")
            for number in range(5):
                await carol.say("Anyone?", channel=f"lobby {number}")
            theirs = [f"lobby {name[-1]}" for name in own if name.startswith("Guild")]
            assert [await asyncio.wait_for(heard.get(), 5) for _ in theirs] == theirs
            assert heard.empty()


async def test_other_guilds_and_threads_outlive_a_run(tmp_path: Path) -> None:
    found = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        state = tmp_path / "state.db"
        opened = open_discord(PEOPLE, clock=Clock(), folder=tmp_path / folder, guilds=[CLUB], state=state)
        async with opened as emulator:
            said = await emulator.person("Carol Diaz").say("Hello") if folder == "one" else None
            found.append((emulator.guilds, emulator.channels_in("The Club")))
            if said is not None:
                emulator.person("Carol Diaz").begin_thread("Talk", channel="lobby")
            assert emulator.person("Carol Diaz").messages("Talk") == []
            seen = emulator.person("Carol Diaz").messages("lobby")
            assert [one.text for one in seen] == [["Hello"]]
            assert said is None or said.id == seen[0].id
    assert found[0] == found[1]
