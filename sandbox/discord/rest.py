"""Discord's REST API, version 10: who may ask, how answers look, and what was exchanged."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.discord.attachments import NO_FILES, Files, Upload
from sandbox.discord.errors import ApiError, refusal
from sandbox.discord.exchanges import NO_ANSWER, RestExchange
from sandbox.discord.faults import Faults
from sandbox.discord.limits import Allowance, Limits, Scope, too_many

if TYPE_CHECKING:
    from sandbox.discord.exchanges import Watch
    from sandbox.discord.faults import Fault
    from sandbox.discord.world import World

PREFIX = "/api/v10"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# A path with an interaction's token in it needs no other.
_OPEN = (f"{PREFIX}/interactions/", f"{PREFIX}/webhooks/")
_TOO_MANY = 429
_FILE_PART = re.compile(r"files\[(\d+)\]")
log = logging.getLogger(__name__)


class _ConnectionCutError(Exception):
    """The answer never reached whoever asked."""


class Rest:
    """What stands before every route: the record, refusals as JSON, the token, the limits, the faults."""

    def __init__(self, world: World, watch: Watch | None = None) -> None:
        self._world, self._watch = world, watch
        self._limits = Limits()
        self.exchanges: list[RestExchange] = []
        self.faults = Faults()

    def app(self, routes: Iterable[web.RouteDef]) -> web.Application:
        """The API as an application to be mounted at `PREFIX`."""
        app = web.Application(middlewares=[self._recorded, self._answered])
        app.add_routes(routes)
        return app

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer: web.StreamResponse = web.Response(status=NO_ANSWER)
        try:
            asked = await _asked(request)
        except ConnectionError:  # who asked has gone, and has not asked to the end
            return answer
        try:
            answer = await handler(request)
        except _ConnectionCutError:
            if request.transport is not None:
                request.transport.abort()
        body = answer.body if isinstance(answer, web.Response) else None
        told = json.loads(body) if isinstance(body, bytes) and body else None
        path = request.path.removeprefix(PREFIX)
        exchange = RestExchange(request.method, path, request.query_string, asked, answer.status, told)
        self.exchanges.append(exchange)
        if self._watch is not None:
            self._watch(exchange)
        self._world.tell()
        return answer

    @web.middleware
    async def _answered(self, request: web.Request, handler: Handler) -> web.Response:
        allowance, fault = self._spent(request), self.faults.take(request.method, request.path)
        if fault is not None and not fault.after_all:
            answer = await self._hindered(fault) or await self._done(request, handler, allowance)
        else:
            answer = await self._done(request, handler, allowance)
            answer = (fault and await self._hindered(fault)) or answer
        answer.headers.update(allowance.headers())
        answer.headers["Date"] = format_datetime(self._world.clock.now(), usegmt=True)
        return answer

    def _spent(self, request: web.Request) -> Allowance:
        route = request.match_info.route.resource
        parts = request.match_info
        major = next((parts[name] for name in ("channel", "guild", "token") if name in parts), "")
        is_global = not request.path.startswith(_OPEN)
        return self._limits.spend(
            f"{request.method} {route.canonical if route else ''}", major, is_global=is_global
        )

    async def _done(self, request: web.Request, handler: Handler, allowance: Allowance) -> web.Response:
        """What was asked for, or Discord's refusal of it."""
        if allowance.left < 0:
            return _too_many(allowance.reset_after_s, allowance.scope)
        try:
            self._authorize(request)
            answer = await handler(request)
            assert isinstance(answer, web.Response)
        except ApiError as error:
            return json_answer(error.body(), error.status)
        except web.HTTPException as error:
            log.warning("The emulated Discord has no %s %s.", request.method, request.path)
            return json_answer({"message": f"{error.status}: {error.reason}", "code": 0}, error.status)
        return answer

    async def _hindered(self, fault: Fault) -> web.Response | None:
        """What a fault answers; None if it leaves that to others. Raises `_ConnectionCutError`."""
        if fault.met is not None:
            fault.met()
        await asyncio.sleep(fault.delay_s)
        if fault.is_cut:
            raise _ConnectionCutError
        if fault.status == _TOO_MANY:
            return _too_many(fault.retry_after_s, fault.scope)
        return None if fault.status is None else _refused(fault.status, fault.code)

    def _authorize(self, request: web.Request) -> None:
        if request.path == f"{PREFIX}/gateway" or request.path.startswith(_OPEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise ApiError(401, 0, "401: Unauthorized")


def _refused(status: int, code: int) -> web.Response:
    return json_answer({"message": "", "code": code}, status)


def _too_many(wait_s: float, scope: Scope) -> web.Response:
    body, headers = too_many(wait_s, scope)
    return json_answer(body, _TOO_MANY, headers)


def json_answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """JSON as Discord sends it. Its type has no charset: discord.py compares it whole."""
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )


def nothing() -> web.Response:
    """An answer without a body."""
    return web.Response(status=204)


async def body_of(request: web.Request) -> Any:
    """The JSON the request brought, None if it brought none. Raises `ApiError` 50109.

    It may be asked for again: aiohttp keeps what it has read.
    """
    text = await (
        _multipart_json(request) if request.content_type.startswith("multipart/") else request.text()
    )
    try:
        return json.loads(text) if text else None
    except ValueError:
        raise refusal(50109) from None


async def _asked(request: web.Request) -> Any:
    """The JSON it brought, or None where that is none; read before all else, as a client may leave."""
    with suppress(ApiError):
        return await body_of(request)


async def _multipart_json(request: web.Request) -> str:
    text = (await request.post()).get("payload_json", "")
    return text if isinstance(text, str) else ""


async def files_of(request: web.Request) -> Files:
    """The files the request brought, by their numbers."""
    if not request.content_type.startswith("multipart/"):
        return NO_FILES
    found = {}
    for name, part in (await request.post()).items():
        if (named := _FILE_PART.fullmatch(name)) and isinstance(part, web.FileField):
            found[named[1]] = Upload(part.filename, part.content_type, part.file.read())
    return found


def number_in(request: web.Request, name: str) -> int:
    """An id in the path. Raises `ApiError` 50035 if it is none."""
    text = request.match_info[name]
    if not text.isdecimal():
        told = {
            name: {
                "_errors": [{"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}]
            }
        }
        raise ApiError(400, 50035, "Invalid Form Body", told)
    return int(text)
