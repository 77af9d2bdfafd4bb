"""Darcy on Discord: what is behind the desk, and the client that speaks to it."""

from __future__ import annotations

import asyncio
import dataclasses
import ssl
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from bot.headless import open_headless
from bot.leasing import TakenOverError
from bot.telemetry.traces import tracing
from bot.ui.discord.client import DarcyClient
from bot.ui.discord.progress import hear_progress
from bot.ui.discord.time import DiscordTime

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.headless import Headless
    from bot.leasing import Tenure
    from bot.settings import Settings

CONNECTIONS = 32


@asynccontextmanager
async def open_darcy(settings: Settings) -> AsyncGenerator[DarcyClient]:
    """Everything wired, the board looked at, what a crash left behind settled; not yet on Discord.

    Waits while another Darcy has the database. Raises a `DarcyError` that says what to set right.
    """
    async with AsyncExitStack() as stack:
        time = DiscordTime()
        headless = await stack.enter_async_context(open_headless(settings, now=time.told))
        desk = stack.enter_context(tracing(headless.desk, headless.publisher, settings.darcy_trace))
        client = _client(settings, dataclasses.replace(headless, desk=desk), time)
        headless.publisher.subscribe(client.completing.hear)
        headless.publisher.subscribe(client.outdated.hear)
        headless.publisher.subscribe(hear_progress)
        client.door.checks.append(headless.tenure.check)
        leaving = asyncio.create_task(_leave_after(headless.tenure, client))
        stack.callback(leaving.cancel)
        yield await stack.enter_async_context(client)
        if headless.tenure.lost.is_set():
            raise TakenOverError


def _client(settings: Settings, headless: Headless, time: DiscordTime) -> DarcyClient:
    return DarcyClient(
        desk=headless.desk,
        interactions=headless.database.interactions,
        notices=headless.database.notices,
        cards=headless.database.cards,
        time=time,
        preferences=headless.preferences,
        guilds=settings.darcy_guilds,
        registers_in_guilds=settings.darcy_commands == "guild",
        proxy=str(settings.discord_proxy).rstrip("/") if settings.discord_proxy else None,
        connector=_connector(settings),
    )


async def _leave_after(tenure: Tenure, client: DarcyClient) -> None:
    """Leave all that is underway to the other Darcy, and Discord too."""
    await tenure.lost.wait()
    client.close_within_s = 0
    await client.close()


def _connector(settings: Settings) -> aiohttp.TCPConnector:
    """Discord's connections, trusting the authorities named in the settings, if any are.

    They are few and used again: a burst of requests would else be a burst of TLS handshakes, and more
    connections than a proxy may allow. One is the gateway's.
    """
    authorities = settings.ssl_cert_file
    context = ssl.create_default_context(cafile=str(authorities) if authorities else None)
    return aiohttp.TCPConnector(limit=CONNECTIONS, ssl=context)
