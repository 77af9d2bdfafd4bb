# ruff: noqa: INP001 - a script, run in Darcy's place
"""A bot that acknowledges and does nothing else: what is left is discord.py, TLS, the proxy and the emulator.

It reads the settings that the sandbox gives Darcy, and has Darcy's commands as far as the bench uses them.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from typing import Any

import aiohttp
import discord
from discord import app_commands

CONNECTIONS = 32  # as Darcy's


class Bare(discord.AutoShardedClient):
    async def setup_hook(self) -> None:
        tree = app_commands.CommandTree(self)
        admin = app_commands.Group(name="darcy-admin", description="For admins.")
        me = app_commands.Group(name="darcy-me", description="For oneself.")

        @tree.command(name="darcy", description="Ask.")
        async def ask(interaction: discord.Interaction[Any], request: str) -> None:  # noqa: ARG001 - as Darcy's
            await interaction.response.defer(thinking=True)

        @admin.command(name="list", description="Show something that can be pressed.")
        async def show(interaction: discord.Interaction[Any]) -> None:
            view = discord.ui.LayoutView(timeout=None)
            view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Next ▶", custom_id="next")))
            await interaction.response.send_message(view=view)

        @me.command(name="settings", description="Choose a zone.")
        async def settings(interaction: discord.Interaction[Any], zone: str) -> None:  # noqa: ARG001 - likewise
            await interaction.response.defer(thinking=True)

        @settings.autocomplete("zone")
        async def suggest(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{typed} {number}", value=str(number)) for number in range(25)]

        for group in (admin, me):
            tree.add_command(group)
        await tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.defer()


def main() -> None:
    trust = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])

    async def serve() -> None:
        connector = aiohttp.TCPConnector(limit=CONNECTIONS, ssl=trust)
        intents = discord.Intents(guilds=True)
        proxy = os.environ["DISCORD_PROXY"].rstrip("/")
        async with Bare(intents=intents, connector=connector, proxy=proxy) as client:
            await client.start(os.environ["DISCORD_TOKEN"])

    asyncio.run(serve())


if __name__ == "__main__":
    main()
