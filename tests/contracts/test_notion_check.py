"""The check of exchanges sees what is wrong with them, and forgives no more than it has to."""

from __future__ import annotations

import copy
import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.notion.exchanges import Exchange
from sandbox.notion.server import Fault, FaultKind
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_refusing_notion
from tests.doubles.notion_contract.check import NotionContract
from tests.doubles.notion_contract.deviations import Deviation
from tests.doubles.notion_contract.documents import require_contracts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 18)
POSTER = "Make the poster for new members"
FAULTY_TEST = """
import httpx
from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_notion

async def ask(query):
    clock = Clock()
    async with open_notion(seeded_workspace(clock.now().date()), clock=clock) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(headers=headers) as client:
            await client.get(f"{notion.base_url}/v1/users?{query}")

async def test_misspelt():
    await ask("pagesize=2")

async def test_right():
    await ask("page_size=2")
"""


@pytest.fixture(autouse=True)
def contracts() -> None:
    require_contracts()


@pytest_asyncio.fixture
async def exchanges() -> AsyncIterator[list[Exchange]]:
    """One of each that the contracts wrongly have something against; the first is a page."""
    async with open_refusing_notion(seeded_workspace(TODAY), clock=Clock(TODAY)) as notion:
        page = f"/v1/pages/{notion.row(POSTER).id}"
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as client:
            await client.get(page)
            due = {"Due": {"date": {"start": "2026-11-20T09:00:00+01:00"}}}
            await client.patch(page, json={"properties": due})
            await client.get("/v1/tasks")
            for kind in (FaultKind.OVERLOADED, FaultKind.GATEWAY_TIMEOUT):
                notion.fail_next(Fault(kind=kind))
                await client.get("/v1/users/me")
        yield notion.exchanges


def problems(exchange: Exchange, *, may_be_wrong: bool = False) -> list[str]:
    return NotionContract().problems(exchange, may_be_wrong=may_be_wrong)


def asked(path: str, body: Json | None = None, *, status: int = 200, **query: list[str]) -> Exchange:
    """An exchange whose answer was lost."""
    method, now = "GET" if body is None else "POST", dt.datetime.now(dt.UTC)
    return Exchange(
        method=method, path=path, request=body, status=status, answer=None, started_at=now, query=query
    )


def _without(name: str) -> Any:
    return lambda page: page.pop(name)


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        (_without("url"), "answer : "),
        (_without("is_archived"), "answer (client) : "),
        (_without("request_id"), "answer: has no request_id"),
        (lambda page: page.update(archived=False), "answer : "),
        (lambda page: page.update(id="poster"), "answer id: "),
        (lambda page: page.update(in_trash="no"), "answer in_trash: "),
        (lambda page: page["parent"].pop("database_id"), "answer parent: "),
        (
            lambda page: page["properties"]["Status"].update(status="Done"),
            "answer properties/Status/status: ",
        ),
        (lambda page: page["properties"]["Status"].update(colour="red"), "answer properties/Status: "),
        (
            lambda page: page["properties"]["Due"].update(date={"start": "2026-11-18"}),
            "properties/Due/date: ",
        ),
        (lambda page: page["properties"]["Assignee"]["people"].append({"id": "someone"}), "Assignee/people/"),
        (lambda page: page["properties"]["Task"]["title"][0].pop("plain_text"), "properties/Task/title/0: "),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_with_its_place(
    exchanges: list[Exchange], harm: Any, where: str
) -> None:
    answer = copy.deepcopy(exchanges[0].answer)

    harm(answer)

    found = problems(replace(exchanges[0], answer=answer))
    assert any(where in each for each in found), found


@pytest.mark.parametrize(
    ("exchange", "where"),
    [
        (asked("/v1/search", {"text": "poster"}), "request : "),
        (
            asked("/v1/search", {"filter": {"property": "object", "value": "database"}}),
            "request filter/value",
        ),
        (asked("/v1/pages", {"parent": {"data_source": "x"}}), "request parent"),
        (asked("/v1/pages", {"properties": {"Due": {"date": "2026-11-18"}}}), "request properties/Due/date"),
        (asked("/v1/pages", {"properties": {"Due": {"date": {"start": "soon"}}}}), "Due/date/start"),
        (
            asked("/v1/data_sources/x/query", {"filter": {"property": "Due", "date": {"until": "x"}}}),
            "filter",
        ),
        (asked("/v1/data_sources/x/query", {"filters": {}}), "request : "),
        (asked("/v1/tasks", {}), "no such operation"),
        (asked("/v1/users", pagesize=["2"]), "request ?pagesize: "),
        (asked("/v1/users", page_size=["two"]), "request ?page_size : "),
        (asked("/v1/users", page_size=["2", "3"]), "request ?page_size : "),
    ],
)
def test_what_is_wrong_with_a_request_is_told_with_its_place(exchange: Exchange, where: str) -> None:
    found = problems(exchange)

    assert any(where in each for each in found), found


def test_a_request_is_held_to_the_contract_although_it_was_refused_unless_it_was_meant_to_be() -> None:
    refused = asked("/v1/users", status=400, pagesize=["2"])

    assert problems(refused) != []
    assert problems(refused, may_be_wrong=True) == []
    assert problems(replace(refused, status=200), may_be_wrong=True) != []


@pytest.mark.parametrize("deviation", Deviation)
def test_every_deviation_is_needed(exchanges: list[Exchange], deviation: Deviation) -> None:
    lenient, strict = NotionContract(), NotionContract(frozenset(Deviation) - {deviation})

    assert [each for one in exchanges for each in lenient.problems(one, may_be_wrong=True)] == []
    assert [each for one in exchanges for each in strict.problems(one, may_be_wrong=True)] != []
    assert deviation in lenient.used
    assert deviation not in strict.used


def test_a_violation_fails_its_own_test_and_the_end_of_a_run_counts_over_all_processes(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_faulty.py").write_text(FAULTY_TEST)
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_configure as pytest_configure\n")
    options = ["-n", "2", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto", "-rA"]

    run = subprocess.run(  # noqa: S603 - it is pytest
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ERROR test_faulty.py::test_misspelt - Failed: Notion's contract is broken" in run.stdout
    assert "GET /v1/users → 200: request ?pagesize: Notion has no such parameter here" in run.stdout
    assert "ERROR test_faulty.py::test_right" not in run.stdout
    assert "Notion contract: 2 exchanges checked, 1 deviations used, 1 violations" in run.stdout
    assert run.returncode == 1
