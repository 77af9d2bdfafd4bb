"""Whom the messages of discord.py, and of people, mention in the emulated Discord, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.discord.emulator import DiscordEmulator, Permission
from tests.doubles.discord_bot import Bot, bot_in_discord, card

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

ALICE, BOB = 101, 102
Talking = tuple[DiscordEmulator, discord.PartialMessageable, int]


def quiet(bot: Bot) -> None:
    bot.tree.add_command(discord.app_commands.Command(name="a", description="A", callback=_nothing))


async def _nothing(_: discord.Interaction[Bot]) -> None:
    """No answer."""


@pytest.fixture
async def talking(tmp_path: Path) -> AsyncGenerator[Talking]:
    async with bot_in_discord(tmp_path, quiet) as (emulator, bot):
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        admins = next(role.id for role in guild.roles if role.name == "Admins")
        yield emulator, bot.get_partial_messageable(emulator.channels["tasks"]), admins


async def test_roles_and_everyone_are_mentioned_by_those_who_may(talking: Talking) -> None:
    emulator, channel, admins = talking
    words = f"@everyone <@&{admins}> <@{BOB}>"
    sent = await channel.send(words)
    assert not sent.mention_everyone
    assert sent.role_mentions == []
    assert emulator.message(sent.id).pinged == {BOB}
    emulator.overwrite("tasks", allow=int(Permission.MENTION_EVERYONE))
    sent = await channel.send(f"<@&{admins}> and <@&5>")
    assert emulator.message(sent.id).mention_roles == (admins,)
    assert emulator.message(sent.id).pinged == {ALICE}
    sent = await channel.send("@here")
    assert sent.mention_everyone
    assert emulator.message(sent.id).pinged == {ALICE, BOB}
    said = await emulator.person("Bob Lund").say("@everyone", channel="tasks")
    assert said.pinged == {ALICE, emulator.application_id}


async def test_a_message_mentions_only_what_it_lets_itself_mention(talking: Talking) -> None:
    emulator, channel, admins = talking
    emulator.overwrite("tasks", allow=int(Permission.MENTION_EVERYONE))
    words = f"@everyone <@&{admins}> <@{BOB}> <@{ALICE}>"

    async def pinged(allowed: discord.AllowedMentions) -> frozenset[int]:
        return emulator.message((await channel.send(words, allowed_mentions=allowed)).id).pinged

    nobody = discord.AllowedMentions.none()
    assert await pinged(nobody) == set()
    assert await pinged(
        discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(BOB)])
    ) == {BOB}
    only_role = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(admins)])
    assert await pinged(only_role) == {ALICE}
    assert await pinged(discord.AllowedMentions(everyone=True, users=False, roles=False)) == {ALICE, BOB}
    shown = await channel.send(view=card(f"<@{BOB}>"), allowed_mentions=nobody)
    assert emulator.message(shown.id).pinged == set()


async def test_a_reply_pings_whom_it_answers_unless_it_is_told_not_to(talking: Talking) -> None:
    emulator, channel, _ = talking
    said = await emulator.person("Bob Lund").say("Hello", channel="tasks")
    answered = channel.get_partial_message(said.id)
    aloud, quietly = await answered.reply("Yes"), await answered.reply("Yes", mention_author=False)
    assert emulator.message(aloud.id).pinged == {BOB}
    assert emulator.message(quietly.id).mentions == []


async def test_an_edit_is_heard_by_nobody(talking: Talking) -> None:
    emulator, channel, _ = talking
    sent = await channel.send("Hello")
    edited = await sent.edit(content=f"Hello <@{BOB}>")
    assert [one.id for one in edited.mentions] == [BOB]
    assert emulator.message(sent.id).pinged == set()
