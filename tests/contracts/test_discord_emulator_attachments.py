"""Files that discord.py sends with messages, keeps, takes away and fetches again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import ui

from sandbox.discord.emulator import Permission
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, darcy
from tests.doubles.emulated_discord import open_refusing_discord

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


async def test_a_part_that_shows_a_file_is_given_its_address(tmp_path: Path) -> None:
    def shown(name: str) -> ui.LayoutView:
        address = f"attachment://{name}"
        gallery = ui.MediaGallery[Any](discord.MediaGalleryItem(address))
        section = ui.Section[Any]("Look", accessory=ui.Thumbnail(address))
        parts = (gallery, section, ui.File[Any](address))
        return ui.LayoutView().add_item(ui.Container[Any](*parts))

    async with bot_in_discord(tmp_path, darcy, opened_by=open_refusing_discord) as (emulator, bot):
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        posted = await channel.send(view=shown("one.png"), file=file("one.png"))
        seen = emulator.person("Bob Lund").messages("tasks")[0].components[0]["components"]
        media = [seen[0]["items"][0]["media"], seen[1]["accessory"]["media"], seen[2]["file"]]
        whole = posted.attachments[0]
        assert {one["url"] for one in media} == {whole.url}
        assert {one["attachment_id"] for one in media} == {str(whole.id)}
        assert (seen[2]["name"], seen[2]["size"]) == ("one.png", 9)
        with pytest.raises(discord.HTTPException) as refused:
            await channel.send(view=shown("two.png"), file=file("one.png"))
        assert refused.value.code == 50035
        embed = discord.Embed(title="Look").set_image(url="attachment://e.png")
        told = await channel.send(embed=embed.set_footer(text="F"), file=file("e.png"))
        assert told.embeds[0].image.url == told.attachments[0].url
