"""The emulated Notion says what Notion's own contracts say it would, and takes what they say it takes.

Each exchange is checked when its test ends, as in every test (`tests/doubles/notion_contract/watch.py`); here
every operation is asked for in every way there is.
"""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.notion.server import Fault, FaultKind, NotionEmulator
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_notion, open_refusing_notion
from tests.doubles.notion_contract.documents import require_contracts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]
TODAY = dt.date(2026, 11, 18)
WORKSPACE = seeded_workspace(TODAY)
POSTER = "Make the poster for new members"


@pytest.fixture(autouse=True)
def contracts() -> None:
    require_contracts()


class Api:
    """Asks the emulator, and sees that the answer is the one that was meant."""

    def __init__(self, notion: NotionEmulator, client: httpx.AsyncClient) -> None:
        self.notion, self._client = notion, client

    async def ask(self, method: str, path: str, body: Json | None = None, status: int = 200) -> Json:
        answer = await self._client.request(method, f"/v1/{path}", json=body)
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        return found


@asynccontextmanager
async def asking(notion: NotionEmulator) -> AsyncIterator[Api]:
    headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
    async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as client:
        yield Api(notion, client)


@pytest_asyncio.fixture
async def api() -> AsyncIterator[Api]:
    async with open_notion(WORKSPACE, clock=Clock(TODAY)) as notion, asking(notion) as opened:
        yield opened


@pytest_asyncio.fixture
async def refusing() -> AsyncIterator[Api]:
    async with open_refusing_notion(WORKSPACE, clock=Clock(TODAY)) as notion, asking(notion) as opened:
        yield opened


async def test_reading(api: Api) -> None:
    database = await api.ask("GET", f"databases/{api.notion.database_id}")
    source = await api.ask("GET", f"data_sources/{database['data_sources'][0]['id']}")
    users = await api.ask("GET", "users?page_size=5")
    await api.ask("GET", f"users?start_cursor={users['next_cursor']}")
    await api.ask("GET", "users/me")
    await api.ask("GET", f"users/{users['results'][0]['id']}")
    projects = source["properties"]["Project"]["relation"]["data_source_id"]
    await api.ask("GET", f"data_sources/{projects}")
    await api.ask("POST", f"data_sources/{projects}/query", {})

    page = api.notion.row("Confirm the jury").id
    await api.ask("GET", f"pages/{page}")
    for column in source["properties"].values():
        await api.ask("GET", f"pages/{page}/properties/{column['id']}?page_size=1")


async def test_querying_and_searching(api: Api) -> None:
    source = (await api.ask("GET", f"databases/{api.notion.database_id}"))["data_sources"][0]["id"]
    maya, recruitment = WORKSPACE.people[0].notion_id, WORKSPACE.projects[0].id
    conditions: list[Json] = [
        {"property": "Task", "title": {"contains": "poster"}},
        {"property": "Notes", "rich_text": {"is_empty": True}},
        {"property": "Status", "type": "status", "status": {"does_not_equal": "Done"}},
        {"property": "Priority", "select": {"equals": "High"}},
        {"property": "Assignee", "people": {"contains": maya}},
        {"property": "Project", "relation": {"contains": recruitment}},
        {"property": "Due", "date": {"on_or_before": "2026-11-20"}},
        {"property": "Due", "date": {"next_week": {}}},
        {"property": "Created by", "created_by": {"does_not_contain": maya}},
        {"timestamp": "created_time", "created_time": {"after": "2026-11-18T09:00:00+00:00"}},
        {"timestamp": "last_edited_time", "last_edited_time": {"past_month": {}}},
        {"and": [{"property": "Due", "date": {"is_not_empty": True}}, {"or": []}]},
    ]
    sorts = [{"property": "Due", "direction": "ascending"}]
    for condition in conditions:
        await api.ask("POST", f"data_sources/{source}/query", {"filter": condition, "sorts": sorts})
    part = await api.ask("POST", f"data_sources/{source}/query", {"page_size": 10, "in_trash": False})
    await api.ask("POST", f"data_sources/{source}/query", {"start_cursor": part["next_cursor"]})

    await api.ask("POST", "search", {})
    pages = {"property": "object", "value": "page"}
    newest = {"timestamp": "last_edited_time", "direction": "descending"}
    await api.ask("POST", "search", {"query": "poster", "filter": pages, "sort": newest, "page_size": 1})


async def test_writing(api: Api) -> None:
    page = api.notion.row(POSTER).id
    properties: Json = {
        "Task": {"title": [{"type": "text", "text": {"content": "Poster"}, "annotations": {"bold": True}}]},
        "Status": {"status": {"name": "In progress"}},
        "Assignee": {"people": [{"id": WORKSPACE.people[1].notion_id}]},
        "Due": {"date": {"start": "2026-11-20T09:00:00", "time_zone": "Europe/Lisbon"}},
        "Priority": {"type": "select", "select": {"name": "Urgent"}},
        "Project": {"relation": [{"id": WORKSPACE.projects[1].id}]},
        "Notes": {"rich_text": [{"text": {"content": "See", "link": {"url": "https://example.org"}}}]},
    }

    made = await api.ask(
        "POST", "pages", {"parent": {"database_id": api.notion.database_id}, "properties": properties}
    )
    await api.ask("PATCH", f"pages/{page}", {"properties": properties})
    await api.ask("PATCH", f"pages/{made['id']}", {"in_trash": True})
    await api.ask("GET", f"pages/{made['id']}")
    await api.ask("PATCH", f"pages/{made['id']}", {"in_trash": False, "is_locked": True})

    emptied = {
        "Status": {"status": None},
        "Due": {"date": None},
        "Priority": {"select": None},
        "Assignee": {"people": []},
    }
    await api.ask("PATCH", f"pages/{page}", {"properties": emptied})


async def test_commenting(api: Api) -> None:
    page, maya = api.notion.row(POSTER).id, WORKSPACE.people[0].notion_id
    words: list[Json] = [
        {"text": {"content": "Ready, "}},
        {"type": "mention", "mention": {"type": "user", "user": {"id": maya}}},
    ]

    made = await api.ask("POST", "comments", {"parent": {"page_id": page}, "rich_text": words})
    reply = {"discussion_id": made["discussion_id"], "rich_text": words[:1]}
    await api.ask("POST", "comments", reply)
    await api.ask("GET", f"comments/{made['id']}")
    part = await api.ask("GET", f"comments?block_id={page}&page_size=1")
    await api.ask("GET", f"comments?block_id={page}&start_cursor={part['next_cursor']}")


async def test_what_stands_on_a_page(api: Api) -> None:
    page = api.notion.row(POSTER).id
    todo = {"type": "to_do", "to_do": {"rich_text": [{"text": {"content": "Ask the printer"}}]}}

    added = await api.ask("PATCH", f"blocks/{page}/children", {"children": [todo, todo]})
    block = added["results"][0]["id"]
    await api.ask("GET", f"blocks/{block}")
    await api.ask("PATCH", f"blocks/{block}", {"to_do": {"checked": True}})
    await api.ask("GET", f"blocks/{page}/children?page_size=1")
    await api.ask("DELETE", f"blocks/{block}")


async def test_refusing(refusing: Api) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    await refusing.ask("GET", f"pages/{nobody}", status=404)
    await refusing.ask("GET", "pages/poster", status=400)
    await refusing.ask("GET", "tasks", status=400)
    await refusing.ask("POST", "search", {"query": 5}, status=400)
    page = refusing.notion.row(POSTER).id
    await refusing.ask("PATCH", f"pages/{page}", {"properties": {"Status": {"status": {"name": "?"}}}}, 400)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (FaultKind.RATE_LIMITED, 429),
        (FaultKind.OVERLOADED, 529),
        (FaultKind.CONFLICT, 409),
        (FaultKind.UNAVAILABLE, 503),
        (FaultKind.UNAVAILABLE_AFTER_COMMIT, 503),
        (FaultKind.INTERNAL_ERROR, 500),
        (FaultKind.GATEWAY_TIMEOUT, 504),
    ],
)
async def test_failing(api: Api, kind: FaultKind, status: int) -> None:
    api.notion.fail_next(Fault(kind=kind))

    new = {"parent": {"database_id": api.notion.database_id}, "properties": {}}
    await api.ask("POST", "pages", new, status)


async def test_refusing_at_the_door() -> None:
    async with open_notion(WORKSPACE, clock=Clock(TODAY)) as notion, httpx.AsyncClient() as client:
        headers = [{}, {"Authorization": f"Bearer {notion.token}"}]
        answers = [await client.get(f"{notion.base_url}/v1/users/me", headers=each) for each in headers]

        assert [answer.status_code for answer in answers] == [401, 400]
