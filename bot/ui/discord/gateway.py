"""Before a session is begun: whether Discord's gateway can be spoken with, and whether one may begin today.

discord.py looks at neither. It comes again every 5 seconds for ever, and writes its whole stack each time.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.ui.discord.connecting import BY_CLOSE_CODE, NotConnectedError
from bot.ui.discord.telling import described

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    OpenSocket = Callable[[str], Awaitable[aiohttp.ClientWebSocketResponse]]

log = logging.getLogger(__name__)

HELLO_WITHIN_S = 20.0
AGAIN_AFTER_S = 5.0

TOO_MANY_STARTS = (
    "Darcy was started too often, and Discord lets it in again in {hours}. Once more before, and Discord "
    "would reset its token. Whoever runs Darcy can look in the log why it keeps ending."
)


def check_starts(limit: discord.SessionStartLimits) -> None:
    """Raises `NotConnectedError` if a session more would be one too many today.

    For that Discord ends all sessions and resets the token:
    https://docs.discord.com/developers/events/gateway#identifying.
    """
    if limit.remaining < 1:
        hours = max(1, round(limit.reset_after / 3_600_000))
        raise NotConnectedError(TOO_MANY_STARTS.format(hours="an hour" if hours == 1 else f"{hours} hours"))


async def await_gateway(open_socket: OpenSocket, url: str, *, again_after_s: float = AGAIN_AFTER_S) -> None:
    """Wait until the gateway says hello, and say once that it does not.

    Raises what kept it from that, where waiting does not mend it.
    """
    has_said = False
    while (trouble := await _trouble_with(open_socket, url)) is not None:
        if not has_said:
            log.warning("waiting for Discord's gateway", extra={"why": described(trouble)})
        has_said = True
        await asyncio.sleep(again_after_s)
    if has_said:
        log.info("Discord's gateway is there again")


async def _trouble_with(open_socket: OpenSocket, url: str) -> Exception | None:
    """What keeps the gateway from saying hello. Raises what will keep it for ever."""
    try:
        async with asyncio.timeout(HELLO_WITHIN_S):
            socket = await open_socket(url)
            async with socket:
                message = await socket.receive()
                if message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                    return None
                if socket.close_code in BY_CLOSE_CODE:
                    raise discord.ConnectionClosed(socket, shard_id=None)
                return aiohttp.ClientConnectionError()
    except (aiohttp.ClientError, OSError) as error:  # a time-out is an OSError
        if _is_lasting(error):
            raise
        return error


def _is_lasting(error: Exception) -> bool:
    """Whether a proxy that forbids the way, or a certificate, keeps Darcy off until somebody mends it."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return error.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, aiohttp.ClientConnectorCertificateError)
