"""The emulated Notion says what Notion's own contracts say it would, and takes what they say it takes."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import pytest_asyncio

from sandbox.clock import Clock
from sandbox.notion.exchanges import Exchange
from sandbox.notion.server import Fault, FaultKind, NotionEmulator, open_notion
from sandbox.workspace import seeded_workspace
from tests.doubles.contracts import DEVIATIONS, check_notion_exchange

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]
TODAY = dt.date(2026, 11, 18)
WORKSPACE = seeded_workspace(TODAY)
POSTER = "Make the poster for new members"


class Api:
    """Asks the emulator and holds each exchange against the contracts at once."""

    def __init__(self, notion: NotionEmulator, client: httpx.AsyncClient) -> None:
        self.notion, self._client = notion, client

    async def ask(self, method: str, path: str, body: Json | None = None, status: int = 200) -> Json:
        answer = await self._client.request(method, f"/v1/{path}", json=body)
        assert answer.status_code == status, answer.text
        assert check_notion_exchange(self.notion.exchanges[-1]) == []
        found: Json = answer.json()
        return found


@pytest_asyncio.fixture
async def api() -> AsyncIterator[Api]:
    async with open_notion(WORKSPACE, clock=Clock(TODAY)) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as client:
            yield Api(notion, client)


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


async def test_refusing(api: Api) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    await api.ask("GET", f"pages/{nobody}", status=404)
    await api.ask("GET", "pages/poster", status=400)
    await api.ask("GET", "tasks", status=400)
    await api.ask("POST", "search", {"query": 5}, status=400)
    page = api.notion.row(POSTER).id
    await api.ask("PATCH", f"pages/{page}", {"properties": {"Status": {"status": {"name": "?"}}}}, 400)


@pytest.mark.parametrize("kind", [kind for kind in FaultKind if "dropped" not in kind])
async def test_failing(api: Api, kind: FaultKind) -> None:
    statuses = {"rate_limited": 429, "overloaded": 529, "conflict": 409}
    api.notion.fail_next(Fault(kind=kind))

    new = {"parent": {"database_id": api.notion.database_id}, "properties": {}}
    await api.ask("POST", "pages", new, statuses.get(kind, 503))


async def test_refusing_at_the_door() -> None:
    async with open_notion(WORKSPACE, clock=Clock(TODAY)) as notion, httpx.AsyncClient() as client:
        headers = [{}, {"Authorization": f"Bearer {notion.token}"}]
        answers = [await client.get(f"{notion.base_url}/v1/users/me", headers=each) for each in headers]

        assert [answer.status_code for answer in answers] == [401, 400]
        assert [problem for each in notion.exchanges for problem in check_notion_exchange(each)] == []


def _without(name: str) -> Any:
    return lambda page: page.pop(name)


@pytest.mark.parametrize(
    "harm",
    [
        _without("url"),
        _without("is_archived"),
        _without("request_id"),
        lambda page: page.update(archived=False),
        lambda page: page.update(id="poster"),
        lambda page: page.update(in_trash="no"),
        lambda page: page["parent"].pop("database_id"),
        lambda page: page["properties"]["Status"].update(status="Done"),
        lambda page: page["properties"]["Status"].update(colour="red"),
        lambda page: page["properties"]["Due"].update(date={"start": "2026-11-18"}),
        lambda page: page["properties"]["Assignee"]["people"].append({"id": "someone"}),
        lambda page: page["properties"]["Task"]["title"][0].pop("plain_text"),
    ],
)
async def test_the_check_sees_what_is_wrong_with_an_answer(api: Api, harm: Any) -> None:
    await api.ask("GET", f"pages/{api.notion.row(POSTER).id}")
    answer = copy.deepcopy(api.notion.exchanges[-1].answer)

    harm(answer)

    assert check_notion_exchange(replace(api.notion.exchanges[-1], answer=answer)) != []


@pytest.mark.parametrize(
    ("path", "request_body"),
    [
        ("/v1/search", {"text": "poster"}),
        ("/v1/search", {"filter": {"property": "object", "value": "database"}}),
        ("/v1/pages", {"parent": {"data_source": "x"}}),
        ("/v1/pages", {"properties": {"Due": {"date": "2026-11-18"}}}),
        ("/v1/data_sources/x/query", {"filter": {"property": "Due", "date": {"until": "2026-11-18"}}}),
        ("/v1/data_sources/x/query", {"filters": {}}),
        ("/v1/tasks", {}),
    ],
)
def test_the_check_sees_what_is_wrong_with_a_request(path: str, request_body: Json) -> None:
    exchange = Exchange(
        method="POST",
        path=path,
        request=request_body,
        status=0,
        answer=None,
        started_at=dt.datetime.now(dt.UTC),
    )

    assert check_notion_exchange(exchange) != []


def test_every_deviation_has_its_reason() -> None:
    assert all(len(reason) > 20 for reason in DEVIATIONS.values())
