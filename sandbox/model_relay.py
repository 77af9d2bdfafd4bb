"""Stands between Darcy and the model of one's own settings, so that it can be watched, and fail.

Speaks for any server of Chat Completions: it passes on what is asked and what is answered, unread.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

OPENAI = "https://api.openai.com/v1"
PATIENCE_S = 120.0
SLOW_S = 5.0
_PASSED_ON = ("Authorization", "Content-Type", "OpenAI-Organization", "OpenAI-Project")


class ModelFault(StrEnum):
    """How a model fails."""

    BUSY = "busy"
    BROKEN = "broken"
    UNAUTHORIZED = "unauthorized"
    DROPPED = "dropped"
    SLOW = "slow"


_STATUS = {
    ModelFault.BUSY: HTTPStatus.TOO_MANY_REQUESTS,
    ModelFault.BROKEN: HTTPStatus.INTERNAL_SERVER_ERROR,
    ModelFault.UNAUTHORIZED: HTTPStatus.UNAUTHORIZED,
}


class ModelRelay:
    """A running relay. `tell` hears a line of each exchange: what was asked, its status and how many ms."""

    def __init__(self, target: str, session: aiohttp.ClientSession, tell: Callable[[str], None]) -> None:
        self.base_url = ""
        self._target, self._session, self._tell = target.rstrip("/"), session, tell
        self._waiting: dict[ModelFault, int] = {}

    def fail(self, fault: ModelFault, count: int) -> None:
        """Let that many next requests run into it."""
        self._waiting[fault] = count

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()

    async def handle(self, request: web.Request) -> web.Response:
        began_s, body = time.monotonic(), await request.read()
        answer = await self._answer(request, body, self._next())
        took_ms = round((time.monotonic() - began_s) * 1000)
        status = answer.status if request.transport and not request.transport.is_closing() else "no answer"
        self._tell(f"{request.method} {request.path} → {status} in {took_ms} ms")
        return answer

    async def _answer(self, request: web.Request, body: bytes, fault: ModelFault | None) -> web.Response:
        if fault in _STATUS:
            error = {"message": "The sandbox lets it fail.", "type": "sandbox", "code": None}
            return web.json_response({"error": error}, status=_STATUS[fault])
        if fault is ModelFault.DROPPED and request.transport is not None:
            request.transport.abort()
            return web.Response()
        if fault is ModelFault.SLOW:
            await asyncio.sleep(SLOW_S)
        return await self._passed_on(request, body)

    async def _passed_on(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        url = f"{self._target}{request.path}"
        try:
            async with self._session.request(request.method, url, data=body, headers=headers) as answer:
                kept = {name: answer.headers[name] for name in ("Content-Type",) if name in answer.headers}
                return web.Response(status=answer.status, body=await answer.read(), headers=kept)
        except (aiohttp.ClientError, TimeoutError):
            return web.Response(status=HTTPStatus.BAD_GATEWAY)

    def _next(self) -> ModelFault | None:
        for fault, left in self._waiting.items():
            self._waiting[fault] = left - 1
            if left == 1:
                del self._waiting[fault]
            return fault
        return None


@asynccontextmanager
async def open_relay(target: str, tell: Callable[[str], None]) -> AsyncIterator[ModelRelay]:
    """Answer on a free port of loopback for the server at `target`."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        relay = ModelRelay(target, session, tell)
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", relay.handle)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            relay.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield relay
        finally:
            await runner.cleanup()
