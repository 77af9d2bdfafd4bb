# ruff: noqa: INP001 - a script, run with -m
"""What one request to the model costs in CPU, while which the event loop serves nobody else.

    .venv/bin/python -m bench.model_request [requests]

The same 16 strict tools and 40 messages go to a server in another process, once by openai's `create` and once
by `OpenAIModel`; with each, over the package's httpx and its aiohttp transport. Only this process is timed
(`time.process_time`), so the figures are CPU per request; for `OpenAIModel` with the context rendered.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web
from openai import AsyncOpenAI, DefaultAioHttpClient, DefaultAsyncHttpxClient

from bot.agent.openai_model import OpenAIModel
from bot.agent.rendering import messages_of
from storage.records import Member, MemberId
from storage.runs import Message, Reply, ToolCall, ToolResult
from tests.doubles.contexts import ANA, OPTIONS, context, task
from tools.catalog import TOOLS
from tools.toolset import Toolset, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from multiprocessing.connection import Connection

ANSWER = {
    "id": "chatcmpl-bench",
    "object": "chat.completion",
    "created": 0,
    "model": "bench",
    "choices": [
        {
            "index": 0,
            "finish_reason": "stop",
            "logprobs": None,
            "message": {"role": "assistant", "content": "Yes.", "refusal": None},
        }
    ],
    "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10},
}


def sixteen_tools() -> list[ToolSpec]:
    offered = Toolset(TOOLS).offered(OPTIONS)
    return [ToolSpec(f"{name}_{turn}", said, schema) for turn in range(4) for name, said, schema in offered][
        :16
    ]


def history_of(messages: int) -> list[Message]:
    turns: list[Message] = []
    for number in range(messages // 2):
        call = ToolCall(f"call_{number}", "find_tasks_0", json.dumps({"words": f"poster {number}"}))
        turns += [
            Reply(tool_calls=(call,)),
            ToolResult(call.id, "T1|Poster|Not started|2026-06-12|Recruitment"),
        ]
    return turns


def tools_for_create(specs: Sequence[ToolSpec]) -> Any:
    return [
        {
            "type": "function",
            "function": {
                "name": spec.name,
                "description": spec.description,
                "parameters": spec.parameters,
                "strict": True,
            },
        }
        for spec in specs
    ]


def serve(port_out: Connection, takes_s: float = 0) -> None:
    """Answer every request alike, each after `takes_s`, at the port that is sent through the pipe."""

    async def complete(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(takes_s)
        return web.json_response(ANSWER)

    async def run() -> None:
        app = web.Application(client_max_size=8 * 1024**2)
        app.router.add_post("/v1/chat/completions", complete)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port_out.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def cpu_ms(ask: Callable[[], Awaitable[object]], requests: int) -> float:
    """The median CPU of this process for one request, in milliseconds."""
    for _ in range(10):
        await ask()
    took = []
    for _ in range(requests):
        began = time.process_time()
        await ask()
        took.append(time.process_time() - began)
    return statistics.median(took) * 1000


async def compare(port: int, requests: int) -> None:
    people = (ANA, *(Member(MemberId(str(number)), f"Person Number{number}") for number in range(39)))
    tasks = tuple(task(f"Send out the recruitment forms {number}") for number in range(25))
    asked = context("Who is late?", tasks=tasks, members=people)
    history, tools = history_of(37), sixteen_tools()
    messages: Any = messages_of(asked, history)
    offered = tools_for_create(tools)
    sys.stdout.write(f"{len(tools)} tools, {len(messages)} messages, median of {requests} requests, CPU ms\n")
    clients = {"httpx": DefaultAsyncHttpxClient, "aiohttp": DefaultAioHttpClient}
    for transport, made in clients.items():
        url = f"http://127.0.0.1:{port}/v1"
        async with AsyncOpenAI(api_key="bench", base_url=url, max_retries=0, http_client=made()) as client:
            model = OpenAIModel(client, "bench", timeout_s=60)
            ways: dict[str, Callable[[], Awaitable[object]]] = {
                "openai's create": lambda client=client: client.chat.completions.create(  # type: ignore[misc]
                    model="bench", messages=messages, tools=offered, parallel_tool_calls=True
                ),
                "OpenAIModel": lambda model=model: model.reply(asked, history, tools),  # type: ignore[misc]
            }
            for way, ask in ways.items():
                sys.stdout.write(f"{transport:8} {way:16} {await cpu_ms(ask, requests):6.2f}\n")
    began = time.process_time()
    for _ in range(requests):
        messages_of(asked, history)
    each = (time.process_time() - began) / requests * 1000
    sys.stdout.write(f"of which the context and history as messages: {each:.2f}\n")


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    port_in, port_out = multiprocessing.get_context("spawn").Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(port_out,), daemon=True)
    server.start()
    try:
        asyncio.run(compare(port_in.recv(), requests))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
