"""The client: what is tried again, what is not, and what people are told. The network is httpx's double."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from storage.errors import (
    BoardChangedError,
    RecordNotFoundError,
    StoreUnavailableError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.notion.client import Budget, Notion, client_over, open_notion_client, server_of
from storage.notion.failures import CommittedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "ntn_made_up_token"
SECRET_WORDS = "Ana's surprise party"
Answer = httpx.Response | Exception


def answered(status: int, code: str = "", *, retry_after: str = "", **details: Any) -> httpx.Response:
    """An error as Notion answers it. Its message quotes what people wrote, as Notion's may."""
    headers = {"retry-after": retry_after} if retry_after else {}
    body = {
        "object": "error",
        "status": status,
        "code": code,
        "message": f"Invalid: {SECRET_WORDS}",
        "request_id": "req-1",
        "additional_data": details,
    }
    return httpx.Response(status, json=body, headers=headers)


OK = httpx.Response(200, json={"object": "page", "id": "p"})


class Network:
    """Gives its answers one after the other, the last one for ever, and remembers what it was sent."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.sent: list[httpx.Request] = []
        self.waits: list[float] = []

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    @asynccontextmanager
    async def notion(self, budget: Budget | None = None) -> AsyncIterator[Notion]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer)) as http:
            yield Notion(client_over(http, TOKEN, "https://notion.test"), budget=budget, sleep=self.sleep)


async def read(network: Network) -> dict[str, Any]:
    async with network.notion() as notion:
        return await notion.read("GET", "pages/p")


async def write(network: Network) -> dict[str, Any]:
    async with network.notion() as notion:
        return await notion.write("PATCH", "pages/p", {"properties": {}})


async def test_a_request_says_who_asks_and_in_which_version() -> None:
    network = Network(OK)

    async with network.notion() as notion:
        await notion.read("POST", "data_sources/d/query", body={"page_size": 100})
        assert notion.requests == 1

    [request] = network.sent
    assert str(request.url) == "https://notion.test/v1/data_sources/d/query"
    assert request.headers["notion-version"] == "2026-03-11"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert json.loads(request.content) == {"page_size": 100}


@pytest.mark.parametrize(
    "answer",
    [
        answered(429, "rate_limited", retry_after="3"),
        answered(500, "internal_server_error"),
        answered(502),
        answered(503, "service_unavailable"),
        answered(504, "gateway_timeout"),
        answered(529, "service_overload", retry_after="2"),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(200, text="<html>A proxy's page</html>"),
        TimeoutError(),
        httpx.ReadTimeout("late"),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("dropped"),
    ],
)
async def test_a_read_is_tried_again_when_that_may_help(answer: Answer) -> None:
    network = Network(answer, OK)

    assert await read(network) == {"object": "page", "id": "p"}
    assert len(network.sent) == 2


async def test_a_read_waits_longer_each_time_and_then_gives_up_in_words() -> None:
    network = Network(answered(503, "service_unavailable"))

    with pytest.raises(StoreUnavailableError, match="Nothing was changed; try again"):
        await read(network)

    assert network.waits == [0.5, 1.0, 2.0, 4.0]


async def test_a_read_is_given_up_sooner_than_a_write() -> None:
    slow = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            await slow.wait()
        await asyncio.sleep(0.02)
        return OK

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        notion = Notion(client_over(http, TOKEN), sleep=Network(OK).sleep, read_timeout_s=0.001)
        with pytest.raises(StoreUnavailableError):
            await notion.read("GET", "pages/p")
        assert await notion.write("PATCH", "pages/p", {}) == {"object": "page", "id": "p"}


async def test_the_wait_that_notion_asks_for_is_kept() -> None:
    network = Network(answered(429, "rate_limited", retry_after="7"), OK)

    await read(network)

    assert network.waits == [7]


@pytest.mark.parametrize(("retry_after", "words"), [("45", "45 seconds"), ("240", "4 minutes")])
async def test_a_wait_too_long_for_a_person_is_told_to_them(retry_after: str, words: str) -> None:
    network = Network(answered(429, "rate_limited", retry_after=retry_after))

    with pytest.raises(StoreUnavailableError, match=words):
        await read(network)

    assert network.waits == []


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (answered(400, "validation_error"), BoardChangedError, "columns"),
        (answered(401, "unauthorized"), StoreUnavailableError, "NOTION_TOKEN"),
        (answered(403, "restricted_resource"), StoreUnavailableError, "Read content"),
        (answered(404, "object_not_found"), RecordNotFoundError, "shared"),
    ],
)
async def test_a_read_that_was_refused_is_not_tried_again_and_says_who_can_help(
    answer: Answer, error: type[Exception], words: str
) -> None:
    network = Network(answer)

    with pytest.raises(error, match=words):
        await read(network)

    assert len(network.sent) == 1


@pytest.mark.parametrize(
    "answer",
    [
        answered(429, "rate_limited", retry_after="3"),
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
    ],
)
async def test_a_write_is_sent_again_only_when_notion_did_nothing_with_it(answer: Answer) -> None:
    network = Network(answer, OK)

    assert await write(network) == {"object": "page", "id": "p"}
    assert len(network.sent) == 2


@pytest.mark.parametrize(
    "answer",
    [
        answered(500, "internal_server_error"),
        answered(503, "service_unavailable"),
        answered(529, "service_overload"),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(200, text="<html>A proxy's page</html>"),
        httpx.Response(200, json=["no", "page"]),
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("dropped"),
    ],
)
async def test_a_write_whose_answer_is_missing_is_uncertain_and_never_sent_twice(answer: Answer) -> None:
    network = Network(answer)

    with pytest.raises(WriteUncertainError, match="Look at the board"):
        await write(network)

    assert len(network.sent) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answered(400, "validation_error"), "locked or in the trash"),
        (answered(403, "restricted_resource"), "Update content"),
        (answered(403, "restricted_resource", block_limit="reached"), "free blocks.*upgrade"),
        (answered(403, "block_limit"), "free blocks.*upgrade"),
        (answered(404, "object_not_found"), "Connections"),
        (answered(409, "conflict_error"), "same moment"),
        (httpx.Response(302, headers={"location": "https://elsewhere.test"}), "did not accept"),
    ],
)
async def test_a_write_that_was_refused_says_that_nothing_changed_and_who_can_help(
    answer: Answer, words: str
) -> None:
    network = Network(answer)

    with pytest.raises(WriteRefusedError, match=words) as refused:
        await write(network)

    assert "nothing was changed" in str(refused.value)
    assert len(network.sent) == 1


async def test_a_write_that_could_not_be_sent_changed_nothing() -> None:
    network = Network(httpx.ConnectError("refused"))

    with pytest.raises(StoreUnavailableError, match="Nothing was changed"):
        await write(network)


async def test_a_write_waits_out_notions_minute_but_not_more() -> None:
    patient = Network(answered(429, "rate_limited", retry_after="60"), OK)
    await write(patient)
    assert patient.waits == [60]

    with pytest.raises(StoreUnavailableError, match="5 minutes"):
        await write(Network(answered(429, "rate_limited", retry_after="300")))


async def test_a_503_that_names_what_it_made_has_happened() -> None:
    network = Network(answered(503, "service_unavailable", committed_resource_id="page-1"))

    with pytest.raises(CommittedError) as committed:
        await write(network)

    assert committed.value.resource_id == "page-1"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 503])
async def test_nothing_people_wrote_and_no_token_gets_into_errors_or_logs(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    for ask in (read, write):
        with pytest.raises(Exception, match=r".") as raised:
            await ask(Network(answered(status, "validation_error", retry_after="999")))
        assert raised.value.__cause__ is None
        assert raised.value.__context__ is None
        assert SECRET_WORDS not in str(raised.value)

    logged = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert SECRET_WORDS not in logged
    assert TOKEN not in logged
    assert "'notion_request': 'req-1'" in logged


async def test_an_error_that_is_nobodys_fault_but_ours_is_not_dressed_up() -> None:
    with pytest.raises(ZeroDivisionError):
        await read(Network(ZeroDivisionError()))


async def test_a_list_is_asked_for_to_its_end() -> None:
    network = Network(
        httpx.Response(200, json={"results": [1, 2], "has_more": True, "next_cursor": "c-1"}),
        httpx.Response(200, json={"results": [3], "has_more": False, "next_cursor": None}),
    )

    async with network.notion() as notion:
        assert await notion.results("GET", "users") == [1, 2, 3]

    first, second = network.sent
    assert dict(first.url.params) == {"page_size": "100"}
    assert dict(second.url.params) == {"page_size": "100", "start_cursor": "c-1"}


async def test_reads_keep_to_the_budget_and_writes_go_first() -> None:
    network = Network(OK)
    clock = [0.0]
    budget = Budget(per_s=2, burst=2, clock=lambda: clock[0])

    async with network.notion(budget) as notion:
        for _ in range(3):
            await notion.read("GET", "pages/p")
        assert network.waits == [0.5]
        await notion.write("PATCH", "pages/p", {})
        assert network.waits == [0.5]
        await notion.read("GET", "pages/p")
        assert network.waits == [0.5, 1.5]
        clock[0] = 100.0
        await notion.read("GET", "pages/p")
        assert network.waits == [0.5, 1.5]


@pytest.mark.parametrize(
    "base_url",
    ["https://notion.test", "https://notion.test/", "https://notion.test/v1", "https://notion.test/v1/"],
)
def test_the_address_may_be_written_with_or_without_its_end(base_url: str) -> None:
    assert server_of(base_url) == "https://notion.test"
    assert server_of(None) == server_of("") == "https://api.notion.com"


async def test_a_client_that_is_left_is_closed_and_each_adds_no_log_handler() -> None:
    handlers = len(logging.getLogger("notion_client").handlers)

    async with open_notion_client(TOKEN) as notion:
        pass

    with pytest.raises(RuntimeError, match="closed"):
        await notion.read("GET", "pages/p")
    assert len(logging.getLogger("notion_client").handlers) == handlers
