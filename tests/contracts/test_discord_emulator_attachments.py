"""Files that discord.py sends with messages, keeps, takes away and fetches again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
import pytest

from sandbox.discord.emulator import Permission
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, darcy

if TYPE_CHECKING:
    from pathlib import Path


def file(name: str, data: bytes = b"Buy paper") -> discord.File:
    return discord.File(io.BytesIO(data), name, description="A list")


async def test_files_are_sent_kept_taken_away_and_fetched(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        bob, channel = emulator.person("Bob Lund"), bot.get_partial_messageable(emulator.channels["tasks"])
        posted = await channel.send("Two files", files=[file("one.txt"), file("two.txt", b"Buy ink")])
        assert [(one.filename, one.size, one.description) for one in posted.attachments] == [
            ("one.txt", 9, "A list"),
            ("two.txt", 7, "A list"),
        ]
        assert await posted.attachments[1].read() == b"Buy ink"
        edited = await posted.edit(attachments=[posted.attachments[1], file("three.txt")])
        assert [one.filename for one in edited.attachments] == ["two.txt", "three.txt"]
        await posted.edit(content="Other words")
        assert bob.messages("tasks")[0].attachments == ("two.txt", "three.txt")


async def test_an_answer_and_what_follows_it_may_bring_files(tmp_path: Path) -> None:
    def sending(bot: Bot) -> None:
        @bot.tree.command(name="files", description="Send files")
        async def files(interaction: Talk) -> None:
            await interaction.response.send_message(file=file("first.txt"), ephemeral=True)
            await interaction.edit_original_response(attachments=[file("second.txt")])
            await interaction.followup.send("More", file=file("third.txt"), ephemeral=True)

    async with bot_in_discord(tmp_path, sending) as (emulator, _):
        bob = emulator.person("Bob Lund")
        await bob.slash("files")
        seen = await emulator.until(
            lambda: (bob.messages("general")[1:] and bob.messages("general")) or None, 10
        )
        assert seen is not None
        assert [one.attachments for one in seen] == [("second.txt",), ("third.txt",)]


async def test_files_are_refused_where_they_are_too_large_or_not_allowed(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        with pytest.raises(discord.HTTPException) as refused:
            await channel.send(file=file("large.bin", bytes(10 * 1024 * 1024 + 1)))
        assert (refused.value.status, refused.value.code) == (413, 40005)
        emulator.deny_bot("tasks", Permission.ATTACH_FILES)
        with pytest.raises(discord.Forbidden):
            await channel.send(file=file("small.txt"))
