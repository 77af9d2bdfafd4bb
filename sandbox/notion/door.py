"""The door: what is refused before it is looked at, how answers leave, and what is kept of both.

Facts: developers.notion.com/reference/authentication, …/versioning, …/request-limits.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.notion.errors import NotionError, validation_error
from sandbox.notion.exchanges import Call, Exchange
from sandbox.notion.faults import Fault, FaultKind, Faults
from sandbox.notion.outages import BAD_GATEWAY_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sandbox.notion.errors import Json
    from sandbox.notion.exchanges import Watch
    from sandbox.notion.integration import Integration
    from sandbox.notion.limits import RateLimit
    from sandbox.notion.routes import Route
    from sandbox.notion.world import World

VERSION = "2026-03-11"
LARGEST_BODY = 500_000
_DROPPED = frozenset({FaultKind.DROPPED, FaultKind.DROPPED_AFTER_COMMIT, FaultKind.LATE})
_SILENT = frozenset({FaultKind.SILENT, FaultKind.SILENT_AFTER_COMMIT})
_SPOILT = frozenset({FaultKind.BAD_GATEWAY, FaultKind.MALFORMED, FaultKind.MISSHAPEN})


@dataclass(frozen=True, slots=True)
class _Reply:
    """What Notion meant to answer."""

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)


class Door:
    """Takes requests in, lets the right ones through, keeps every exchange and shows it to `watch`."""

    def __init__(
        self,
        world: World,
        token: str,
        integration: Integration,
        limits: Sequence[RateLimit],
        watch: Watch | None = None,
    ) -> None:
        self.exchanges: list[Exchange] = []
        self.faults = Faults()
        self._world, self._token, self._integration = world, token, integration
        self._limits, self._watch = limits, watch
        self._closing = asyncio.Event()
        self._kept_back: list[Callable[[], object]] = []

    def application(self, routes: Iterable[Route]) -> web.Application:
        # Notion's own limit is told in its own words, so aiohttp's must be larger.
        app = web.Application(client_max_size=16 * LARGEST_BODY)
        for route in routes:
            app.router.add_route(route.method, route.path, self._handler(route))
        return app

    def close(self) -> None:
        """Let go of whoever waits for an answer that does not come."""
        self._closing.set()

    def catch_up(self) -> None:
        """Do what came late: nobody waits for the answer any more."""
        kept_back, self._kept_back = self._kept_back, []
        for do in kept_back:
            do()

    def _handler(self, route: Route) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            raw = await request.read()
            fault = self.faults.next_for(request.method, request.path)
            reply = self._handle(route, request, raw, fault)
            if fault is not None:
                if fault.met is not None:
                    fault.met()
                await self._hold_back(fault)
            return _sent(request, reply, fault)

        return handle

    def _handle(self, route: Route, request: web.Request, raw: bytes, fault: Fault | None) -> _Reply:
        reply = self._reply(route, request, raw, fault)
        self._keep(request, raw, reply, fault)
        return reply

    def _reply(self, route: Route, request: web.Request, raw: bytes, fault: Fault | None) -> _Reply:
        headers = {"x-notion-request-id": str(uuid.uuid4())}
        try:
            status, body = 200, self._outcome(route, request, raw, fault)
        except NotionError as error:
            status, body, headers = error.status, error.body(), {**headers, **error.headers}
        return _Reply(status, {**body, "request_id": headers["x-notion-request-id"]}, headers)

    def _outcome(self, route: Route, request: web.Request, raw: bytes, fault: Fault | None) -> Json:
        if fault is not None and fault.kind is FaultKind.LATE:
            self._kept_back.append(lambda: self._handle(route, request, raw, None))
            return {}
        if fault is not None and not fault.is_after_commit:
            if refusal := fault.error({}):
                raise refusal
            return {}
        self._check(route, request)
        call = Call(dict(request.match_info), _query_of(request), _body_of(request, raw))
        answer = self._integration.shown(route.operation(self._world, call))
        if fault is not None and (refusal := fault.error(route.made(call, answer))):
            raise refusal
        return answer

    def _check(self, route: Route, request: web.Request) -> None:
        self._check_headers(request)
        for limit in self._limits:
            limit.count(self._world.clock.now())
        self._integration.check(route.needs, makes_blocks=route.makes_blocks)

    def _check_headers(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            raise NotionError(401, "unauthorized", "API token is invalid.")
        version = request.headers.get("Notion-Version")
        if version is None:
            raise NotionError(
                400,
                "missing_version",
                "Notion-Version header failed validation: Notion-Version header should be defined, instead "
                "was `undefined`.",
            )
        if version != VERSION:
            raise validation_error(
                f'Notion-Version header failed validation: Notion-Version header should be `"{VERSION}"`, '
                f'instead was `"{version}"`.'
            )

    async def _hold_back(self, fault: Fault) -> None:
        """Wait as long as the fault says, or until the client gives up or the door closes."""
        if fault.kind in _SILENT:
            await self._closing.wait()
        elif fault.kind is FaultKind.SLOW:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), fault.delay_s)

    def _keep(self, request: web.Request, raw: bytes, reply: _Reply, fault: Fault | None) -> None:
        kind = fault.kind if fault else None
        is_lost = kind in _DROPPED | _SILENT
        exchange = Exchange(
            method=request.method,
            path=request.rel_url.raw_path,
            request=_json_in(raw),
            status=0 if is_lost else 502 if kind is FaultKind.BAD_GATEWAY else reply.status,
            answer=None if is_lost or kind in _SPOILT else reply.body,
            started_at=self._world.clock.now(),
            query=_query_of(request),
        )
        self.exchanges.append(exchange)
        if self._watch is not None:
            self._watch(exchange)


def _sent(request: web.Request, reply: _Reply, fault: Fault | None) -> web.StreamResponse:
    kind = fault.kind if fault else None
    if kind in _DROPPED | _SILENT:
        return _cut(request)
    if kind is FaultKind.BAD_GATEWAY:
        return web.Response(status=502, text=BAD_GATEWAY_PAGE, content_type="text/html")
    body = reply.body
    if kind is FaultKind.MISSHAPEN:
        body = dict.fromkeys(body)
    text = json.dumps(body)
    if kind is FaultKind.MALFORMED:
        text = text[: len(text) // 2]
    return web.json_response(text=text, status=reply.status, headers=reply.headers)


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word. The response returned is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _query_of(request: web.Request) -> dict[str, list[str]]:
    return {key: request.query.getall(key) for key in request.query}


def _body_of(request: web.Request, raw: bytes) -> Json:
    if len(raw) > LARGEST_BODY:
        raise validation_error(f"body failed validation: body should be ≤ `{LARGEST_BODY}` bytes.")
    body = _json_in(raw) if request.content_type == "application/json" else None
    if raw and body is None:
        raise NotionError(400, "invalid_json", "Error parsing JSON body.")
    if raw and not isinstance(body, dict):
        raise validation_error("body failed validation: body should be an object.")
    return body or {}


def _json_in(raw: bytes) -> Any:
    """None if it is no JSON."""
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return None
