"""Discord's gateway: tried again while it cannot be reached, and not where it will never let Darcy in.

discord.py gives up a session that cannot be resumed at once, and with it what people did meanwhile. At the
start it tries every 5 seconds for ever, whatever it was told, and writes its whole stack each time.
"""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

import aiohttp
import discord

from bot.ui.discord.connecting import BY_CLOSE_CODE, NotConnectedError
from bot.ui.discord.telling import described

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

HELLO_WITHIN_S = 20.0
AGAIN_AFTER_S, AGAIN_AT_LEAST_EVERY_S = 0.25, 5.0

TOO_MANY_STARTS = (
    "Darcy was started too often, and Discord lets it in again in {hours}. Once more before, and Discord "
    "would reset its token. Whoever runs Darcy can look in the log why it keeps ending."
)


class OpenSocket(Protocol):
    async def __call__(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse: ...


def check_starts(limit: discord.SessionStartLimits) -> None:
    """Raises `NotConnectedError` if a session more would be one too many today.

    For that Discord ends all sessions and resets the token:
    https://docs.discord.com/developers/events/gateway#identifying.
    """
    if limit.remaining < 1:
        hours = max(1, round(limit.reset_after / 3_600_000))
        raise NotConnectedError(TOO_MANY_STARTS.format(hours="an hour" if hours == 1 else f"{hours} hours"))


class PatientGateway:
    """The way to the gateway. How long to wait is the caller's say; that it waits is said once."""

    def __init__(self, open_socket: OpenSocket) -> None:
        self._open_socket = open_socket
        self._has_said = False

    async def open(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Open a socket as soon as one can be opened. Raises what waiting does not mend."""
        for delay_s in _delays_s():
            if (socket := await self._opened(url, compress)) is not None:
                self._say(None)
                return socket
            await asyncio.sleep(delay_s)
        raise AssertionError("There is always another delay.")

    async def check(self, url: str) -> None:
        """Wait until the gateway says hello. Raises what will keep it from that for ever."""
        for delay_s in _delays_s():
            if await self._says_hello(url):
                return
            await asyncio.sleep(delay_s)

    async def _opened(self, url: str, compress: int) -> aiohttp.ClientWebSocketResponse | None:
        try:
            return await self._open_socket(url, compress=compress)
        except (aiohttp.ClientError, OSError) as error:  # a time-out is an OSError
            if _is_lasting(error):
                raise
            self._say(error)
            return None

    async def _says_hello(self, url: str) -> bool:
        if (socket := await self._opened(url, 0)) is None:
            return False
        async with socket:
            try:
                message = await socket.receive(timeout=HELLO_WITHIN_S)
            except TimeoutError as error:
                self._say(error)
                return False
            if socket.close_code in BY_CLOSE_CODE:
                raise discord.ConnectionClosed(socket, shard_id=None)
        said = message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY)
        self._say(None if said else ConnectionResetError())
        return said

    def _say(self, trouble: Exception | None) -> None:
        if trouble is not None and not self._has_said:
            log.warning("waiting for Discord's gateway", extra={"why": described(trouble)})
        elif trouble is None and self._has_said:
            log.info("Discord's gateway is there again")
        self._has_said = trouble is not None


def _delays_s() -> Iterator[float]:
    delay_s = AGAIN_AFTER_S
    while True:
        yield delay_s
        delay_s = min(2 * delay_s, AGAIN_AT_LEAST_EVERY_S)


def _is_lasting(error: Exception) -> bool:
    """Whether a proxy that forbids the way, or a certificate, keeps Darcy off until somebody mends it."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return error.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, aiohttp.ClientConnectorCertificateError)
