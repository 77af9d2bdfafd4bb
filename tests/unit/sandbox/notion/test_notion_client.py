"""The client that Darcy uses, on the emulator: it was made for Notion and is not ours."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio
from notion_client import APIErrorCode, APIResponseError, AsyncClient
from notion_client.helpers import async_collect_paginated_api

from sandbox.notion.server import Capability

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


async def test_it_writes_on_a_page_and_comments_there(client: AsyncClient, notion: NotionEmulator) -> None:
    page = notion.row("Make the poster for new members").id
    plan = {"paragraph": {"rich_text": [{"text": {"content": "Two colours"}}]}}

    block = (await client.blocks.children.append(page, children=[plan]))["results"][0]
    await client.comments.create(parent={"block_id": block["id"]}, rich_text=[{"text": {"content": "Nice."}}])
    notion.comment(page, "Agreed.", by="Priya")

    on_page = await async_collect_paginated_api(client.comments.list, block_id=page)
    on_block = await async_collect_paginated_api(client.comments.list, block_id=block["id"])
    assert [each["rich_text"][0]["plain_text"] for each in on_page + on_block] == ["Agreed.", "Nice."]
    assert (await client.blocks.delete(block["id"]))["in_trash"] is True
    assert await async_collect_paginated_api(client.blocks.children.list, block_id=page) == []


async def test_it_searches(client: AsyncClient, notion: NotionEmulator) -> None:
    found = await client.search(query="poster for new", filter={"property": "object", "value": "page"})

    assert [page["id"] for page in found["results"]] == [notion.row("Make the poster for new members").id]


async def test_it_is_told_of_what_it_may_not_do(client: AsyncClient, notion: NotionEmulator) -> None:
    notion.forbid(Capability.READ_USERS)

    with pytest.raises(APIResponseError) as raised:
        await client.users.list()

    assert raised.value.code == APIErrorCode.RestrictedResource
