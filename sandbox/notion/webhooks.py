"""Webhooks: who is told of changes, how it is signed, and how often it is tried.

Facts: developers.notion.com/reference/webhooks and …/webhooks-events-delivery. A new subscription is sent a
token; once its owner has shown it to Notion, events follow, each signed with it. What happens close together
is told at once. An endpoint that does not answer with a 2xx is tried up to eight times.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from sandbox.notion.events import aggregated, events_of
from sandbox.notion.integration import Capability
from sandbox.notion.schema import BOT_ID, WORKSPACE_ID
from sandbox.workspace import stable_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.notion.errors import Json
    from sandbox.notion.events import Event
    from sandbox.notion.integration import Integration
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

MOST_ATTEMPTS = 8
FIRST_RETRY_S = 0.01
"""The wait after the first failure, doubled after each. Notion's last attempt comes a day later."""
_PATIENCE = aiohttp.ClientTimeout(total=10)
_INTEGRATION_ID = stable_id("integration", "Darcy")


@dataclass(slots=True, kw_only=True)
class Subscription:
    """An endpoint that wants events; of all types, if none is named. It gets none before it is verified."""

    url: str
    types: frozenset[str]
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    verification_token: str = field(default_factory=lambda: f"secret_{secrets.token_urlsafe(32)}", repr=False)
    is_verified: bool = False

    def verify(self, token: str) -> None:
        """The owner shows Notion the token that the endpoint was sent. Raises `ValueError`."""
        if not hmac.compare_digest(token, self.verification_token):
            raise ValueError("This is not the token that the endpoint was sent.")
        self.is_verified = True

    def wants(self, event: Event) -> bool:
        return self.is_verified and (not self.types or event.type in self.types)


class Webhooks:
    """Hears of every change in the store, and tells those who want to know."""

    def __init__(
        self, world: World, integration: Integration, workspace_name: str, session: aiohttp.ClientSession
    ) -> None:
        self._world, self._integration, self._session = world, integration, session
        self._workspace_name = workspace_name
        self._subscriptions: list[Subscription] = []
        self._pending: list[Event] = []
        self._has_pending = asyncio.Event()
        world.store.listeners.append(self._note)

    async def subscribe(self, url: str, types: frozenset[str]) -> Subscription:
        """Send an endpoint its token. Raises `aiohttp.ClientError` if it does not take it."""
        subscription = Subscription(url=url, types=types)
        async with self._post(
            subscription, {"verification_token": subscription.verification_token}
        ) as answer:
            answer.raise_for_status()
        self._subscriptions.append(subscription)
        return subscription

    async def deliver(self) -> None:
        """Tell of changes as they come, until cancelled."""
        while True:
            await self._has_pending.wait()
            self._has_pending.clear()
            events, self._pending = self._pending, []
            told = [event for event in aggregated(events) if self._may_know(event)]
            await asyncio.gather(
                *(
                    self._tell(subscription, event)
                    for subscription in self._subscriptions
                    for event in told
                    if subscription.wants(event)
                )
            )

    def _note(self, kind: Kind, before: Json | None, after: Json) -> None:
        if any(subscription.is_verified for subscription in self._subscriptions):
            at = self._world.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self._pending += events_of(kind, before, after, self._world.store, at)
            self._has_pending.set()

    def _may_know(self, event: Event) -> bool:
        needed = Capability.READ_COMMENTS if event.of == "comment" else Capability.READ_CONTENT
        is_shared = self._world.find(event.of, event.id, "event") is not None
        return is_shared and needed in self._integration.capabilities

    async def _tell(self, subscription: Subscription, event: Event) -> None:
        body = self._body(subscription, event)
        for attempt in range(MOST_ATTEMPTS):
            try:
                async with self._post(subscription, {**body, "attempt_number": attempt + 1}) as answer:
                    if answer.ok:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass  # as good as a refusal
            await asyncio.sleep(FIRST_RETRY_S * 2**attempt)

    def _body(self, subscription: Subscription, event: Event) -> Json:
        return {
            "id": str(uuid.uuid4()),
            "timestamp": event.at,
            "workspace_id": WORKSPACE_ID,
            "workspace_name": self._workspace_name,
            "subscription_id": subscription.id,
            "integration_id": _INTEGRATION_ID,
            "authors": [
                {"id": author, "type": "bot" if author == BOT_ID else "person"} for author in event.authors
            ],
            "api_version": "2026-03-11",
            "entity": {"id": event.id, "type": event.of},
            "type": event.type,
            "data": event.data,
        }

    def _post(self, subscription: Subscription, body: Json) -> aiohttp.client._RequestContextManager:
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        signature = hmac.new(subscription.verification_token.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "X-Notion-Signature": f"sha256={signature}"}
        return self._session.post(subscription.url, data=raw, headers=headers)


@asynccontextmanager
async def open_webhooks(
    world: World, integration: Integration, workspace_name: str
) -> AsyncIterator[Webhooks]:
    """Deliver until the end. What has not been told by then is not."""
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        webhooks = Webhooks(world, integration, workspace_name, session)
        delivering = asyncio.create_task(webhooks.deliver())
        try:
            yield webhooks
        finally:
            delivering.cancel()
            [ended] = await asyncio.gather(delivering, return_exceptions=True)
            if isinstance(ended, Exception):  # a cancellation is none
                raise ended
