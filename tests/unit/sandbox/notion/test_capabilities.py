"""What the integration may do, and what is shared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.notion.schema import PROJECTS_DATABASE_ID, TASKS_DATABASE_ID, TASKS_ID
from sandbox.notion.server import Capability
from sandbox.notion.server import open_notion as open_unchecked  # noqa: TID251 - only whole pages are checked

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

Json = dict[str, Any]
POSTER = "Make the poster for new members"
NEW: Json = {"parent": {"data_source_id": TASKS_ID}, "properties": {}}


@pytest.mark.parametrize(
    ("capability", "asked", "body"),
    [
        (Capability.READ_USERS, "GET /users", None),
        (Capability.READ_CONTENT, f"GET /databases/{TASKS_DATABASE_ID}", None),
        (Capability.READ_CONTENT, f"POST /data_sources/{TASKS_ID}/query", {}),
        (Capability.READ_CONTENT, "POST /search", {}),
        (Capability.INSERT_CONTENT, "POST /pages", NEW),
        (Capability.UPDATE_CONTENT, "PATCH /pages/{poster}", {"is_locked": False}),
    ],
)
async def test_what_the_integration_may_not_do_is_refused(
    api: httpx.AsyncClient, notion: NotionEmulator, capability: Capability, asked: str, body: Json | None
) -> None:
    method, path = asked.replace("{poster}", notion.row(POSTER).id).split()
    notion.forbid(capability)

    refused = await api.request(method, path, json=body)
    notion.allow(capability)
    allowed = await api.request(method, path, json=body)

    assert (refused.status_code, refused.json()["code"]) == (403, "restricted_resource")
    assert refused.json()["message"] == "Insufficient permissions for this endpoint."
    assert allowed.status_code == 200


async def test_without_user_information_people_are_ids(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    notion.edit(notion.row(POSTER).id, assignees=["Maya"])
    notion.forbid(Capability.READ_USERS)

    page = (await api.get(f"/pages/{notion.row(POSTER).id}")).json()
    me = (await api.get("/users/me")).json()

    maya = workspace.person("Maya").notion_id
    assert page["properties"]["Assignee"]["people"] == [{"object": "user", "id": maya}]
    assert (me["name"], me["bot"]) == (None, {})


async def test_addresses_can_be_kept_back(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.forbid(Capability.READ_EMAILS)

    people = [user for user in (await api.get("/users")).json()["results"] if user["type"] == "person"]

    assert "Maya Lindqvist" in [user["name"] for user in people]
    assert all(user["person"] == {} for user in people)


async def test_who_may_only_insert_is_told_no_more_than_the_id(workspace: Workspace, clock: Clock) -> None:
    async with open_unchecked(workspace, clock=clock, capabilities={Capability.INSERT_CONTENT}) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=notion.base_url, headers=headers) as api:
            made = (await api.post("/v1/pages", json=NEW)).json()

    assert set(made) == {"object", "id", "request_id"}


async def test_what_is_not_shared_is_not_found(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    poster = notion.row(POSTER).id
    notion.unshare(poster)

    read = await api.get(f"/pages/{poster}")
    changed = await api.patch(f"/pages/{poster}", json={"is_locked": True})
    rows = (await api.post(f"/data_sources/{TASKS_ID}/query", json={})).json()["results"]
    found = (await api.post("/search", json={"query": POSTER})).json()["results"]

    assert (read.status_code, read.json()["code"], changed.status_code) == (404, "object_not_found", 404)
    assert 'shared with your integration "Darcy"' in read.json()["message"]
    assert poster not in [row["id"] for row in rows]
    assert found == []
    notion.share(poster)
    assert (await api.get(f"/pages/{poster}")).status_code == 200


async def test_a_database_hides_all_that_is_in_it(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    poster = notion.row(POSTER).id
    notion.unshare(TASKS_DATABASE_ID)

    paths = [f"/databases/{TASKS_DATABASE_ID}", f"/data_sources/{TASKS_ID}", f"/pages/{poster}"]
    answers = [(await api.get(path)).status_code for path in paths]
    made = await api.post("/pages", json=NEW)
    found = (await api.post("/search", json={"query": "poster"})).json()["results"]

    assert answers == [404, 404, 404]
    assert made.status_code == 404
    assert found == []
    assert notion.row(POSTER).id == poster


async def test_a_relation_to_what_is_not_shared_reads_empty_and_cannot_be_written(
    api: httpx.AsyncClient, notion: NotionEmulator, workspace: Workspace
) -> None:
    poster = notion.row(POSTER)
    notion.unshare(PROJECTS_DATABASE_ID)

    read = (await api.get(f"/pages/{poster.id}")).json()["properties"]["Project"]
    item = (await api.get(f"/pages/{poster.id}/properties/Project")).json()
    project = {"Project": {"relation": [{"id": workspace.projects[0].id}]}}
    refused = await api.patch(f"/pages/{poster.id}", json={"properties": project})

    assert (read["relation"], read["has_more"], item["results"]) == ([], False, [])
    assert (refused.status_code, refused.json()["code"]) == (404, "object_not_found")
    assert notion.row(POSTER).project == poster.project is not None


async def test_a_free_workspace_runs_out_of_blocks(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    poster = notion.row(POSTER).id
    notion.use_up_blocks()

    refused = await api.post("/pages", json=NEW)
    changed = await api.patch(f"/pages/{poster}", json={"is_locked": True})
    source: Json = {"parent": {"database_id": TASKS_DATABASE_ID}, "properties": {"Name": {"title": {}}}}
    added = await api.post("/data_sources", json=source)

    assert (refused.status_code, refused.json()["code"]) == (403, "restricted_resource")
    assert added.status_code == 200, "a data source is no block"
    assert refused.json()["additional_data"] == {"block_limit": "block_creation"}
    assert changed.status_code == 200
    notion.upgrade()
    assert (await api.post("/pages", json=NEW)).status_code == 200
