"""The client and the emulated Notion: a misspelt word is refused; whatever fails, nothing happens twice."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.clock import Clock
from sandbox.notion.integration import Capability
from sandbox.notion.server import Fault, FaultKind, NotionEmulator
from sandbox.workspace import seeded_workspace
from storage.errors import (
    BoardChangedError,
    DarcyError,
    StoreUnavailableError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.notion.client import Notion
from storage.notion.connection import client_over
from storage.notion.failures import CommittedError
from tests.doubles.notion import open_refusing_notion

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

TODAY = dt.date(2026, 6, 10)
PATIENCE_S = 0.2  # with an emulator that does not answer
TITLE = "Sweep the stage"


@pytest.fixture
async def emulator() -> AsyncIterator[NotionEmulator]:
    async with open_refusing_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        yield notion


@asynccontextmanager
async def opened(emulator: NotionEmulator) -> AsyncIterator[Notion]:
    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    async with httpx.AsyncClient() as http:
        client = client_over(http, emulator.token, emulator.base_url)
        http.timeout = httpx.Timeout(PATIENCE_S, connect=5)
        yield Notion(client, sleep=at_once, read_timeout_s=PATIENCE_S)


async def source_of(notion: Notion, emulator: NotionEmulator) -> str:
    database = await notion.read("GET", f"databases/{emulator.database_id}")
    return str(database["data_sources"][0]["id"])


@pytest.mark.parametrize(
    "asked",
    [
        {"filtre": {"property": "Status", "status": {"equals": "Done"}}},
        {"filter": {"property": "Status", "statsu": {"equals": "Done"}}},
        {"filter": {"property": "Status", "status": {"equal": "Done"}}},
        {"filter": {"adn": []}},
        {"sort": [{"property": "Due", "direction": "ascending"}]},
        {"page_sizes": 3},
    ],
)
async def test_trap_a_misspelt_word_is_refused_instead_of_listing_everything(
    emulator: NotionEmulator, asked: dict[str, Any]
) -> None:
    async with opened(emulator) as notion:
        with pytest.raises(BoardChangedError, match="did not accept"):
            await notion.read("POST", f"data_sources/{await source_of(notion, emulator)}/query", body=asked)

    assert emulator.exchanges[-1].status == 400


async def test_trap_notion_clients_endpoint_lists_everything_where_a_word_is_misspelt(
    emulator: NotionEmulator,
) -> None:
    async with opened(emulator) as notion, httpx.AsyncClient() as http:
        source = await source_of(notion, emulator)
        theirs = client_over(http, emulator.token, emulator.base_url)
        listed = await theirs.data_sources.query(source, filtre={"property": "Status"})

    assert len(listed["results"]) == min(100, len(emulator.rows()))


@pytest.mark.parametrize(
    ("capability", "ask"),
    [
        (Capability.READ_CONTENT, lambda notion, page: notion.read("GET", f"pages/{page}")),
        (Capability.READ_USERS, lambda notion, _: notion.results("GET", "users")),
        (
            Capability.READ_COMMENTS,
            lambda notion, page: notion.results("GET", "comments", {"block_id": page}),
        ),
        (Capability.UPDATE_CONTENT, lambda notion, page: notion.write("PATCH", f"pages/{page}", {})),
        (
            Capability.INSERT_CONTENT,
            lambda notion, page: notion.write("POST", "pages", {"parent": {"page_id": page}}),
        ),
        (
            Capability.INSERT_COMMENTS,
            lambda notion, page: notion.write("POST", "comments", {"parent": {"page_id": page}}),
        ),
    ],
)
async def test_what_the_connection_may_not_do_is_told_by_the_name_of_the_switch(
    emulator: NotionEmulator, capability: Capability, ask: Callable[[Notion, str], Awaitable[object]]
) -> None:
    emulator.forbid(capability)

    async with opened(emulator) as notion:
        with pytest.raises(DarcyError, match=f"“{capability.value.capitalize()}”"):
            await ask(notion, emulator.rows()[0].id)


# What asking again does not mend, or need not.
LASTING = {FaultKind.SLOW, FaultKind.INVALID, FaultKind.FORBIDDEN, FaultKind.NOT_FOUND}


@pytest.mark.parametrize("kind", [kind for kind in FaultKind if kind not in LASTING])
async def test_a_read_is_answered_after_any_failure_that_passes(
    emulator: NotionEmulator, kind: FaultKind
) -> None:
    emulator.fail_next(Fault(kind=kind, method="GET", path="/users$", count=2))

    async with opened(emulator) as notion:
        people = await notion.results("GET", "users")
        sent = notion.requests

    assert {person["object"] for person in people} == {"user"}
    assert sent == 3


@pytest.mark.parametrize("names_page", [True, False])
@pytest.mark.parametrize("kind", [kind for kind in FaultKind if kind is not FaultKind.SLOW])
async def test_a_write_happens_once_or_not_at_all_and_what_is_said_of_it_is_true(
    emulator: NotionEmulator, kind: FaultKind, *, names_page: bool
) -> None:
    emulator.fail_next(Fault(kind=kind, method="POST", path="/pages$", names_page=names_page))
    said: DarcyError | None = None

    async with opened(emulator) as notion:
        body = {
            "parent": {"type": "data_source_id", "data_source_id": await source_of(notion, emulator)},
            "properties": {"title": {"title": [{"type": "text", "text": {"content": TITLE}}]}},
        }
        try:
            await notion.write("POST", "pages", body)
        except DarcyError as error:
            said = error

    made = [row.id for row in emulator.rows(TITLE)]
    match said:
        case None:
            assert len(made) == 1
        case CommittedError(resource_id=page_id):
            assert made == [page_id]
        case StoreUnavailableError() | WriteRefusedError():
            assert made == []
        case _:
            assert isinstance(said, WriteUncertainError)
            assert len(made) <= 1
