"""What an endpoint is told of changes, and how it knows that Notion told it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from jsonschema_rs import Draft202012Validator

from sandbox.notion.schema import BOT_ID, PRIORITY, TASKS_DATABASE_ID, TASKS_ID
from sandbox.notion.server import Capability
from tests.doubles.notion import open_notion
from tests.doubles.notion_contract import documents

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

Json = dict[str, Any]
POSTER = "Make the poster for new members"
NEW: Json = {"parent": {"data_source_id": TASKS_ID}, "properties": {}}


def validator_of(event: str) -> Draft202012Validator:
    """What Notion's OpenAPI says of an event: of page.created, pageCreatedWebhookPayload."""
    first, *others = re.split(r"[._]", event)
    name = first + "".join(word.capitalize() for word in others) + "WebhookPayload"
    address = documents.reference(f"/components/schemas/{name}")
    return Draft202012Validator({"$ref": address}, registry=documents.registry())


class Endpoint:
    """Takes what Notion sends; refuses the first `refusals` of it."""

    def __init__(self) -> None:
        self.url, self.refusals = "", 0
        self._arrived: asyncio.Queue[tuple[bytes, str]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        await self._arrived.put((await request.read(), request.headers["X-Notion-Signature"]))
        self.refusals -= 1
        return web.Response(status=500 if self.refusals >= 0 else 200)

    async def signed(self) -> tuple[bytes, str]:
        """The next body and its signature."""
        return await asyncio.wait_for(self._arrived.get(), 30)

    async def next(self) -> Json:
        body: Json = json.loads((await self.signed())[0])
        if "type" in body and documents.are_there():
            validator_of(body["type"]).validate(body)
        return body


@asynccontextmanager
async def open_endpoint() -> AsyncIterator[Endpoint]:
    endpoint, app = Endpoint(), web.Application()
    app.router.add_post("/hook", endpoint.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        endpoint.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        yield endpoint
    finally:
        await runner.cleanup()


@pytest_asyncio.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with open_endpoint() as opened:
        yield opened


@pytest_asyncio.fixture
async def told(notion: NotionEmulator, endpoint: Endpoint) -> Endpoint:
    """An endpoint whose subscription, to everything, is verified."""
    subscription = await notion.subscribe(endpoint.url)
    subscription.verify((await endpoint.next())["verification_token"])
    return endpoint


async def test_nothing_is_told_before_the_token_is_shown(notion: NotionEmulator, endpoint: Endpoint) -> None:
    subscription = await notion.subscribe(endpoint.url)
    token = (await endpoint.next())["verification_token"]
    with pytest.raises(ValueError, match="not the token"):
        subscription.verify("secret_other")
    notion.comment(notion.row(POSTER).id, "Too early", by="Maya")

    subscription.verify(token)
    comment = notion.comment(notion.row(POSTER).id, "In time", by="Maya")

    assert (await endpoint.next())["entity"] == {"id": comment, "type": "comment"}


async def test_events_are_signed_with_the_token(notion: NotionEmulator, endpoint: Endpoint) -> None:
    subscription = await notion.subscribe(endpoint.url)
    token = (await endpoint.next())["verification_token"]
    subscription.verify(token)

    notion.comment(notion.row(POSTER).id, "Schöne Grüße", by="Maya")

    body, signature = await endpoint.signed()
    assert signature == "sha256=" + hmac.new(token.encode(), body, hashlib.sha256).hexdigest()


async def test_a_change_by_hand_names_who_made_it_and_which_columns(
    notion: NotionEmulator, told: Endpoint, workspace: Workspace
) -> None:
    page = notion.row(POSTER).id

    notion.edit(page, priority="Low")

    event = await told.next()
    assert (event["type"], event["entity"]) == ("page.properties_updated", {"id": page, "type": "page"})
    assert event["authors"] == [{"id": workspace.people[0].notion_id, "type": "person"}]
    parent = {"id": TASKS_DATABASE_ID, "type": "database", "data_source_id": TASKS_ID}
    assert event["data"] == {"parent": parent, "updated_properties": [PRIORITY]}
    assert (event["attempt_number"], event["workspace_name"]) == (1, workspace.name)


async def test_the_life_of_a_page_is_told(api: httpx.AsyncClient, told: Endpoint) -> None:
    events = []
    made = (await api.post("/pages", json=NEW)).json()["id"]
    events.append(await told.next())
    for change in ({"is_locked": True}, {"in_trash": True}, {"in_trash": False}, {"is_locked": False}):
        await api.patch(f"/pages/{made}", json=change)
        events.append(await told.next())
    await api.patch(f"/blocks/{made}/children", json={"children": [{"divider": {}}]})
    events.append(await told.next())

    assert [event["type"] for event in events] == [
        "page.created",
        "page.locked",
        "page.deleted",
        "page.undeleted",
        "page.unlocked",
        "page.content_updated",
    ]
    assert {event["entity"]["id"] for event in events} == {made}
    assert all(event["authors"] == [{"id": BOT_ID, "type": "bot"}] for event in events)


async def test_a_new_option_of_a_column_is_told(
    api: httpx.AsyncClient, notion: NotionEmulator, told: Endpoint
) -> None:
    urgent = {"properties": {"Priority": {"select": {"name": "Urgent"}}}}

    await api.patch(f"/pages/{notion.row(POSTER).id}", json=urgent)

    events = [await told.next(), await told.next()]
    [schema] = [event for event in events if event["type"] == "data_source.schema_updated"]
    assert schema["entity"] == {"id": TASKS_ID, "type": "data_source"}
    assert schema["data"]["updated_properties"] == [{"id": PRIORITY, "name": "Priority", "action": "updated"}]


async def test_changes_that_come_close_together_are_told_at_once(
    notion: NotionEmulator, told: Endpoint
) -> None:
    page, thrown = notion.row(POSTER).id, notion.row("Confirm the jury").id

    notion.edit(page, priority="Low")
    notion.edit(page, priority="High", notes="Two colours")
    notion.edit(thrown, in_trash=True)
    notion.edit(thrown, in_trash=False)
    comment = notion.comment(page, "And that is all.", by="Maya")

    first, second = await told.next(), await told.next()
    [properties] = [event for event in (first, second) if event["type"] == "page.properties_updated"]
    [said] = [event for event in (first, second) if event["type"] == "comment.created"]
    assert len(properties["data"]["updated_properties"]) == 2
    assert said["entity"]["id"] == comment
    assert said["data"] == {"parent": {"id": page, "type": "page"}, "page_id": page}


async def test_an_event_is_told_again_until_it_is_taken(notion: NotionEmulator, told: Endpoint) -> None:
    told.refusals = 2

    notion.comment(notion.row(POSTER).id, "Hello", by="Maya")

    attempts = [await told.next() for _ in range(3)]
    assert [attempt["attempt_number"] for attempt in attempts] == [1, 2, 3]
    assert len({attempt["id"] for attempt in attempts}) == 1


async def test_only_what_was_asked_for_shared_and_allowed_is_told(
    notion: NotionEmulator, endpoint: Endpoint
) -> None:
    subscription = await notion.subscribe(endpoint.url, "comment.created", "page.deleted")
    subscription.verify((await endpoint.next())["verification_token"])
    hidden, shown = notion.row("Confirm the jury").id, notion.row(POSTER).id
    notion.unshare(hidden)

    notion.edit(shown, priority="Low")
    notion.comment(hidden, "Hidden", by="Maya")
    comment = notion.comment(shown, "Shown", by="Maya")

    assert (await endpoint.next())["entity"]["id"] == comment
    notion.forbid(Capability.READ_COMMENTS)
    notion.comment(shown, "Unread", by="Maya")
    notion.edit(shown, in_trash=True)
    assert (await endpoint.next())["type"] == "page.deleted"


async def test_an_address_that_does_not_take_the_token_is_not_subscribed(
    notion: NotionEmulator, endpoint: Endpoint
) -> None:
    endpoint.refusals = 1

    with pytest.raises(aiohttp.ClientResponseError):
        await notion.subscribe(endpoint.url)


async def test_what_nobody_takes_does_not_keep_notion_open(workspace: Workspace, clock: Clock) -> None:
    async with open_endpoint() as endpoint, open_notion(workspace, clock=clock) as notion:
        subscription = await notion.subscribe(endpoint.url)
        subscription.verify((await endpoint.next())["verification_token"])
        endpoint.refusals = 1000
        notion.comment(notion.row(POSTER).id, "Hello", by="Maya")
        await endpoint.next()

    assert endpoint.refusals > 900
