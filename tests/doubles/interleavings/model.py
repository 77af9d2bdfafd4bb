"""A model that is told beforehand what to say to each request, however many come at the same time."""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.doubles.openai_requests import check_request
from tests.doubles.openai_server import completion

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.doubles.interleavings.steps import Turn

CLAIM = "✅ **Done**, all of it: confirmed and changed in Notion."
_NUMBER = re.compile(r"^Request (\d+)$", re.MULTILINE)


def words_of(number: int) -> str:
    """How a person says a request, so that the model knows which it is."""
    return f"Request {number}"


@dataclass
class TurnsByRequest:
    """Whatever comes after the turns of a request, it claims that all is done."""

    base_url: str = ""
    turns: list[tuple[Turn, ...]] = field(default_factory=list)

    async def complete(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        check_request(body)
        messages = body["messages"]
        number = next(int(found[1]) for said in messages if (found := _NUMBER.search(said["content"] or "")))
        taken = sum(said["role"] == "assistant" for said in messages)
        turns = self.turns[number]
        turn = turns[taken] if taken < len(turns) else CLAIM
        return web.json_response(_said(turn, f"{number}-{taken}", body["model"]))


def _said(turn: Turn, turn_id: str, model: str) -> dict[str, Any]:
    if isinstance(turn, str):
        return completion(model, {"content": turn}, "stop")
    calls = [
        {
            "id": f"call-{turn_id}-{place}",
            "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments)},
        }
        for place, (name, arguments) in enumerate(turn)
    ]
    return completion(model, {"content": None, "tool_calls": calls}, "tool_calls")


@asynccontextmanager
async def open_model() -> AsyncIterator[TurnsByRequest]:
    model = TurnsByRequest()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        model.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield model
    finally:
        await runner.cleanup()
