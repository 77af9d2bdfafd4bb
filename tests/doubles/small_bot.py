"""A Discord bot much smaller than Darcy, run as a process of its own in Darcy's place.

`/darcy request:…` is answered with a card that says it back and can be confirmed; `/darcy-admin link` notes
the link in a file. `open a form` is answered with one; `Count words` stands in a message's menu, and a
message that mentions the bot, or is written to it directly, is answered below it. Some requests make it
misbehave: `stay silent`, `answer nothing`, `die`.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import sys
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands

LINKS, ENVIRONMENT = Path("links.json"), Path("environment.json")
STATUS_OF_DEATH = 7


class SmallBot(discord.Client):
    def __init__(self) -> None:
        trusted = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            proxy=os.environ["DISCORD_PROXY"],
            connector=aiohttp.TCPConnector(ssl=trusted),
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.tree.add_command(darcy)
        self.tree.add_command(admin)
        self.tree.add_command(count_words)
        self.add_dynamic_items(Pressed, Picked)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        is_direct = message.guild is None and message.author != self.user
        if is_direct or self.user in message.mentions:
            await message.reply(f"heard @Darcy: {message.content}")


@app_commands.command(description="Say something.")
async def darcy(interaction: discord.Interaction[SmallBot], request: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - discord.py passes options by name
    if request == "stay silent":
        return
    if request == "die":
        sys.stderr.write("dying, as asked\n")
        os._exit(STATUS_OF_DEATH)
    if request == "open a form":
        await interaction.response.send_modal(Form(title="A new task"))
        return
    await interaction.response.defer(ephemeral=private, thinking=True)
    if request != "answer nothing":
        await interaction.edit_original_response(view=card(f"**You said** {request}", "said"))


@app_commands.context_menu(name="Count words")
@app_commands.guild_only()
async def count_words(interaction: discord.Interaction[SmallBot], message: discord.Message) -> None:
    said = f"{len(message.content.split())} words by {message.author.display_name}"
    await interaction.response.send_message(said)


admin = app_commands.Group(name="darcy-admin", description="Links.")


@admin.command(description="Say who is who.")
async def link(interaction: discord.Interaction[SmallBot], member: discord.User, person: str) -> None:
    note_link(str(member.id), person)
    await interaction.response.send_message(f"{member.mention} is {person}", ephemeral=True)


def note_link(member: str, person: str) -> None:
    links = json.loads(LINKS.read_text()) if LINKS.exists() else []
    LINKS.write_text(json.dumps([*links, [member, person]]))


def card(text: str, about: str) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow(Pressed("Confirm", about), Pressed("Cancel", about))
    picks: discord.ui.ActionRow[Any] = discord.ui.ActionRow(Picked(about))
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(text), row, picks))
    return view


def done(text: str) -> discord.ui.LayoutView:
    return discord.ui.LayoutView(timeout=None).add_item(discord.ui.TextDisplay(text))


class Form(discord.ui.Modal):
    name = discord.ui.TextInput[Any](label="Title", default="Buy glue")
    notes = discord.ui.TextInput[Any](label="Notes", default="Two of them", required=False)
    colour = discord.ui.Label[Any](
        text="Colour",
        component=discord.ui.Select(
            options=[
                discord.SelectOption(label="Red", value="r"),
                discord.SelectOption(label="Blue", value="b"),
            ]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        assert isinstance(self.colour.component, discord.ui.Select)
        filled = f"{self.name.value} | {self.notes.value} | {self.colour.component.values}"
        await interaction.response.send_message(view=done(filled))


class Pressed(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"press:(?P<label>\w+):(?P<about>\w+)"
):
    def __init__(self, label: str, about: str) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=f"press:{label}:{about}"))
        self.label = label

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: Any, /
    ) -> Pressed:
        return cls(match["label"], match["about"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=done(f"{interaction.user.mention} chose {self.label}"))


class Picked(discord.ui.DynamicItem[discord.ui.Select[Any]], template=r"pick:(?P<about>\w+)"):
    def __init__(self, about: str) -> None:
        options = [
            discord.SelectOption(label="Red", value="r"),
            discord.SelectOption(label="Blue", value="b"),
        ]
        super().__init__(discord.ui.Select(custom_id=f"pick:{about}", options=options, max_values=2))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: discord.ui.Item[Any], match: Any, /
    ) -> Picked:
        return cls(match["about"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=done(f"picked {' and '.join(self.item.values)}"))


async def main() -> None:
    async with SmallBot() as bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    ENVIRONMENT.write_text(json.dumps(dict(os.environ)))
    asyncio.run(main())
