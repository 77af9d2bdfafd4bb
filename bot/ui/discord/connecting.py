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
INTENTS_REFUSED = (
    "Discord refuses what Darcy wants to hear of ({status}), though it wants none of the privileged intents. "
    "Whoever runs Darcy can check that DISCORD_TOKEN is of an application of Darcy's own, and update Darcy."
)
SHARDS_REFUSED = (
    "Discord wants Darcy's servers split up otherwise than it said a moment ago ({status}). Whoever runs "
    "Darcy can start it again, and remove it from the servers that are not theirs."
)
VERSION_REFUSED = (
    "Discord does not know the version of its gateway that this Darcy speaks ({status}). Whoever runs Darcy "
    "can update it."
)
NOT_UNDERSTOOD = (
    "Discord answered in a way that Darcy does not understand. Whoever runs Darcy can see in the log where, "
    "and check that DISCORD_PROXY leads to Discord."
)


# Those after which it is of no use to come again; discord.py comes again after all others:
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-close-event-codes.
BY_CLOSE_CODE = {
    4004: NOT_ACCEPTED,
    4010: SHARDS_REFUSED,
    4011: SHARDS_REFUSED,
    4012: VERSION_REFUSED,
    4013: INTENTS_REFUSED,
    4014: INTENTS_REFUSED,
}


class NotConnectedError(DarcyError):
    """Darcy is not on Discord; the text says who can do what about it."""


@contextmanager
def explaining() -> Generator[None]:
    """Whatever keeps Darcy off Discord becomes a `NotConnectedError`."""
    try:
        yield
    except NotConnectedError:
        raise
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
    """The gateway's address is asked for over REST, and what came of that is what matters."""
    return error.__cause__ if isinstance(error, discord.GatewayNotFound) and error.__cause__ else error


def _sentence_for(error: BaseException) -> str:  # noqa: PLR0911 - one case for each reason
    match error:
        case discord.LoginFailure():
            return NOT_ACCEPTED
        case discord.ConnectionClosed(code=code):
            return BY_CLOSE_CODE.get(code, REFUSED).format(status=code)
        case discord.PrivilegedIntentsRequired():
            return INTENTS_REFUSED.format(status=4014)
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
