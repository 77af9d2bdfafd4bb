"""The door: which request is which operation, and what is refused before it gets that far.

Facts: developers.notion.com/reference/authentication, …/versioning, …/request-limits.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.notion import querying, reading, writing
from sandbox.notion.errors import NotionError, validation_error
from sandbox.notion.exchanges import Call, Exchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.errors import Json
    from sandbox.notion.exchanges import Watch
    from sandbox.notion.faults import Fault, Faults
    from sandbox.notion.limits import RateLimit
    from sandbox.notion.reading import World

VERSION = "2026-03-11"
LARGEST_BODY = 500_000
_ROUTES: tuple[tuple[str, str, Callable[[World, Call], Json]], ...] = (
    ("GET", "/v1/users", reading.list_users),
    ("GET", "/v1/users/me", reading.own_user),
    ("GET", "/v1/users/{user_id}", reading.get_user),
    ("GET", "/v1/databases/{database_id}", reading.get_database),
    ("GET", "/v1/data_sources/{data_source_id}", reading.get_data_source),
    ("POST", "/v1/data_sources/{data_source_id}/query", querying.query),
    ("POST", "/v1/pages", writing.create_page),
    ("GET", "/v1/pages/{page_id}", querying.get_page),
    ("PATCH", "/v1/pages/{page_id}", writing.update_page),
    ("GET", "/v1/pages/{page_id}/properties/{property_id}", querying.get_property),
    ("POST", "/v1/search", reading.search),
)


class Door:
    """Takes requests in, lets the right ones through, keeps every exchange and shows it to `watch`."""

    def __init__(
        self, world: World, token: str, faults: Faults, limit: RateLimit, watch: Watch | None = None
    ) -> None:
        self.exchanges: list[Exchange] = []
        self._world, self._token, self._faults, self._limit = world, token, faults, limit
        self._watch = watch

    def application(self) -> web.Application:
        # Notion's own limit is told in its own words, so aiohttp's must be larger.
        app = web.Application(client_max_size=16 * LARGEST_BODY)
        for method, path, operation in _ROUTES:
            app.router.add_route(method, path, self._handler(operation))
        app.router.add_route("*", "/{unknown:.*}", self._handler(_unknown_url))
        return app

    def _handler(self, operation: Callable[[World, Call], Json]) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return self._answer(operation, request, await request.read())

        return handle

    def _answer(
        self, operation: Callable[[World, Call], Json], request: web.Request, raw: bytes
    ) -> web.StreamResponse:
        fault = self._faults.next_for(request.method, request.path)
        status, body, headers = 200, {}, {}
        try:
            body = self._outcome(operation, request, raw, fault)
        except NotionError as error:
            status, body, headers = error.status, error.body(), error.headers
        if fault is not None and fault.cuts_connection:
            self._keep(request, raw, 0, None)
            return _cut(request)
        body["request_id"] = headers["x-notion-request-id"] = str(uuid.uuid4())
        self._keep(request, raw, status, body)
        return web.json_response(body, status=status, headers=headers)

    def _outcome(
        self,
        operation: Callable[[World, Call], Json],
        request: web.Request,
        raw: bytes,
        fault: Fault | None,
    ) -> Json:
        if fault is not None and not fault.is_after_commit:
            if fault.cuts_connection:
                return {}
            raise fault.error(None)
        self._check_headers(request)
        self._limit.count(self._world.clock.now())
        query = {key: request.query.getall(key) for key in request.query}
        answer = operation(self._world, Call(dict(request.match_info), query, _body_of(raw)))
        if fault is not None and not fault.cuts_connection:
            is_new_page = operation is writing.create_page
            raise fault.error(answer["id"] if is_new_page else None)
        return answer

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

    def _keep(self, request: web.Request, raw: bytes, status: int, answer: Json | None) -> None:
        try:
            sent = json.loads(raw) if raw else None
        except ValueError:
            sent = None
        exchange = Exchange(
            method=request.method,
            path=request.rel_url.raw_path,
            request=sent,
            status=status,
            answer=answer,
            started_at=self._world.clock.now(),
            query={key: request.query.getall(key) for key in request.query},
        )
        self.exchanges.append(exchange)
        if self._watch is not None:
            self._watch(exchange)


def _unknown_url(_: World, __: Call) -> Json:
    raise NotionError(400, "invalid_request_url", "Invalid request URL.")


def _body_of(raw: bytes) -> Json:
    if len(raw) > LARGEST_BODY:
        raise validation_error(f"body failed validation: body should be ≤ `{LARGEST_BODY}` bytes.")
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise NotionError(400, "invalid_json", "Error parsing JSON body.") from None
    if not isinstance(body, dict):
        raise validation_error("body failed validation: body should be an object.")
    return body


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word. The response returned is never sent."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
