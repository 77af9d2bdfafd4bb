"""Requests to Discord whose connection broke off: made again where that does no harm.

Nobody knows then whether Discord took them. discord.py makes them again on macOS and Windows alone: it goes
by those systems' error numbers.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

R = TypeVar("R")

# Of the 3 seconds that Discord waits for an acknowledgement.
AGAIN_AFTER_S = (0.1, 0.5)
ALREADY_ACKNOWLEDGED = 40060


async def persistently(request: Callable[[], Awaitable[R]]) -> R:
    """Make a request that may be made twice, such as an edit. Raises what discord.py does."""
    for delay_s in AGAIN_AFTER_S:
        try:
            return await request()
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(delay_s)
    return await request()


async def respond(
    interaction: discord.Interaction[Any],
    how: discord.InteractionResponseType,
    request: Callable[[], Awaitable[R]],
) -> R | None:
    """Give an interaction its first answer; what Discord said to it, if that arrived.

    Discord takes one alone: where it says so to the second attempt, it took the first.
    """
    attempts = 0

    async def attempt() -> R | None:
        nonlocal attempts
        attempts += 1
        try:
            return await request()
        except discord.HTTPException as error:
            if attempts == 1 or error.code != ALREADY_ACKNOWLEDGED:
                raise
            interaction.response._response_type = how  # noqa: SLF001 - as discord.py notes what was taken
            return None

    return await persistently(attempt)
