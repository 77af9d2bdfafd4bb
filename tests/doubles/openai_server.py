"""A server that speaks OpenAI's Chat Completions on loopback and answers by a script.

It refuses what OpenAI refuses (`openai_requests.py`). With an empty script it answers 500 and says so, so
that a test that asks the model once too often fails loudly.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.doubles.openai_requests import RefusedError, check_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Answer = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass
class ScriptedModel:
    """The script, and every request that came, taken or refused.

    Each of `calls`, `says`, `fails` … adds the answer to one request that is well formed.
    `unknown_parameters` are those of `parallel_tool_calls` and `strict` that this server refuses, as several
    compatible servers and some models do. While it `is_locked`, it lists its models to nobody.
    """

    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    unknown_parameters: set[str] = field(default_factory=set)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    received: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    is_down: bool = False
    is_locked: bool = False
    _script: deque[Answer] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.free.set()  # while it is clear, no scripted answer is given; while it is down, none at all

    @property
    def left(self) -> int:
        """How many scripted answers nobody has asked for yet."""
        return len(self._script)

    def calls(self, *calls: tuple[str, dict[str, object]]) -> None:
        """Call these tools in one turn. Arguments left out are completed as strict mode would have them."""

        async def answer(_: web.Request, body: dict[str, Any]) -> web.StreamResponse:
            made = [
                _tool_call(f"call_{len(self.requests)}_{place}", name, _completed(name, arguments, body))
                for place, (name, arguments) in enumerate(calls)
            ]
            return _completion(body, {"content": None, "tool_calls": made}, "tool_calls")

        self._script.append(answer)

    def says(self, text: str) -> None:
        self.answers_message({"content": text})

    def answers_message(self, message: dict[str, Any], *, finish_reason: str = "stop") -> None:
        """Answer with parts of a message as they are, well formed or not."""

        async def answer(_: web.Request, body: dict[str, Any]) -> web.StreamResponse:
            return _completion(body, message, finish_reason)

        self._script.append(answer)

    def answers(self, body: object) -> None:
        """Answer 200 with this: bytes as they are, anything else as JSON."""

        async def answer(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            return web.Response(body=content, content_type="application/json", headers=_request_id())

        self._script.append(answer)

    def fails(
        self, status: int, body: dict[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        async def answer(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
            said = body if body is not None else _error("The server failed, as scripted.", "server_error")
            return web.json_response(said, status=status, headers={**_request_id(), **(headers or {})})

        self._script.append(answer)

    def drops(self) -> None:
        """Close the connection without an answer."""

        async def answer(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()

        self._script.append(answer)

    def stalls(self) -> None:
        """Keep the connection and never answer."""

        async def answer(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
            await self.closing.wait()
            return web.Response(status=503)

        self._script.append(answer)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        if self.is_down:
            assert request.transport is not None
            request.transport.abort()
        if not request.headers.get("Authorization", "").removeprefix("Bearer ").strip():
            return _refusal(401, RefusedError("No API key was given.", None, "invalid_api_key"))
        try:
            body = await request.json()
            self.requests.append(body)
            self.headers.append(dict(request.headers))
            self.received.set()
            check_request(body)
            self._check_known(body)
        except json.JSONDecodeError:
            return _refusal(400, RefusedError("The body is not JSON."))
        except RefusedError as refused:
            return _refusal(400, refused)
        if not self._script:
            said = f"The test's script has no answer to request {len(self.requests)}."
            return web.json_response(
                _error(said, "server_error"), status=500, headers={"x-should-retry": "false"}
            )
        answer = self._script.popleft()
        await self.free.wait()
        return await answer(request, body)

    async def models(self, _: web.Request) -> web.StreamResponse:
        if self.is_locked:
            return _refusal(401, RefusedError("Incorrect API key provided.", None, "invalid_api_key"))
        listed = {"id": "scripted", "object": "model", "created": 0, "owned_by": "the test"}
        return web.json_response({"object": "list", "data": [listed]})

    def _check_known(self, body: dict[str, Any]) -> None:
        functions = [tool["function"] for tool in body.get("tools", ())]
        for name in sorted(self.unknown_parameters):
            if name in body or any(name in function for function in functions):
                raise RefusedError(f"Unsupported parameter: '{name}'.", name, "unsupported_parameter")


@asynccontextmanager
async def open_openai_server() -> AsyncIterator[ScriptedModel]:
    model = ScriptedModel()
    app = web.Application(client_max_size=8 * 1024**2)
    app.router.add_post("/v1/chat/completions", model.complete)
    app.router.add_get("/v1/models", model.models)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        model.base_url = f"http://{host}:{port}/v1"
        yield model
    finally:
        model.closing.set()
        model.free.set()
        await runner.cleanup()


def completion(model: str, message: dict[str, Any], finish_reason: str, *, read: int = 0) -> dict[str, Any]:
    """A `chat.completion` around parts of a message; `read` is the count of input tokens it tells."""
    written = len(json.dumps(message)) // 4
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    whole = {"role": "assistant", "content": None, "refusal": None, "annotations": []} | message
    choice = {"index": 0, "message": whole, "logprobs": None, "finish_reason": finish_reason}
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
        "usage": usage,
    }


def _completion(body: dict[str, Any], message: dict[str, Any], finish_reason: str) -> web.StreamResponse:
    read = len(json.dumps(body)) // 4
    answer = completion(body["model"], message, finish_reason, read=read)
    return web.json_response(answer, headers=_request_id())


def _tool_call(call_id: str, name: str, arguments: dict[str, object]) -> dict[str, Any]:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}


def _completed(name: str, arguments: dict[str, object], body: dict[str, Any]) -> dict[str, object]:
    """Arguments with every field of the tool's schema; a tool that was not offered is left as it is."""
    for tool in body.get("tools", ()):
        if tool["function"]["name"] == name:
            fields = tool["function"]["parameters"]["properties"]
            return {
                key: _unsaid(schema) for key, schema in fields.items() if key not in arguments
            } | arguments
    return arguments


def _unsaid(schema: dict[str, Any]) -> object:
    """What a model says in a field it has nothing to say in: null if it may, else the emptiest value."""
    kinds = [part.get("type") for part in schema.get("anyOf", [schema])]
    kinds = [kind for listed in kinds for kind in (listed if isinstance(listed, list) else [listed])]
    if "null" in kinds:
        return None
    if "enum" in schema:
        return schema["enum"][0]
    return {"boolean": False, "array": [], "string": ""}.get(kinds[0])


def _refusal(status: int, refused: RefusedError) -> web.Response:
    body = _error(refused.message, "invalid_request_error", refused.param, refused.code)
    return web.json_response(body, status=status, headers=_request_id())


def _error(message: str, kind: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _request_id() -> dict[str, str]:
    return {"x-request-id": "req_scripted"}
