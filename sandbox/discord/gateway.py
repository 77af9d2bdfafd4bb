"""Discord's gateway, version 10: websockets over which the bot is told what happens.

Opcodes and close codes are those of Discord's "Opcodes and Status Codes" page.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from sandbox.discord import sessions as ops
from sandbox.discord.compression import compressor_for
from sandbox.discord.guild import guild_json, members_chunk_json
from sandbox.discord.sessions import Connection, Session
from sandbox.discord.shapes import user_json
from sandbox.discord.sharding import shard_from
from sandbox.discord.world import Event, Json, World

if TYPE_CHECKING:
    from sandbox.discord.exchanges import GatewayWatch

HEARTBEAT_S = 41.25
# Discord names another host to resume at than the one to begin at.
RESUME_HOST = "gateway-us-east1-b.discord.gg"
GUILDS = 1 << 0
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
_ALL_INTENTS = (1 << 26) - 1
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED = 4001, 4002, 4003
AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED, INVALID_SEQUENCE, TIMED_OUT = 4004, 4005, 4007, 4009
INVALID_SHARD, SHARDING_REQUIRED, INVALID_VERSION = 4010, 4011, 4012
INVALID_INTENTS, DISALLOWED_INTENTS = 4013, 4014


class Gateway:
    """The sessions of the bots that are, or were, connected.

    With `is_up` unset nobody is let in; with `refuses` set to a close code, everybody is sent away with it.
    """

    def __init__(
        self, world: World, watch: GatewayWatch | None = None, heartbeat_s: float = HEARTBEAT_S
    ) -> None:
        self._world, self._watch, self._heartbeat_s = world, watch, heartbeat_s
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self.opened = 0
        self.is_up = True
        self.compressions: list[str | None] = []  # what connections asked for, also those not let in
        self.refuses: int | None = None
        world.listeners.append(self._tell_all)

    @property
    def live(self) -> list[Session]:
        """The sessions that have a connection."""
        return [session for session in self._sessions.values() if session.connection is not None]

    def _tell_all(self, event: Event) -> None:
        for session in self._sessions.values():
            session.dispatch(event)

    def drop(self) -> None:
        """Cut every connection without a word. Sessions can be resumed."""
        for connection in self._connections:
            connection.drop()

    def fall_silent(self) -> None:
        """Say nothing any more over the connections there are, not even that a heartbeat was heard."""
        for connection in self._connections:
            connection.is_silent = True

    def ask_to_reconnect(self) -> None:
        """Ask every bot to reconnect (op 7), as Discord does when it restarts a gateway."""
        for connection in self._connections:
            connection.send(ops.RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every bot that its session is invalid (op 9)."""
        if not resumable:
            self._sessions.clear()
        for connection in self._connections:
            connection.send(ops.INVALID_SESSION, resumable)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it closes."""
        self.compressions.append(request.query.get("compress"))
        self._world.tell()
        if not self.is_up:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        connection = Connection(request, socket, compressor_for(self.compressions[-1]), self._watch)
        self._connections.add(connection)
        writer = asyncio.create_task(connection.write())
        try:
            await self._converse(request, connection, socket)
        finally:
            self._connections.discard(connection)
            for session in self.live:
                if session.connection is connection:
                    session.connection = None
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._world.tell()
        return socket

    async def _converse(
        self, request: web.Request, connection: Connection, socket: web.WebSocketResponse
    ) -> None:
        is_known = request.query.get("v", "10") == "10" and request.query.get("encoding", "json") == "json"
        if not is_known or self.refuses == INVALID_VERSION:
            connection.close(INVALID_VERSION)
        connection.send(ops.HELLO, {"heartbeat_interval": int(self._heartbeat_s * 1000)})
        patience = self._heartbeat_s * 1.5
        while True:
            try:
                message = await socket.receive(timeout=patience)
            except TimeoutError:
                connection.close(TIMED_OUT)
                continue
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            if (code := self._received(connection, message.data)) is not None:
                connection.close(code)

    def _received(self, connection: Connection, text: str | bytes) -> int | None:
        """Handle a payload. Gives the code to close with, if it cannot be borne."""
        try:
            payload = json.loads(text)
            op, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError, AttributeError):
            return DECODE_ERROR
        connection.watched(payload, by_bot=True)
        handlers = {
            ops.HEARTBEAT: self._beat,
            ops.IDENTIFY: self._identify,
            ops.PRESENCE: self._take_note,
            ops.VOICE: self._take_note,
            ops.RESUME: self._resume,
            ops.REQUEST_MEMBERS: self._list_members,
        }
        handler = handlers.get(op) if isinstance(op, int) else None
        return UNKNOWN_OPCODE if handler is None else handler(connection, data)

    def _session_of(self, connection: Connection) -> Session | None:
        return next((one for one in self.live if one.connection is connection), None)

    def _beat(self, connection: Connection, _: Any) -> None:
        connection.send(ops.HEARTBEAT_ACK)

    def _take_note(self, connection: Connection, _: Any) -> int | None:
        # Presence and voice have no effect here.
        return None if self._session_of(connection) else NOT_AUTHENTICATED

    def _list_members(self, connection: Connection, data: Any) -> int | None:
        if (session := self._session_of(connection)) is None:
            return NOT_AUTHENTICATED
        session.tell(Event("GUILD_MEMBERS_CHUNK", members_chunk_json(self._world, data)))
        return None

    def _stranger(self, connection: Connection, token: object) -> int | None:
        if self._session_of(connection) is not None:
            return ALREADY_AUTHENTICATED
        is_known = token in (self._world.token, f"Bot {self._world.token}")
        return self.refuses if is_known else AUTHENTICATION_FAILED

    def _end_all(self) -> None:
        """What becomes of a bot that identifies more often than it may in a day.

        All its sessions end and its token is reset: docs.discord.com/developers/events/gateway#identifying.
        """
        self._world.token = secrets.token_urlsafe()
        self._sessions.clear()
        for connection in self._connections:
            connection.close(AUTHENTICATION_FAILED)

    def _identify(self, connection: Connection, data: Any) -> int | None:
        given: Json = data if isinstance(data, dict) else {}
        intents: Any = given.get("intents")
        shard = shard_from(given.get("shard"))
        if (code := self._stranger(connection, given.get("token"))) is not None:
            return code
        if shard is None:
            return INVALID_SHARD
        if (code := _wrong_with(intents)) is not None:
            return code
        if not self._world.starts.remaining:
            self._end_all()
        elif not self._world.starts.begin(shard):
            connection.send(ops.INVALID_SESSION, data=False)
        else:
            self._begin(Session(intents, connection, shard), is_sharded="shard" in given)
        return None

    def _begin(self, session: Session, *, is_sharded: bool) -> None:
        """Tell a new session who and where it is."""
        self._sessions[session.id] = session
        self.opened += 1
        session.tell(Event("READY", self._ready_json(session, is_sharded=is_sharded)))
        for guild in self._world.entered:
            if session.shard.has(guild.id) and session.intents & GUILDS:
                session.tell(Event("GUILD_CREATE", guild_json(self._world, guild)))
        self._world.tell()

    def _resume(self, connection: Connection, data: Any) -> int | None:
        given: Json = data if isinstance(data, dict) else {}
        if (code := self._stranger(connection, given.get("token"))) is not None:
            return code
        session, sequence = self._sessions.get(str(given.get("session_id"))), given.get("seq")
        if session is not None and (not isinstance(sequence, int) or sequence > session.sequence):
            return INVALID_SEQUENCE
        if session is None or not session.resume(connection, int(sequence or 0)):
            connection.send(ops.INVALID_SESSION, data=False)
        self._world.tell()
        return None

    def _ready_json(self, session: Session, *, is_sharded: bool) -> Json:
        world, shard = self._world, session.shard
        guilds = [{"id": str(one.id), "unavailable": True} for one in world.entered if shard.has(one.id)]
        ready: Json = {
            "v": 10,
            "user": {**user_json(world.bot), "verified": True, "mfa_enabled": False, "email": None},
            "guilds": guilds,
            "session_id": session.id,
            "resume_gateway_url": f"wss://{RESUME_HOST}",
            "application": {"id": str(world.application_id), "flags": 0, "flags_new": "0"},
        }
        return {**ready, "shard": [shard.id, shard.count]} if is_sharded else ready


def _wrong_with(intents: object) -> int | None:
    """The code to close with for what a bot wants to hear of."""
    if not isinstance(intents, int) or intents & ~_ALL_INTENTS:
        return INVALID_INTENTS
    return DISALLOWED_INTENTS if intents & PRIVILEGED else None
