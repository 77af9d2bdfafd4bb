"""The client: what is tried again, what is not, and what people are told. The network is httpx's double."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import TYPE_CHECKING, Any

import httpx
import notion_client
import pytest

from storage.asking import on_behalf_of
from storage.errors import (
    BoardChangedError,
    DarcyError,
    RecordNotFoundError,
    StoreUnavailableError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.notion.budget import Budget
from storage.notion.client import Notion, open_notion_client
from storage.notion.connection import LIMITS, client_over, server_of
from storage.notion.failures import CommittedError
from storage.records import DiscordId
from tests.unit.storage.notion.network import OK, PAGE, REQUEST_ID, SECRET_WORDS, TOKEN, Network, refused
from tests.unit.storage.notion.virtual_time import at, in_virtual_time, now_s

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.unit.storage.notion.network import Answer

ANA, BEN = DiscordId(1), DiscordId(2)


def moments(*seconds: float) -> Any:
    """These moments, or the little later that a round of the event loop takes."""
    return pytest.approx(list(seconds), abs=0.01)


async def read(network: Network) -> dict[str, Any]:
    async with network.notion() as notion:
        return await notion.read("GET", "pages/p")


async def write(network: Network) -> dict[str, Any]:
    async with network.notion() as notion:
        return await notion.write("PATCH", "pages/p", {"properties": {}})


@in_virtual_time
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


@in_virtual_time
async def test_whatever_is_changed_is_sent_by_write_with_or_without_a_body() -> None:
    network = Network(OK)

    async with network.notion() as notion:
        await notion.write("POST", "comments", {"rich_text": []})
        await notion.write("DELETE", "blocks/b")

    assert [(sent.method, sent.content) for sent in network.sent] == [
        ("POST", b'{"rich_text":[]}'),
        ("DELETE", b""),
    ]


# --- reads --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        refused(429, "rate_limited", retry_after="3"),
        refused(500, "internal_server_error"),
        refused(502),
        refused(503, "service_unavailable"),
        refused(504, "gateway_timeout"),
        refused(529, "service_overload", retry_after="2"),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(200, text="<html>A proxy's page</html>"),
        httpx.Response(200, content=b'{"id": "\xff\xfe"}'),
        httpx.Response(200, json=["no", "page"]),
        TimeoutError(),
        OSError("no route"),
        httpx.ReadTimeout("late"),
        httpx.PoolTimeout("late"),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("dropped"),
        httpx.DecodingError("not gzip"),
        httpx.StreamClosed(),
    ],
)
@in_virtual_time
async def test_a_read_is_tried_again_when_that_may_help(answer: Answer) -> None:
    network = Network(answer, OK)

    assert await read(network) == PAGE
    assert len(network.sent) == 2


@in_virtual_time
async def test_a_read_waits_longer_each_time_and_then_gives_up_in_words() -> None:
    network = Network(refused(503, "service_unavailable"))

    with pytest.raises(StoreUnavailableError, match="Nothing was changed; try again"):
        await read(network)

    assert network.moments == moments(0, 0.5, 1.5, 3.5, 7.5)


@in_virtual_time
async def test_a_read_that_is_not_answered_is_given_up_within_a_minute() -> None:
    network = Network(OK, answers_after_s=3600)

    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        await read(network)

    assert network.moments == moments(0, 20.5)
    assert now_s() < 60


@in_virtual_time
async def test_a_write_is_waited_for_as_long_as_notion_may_take() -> None:
    network = Network(OK, answers_after_s=59)

    assert await write(network) == PAGE
    assert len(network.sent) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(200, json=["no", "page"]), "trouble answering"),
        (refused(409, "conflict_error"), "trouble answering"),
        (refused(502), "trouble answering"),
        (refused(429, "rate_limited"), r"no more requests just now\."),
        (refused(529, "service_overload", retry_after="1"), "no more requests just now and asks to wait"),
        (httpx.PoolTimeout("late"), "More is being asked"),
        (httpx.Response(200, text="<html>A proxy's page</html>"), "cannot be reached.*NOTION_BASE_URL"),
        (httpx.ConnectError("refused"), "cannot be reached.*NOTION_BASE_URL"),
    ],
)
@in_virtual_time
async def test_who_is_left_without_an_answer_is_told_what_stands_in_the_way(
    answer: Answer, words: str
) -> None:
    with pytest.raises(StoreUnavailableError, match=words) as told:
        await read(Network(answer))

    assert "Nothing was changed; try again" in str(told.value)


@pytest.mark.parametrize("ask", [read, write])
@in_virtual_time
async def test_a_connection_that_notion_restricts_is_not_told_to_wait(ask: Callable[[Network], Any]) -> None:
    reason = {"rate_limit_reason": "public_api_request_blocked"}
    network = Network(refused(429, "rate_limited", retry_after="30", **reason))

    with pytest.raises(StoreUnavailableError, match=r"restricted.*nothing was changed.*Notion's support"):
        await ask(network)

    assert len(network.sent) == 1


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (refused(400, "validation_error"), BoardChangedError, "columns"),
        (refused(401, "unauthorized"), StoreUnavailableError, "NOTION_TOKEN"),
        (refused(403, "restricted_resource"), StoreUnavailableError, "Read content"),
        (refused(404, "object_not_found"), RecordNotFoundError, "shared"),
    ],
)
@in_virtual_time
async def test_a_read_that_was_refused_is_not_tried_again_and_says_who_can_help(
    answer: Answer, error: type[Exception], words: str
) -> None:
    network = Network(answer)

    with pytest.raises(error, match=words):
        await read(network)

    assert len(network.sent) == 1


@in_virtual_time
async def test_a_path_that_leads_elsewhere_is_refused_before_it_is_sent() -> None:
    network = Network(OK)

    async with network.notion() as notion:
        for path in ("pages/../users", "pages/%2e%2e/users", "pages/\n"):
            with pytest.raises(BoardChangedError):
                await notion.read("GET", path)

    assert network.sent == []


@in_virtual_time
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


@pytest.mark.parametrize(
    "cut",
    [
        {"results": None},
        {"results": [1], "has_more": True, "next_cursor": None},
        {"results": [1], "has_more": True, "next_cursor": ""},
        {"results": [1], "has_more": True},
    ],
)
@in_virtual_time
async def test_a_list_that_cannot_be_read_to_its_end_is_never_taken_for_whole(cut: dict[str, Any]) -> None:
    whole = httpx.Response(200, json={"results": [2], "has_more": False, "next_cursor": None})
    network = Network(httpx.Response(200, json=cut), whole)

    async with network.notion() as notion:
        assert await notion.results("GET", "users") == [2]

    network = Network(httpx.Response(200, json=cut))
    async with network.notion() as notion:
        with pytest.raises(StoreUnavailableError, match="trouble answering"):
            await notion.results("GET", "users")

    assert len(network.sent) == 5


# --- writes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        refused(429, "rate_limited", retry_after="3"),
        refused(529, "service_overload", retry_after="3"),
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
        httpx.PoolTimeout("late"),
    ],
)
@in_virtual_time
async def test_a_write_is_sent_again_only_when_notion_did_nothing_with_it(answer: Answer) -> None:
    network = Network(answer, OK)

    assert await write(network) == PAGE
    assert len(network.sent) == 2


@pytest.mark.parametrize(
    "answer",
    [
        refused(500, "internal_server_error"),
        refused(503, "service_unavailable"),
        refused(504, "gateway_timeout"),
        refused(529),
        httpx.Response(529, text="<html>Site is overloaded</html>"),
        httpx.Response(502, text="<html>Bad gateway</html>"),
        httpx.Response(200, text="<html>A proxy's page</html>"),
        httpx.Response(200, json=["no", "page"]),
        httpx.ReadTimeout("late"),
        httpx.WriteTimeout("late"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
    ],
)
@in_virtual_time
async def test_a_write_whose_answer_is_missing_is_uncertain_and_never_sent_twice(answer: Answer) -> None:
    network = Network(answer)

    with pytest.raises(WriteUncertainError, match="Look at the board"):
        await write(network)

    assert len(network.sent) == 1


@in_virtual_time
async def test_a_write_that_is_never_answered_becomes_uncertain_after_two_minutes() -> None:
    network = Network(OK, answers_after_s=3600)

    with pytest.raises(WriteUncertainError):
        await write(network)

    assert len(network.sent) == 1
    assert now_s() < 121


@in_virtual_time
async def test_a_write_that_met_another_is_said_to_have_changed_nothing_and_may_be_asked_for_again() -> None:
    network = Network(refused(409, "conflict_error"))

    with pytest.raises(StoreUnavailableError, match="same moment, so nothing was changed"):
        await write(network)

    assert len(network.sent) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (refused(400, "validation_error"), "locked or in the trash"),
        (refused(403, "restricted_resource"), "Update content"),
        (refused(403, "restricted_resource", block_limit="reached"), "free blocks.*upgrade"),
        (refused(403, "block_limit"), "free blocks.*upgrade"),
        (refused(404, "object_not_found"), "Connections"),
        (httpx.Response(302, headers={"location": "https://elsewhere.test"}), "did not accept"),
    ],
)
@in_virtual_time
async def test_a_write_that_was_refused_says_that_nothing_changed_and_who_can_help(
    answer: Answer, words: str
) -> None:
    network = Network(answer)

    with pytest.raises(WriteRefusedError, match=words) as raised:
        await write(network)

    assert "nothing was changed" in str(raised.value)
    assert len(network.sent) == 1


@in_virtual_time
async def test_a_write_that_could_not_be_sent_changed_nothing() -> None:
    network = Network(httpx.ConnectError("refused"))

    with pytest.raises(StoreUnavailableError, match="Nothing was changed"):
        await write(network)


@pytest.mark.parametrize("status", [429, 503, 529])
@in_virtual_time
async def test_a_failure_that_names_what_it_made_has_happened(status: int) -> None:
    network = Network(refused(status, "service_overload", committed_resource_id="page-1"))

    with pytest.raises(CommittedError) as committed:
        await write(network)

    assert committed.value.resource_id == "page-1"
    assert len(network.sent) == 1


# --- the budget ---------------------------------------------------------------------------------------


@in_virtual_time
async def test_every_sending_counts_and_whoever_has_waited_too_long_is_told() -> None:
    network = Network(OK)

    async with network.notion(Budget(per_minute=6)) as notion:
        for _ in range(4):
            await notion.read("GET", "pages/p")
        assert network.moments == moments(0, 0, 15, 30)
        reads = [asyncio.create_task(notion.read("GET", "pages/p")) for _ in range(3)]
        await asyncio.wait(reads)

    assert network.moments[4:] == moments(45, 60)
    with pytest.raises(StoreUnavailableError, match=r"in time\. Nothing was changed; try again"):
        await reads[2]


@in_virtual_time
async def test_requests_stand_in_line_as_those_they_are_for_and_writes_before_them() -> None:
    network = Network(OK)

    async with network.notion(Budget(per_minute=60)) as notion:

        async def ask(person: DiscordId | None, path: str) -> None:
            with on_behalf_of(person):
                await notion.read("GET", path)

        await asyncio.gather(*(notion.read("GET", "burst") for _ in range(20)))
        await asyncio.gather(
            ask(None, "background"),
            ask(ANA, "ana"),
            ask(ANA, "ana"),
            at(now_s() + 0.1, lambda: ask(BEN, "ben")),
            at(now_s() + 0.2, lambda: notion.write("PATCH", "write", {})),
        )

    assert network.paths[20:] == ["write", "ana", "ben", "ana", "background"]


# --- errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", [read, write])
@pytest.mark.parametrize("status", [400, 500, 502, 503])
@in_virtual_time
async def test_what_nobody_could_expect_is_told_with_what_to_look_for_in_the_log(
    status: int, ask: Callable[[Network], Any]
) -> None:
    with pytest.raises(DarcyError, match=r" \(Notion request 1a2b3c4d\)$"):
        await ask(Network(refused(status, "made_up")))


@in_virtual_time
async def test_the_id_of_a_request_is_also_found_beside_an_answer_that_is_no_json() -> None:
    answer = httpx.Response(502, text="<html>", headers={"x-notion-request-id": REQUEST_ID})

    with pytest.raises(StoreUnavailableError, match="1a2b3c4d"):
        await read(Network(answer))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 503, 529])
def test_nothing_people_wrote_and_no_token_gets_into_errors_or_logs(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    @in_virtual_time
    async def ask() -> None:
        for asked in (read, write):
            with pytest.raises(DarcyError) as raised:
                await asked(Network(refused(status, SECRET_WORDS, retry_after="999")))
            assert raised.value.__cause__ is None
            assert raised.value.__context__ is None
            assert SECRET_WORDS not in str(raised.value)

    ask()

    logged = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert SECRET_WORDS not in logged
    assert TOKEN not in logged
    assert f"'notion_request': '{REQUEST_ID}'" in logged


@in_virtual_time
async def test_an_error_that_is_nobodys_fault_but_ours_is_not_dressed_up() -> None:
    with pytest.raises(ZeroDivisionError):
        await read(Network(ZeroDivisionError()))


# --- the connection -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "base_url",
    ["https://notion.test", "https://notion.test/", "https://notion.test/v1", "https://notion.test/v1/"],
)
def test_the_address_may_be_written_with_or_without_its_end(base_url: str) -> None:
    assert server_of(base_url) == "https://notion.test"
    assert server_of(None) == server_of("") == "https://api.notion.com"


class Loopback:
    """A server that answers with a page and then hangs up, or hangs up on a whole request."""

    def __init__(self) -> None:
        self.connections = self.requests = 0
        self.is_silent = False
        self.hung_up = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        head = await reader.readuntil(b"\r\n\r\n")
        if length := re.search(rb"content-length: (\d+)", head, re.IGNORECASE):
            await reader.readexactly(int(length[1]))
        self.requests += 1
        if not self.is_silent:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 11\r\n\r\n")
            writer.write(b'{"id": "p"}')
        writer.close()
        await writer.wait_closed()
        self.hung_up.set()


@pytest.fixture
async def loopback() -> AsyncIterator[tuple[Loopback, Notion]]:
    server = Loopback()
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0) as listening:
        host, port = listening.sockets[0].getsockname()
        async with open_notion_client(TOKEN, f"http://{host}:{port}") as notion:
            yield server, notion


async def test_a_write_on_a_connection_that_notion_has_closed_meanwhile_takes_a_new_one(
    loopback: tuple[Loopback, Notion],
) -> None:
    server, notion = loopback
    await notion.read("GET", "pages/p")
    await server.hung_up.wait()

    assert await notion.write("PATCH", "pages/p", {"properties": {}}) == {"id": "p"}

    assert (server.connections, server.requests) == (2, 2)


async def test_a_write_that_is_cut_off_after_it_was_sent_is_uncertain_and_sent_once(
    loopback: tuple[Loopback, Notion],
) -> None:
    server, notion = loopback
    server.is_silent = True

    with pytest.raises(WriteUncertainError):
        await notion.write("PATCH", "pages/p", {"properties": {}})

    assert (server.connections, server.requests) == (1, 1)


async def test_connections_are_few_and_some_are_left_for_writes() -> None:
    answering, at_once = asyncio.Event(), 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"GET"):
            at_once += 1
            await answering.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}")
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
        host, port = listening.sockets[0].getsockname()
        async with open_notion_client(TOKEN, f"http://{host}:{port}") as notion:
            reads = [asyncio.create_task(notion.read("GET", "pages/p")) for _ in range(20)]
            assert await notion.write("DELETE", "blocks/b") == {}
            assert LIMITS.max_connections is not None
            assert at_once < LIMITS.max_connections <= 10
            answering.set()
            assert await asyncio.gather(*reads) == [{}] * 20


# --- traps of notion-client and of Notion's limits ----------------------------------------------------


@in_virtual_time
async def test_trap_an_unknown_keyword_argument_is_dropped_so_whole_bodies_are_sent() -> None:
    network = Network(httpx.Response(200, json={"results": []}))
    misspelt = {"filtre": {"property": "Status"}}

    async with httpx.AsyncClient(transport=httpx.MockTransport(network.answer)) as http:
        client = client_over(http, TOKEN, "https://notion.test")
        await client.data_sources.query("d", **misspelt)
    async with network.notion() as notion:
        await notion.read("POST", "data_sources/d/query", body=misspelt)

    by_notion_client, by_ours = (json.loads(sent.content or b"{}") for sent in network.sent)
    assert by_notion_client == {}
    assert by_ours == misspelt


async def test_trap_nobody_is_handed_the_endpoints_that_drop_words() -> None:
    """That nobody imports them, and that `Notion` knows `request` alone, is held by lint-imports and mypy."""
    async with open_notion_client(TOKEN) as notion:
        seen = [getattr(notion, name) for name in dir(notion) if not name.startswith("_")]

    assert not any(isinstance(value, notion_client.AsyncClient | httpx.AsyncClient) for value in seen)


@pytest.mark.parametrize("ask", [read, write])
@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ConnectTimeout("late"),
        httpx.ReadError("reset"),
        httpx.WriteError("reset"),
        httpx.ReadTimeout("late"),
        httpx.PoolTimeout("late"),
        httpx.ProxyError("refused"),
        httpx.UnsupportedProtocol("gopher"),
        httpx.LocalProtocolError("ours"),
        httpx.RemoteProtocolError("theirs"),
        httpx.DecodingError("not gzip"),
        httpx.TooManyRedirects("round and round"),
        httpx.InvalidURL("no"),
        httpx.StreamClosed(),
        OSError("no route"),
        TimeoutError(),
    ],
)
@in_virtual_time
async def test_trap_connection_errors_escape_as_httpx_errors_but_reach_nobody_as_such(
    error: Exception, ask: Callable[[Network], Any]
) -> None:
    with pytest.raises(DarcyError):
        await ask(Network(error))


async def test_trap_async_with_would_leave_our_http_client_open_so_we_close_it_ourselves() -> None:
    async with httpx.AsyncClient() as http, client_over(http, TOKEN) as client:
        assert client.client is not http

    left = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
        await reader.read()  # until the other side has closed
        left.set()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
        host, port = listening.sockets[0].getsockname()
        async with open_notion_client(TOKEN, f"http://{host}:{port}") as notion:
            assert await notion.read("GET", "pages/p") == {}
            assert not left.is_set()
        await left.wait()


@pytest.mark.parametrize("method", ["GET", "PATCH"])
async def test_whoever_asks_or_waits_when_darcy_is_stopped_is_told_that_nothing_was_changed(
    method: str,
) -> None:
    answers, asked = asyncio.Event(), 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        answers.set()
        await reader.read()
        writer.close()

    async def ask(notion: Notion) -> object:
        return await (notion.read(method, "pages/p") if method == "GET" else notion.write(method, "pages/p"))

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
        host, port = listening.sockets[0].getsockname()
        async with open_notion_client(TOKEN, f"http://{host}:{port}", requests_per_minute=3) as notion:
            under_way = asyncio.create_task(ask(notion))
            await answers.wait()
            waiting = asyncio.create_task(ask(notion))
            await asyncio.sleep(0)
        for told in (waiting, ask(notion)):
            with pytest.raises(StoreUnavailableError, match=r"being stopped.*Nothing was changed"):
                await told
        with pytest.raises(StoreUnavailableError if method == "GET" else WriteUncertainError):
            await under_way

    assert asked == 1


@in_virtual_time
async def test_trap_notion_clients_own_retries_are_off() -> None:
    network = Network(refused(429, "rate_limited", retry_after="1"), OK)

    async with httpx.AsyncClient(transport=httpx.MockTransport(network.answer)) as http:
        with pytest.raises(notion_client.APIResponseError):
            await client_over(http, TOKEN, "https://notion.test").request(path="pages/p", method="GET")

    assert len(network.sent) == 1


async def test_trap_each_client_would_add_a_log_handler() -> None:
    def handlers() -> int:
        loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
        return sum(len(logger.handlers) for logger in loggers)

    before = handlers()
    for _ in range(3):
        async with open_notion_client(TOKEN):
            pass

    assert handlers() == before


@pytest.mark.parametrize("refusal", [(429, "rate_limited"), (529, "service_overload")])
@in_virtual_time
async def test_trap_429_and_529_are_waited_out_by_everybody(refusal: tuple[int, str]) -> None:
    network = Network(refused(*refusal, retry_after="30"), OK)

    async with network.notion() as notion:
        await asyncio.gather(
            notion.read("GET", "first"),
            at(1, lambda: notion.read("GET", "second")),
            at(2, lambda: notion.write("PATCH", "third", {})),
        )

    assert network.moments == moments(0, 30, 30, 30)
    assert network.paths[1] == "third"


@pytest.mark.parametrize("retry_after", ["", "soon", "-3", "1.5", "9" * 400, "Wed, 10 Jun 2026 09:00:00 GMT"])
@in_virtual_time
async def test_trap_a_wait_that_is_no_number_of_seconds_is_a_short_one(retry_after: str) -> None:
    network = Network(refused(429, "rate_limited", retry_after=retry_after), OK)

    await read(network)

    assert network.moments == moments(0, 1)


@pytest.mark.parametrize(
    ("retry_after", "words"), [("60", "60 seconds"), ("240", "4 minutes"), ("150", "3 minutes")]
)
@in_virtual_time
async def test_trap_retry_after_may_be_longer_than_a_person_waits(retry_after: str, words: str) -> None:
    network = Network(refused(429, "rate_limited", retry_after=retry_after))

    async with network.notion() as notion:
        for _ in range(2):  # who asks next is told as well, and Notion is left alone
            with pytest.raises(StoreUnavailableError, match=rf"wait {words}\. Nothing was changed"):
                await notion.read("GET", "pages/p")

    assert network.moments == moments(0)
    assert now_s() < 1


@in_virtual_time
async def test_trap_retry_after_of_a_write_is_waited_for_up_to_notions_minute() -> None:
    patient = Network(refused(429, "rate_limited", retry_after="60"), OK)
    await write(patient)
    assert patient.moments == moments(0, 60)

    with pytest.raises(StoreUnavailableError, match=r"5 minutes\. Nothing was changed"):
        await write(Network(refused(429, "rate_limited", retry_after="300")))
