"""Discord's REST API, version 10: who may ask, how answers look, and what was exchanged."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.discord.errors import ApiError, refusal
from sandbox.discord.exchanges import RestExchange
from sandbox.discord.limits import Allowance, Limits, too_many

if TYPE_CHECKING:
    from sandbox.discord.exchanges import Watch
    from sandbox.discord.world import World

PREFIX = "/api/v10"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# A path with an interaction's token in it needs no other.
_OPEN = (f"{PREFIX}/interactions/", f"{PREFIX}/webhooks/")
_TOO_MANY = 429
log = logging.getLogger(__name__)


@dataclass
class Fault:
    """Something for the next requests to run into: those whose path contains `path`, `times` times over.

    A 429 tells to wait `retry_after_s`; any other status has an empty message.
    """

    status: int
    path: str = ""
    times: int = 1
    retry_after_s: float = 0.0
    everywhere: bool = False


class Rest:
    """What stands before every route: the record, refusals as JSON, the token, the limits, the faults."""

    def __init__(self, world: World, watch: Watch | None = None) -> None:
        self._world, self._watch = world, watch
        self._limits = Limits()
        self.exchanges: list[RestExchange] = []
        self.faults: list[Fault] = []

    def app(self, routes: Iterable[web.RouteDef]) -> web.Application:
        """The API as an application to be mounted at `PREFIX`."""
        app = web.Application(middlewares=[self._recorded, self._answered])
        app.add_routes(routes)
        return app

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        body = answer.body if isinstance(answer, web.Response) else None
        told = json.loads(body) if isinstance(body, bytes) and body else None
        path, asked = request.path.removeprefix(PREFIX), None
        with suppress(ApiError):
            asked = await body_of(request)
        exchange = RestExchange(request.method, path, request.query_string, asked, answer.status, told)
        self.exchanges.append(exchange)
        if self._watch is not None:
            self._watch(exchange)
        self._world.tell()
        return answer

    @web.middleware
    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        route = request.match_info.route.resource
        major = next(
            (request.match_info[k] for k in ("channel", "guild", "token") if k in request.match_info), ""
        )
        allowance = self._limits.spend(f"{request.method} {route.canonical if route else ''}", major)
        try:
            if (answer := self._hindrance(request, allowance)) is None:
                self._authorize(request)
                answer = await handler(request)
        except ApiError as error:
            answer = json_answer(error.body(), error.status)
        except web.HTTPException as error:
            log.warning("The emulated Discord has no %s %s.", request.method, request.path)
            answer = json_answer({"message": f"{error.status}: {error.reason}", "code": 0}, error.status)
        answer.headers.update(allowance.headers())
        return answer

    def _hindrance(self, request: web.Request, allowance: Allowance) -> web.StreamResponse | None:
        """The answer to a request that runs into a fault, or is one too many."""
        fault = self._fault(request)
        if fault is not None and fault.status != _TOO_MANY:
            return json_answer({"message": "", "code": 0}, fault.status)
        if fault is None and allowance.left >= 0:
            return None
        wait_s = allowance.reset_after_s if fault is None else fault.retry_after_s
        body, headers = too_many(wait_s, everywhere=fault is not None and fault.everywhere)
        return json_answer(body, _TOO_MANY, headers)

    def _fault(self, request: web.Request) -> Fault | None:
        for fault in self.faults:
            if fault.path in request.path:
                fault.times -= 1
                if fault.times == 0:
                    self.faults.remove(fault)
                return fault
        return None

    def _authorize(self, request: web.Request) -> None:
        if request.path == f"{PREFIX}/gateway" or request.path.startswith(_OPEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise ApiError(401, 0, "401: Unauthorized")


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


async def _multipart_json(request: web.Request) -> str:
    parts = await request.post()
    text = parts.get("payload_json", "")
    if set(parts) - {"payload_json"} or not isinstance(text, str):
        raise ApiError(501, 0, "The sandbox's Discord takes no files.")
    return text


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
