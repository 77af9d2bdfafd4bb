"""Getting onto Discord, and why not: in words for whoever runs Darcy.

discord.py lets whatever the transport raised through, and waits for minutes where nobody answers. An error's
text may quote a header, so only its kind and place are logged.
"""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.ui.discord.telling import described
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

log = logging.getLogger(__name__)

LOGIN_WITHIN_S = 40.0
"""discord.py asks an ailing server five times, over 16 seconds."""
AUTHENTICATION_FAILED = 4004
"""The gateway's close code: https://docs.discord.com/developers/topics/opcodes-and-status-codes."""

NOT_ACCEPTED = (
    "Discord does not accept Darcy's token. Whoever runs Darcy can get a valid one for DISCORD_TOKEN at "
    "discord.com/developers/applications: open the application there, then Bot → Reset Token."
)
NOT_REACHED = (
    "Discord cannot be reached. Whoever runs Darcy can check the network, and whether it takes a "
    "DISCORD_PROXY."
)
PROXY_NOT_REACHED = (
    "The proxy that DISCORD_PROXY names cannot be reached. Whoever runs Darcy can check its address, and "
    "whether it is up."
)
PROXY_REFUSED = (
    "The proxy that DISCORD_PROXY names does not take Darcy to Discord ({status}). Whoever runs the proxy "
    "can allow that; a name and a password are given as http://name:password@host:port."
)
NOT_TRUSTED = (
    "Discord's certificate is signed by nobody whom Darcy trusts. If the network has an authority of its "
    "own, SSL_CERT_FILE must name its PEM file."
)
SILENT = (
    "Discord, or the proxy that DISCORD_PROXY names, did not answer in time. Whoever runs Darcy can check "
    "that it is an HTTP proxy and takes Darcy there, and start Darcy again."
)
AILING = "Discord has a fault of its own just now ({status}). Whoever runs Darcy can start it again soon."
REFUSED = (
    "Discord does not let Darcy in ({status}). Whoever runs Darcy can check the application and its bot at "
    "discord.com/developers/applications."
)
NOT_UNDERSTOOD = (
    "Discord answered in a way that Darcy does not understand. Whoever runs Darcy can see in the log where, "
    "and check that DISCORD_PROXY leads to Discord."
)


class NotConnectedError(DarcyError):
    """Darcy is not on Discord; the text says who can do what about it."""


@contextmanager
def explaining() -> Generator[None]:
    """Whatever keeps Darcy off Discord becomes a `NotConnectedError`."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, Darcy ends with it
        log.error("not on Discord", extra={"error": described(error)})  # noqa: TRY400 - texts stay out
        raise NotConnectedError(_sentence_for(_reason_of(error))) from None


async def log_in(
    login: Callable[[str], Awaitable[None]], token: str, within_s: float = LOGIN_WITHIN_S
) -> None:
    """Log in, but not with a token that no header can carry, and not for minutes."""
    if not re.fullmatch("[!-~]+", token.strip()):
        raise discord.LoginFailure
    async with asyncio.timeout(within_s):
        await login(token)


def _reason_of(error: BaseException) -> BaseException:
    """Where the very first connection to the gateway fails, discord.py stumbles over having none."""
    return error.__context__ if isinstance(error, AttributeError) and error.__context__ else error


def _sentence_for(error: BaseException) -> str:  # noqa: PLR0911 - one case for each reason
    match error:
        case discord.LoginFailure():
            return NOT_ACCEPTED
        case discord.ConnectionClosed(code=code):
            return NOT_ACCEPTED if code == AUTHENTICATION_FAILED else REFUSED.format(status=code)
        case discord.PrivilegedIntentsRequired():
            return REFUSED.format(status="an intent of Darcy's is refused")
        case discord.HTTPException(status=status):
            is_ailing = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
            return (AILING if is_ailing else REFUSED).format(status=status)
        case aiohttp.ClientHttpProxyError(status=status):
            return PROXY_REFUSED.format(status=status)
        case aiohttp.ClientProxyConnectionError():
            return PROXY_NOT_REACHED
        case aiohttp.ClientSSLError():
            return NOT_TRUSTED
        case TimeoutError():
            return SILENT
        case aiohttp.ClientError() | OSError():
            return NOT_REACHED
        case _:
            return NOT_UNDERSTOOD
