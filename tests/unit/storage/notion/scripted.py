"""A Notion that answers each path with what a test wrote down: also what an emulator should not say."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from storage.notion.budget import Budget
from storage.notion.client import Notion
from storage.notion.connection import client_over
from storage.notion.directory import NotionDirectory
from storage.notion.reader import NotionReader
from storage.notion.rows import Rows
from storage.notion.writer import NotionWriter
from tests.unit.storage.notion.examples import ANA, BEN, BOARD, PROJECTS, SPRING, ZONE, board, text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.ports import LayoutStore

BOT = "99999999-9999-4999-8999-999999999999"
QUERY = f"POST data_sources/{BOARD}/query"
MANY = 60_000
"""Requests a minute: no test waits for its turn."""


def listed(*results: Any, **more: Any) -> dict[str, Any]:
    return {"object": "list", "results": list(results), "has_more": False, "next_cursor": None} | more


def project(id_: str, name: str) -> dict[str, Any]:
    return {
        "object": "page",
        "id": id_,
        "url": "https://www.notion.so/project",
        "last_edited_time": "2026-06-01T09:00:00.000Z",
        "in_trash": False,
        "properties": {"Name": {"id": "title", "type": "title", "title": text(name)}},
    }


class ScriptedNotion:
    """Answers by "METHOD path". A list of answers is given one after the other, its last one for ever."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {
            f"GET data_sources/{BOARD}": board(),
            f"GET data_sources/{PROJECTS}": {
                "id": PROJECTS,
                "properties": {"Name": {"id": "title", "type": "title", "title": {}}},
            },
            f"POST data_sources/{PROJECTS}/query": listed(project(SPRING, "Spring")),
            "GET users": listed(
                {"object": "user", "type": "person", "id": BEN, "name": "Ben"},
                {"object": "user", "type": "bot", "id": BOT, "name": "Darcy"},
                {"object": "user", "type": "person", "id": ANA, "name": "ana"},
            ),
        }
        self.sent: list[str] = []
        self.bodies: list[Any] = []

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        key = f"{request.method} {request.url.raw_path.decode().removeprefix('/v1/').partition('?')[0]}"
        self.sent.append(key)
        self.bodies.append(json.loads(request.content) if request.content else None)
        answer = self.answers.get(key, httpx.Response(404, json={"code": "object_not_found", "message": "?"}))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    def bodies_of(self, key: str) -> list[Any]:
        """What was sent to one path, in order."""
        return [body for sent, body in zip(self.sent, self.bodies, strict=True) if sent == key]

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Notion]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self._answer)) as http:
            client = client_over(http, "ntn_made_up", "https://notion.test")
            yield Notion(client, budget=Budget(per_minute=MANY, sleep=_at_once), sleep=_at_once)

    @asynccontextmanager
    async def board(
        self, layouts: LayoutStore | None = None
    ) -> AsyncIterator[tuple[NotionReader, NotionWriter, NotionDirectory]]:
        async with self.client() as notion:
            directory = NotionDirectory(notion, BOARD, layouts=layouts)
            rows = Rows(notion, directory, ZONE)
            yield NotionReader(rows, BOT), NotionWriter(rows), directory


async def _at_once(_: float) -> None:
    """Waiting, in a test."""
