"""The one way to Notion: every request goes through `Notion.read` or `Notion.write`.

notion-client's endpoints drop keyword arguments they do not know, so its plain `request` is used; its own
retries are off, because they cap the wait that Notion asks for and do not know reads from writes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
from notion_client import AsyncClient

from storage.notion.failures import Failure, failure_of, read_error, write_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

Json = dict[str, Any]

NOTION_VERSION = "2026-03-11"
PAGE_SIZE = 100
NOTION_URL = "https://api.notion.com"
# A person waits while a read is tried again; a write was approved, so it may wait out Notion's minute.
READ_PATIENCE_S = 20.0
WRITE_PATIENCE_S = 65.0
PAUSES_S = (0.5, 1.0, 2.0, 4.0)
# Few, because httpx's pool walks all of its connections for every request.
LIMITS = httpx.Limits(max_connections=6, max_keepalive_connections=6, keepalive_expiry=30)
# Notion gives up a request after 60 s: a write is waited for that long, so that it cannot happen after we
# have looked for it. A read is given up sooner, since a person is waiting.
TIMEOUT = httpx.Timeout(connect=5, read=65, write=20, pool=30)
READ_TIMEOUT_S = 20.0

log = logging.getLogger(__name__)
# The client's own lines quote Notion's messages, which may quote what people wrote. Ours say what is needed.
_silent = logging.getLogger(f"{__name__}.silent")


class Budget:
    """How fast Notion may be asked: 180 requests a minute for each integration, in bursts if need be."""

    def __init__(
        self, *, per_s: float = 3, burst: int = 60, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_s, self._burst, self._clock = per_s, burst, clock
        self._left, self._at = float(burst), clock()

    def take(self) -> float:
        """Take one request, and tell how many seconds to wait before it is sent."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_s) - 1
        self._at = now
        return max(0.0, -self._left / self._per_s)


class Notion:
    """Notion's API by method and path. `requests` counts what was sent, for tests and metrics."""

    def __init__(
        self,
        client: AsyncClient,
        *,
        budget: Budget | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        read_timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self._client = client
        self._budget = budget or Budget()
        self._sleep, self._clock, self._read_timeout_s = sleep, clock, read_timeout_s
        self.requests = 0

    async def read(
        self, method: str, path: str, *, body: Json | None = None, query: Json | None = None
    ) -> Json:
        """Ask, and ask again a few times where that may help.

        Raises `RecordNotFoundError` on 404, `BoardChangedError` on 400, else `StoreUnavailableError`.
        """
        wait_s = self._budget.take()
        if wait_s > 0:
            await self._sleep(wait_s)
        answer = await self._until(
            lambda failure: failure.is_passing,
            READ_PATIENCE_S,
            lambda: self._send(method, path, body, query, self._read_timeout_s),
        )
        if isinstance(answer, Failure):
            raise read_error(answer)
        return answer

    async def pages(self, method: str, path: str, asked: Json | None = None) -> AsyncIterator[Json]:
        """Every answer of a list, of at most 100 results each; whoever has enough stops asking."""
        asked = {**(asked or {}), "page_size": PAGE_SIZE}
        while True:
            body, query = (asked, None) if method == "POST" else (None, asked)
            answer = await self.read(method, path, body=body, query=query)
            yield answer
            if not answer.get("has_more") or not answer.get("next_cursor"):
                return
            asked = {**asked, "start_cursor": answer["next_cursor"]}

    async def results(self, method: str, path: str, asked: Json | None = None) -> list[Any]:
        """All results of a list."""
        return [result async for answer in self.pages(method, path, asked) for result in answer["results"]]

    async def write(self, method: str, path: str, body: Json) -> Json:
        """Send a change; once more only where it is certain that Notion did nothing with it.

        Approved writes go first: they count against the budget but do not wait for it. Raises
        `WriteRefusedError`, `StoreUnavailableError` if nothing was sent, `CommittedError` if Notion says that
        it happened all the same, else `WriteUncertainError`.
        """
        self._budget.take()
        answer = await self._until(
            lambda failure: failure.changed_nothing,
            WRITE_PATIENCE_S,
            lambda: self._send(method, path, body, None, None),
        )
        if isinstance(answer, Failure):
            raise write_error(answer)
        return answer

    async def _until(
        self,
        may_repeat: Callable[[Failure], bool],
        patience_s: float,
        send: Callable[[], Awaitable[Json | Failure]],
    ) -> Json | Failure:
        began = self._clock()
        answer = await send()
        for pause_s in PAUSES_S:
            if not isinstance(answer, Failure) or not may_repeat(answer):
                return answer
            wait_s = pause_s if answer.retry_after_s is None else answer.retry_after_s
            if self._clock() - began + wait_s > patience_s:
                return answer
            await self._sleep(wait_s)
            answer = await send()
        return answer

    async def _send(
        self, method: str, path: str, body: Json | None, query: Json | None, timeout_s: float | None
    ) -> Json | Failure:
        """Send once. A failure is a value, so that no error of Notion's is chained to what is raised."""
        self.requests += 1
        try:
            async with asyncio.timeout(timeout_s):
                answer = await self._client.request(path=path, method=method, body=body, query=query)
        except Exception as error:
            failure = failure_of(error)
            if failure is None:
                raise
        else:
            if isinstance(answer, dict):
                return answer
            failure = Failure(status=200, code="not_an_object")
        log.warning(
            "notion request failed",
            extra={
                "method": method,
                "path": path,
                "status": failure.status,
                "code": failure.code,
                "notion_request": failure.request_id,
            },
        )
        return failure


def server_of(base_url: str | None) -> str:
    """Notion's address as notion-client wants it: no trailing slash and no `/v1`, which it adds itself."""
    return (base_url or NOTION_URL).rstrip("/").removesuffix("/v1").rstrip("/")


def client_over(http: httpx.AsyncClient, token: str, base_url: str | None = None) -> AsyncClient:
    """notion-client on an HTTP client of ours, which it configures and never closes."""
    client = AsyncClient(
        client=http,
        auth=token,
        base_url=server_of(base_url),
        notion_version=NOTION_VERSION,
        retry=False,
        logger=_silent,
        log_level=logging.CRITICAL + 1,
    )
    http.timeout = TIMEOUT  # notion-client has just set one number for all four
    return client


@asynccontextmanager
async def open_notion_client(
    token: str, base_url: str | None = None, *, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> AsyncIterator[Notion]:
    """A client that is closed at the end.

    httpx's client is entered and left here: `async with` on notion-client's would set ours aside for
    another and never close it.
    """
    async with httpx.AsyncClient(limits=LIMITS) as http:
        yield Notion(client_over(http, token, base_url), sleep=sleep)
