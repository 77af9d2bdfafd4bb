"""A real discord.py client talks with the emulated Discord: through its proxy, over TLS, unpatched."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import (
    ClientRefusedError,
    DidNotRespondError,
)
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, darcy

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_deferred_command_is_answered_with_a_card(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        sent = await emulator.person("alice adeyemi").slash("darcy", {"request": "hello"})
        message = await sent.answer()

        assert message.text == ["You said hello"]
        assert [button.label for button in message.buttons] == ["Done"]
        assert (message.author, message.channel) == ("Darcy", "general")
        assert not message.ephemeral
        assert not message.edited
        assert sent.acknowledged_after is not None
        assert sent.acknowledged_after < 3
        assert [one.id for one in emulator.messages("general", emulator.person("Bob Lund"))] == [message.id]


async def test_a_pressed_button_changes_its_card_and_adds_a_private_message(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        alice, bob = emulator.person("Alice Adeyemi"), emulator.person("Bob Lund")
        shown = await (await alice.slash("darcy", {"request": "hello"})).answer()

        sent = await bob.press(shown, "Done")
        changed = await sent.answer()
        assert (changed.id, changed.text, changed.buttons) == (shown.id, ["Task 7 is done"], [])
        assert changed.edited

        note = await emulator.until(lambda: next(iter(emulator.messages("general", bob)[1:]), None))
        assert note is not None
        assert (note.text, note.ephemeral, note.reply_to) == (["Only you see this"], True, shown.id)
        assert [one.text for one in emulator.messages("general", alice)] == [["Task 7 is done"]]
        assert [one.id for one in await sent.answers()] == [shown.id, note.id]
        with pytest.raises(ClientRefusedError):
            await bob.press(shown, "Done")


async def test_a_private_answer_is_seen_by_the_one_who_asked(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        bob = emulator.person("Bob Lund")
        message = await (
            await bob.slash("darcy", {"request": "x", "private": True}, channel="tasks")
        ).answer()
        assert message.ephemeral
        assert emulator.messages("tasks", bob) == [message]
        assert emulator.messages("tasks", emulator.person("Alice Adeyemi")) == []
        with pytest.raises(ClientRefusedError):
            await emulator.person("Alice Adeyemi").press(message, "Done")


async def test_what_was_exchanged_is_what_discord_describes(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        shown = await (await alice.slash("darcy", {"request": "hello"})).answer()
        sent = await alice.press(shown, "done:7")
        await emulator.until(lambda: len(emulator.messages("general", alice)) > 1 or None)
        await sent.answers()
        channel = await bot.fetch_channel(emulator.channels["tasks"])
        assert isinstance(channel, discord.TextChannel)
        posted = await channel.send("Hello <@101>", allowed_mentions=discord.AllowedMentions(users=True))
        await posted.edit(content="Hello")
        await posted.reply("And again")
        assert [one async for one in channel.history(limit=5)] != []
        await posted.delete()
        await (await bot.fetch_user(102)).send("To you alone")
        await bot.fetch_guild(emulator.guild_id)
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        await guild.fetch_member(101)
        await bot.fetch_guild(emulator.guild_id)
        await bot.application_info()
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(1)
        with pytest.raises(discord.HTTPException):
            await channel.send("x" * 2001)


def twice(bot: Bot) -> None:
    @bot.tree.command(name="twice", description="Answers twice")
    async def again(interaction: Talk) -> None:
        await interaction.response.send_message("Once")
        second = {"type": 4, "data": {"content": "Twice"}}
        route = discord.http.Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction.id,
            webhook_token=interaction.token,
        )
        await interaction.client.http.request(route, json=second)


async def test_an_answer_after_the_deadline_is_refused(tmp_path: Path) -> None:
    gate = asyncio.Event()

    def slow(bot: Bot) -> None:
        @bot.tree.command(name="slow", description="Too late")
        async def late(interaction: Talk) -> None:
            await asyncio.wait_for(gate.wait(), 10)
            await interaction.response.send_message("Sorry")

    async with bot_in_discord(tmp_path, slow, ack_deadline=0.2) as (emulator, bot):
        sent = await emulator.person("Alice Adeyemi").slash("slow")
        with pytest.raises(DidNotRespondError, match=r"No answer to /slow within 0\.2 s"):
            await sent.answer()
        gate.set()
        failure = await asyncio.wait_for(bot.failures.get(), 5)
        assert isinstance(failure, discord.NotFound)
        assert failure.code == 10062
        assert sent.acknowledged_after is None


async def test_a_second_answer_is_refused(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, twice) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        assert (await (await alice.slash("twice")).answer()).text == ["Once"]
        callbacks = await emulator.until(
            lambda: (
                (_found := [one for one in emulator.exchanges if "/interactions/" in one.path])[1:] or None
            )
        )
        assert callbacks is not None
        assert (callbacks[0].status, callbacks[0].answer["code"]) == (400, 40060)
        assert [one.text for one in emulator.messages("general", alice)] == [["Once"]]


async def test_interactions_happen_in_sandbox_time(tmp_path: Path) -> None:
    made: list[dt.datetime] = []

    def clockwork(bot: Bot) -> None:
        @bot.tree.command(name="when", description="When was this?")
        async def when(interaction: Talk) -> None:
            made.append(interaction.created_at)
            await interaction.response.send_message("Now")

    clock = Clock(dt.date(2031, 5, 9))
    async with bot_in_discord(tmp_path, clockwork, clock=clock) as (emulator, _):
        await (await emulator.person("Bob Lund").slash("when")).answer()
        clock.advance(dt.timedelta(days=2))
        await (await emulator.person("Bob Lund").slash("when")).answer()
    assert [moment.date() for moment in made] == [dt.date(2031, 5, 9), dt.date(2031, 5, 11)]


async def test_a_token_lives_for_fifteen_minutes(tmp_path: Path) -> None:
    kept: asyncio.Queue[Talk] = asyncio.Queue()

    def keeping(bot: Bot) -> None:
        @bot.tree.command(name="keep", description="Keep the interaction")
        async def keep(interaction: Talk) -> None:
            await interaction.response.send_message("Kept")
            kept.put_nowait(interaction)

    clock = Clock()
    async with bot_in_discord(tmp_path, keeping, clock=clock) as (emulator, bot):
        shown = await (await emulator.person("Bob Lund").slash("keep")).answer()
        interaction = await asyncio.wait_for(kept.get(), 5)
        await interaction.followup.send("In time")
        clock.advance(dt.timedelta(minutes=16))
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.followup.send("Too late")
        assert (refused.value.status, refused.value.code) == (401, 50027)
        channel = bot.get_partial_messageable(shown.channel_id)
        await channel.get_partial_message(shown.id).edit(content="By the channel then")
        assert emulator.message(shown).text == ["By the channel then"]
