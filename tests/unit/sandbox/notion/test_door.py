"""What Notion refuses before it looks at what is asked for."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import httpx

from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace


async def test_a_wrong_token_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.get("/users/me", headers={"Authorization": "Bearer ntn_other"})

    assert answer.status_code == 401
    body = answer.json()
    assert body["code"] == "unauthorized"
    assert body["object"] == "error"
    assert body["request_id"] == answer.headers["x-notion-request-id"]


async def test_a_request_without_a_version_is_refused(notion: NotionEmulator) -> None:
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {notion.token}"}) as bare:
        answer = await bare.get(f"{notion.base_url}/v1/users/me")

    assert (answer.status_code, answer.json()["code"]) == (400, "missing_version")


async def test_another_version_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.get("/users/me", headers={"Notion-Version": "2022-06-28"})

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
    assert 'should be `"2026-03-11"`, instead was `"2022-06-28"`' in answer.json()["message"]


async def test_an_unknown_address_is_refused(api: httpx.AsyncClient) -> None:
    for method, path in (("GET", "/tasks"), ("DELETE", "/users/me")):
        answer = await api.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request_url")


async def test_a_body_that_is_not_json_is_refused(api: httpx.AsyncClient) -> None:
    for content, kind in ((b'{"query": ', "application/json"), (b"query=poster", "text/plain")):
        answer = await api.post("/search", content=content, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")


async def test_a_body_over_half_a_megabyte_is_refused(api: httpx.AsyncClient) -> None:
    answer = await api.post("/search", content=json.dumps({"query": "x" * 500_000}))

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")


async def test_misspelt_words_are_refused_not_ignored(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    database = (await api.get(f"/databases/{notion.database_id}")).json()
    source = database["data_sources"][0]["id"]

    answer = await api.post(f"/data_sources/{source}/query", json={"filters": {}})

    assert answer.status_code == 400
    assert "body.filters should be not present" in answer.json()["message"]


async def test_too_many_requests_in_a_minute_are_told_how_long_to_wait(
    workspace: Workspace, clock: Clock
) -> None:
    async with open_notion(workspace, clock=clock, requests_per_minute=2) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as api:
            answers = [await api.get("/v1/users/me") for _ in range(3)]
            assert [answer.status_code for answer in answers] == [200, 200, 429]
            assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61

            clock.advance(dt.timedelta(seconds=61))
            assert (await api.get("/v1/users/me")).status_code == 200


async def test_the_workspace_has_a_budget_of_its_own(workspace: Workspace, clock: Clock) -> None:
    async with open_notion(workspace, clock=clock, workspace_requests_per_minute=1) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as api:
            answers = [await api.get("/v1/users/me") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]
    reason = answers[1].json()["additional_data"]["rate_limit_reason"]
    assert reason == "public_api_space_request_rate_limit"


async def test_every_exchange_is_kept(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    await api.post("/search", json={"query": "poster"})
    await api.get("/users", params={"page_size": "2"})

    search, users = notion.exchanges
    assert (search.method, search.path, search.request) == ("POST", "/v1/search", {"query": "poster"})
    assert search.status == 200
    assert search.answer is not None
    assert search.answer["object"] == "list"
    assert (users.request, users.query) == (None, {"page_size": ["2"]})
    assert search.started_at <= users.started_at
