"""A network without sockets: its answers are scripted, and it remembers what it was sent, and when."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from storage.notion.client import Notion
from storage.notion.connection import client_over

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.notion.budget import Budget

TOKEN = "ntn_made_up_token"
SECRET_WORDS = "Ana's surprise party"
REQUEST_ID = "1a2b3c4d-aaaa-4bbb-8ccc-0123456789ab"
PAGE = {"object": "page", "id": "p"}
OK = httpx.Response(200, json=PAGE)
Answer = httpx.Response | Exception


def refused(status: int, code: str = "", *, retry_after: str = "", **details: Any) -> httpx.Response:
    """An error as Notion answers it. Its message quotes what people wrote, as Notion's may."""
    body = {
        "object": "error",
        "status": status,
        "code": code,
        "message": f"Invalid: {SECRET_WORDS}",
        "request_id": REQUEST_ID,
        "additional_data": details,
    }
    return httpx.Response(status, json=body, headers={"retry-after": retry_after} if retry_after else {})


class Network:
    """Gives its answers one after the other, the last one for ever. Each takes `answers_after_s`."""

    def __init__(self, *answers: Answer, answers_after_s: float = 0) -> None:
        self.answers = list(answers)
        self.answers_after_s = answers_after_s
        self.sent: list[httpx.Request] = []
        self.moments: list[float] = []
        self.at_once = self.most_at_once = 0

    @property
    def paths(self) -> list[str]:
        return [request.url.path.removeprefix("/v1/") for request in self.sent]

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        self.moments.append(asyncio.get_running_loop().time())
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.answers_after_s)
        finally:
            self.at_once -= 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    @asynccontextmanager
    async def notion(self, budget: Budget | None = None) -> AsyncIterator[Notion]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer)) as http:
            yield Notion(client_over(http, TOKEN, "https://notion.test"), budget=budget)
