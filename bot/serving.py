"""Darcy as it runs on a server: from its start until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.app import open_darcy

if TYPE_CHECKING:
    from bot.settings import Settings


async def serve(settings: Settings) -> None:
    """Serve Discord until told to stop: at once while opening, else when all underway has ended.

    Raises a `DarcyError` that says what to set right.
    """
    stopping = asyncio.Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(asked, stopping.set)
    serving = asyncio.create_task(_serve(settings))
    stop = asyncio.create_task(stopping.wait())
    await asyncio.wait({serving, stop}, return_when=asyncio.FIRST_COMPLETED)
    if stop.done():
        serving.cancel()
    stop.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def _serve(settings: Settings) -> None:
    async with open_darcy(settings) as client:
        on_discord = asyncio.create_task(client.start(settings.discord_token.get_secret_value()))
        try:
            await asyncio.shield(on_discord)  # it stays on while it closes, to answer who comes late
        finally:
            await client.close()
            on_discord.cancel()  # closing does not end a login that nobody answers
            await asyncio.wait({on_discord})
