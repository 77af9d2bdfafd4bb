"""The client that Darcy uses, on the emulator: it was made for Notion and is not ours."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio
from notion_client import APIErrorCode, APIResponseError, AsyncClient
from notion_client.helpers import async_collect_paginated_api

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace


@pytest_asyncio.fixture
async def client(notion: NotionEmulator) -> AsyncIterator[AsyncClient]:
    async with httpx.AsyncClient() as http:
        yield AsyncClient(
            client=http,
            auth=notion.token,
            base_url=notion.base_url,
            notion_version="2026-03-11",
            retry=False,
            log_level=logging.CRITICAL,
        )


async def test_it_walks_from_the_database_to_a_changed_task(
    client: AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    database = await client.databases.retrieve(notion.database_id)
    source = await client.data_sources.retrieve(database["data_sources"][0]["id"])
    due = source["properties"]["Due"]["id"]
    rows = await async_collect_paginated_api(
        client.data_sources.query, data_source_id=source["id"], page_size=7
    )
    assert len(rows) == len(workspace.tasks)

    page = await client.pages.create(
        parent={"data_source_id": source["id"]},
        properties={"title": {"title": [{"text": {"content": "Sew the curtains"}}]}},
    )
    await client.pages.update(page["id"], properties={due: {"date": {"start": "2026-11-20"}}})

    item = await client.pages.properties.retrieve(page["id"], due)
    assert item["date"]["start"] == "2026-11-20"


async def test_it_understands_our_refusals(client: AsyncClient) -> None:
    with pytest.raises(APIResponseError) as raised:
        await client.pages.retrieve("00000000-0000-4000-8000-000000000000")

    assert raised.value.code == APIErrorCode.ObjectNotFound
    assert raised.value.request_id


async def test_it_sees_the_same_people(client: AsyncClient, workspace: Workspace) -> None:
    users = await async_collect_paginated_api(client.users.list, page_size=5)
    me = await client.users.me()

    assert len(users) == len(workspace.people) + 1
    assert [user["name"] for user in users if user["id"] == me["id"]] == ["Darcy"]
