"""The gateway's sessions: what each has been told, so that a dropped one can be told the rest."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord.exchanges import GatewayPayload
from sandbox.discord.sharding import Shard
from sandbox.discord.world import Event, Json

if TYPE_CHECKING:
    from aiohttp import web

    from sandbox.discord.compression import Compress
    from sandbox.discord.exchanges import GatewayWatch

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, REQUEST_MEMBERS = 0, 1, 2, 3, 4, 6, 7, 8
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
REMEMBERED_EVENTS = 1000
_CLOSING_CODE_KEY = "close"


class Connection:
    """One websocket. What is sent goes out in order, by one writer."""

    def __init__(
        self,
        request: web.Request,
        socket: web.WebSocketResponse,
        compress: Compress | None,
        watch: GatewayWatch | None = None,
    ) -> None:
        self._request, self._socket, self._compress, self._watch = request, socket, compress, watch
        self._outbox: asyncio.Queue[Json] = asyncio.Queue()
        self.is_silent = False

    def send(
        self, op: int, data: object = None, *, event: str | None = None, sequence: int | None = None
    ) -> None:
        """Send a payload, after those before it; a connection that fell silent sends nothing."""
        if self.is_silent:
            return
        payload: Json = {"op": op, "d": data, "s": sequence, "t": event}
        self.watched(payload, by_bot=False)
        self._outbox.put_nowait(payload)

    def watched(self, payload: object, *, by_bot: bool) -> None:
        """Let whoever watches know of a payload."""
        if self._watch is not None:
            self._watch(GatewayPayload(by_bot, payload))

    def close(self, code: int) -> None:
        """Close the socket, once what was sent before is out."""
        self._outbox.put_nowait({_CLOSING_CODE_KEY: code})

    def drop(self) -> None:
        """Cut the connection, as a network does: without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def write(self) -> None:
        """Write what is sent until the socket closes. To be run beside the reading."""
        while _CLOSING_CODE_KEY not in (payload := await self._outbox.get()):
            text = json.dumps(payload)
            try:
                if self._compress is None:
                    await self._socket.send_str(text)
                else:
                    await self._socket.send_bytes(self._compress(text.encode()))
            except ConnectionError:
                return  # The reader sees it too, and ends the connection.
        await self._socket.close(code=payload[_CLOSING_CODE_KEY])


@dataclass
class Session:
    """What one bot process is told, over one connection after another."""

    intents: int
    connection: Connection | None
    shard: Shard = field(default_factory=Shard)
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    told: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=REMEMBERED_EVENTS))

    def dispatch(self, event: Event) -> None:
        """Tell of an event the session asked for: now, or when it resumes."""
        if (event.intents and not self.intents & event.intents) or not self.shard.hears(event):
            return
        self.tell(event)

    def tell(self, event: Event) -> None:
        """Tell of an event, whatever the session asked for."""
        self.sequence += 1
        self.told.append((self.sequence, event.name, event.data))
        if self.connection is not None:
            self.connection.send(DISPATCH, event.data, event=event.name, sequence=self.sequence)

    def resume(self, connection: Connection, sequence: int) -> bool:
        """Tell what came after `sequence`; False if that is no longer, or was never, known."""
        oldest = self.told[0][0] if self.told else self.sequence + 1
        if not oldest - 1 <= sequence <= self.sequence:
            return False
        self.connection = connection
        for number, name, data in self.told:
            if number > sequence:
                connection.send(DISPATCH, data, event=name, sequence=number)
        self.tell(Event("RESUMED", {"_trace": []}))
        return True
