"""What we send to OpenAI, and what its double answers, held against OpenAI's own description of its API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from jsonschema_rs import Draft202012Validator

from bot.agent.openai_model import open_openai_model
from storage.runs import ToolResult
from tests.doubles.contexts import OPTIONS, context, exchange, task
from tests.doubles.openai_server import ScriptedModel, open_openai_server
from tests.doubles.required import require
from tools.catalog import TOOLS
from tools.toolset import Toolset

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contracts" / "openai-openapi.json"
OFFERED = Toolset(TOOLS).offered(OPTIONS)


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    require(f"../shared/contracts/{CONTRACT.name}", is_there=CONTRACT.exists())
    document: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    return document


@pytest.fixture
async def server() -> AsyncGenerator[ScriptedModel, None]:
    async with open_openai_server() as scripted:
        yield scripted


def problems(contract: dict[str, Any], schema: str, body: object) -> list[str]:
    validator = Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": contract["components"]}
    )
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(body)]


async def talk(server: ScriptedModel) -> None:
    """A run of two turns, as Darcy has it with a model."""
    told = context("finish the poster", tasks=(task(),), exchanges=(exchange("show my tasks", "Shown."),))
    async with open_openai_model(
        api_key="sk-made-up", base_url=server.base_url, model="scripted", timeout_s=10
    ) as model:
        server.calls(("find_tasks", {"words": "poster"}), ("update_task", {"task": "T1", "status": "done"}))
        first = await model.reply(told, [], OFFERED)
        server.says("There is nothing to do.")
        results = [ToolResult(call.id, "T1|Poster") for call in first.tool_calls]
        await model.reply(told, [first, *results], OFFERED)
        server.says("Hello.")
        await model.reply(told, [], [])


async def test_openai_describes_the_requests_we_send(server: ScriptedModel, contract: dict[str, Any]) -> None:
    await talk(server)
    assert len(server.requests) == 3
    for request in server.requests:
        assert problems(contract, "CreateChatCompletionRequest", request) == []
    wrong = server.requests[0] | {"messages": [{"role": "tool", "content": "T1"}]}
    assert problems(contract, "CreateChatCompletionRequest", wrong) != []


async def test_openai_describes_the_answers_of_the_double(
    server: ScriptedModel, contract: dict[str, Any]
) -> None:
    await talk(server)
    server.calls(("find_tasks", {}), ("show_tasks", {"whose": "me"}))
    server.says("Hello.")
    server.answers_message({"refusal": "No."})
    for _ in range(3):
        body = await posted(server, server.requests[0])
        assert problems(contract, "CreateChatCompletionResponse", body) == []
        assert problems(contract, "CreateChatCompletionResponse", body | {"choices": [{}]}) != []


async def test_openai_describes_the_list_of_models(server: ScriptedModel, contract: dict[str, Any]) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{server.base_url}/models") as answer:
        assert problems(contract, "ListModelsResponse", await answer.json()) == []


async def test_openai_describes_the_errors_of_the_double(
    server: ScriptedModel, contract: dict[str, Any]
) -> None:
    for request in (
        {},
        {"model": "m", "messages": []},
        {"model": "m", "messages": [{"role": "user", "content": "a"}]},
    ):
        assert problems(contract, "ErrorResponse", await posted(server, request)) == []


# --- what the double refuses, as OpenAI does ----------------------------------------------------------

USER = {"role": "user", "content": "hello"}
CALL = {"id": "c1", "type": "function", "function": {"name": "t", "arguments": "{}"}}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
ANSWERED = {"role": "tool", "tool_call_id": "c1", "content": "done"}
TEXT = {"type": "string"}
STRICT = {"type": "object", "properties": {"a": TEXT}, "required": ["a"], "additionalProperties": False}


def strict(**changed: Any) -> dict[str, Any]:
    function = {"name": "t", "strict": True, "parameters": STRICT | changed}
    return {"messages": [USER], "tools": [{"type": "function", "function": function}]}


def with_field(schema: dict[str, Any]) -> dict[str, Any]:
    return strict(properties={"a": schema})


@pytest.mark.parametrize(
    "request_body",
    [
        {"messages": [USER]},
        {"messages": [USER, CALLING, ANSWERED]},
        {"messages": [USER, CALLING, ANSWERED, USER]},
        {"messages": [USER, CALLING | {"content": "I look."}, ANSWERED]},
        strict(),
        with_field({"anyOf": [TEXT, {"type": "null"}]}),
        with_field({"type": ["string", "null"], "enum": ["x", None]}),
        with_field({"type": "array", "items": STRICT}),
        with_field({"type": "object", "properties": {}, "required": [], "additionalProperties": False}),
        with_field({"type": "string", "format": "date"}),
    ],
)
async def test_the_double_takes_what_is_well_formed(
    server: ScriptedModel, request_body: dict[str, Any]
) -> None:
    server.says("Hello.")
    assert "choices" in await posted(server, {"model": "m", **request_body})


@pytest.mark.parametrize(
    ("request_body", "about"),
    [
        ([], "JSON object"),
        ({"messages": [USER], "model": ""}, "name a model"),
        ({"messages": []}, "at least one"),
        ({"messages": [{"role": "boss", "content": "a"}]}, "role"),
        ({"messages": [{"role": "user"}]}, "content"),
        ({"messages": [{"role": "assistant", "content": None}]}, "content"),
        ({"messages": [USER, ANSWERED]}, "must answer"),
        ({"messages": [USER, CALLING]}, "c1"),
        ({"messages": [USER, CALLING, USER]}, "c1"),
        ({"messages": [USER, CALLING, ANSWERED, ANSWERED]}, "must answer"),
        ({"messages": [USER, {"role": "assistant", "tool_calls": []}]}, "content"),
        ({"messages": [USER, CALLING | {"tool_calls": [{"id": "c1"}]}]}, "tool call must have"),
        ({"messages": [USER], "tools": []}, "empty"),
        ({"messages": [USER], "parallel_tool_calls": True}, "needs 'tools'"),
        ({"messages": [USER], "tools": strict()["tools"] * 2}, "same name"),
        ({"messages": [USER], "tools": [{"type": "function", "function": {"name": "a b"}}]}, "letters"),
        ({"messages": [USER], "tools": [{"type": "function"}]}, "type and function"),
        (strict(required=[]), "required"),
        (strict(additionalProperties=True), "additionalProperties"),
        (strict(type="array"), "at its root"),
        (with_field({"type": "string", "maxLength": 5}), "maxLength"),
        (with_field({"type": "string", "default": "x"}), "default"),
        (with_field({"anyOf": [STRICT | {"required": []}, {"type": "null"}]}), "required"),
        (with_field({"type": "array", "items": {"type": "object"}}), "additionalProperties"),
        (with_field({"description": "anything"}), "'type'"),
        (strict(**{"$defs": {"part": {"type": "object"}}}), "additionalProperties"),
    ],
)
async def test_the_double_refuses_what_openai_refuses(
    server: ScriptedModel, request_body: Any, about: str
) -> None:
    server.says("This must not be said.")
    body = {"model": "m", **request_body} if isinstance(request_body, dict) else request_body
    assert about in (await posted(server, body))["error"]["message"]
    assert server.left == 1


async def test_the_double_wants_a_key_and_json(server: ScriptedModel) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{server.base_url}/chat/completions", json={}) as answer:
            assert answer.status == 401
        bearer = {"Authorization": "Bearer x"}
        async with http.post(f"{server.base_url}/chat/completions", data="{", headers=bearer) as answer:
            assert answer.status == 400


async def test_a_script_that_has_run_out_says_so(server: ScriptedModel) -> None:
    answer = await posted(server, {"model": "m", "messages": [USER]})
    assert answer["error"]["message"] == "The test's script has no answer to request 1."


async def posted(server: ScriptedModel, body: Any) -> dict[str, Any]:
    url, headers = f"{server.base_url}/chat/completions", {"Authorization": "Bearer sk-made-up"}
    async with aiohttp.ClientSession() as http, http.post(url, json=body, headers=headers) as answer:
        read: dict[str, Any] = await answer.json()
        return read
