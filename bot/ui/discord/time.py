"""What time it is by Discord: deadlines are counted from its moments, and this machine's clock may be off."""

from __future__ import annotations

import asyncio
import datetime as dt
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from types import SimpleNamespace


class DiscordTime:
    """Told by every answer of Discord's, in its header `Date`. Give `trace` to the client."""

    def __init__(self) -> None:
        self._ahead = dt.timedelta()
        self._is_told = asyncio.Event()
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_end.append(self._tell)

    def now(self) -> dt.datetime:
        """By Discord's last answer, late by a second at most, since it says whole ones; else by our clock."""
        return dt.datetime.now(dt.UTC) + self._ahead

    async def told(self) -> dt.datetime:
        """The same, but waits for Discord's first answer."""
        await self._is_told.wait()
        return self.now()

    async def _tell(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        ended: aiohttp.TraceRequestEndParams,
    ) -> None:
        try:
            at = parsedate_to_datetime(ended.response.headers.get("Date", ""))
        except ValueError:
            at = None
        if at is not None and at.tzinfo is not None:
            self._ahead = at - dt.datetime.now(dt.UTC)
        self._is_told.set()
