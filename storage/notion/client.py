"""The one way to Notion: every request goes through `Notion.read` or `Notion.write`.

notion-client's endpoints drop keyword arguments they do not know, so nothing but its plain `request` is used.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

import httpx

from storage.asking import asking_for
from storage.notion.budget import REQUESTS_PER_MINUTE, Budget
from storage.notion.connection import LIMITS, client_over
from storage.notion.failures import read_error, write_error
from storage.notion.retries import answer_of
from storage.notion.trouble import MISSHAPEN, Failure, RequestFailedError, failure_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

Json = dict[str, Any]

PAGE_SIZE = 100
# How long after it began a request is still sent again. A person's whole request ends after a minute, so a
# read leaves time for the rest of it. A write was approved, so it may wait out Notion's minute.
READ_PATIENCE_S = 40.0
WRITE_PATIENCE_S = 65.0
# A limit that does not say for how long: Notion's always does (…/request-limits).
REST_S = 1.0
READ_TIMEOUT_S = 20.0
# The longest that all the time-outs of one request come to (`connection.py`). httpx begins to count anew with
# each part of an answer that arrives.
WRITE_TIMEOUT_S = 120.0

log = logging.getLogger(__name__)


class Requests(Protocol):
    """All that is known here of notion-client: no endpoint of its can be called."""

    async def request(self, *, path: str, method: str, query: Json | None, body: Json | None) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    method: str
    path: str
    body: Json | None
    query: Json | None = None
    is_write: bool = False
    is_list: bool = False

    @property
    def patience_s(self) -> float:
        return WRITE_PATIENCE_S if self.is_write else READ_PATIENCE_S

    def may_repeat(self, failure: Failure) -> bool:
        may_help = failure.changed_nothing if self.is_write else failure.is_passing
        return may_help and not failure.is_final

    def is_answered_by(self, answer: object) -> bool:
        """Whether the answer has the shape that whoever asked relies on."""
        return isinstance(answer, dict) and (not self.is_list or _is_list(answer))


def _is_list(answer: Json) -> bool:
    """Whether it is one, and can be read on where it says that it goes on."""
    can_go_on = bool(answer.get("next_cursor")) or not answer.get("has_more")
    return isinstance(answer.get("results"), list) and can_go_on


class Notion:
    """Notion's API by method and path. `requests` counts what was sent, for tests and metrics."""

    def __init__(
        self,
        client: Requests,
        *,
        budget: Budget | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        read_timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self._client = client
        self._budget = budget or Budget(sleep=sleep)
        self._sleep, self._read_timeout_s = sleep, read_timeout_s
        self.requests = 0
        self._answered_at: float | None = None

    def silent_s(self) -> float | None:
        """For how long Notion has not answered as it was asked; None before its first answer."""
        return None if self._answered_at is None else time.monotonic() - self._answered_at

    async def read(
        self, method: str, path: str, *, body: Json | None = None, query: Json | None = None
    ) -> Json:
        """Ask, and ask again a few times where that may help.

        Raises `RecordNotFoundError` on 404, `BoardChangedError` on 400, else `StoreUnavailableError`.
        """
        return await self._read(_Request(method=method, path=path, body=body, query=query))

    async def pages(self, method: str, path: str, asked: Json | None = None) -> AsyncIterator[Json]:
        """Every answer of a list, of at most 100 results each; whoever has enough stops asking.

        Only the first answer is as short as a `page_size` says: whoever needs more may need much more.
        """
        asked = {"page_size": PAGE_SIZE, **(asked or {})}
        while True:
            body, query = (asked, None) if method == "POST" else (None, asked)
            request = _Request(method=method, path=path, body=body, query=query, is_list=True)
            answer = await self._read(request)
            yield answer
            if not answer.get("has_more"):
                return
            asked = {**asked, "page_size": PAGE_SIZE, "start_cursor": answer["next_cursor"]}

    async def results(self, method: str, path: str, asked: Json | None = None) -> list[Any]:
        """All results of a list."""
        return [result async for answer in self.pages(method, path, asked) for result in answer["results"]]

    async def write(self, method: str, path: str, body: Json | None = None) -> Json:
        """Send a change that was approved; again only where it is certain that Notion did nothing with it.

        Raises `WriteRefusedError`, `StoreUnavailableError` if nothing was done, `CommittedError` if Notion
        says that it happened all the same, else `WriteUncertainError`.
        """
        answer = await self._asked(_Request(method=method, path=path, body=body, is_write=True))
        if isinstance(answer, Failure):
            raise write_error(answer)
        return answer

    async def _read(self, request: _Request) -> Json:
        answer = await self._asked(request)
        if isinstance(answer, Failure):
            raise read_error(answer)
        return answer

    async def _asked(self, request: _Request) -> Json | Failure:
        """The answer in the end. A failure is a value, so that no error of Notion's is chained to ours."""
        until = asyncio.get_running_loop().time() + request.patience_s
        try:
            return await answer_of(
                lambda: self._in_turn(request, until),
                may_repeat=request.may_repeat,
                until=until,
                sleep=self._sleep,
            )
        except RequestFailedError as error:
            return error.failure

    async def _in_turn(self, request: _Request, until: float) -> Json:
        async with self._budget.turn(asking_for.get(), is_write=request.is_write, until=until):
            answer = await self._sent(request)
        if not isinstance(answer, Failure):
            return answer
        if answer.is_limit:
            self._budget.rest(REST_S if answer.retry_after_s is None else answer.retry_after_s)
        raise RequestFailedError(answer)

    async def _sent(self, request: _Request) -> Json | Failure:
        """Send once."""
        self.requests += 1
        try:
            async with asyncio.timeout(WRITE_TIMEOUT_S if request.is_write else self._read_timeout_s):
                answer = await self._client.request(
                    path=request.path, method=request.method, body=request.body, query=request.query
                )
        except Exception as error:
            failure = failure_of(error)
            if failure is None:
                raise
        else:
            if request.is_answered_by(answer):
                self._answered_at = time.monotonic()
                return cast("Json", answer)
            failure = Failure(status=httpx.codes.OK, code=MISSHAPEN)
        log.warning(
            "notion request failed",
            extra={
                "method": request.method,
                "path": request.path,
                "status": failure.status,
                "code": failure.code,
                "notion_request": failure.request_id,
            },
        )
        return failure


@asynccontextmanager
async def open_notion_client(
    token: str,
    base_url: str | None = None,
    *,
    requests_per_minute: int = REQUESTS_PER_MINUTE,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[Notion]:
    """A client that is closed at the end.

    httpx's client is entered and left here: `async with` on notion-client's would set ours aside for
    another and never close it.
    """
    budget = Budget(per_minute=requests_per_minute, sleep=sleep)
    async with httpx.AsyncClient(limits=LIMITS) as http:
        try:
            yield Notion(client_over(http, token, base_url), budget=budget, sleep=sleep)
        finally:
            budget.close()
