"""`OpenAIModel` on a real server over HTTP, well and badly behaved."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.agent.model import ModelUnavailableError
from bot.agent.openai_model import OpenAIModel, open_openai_model
from storage.runs import Reply, ToolResult
from tests.doubles.contexts import context
from tests.doubles.openai_server import ScriptedModel, open_openai_server
from tools.toolset import ToolSpec

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

KEY = "sk-made-up-key"
WORDS = "assign the poster to Priya"
AT_ONCE = {"retry-after-ms": "1"}


def tool(name: str, **fields: Any) -> ToolSpec:
    schema = {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}
    return ToolSpec(name, f"The tool {name}.", schema)


OPTIONAL_TEXT = {"anyOf": [{"type": "string"}, {"type": "null"}]}
TOOLS = (
    tool(
        "update_task",
        task={"type": "string"},
        status=OPTIONAL_TEXT,
        clear={"type": "array", "items": {"type": "string"}},
    ),
    tool("find_tasks", words=OPTIONAL_TEXT),
)


@pytest.fixture
async def server() -> AsyncGenerator[ScriptedModel, None]:
    async with open_openai_server() as scripted:
        yield scripted


@pytest.fixture
async def model(server: ScriptedModel) -> AsyncGenerator[OpenAIModel, None]:
    async with opened(server) as model:
        yield model


@asynccontextmanager
async def opened(
    server: ScriptedModel, *, api_key: str | None = KEY, timeout_s: float = 10
) -> AsyncIterator[OpenAIModel]:
    async with open_openai_model(
        api_key=api_key, base_url=server.base_url, model="scripted", timeout_s=timeout_s
    ) as model:
        yield model


async def refused(model: OpenAIModel) -> str:
    """What the person is told when no reply comes."""
    with pytest.raises(ModelUnavailableError) as caught:
        await model.reply(context(WORDS), [], TOOLS)
    return str(caught.value)


# --- what is asked, and what comes of it --------------------------------------------------------------


async def test_calls_come_back_as_the_model_wrote_them_with_the_tokens_counted(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    server.calls(("update_task", {"task": "poster", "status": "done"}), ("find_tasks", {"words": "flyer"}))

    reply = await model.reply(context(WORDS), [], TOOLS)

    assert [(call.name, json.loads(call.arguments)) for call in reply.tool_calls] == [
        ("update_task", {"task": "poster", "status": "done", "clear": []}),
        ("find_tasks", {"words": "flyer"}),
    ]
    assert len({call.id for call in reply.tool_calls}) == 2
    assert reply.text == ""
    assert reply.input_tokens > 100
    assert reply.output_tokens > 10


async def test_the_request_offers_strict_tools_to_be_called_in_parallel(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    server.says("Bonjour ⟦é⟧.")

    reply = await model.reply(context("Qui a l'affiche ? 🎨"), [], TOOLS)

    assert reply.text == "Bonjour ⟦é⟧."
    (request,) = server.requests
    assert request["model"] == "scripted"
    assert request["parallel_tool_calls"] is True
    assert [offered["function"] for offered in request["tools"]] == [
        {"name": spec.name, "description": spec.description, "parameters": spec.parameters, "strict": True}
        for spec in TOOLS
    ]
    assert request["messages"][-1] == {"role": "user", "content": "Qui a l'affiche ? 🎨"}
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


async def test_a_run_goes_on_with_what_its_calls_came_to(server: ScriptedModel, model: OpenAIModel) -> None:
    server.calls(("find_tasks", {}))
    first = await model.reply(context(WORDS), [], TOOLS)
    server.says("Two.")

    second = await model.reply(
        context(WORDS), [first, ToolResult(first.tool_calls[0].id, "T1|a\nT2|b")], TOOLS
    )

    assert second.text == "Two."
    assert (
        server.requests[1]["messages"][: len(server.requests[0]["messages"])]
        == server.requests[0]["messages"]
    )


async def test_a_changed_tool_is_offered_as_it_is_now(server: ScriptedModel, model: OpenAIModel) -> None:
    for spec in (tool("t", a={"type": "string"}), tool("t", b={"type": "string"})):
        server.says("Yes.")
        await model.reply(context(WORDS), [], [spec])
    offered = [request["tools"][0]["function"]["parameters"]["required"] for request in server.requests]
    assert offered == [["a"], ["b"]]


async def test_without_tools_none_are_offered(server: ScriptedModel, model: OpenAIModel) -> None:
    server.says("Hello.")
    assert await model.reply(context(WORDS), [], []) == Reply(
        text="Hello.", input_tokens=len(json.dumps(server.requests[0])) // 4, output_tokens=5
    )
    assert server.requests[0].keys() == {"model", "messages"}


async def test_a_server_of_ones_own_needs_no_key(server: ScriptedModel) -> None:
    server.says("Hello.")
    async with opened(server, api_key=None) as model:
        assert (await model.reply(context(WORDS), [], TOOLS)).text == "Hello."


async def test_with_neither_key_nor_address_it_says_what_to_set() -> None:
    with pytest.raises(ModelUnavailableError, match="OPENAI_API_KEY"):
        async with open_openai_model(api_key=None, base_url=None, model="m", timeout_s=1):
            pass


@pytest.mark.parametrize("key", ["“sk-quoted”", "sk-two parts", "sk-broken\n"])
async def test_what_cannot_be_a_key_is_told_at_the_start(server: ScriptedModel, key: str) -> None:
    with pytest.raises(ModelUnavailableError, match="copy it again"):
        async with opened(server, api_key=key):
            pass


async def test_many_runs_are_served_at_once(server: ScriptedModel, model: OpenAIModel) -> None:
    for _ in range(20):
        server.says("Yes.")
    replies = await asyncio.gather(*(model.reply(context(WORDS), [], TOOLS) for _ in range(20)))
    assert {reply.text for reply in replies} == {"Yes."}


# --- servers that know less ---------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", [{"strict"}, {"parallel_tool_calls"}, {"strict", "parallel_tool_calls"}])
async def test_a_parameter_the_server_does_not_know_is_left_out_once_and_for_all(
    server: ScriptedModel, model: OpenAIModel, unknown: set[str]
) -> None:
    server.unknown_parameters = unknown
    for _ in range(2):
        server.says("Yes.")
        assert (await model.reply(context(WORDS), [], TOOLS)).text == "Yes."

    assert len(server.requests) == 2 + len(unknown)
    last = server.requests[-1]
    assert ("parallel_tool_calls" in last) == ("parallel_tool_calls" not in unknown)
    assert ("strict" in last["tools"][0]["function"]) == ("strict" not in unknown)


async def test_runs_that_learn_it_at_the_same_time_all_get_their_reply(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    server.unknown_parameters = {"strict"}
    for _ in range(5):
        server.says("Yes.")
    replies = await asyncio.gather(*(model.reply(context(WORDS), [], TOOLS) for _ in range(5)))
    assert {reply.text for reply in replies} == {"Yes."}


async def test_a_refusal_in_a_form_of_the_servers_own_is_understood(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    detail = [{"type": "extra_forbidden", "loc": ["body", "parallel_tool_calls"], "msg": "Extra inputs"}]
    server.fails(422, {"detail": detail})
    server.says("Yes.")
    assert (await model.reply(context(WORDS), [], TOOLS)).text == "Yes."
    assert "parallel_tool_calls" not in server.requests[1]


async def test_a_400_about_something_else_is_not_repeated(server: ScriptedModel, model: OpenAIModel) -> None:
    server.fails(400, {"error": {"message": "strict words", "type": "t", "param": "messages", "code": None}})
    assert "refused Darcy's request (400)" in await refused(model)
    assert len(server.requests) == 1


# --- what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code", "who_can_do_what"),
    [
        (400, None, "DARCY_MODEL can call tools"),
        (400, "context_length_exceeded", "Ask for less"),
        (401, "invalid_api_key", "whoever runs Darcy must check OPENAI_API_KEY"),
        (402, None, "billing"),
        (403, None, "what that key may use"),
        (
            404,
            "model_not_found",
            "no model named scripted, or not at this address. Whoever runs Darcy must check DARCY_MODEL",
        ),
        (413, None, "Ask for less"),
        (429, "insufficient_quota", "billing"),
    ],
)
async def test_what_waiting_cannot_mend_is_told_at_once(
    server: ScriptedModel, model: OpenAIModel, status: int, code: str | None, who_can_do_what: str
) -> None:
    server.fails(status, {"error": {"message": "No.", "type": "t", "param": None, "code": code}})
    assert who_can_do_what.lower() in (await refused(model)).lower()
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
async def test_what_may_pass_is_tried_again(server: ScriptedModel, model: OpenAIModel, status: int) -> None:
    server.fails(status, headers=AT_ONCE)
    server.says("Yes.")
    assert (await model.reply(context(WORDS), [], TOOLS)).text == "Yes."


@pytest.mark.parametrize(("status", "told"), [(429, "too many requests"), (500, "a fault of its own")])
async def test_what_does_not_pass_is_told_after_three_attempts(
    server: ScriptedModel, model: OpenAIModel, status: int, told: str
) -> None:
    for _ in range(3):
        server.fails(status, headers=AT_ONCE)
    assert told in await refused(model)
    assert len(server.requests) == 3


async def test_a_wait_that_the_deadline_does_not_allow_is_not_begun(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    server.fails(429, headers={"retry-after": "60"})
    async with asyncio.timeout(5):
        assert "too many requests" in await refused(model)


async def test_a_server_that_says_not_to_try_again_is_obeyed(
    server: ScriptedModel, model: OpenAIModel
) -> None:
    assert "a fault of its own" in await refused(model)  # the script is empty
    assert len(server.requests) == 1


async def test_a_dropped_connection_is_tried_again(server: ScriptedModel, model: OpenAIModel) -> None:
    server.drops()
    server.says("Yes.")
    assert (await model.reply(context(WORDS), [], TOOLS)).text == "Yes."


async def test_a_server_that_is_not_there_is_told_as_such() -> None:
    async with open_openai_server() as gone:
        pass
    async with opened(gone, timeout_s=0.2) as model:
        assert "cannot be reached" in await refused(model)


async def test_a_server_that_does_not_answer_in_time_is_told_as_such(server: ScriptedModel) -> None:
    server.stalls()
    async with opened(server, timeout_s=0.2) as model:
        assert "within 0.2 seconds" in await refused(model)


async def test_a_run_that_is_given_up_gives_up_its_request(server: ScriptedModel, model: OpenAIModel) -> None:
    server.stalls()
    asking = asyncio.create_task(model.reply(context(WORDS), [], TOOLS))
    async with asyncio.timeout(5):
        await server.received.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_neither_key_nor_words_reach_a_log_or_an_error(
    server: ScriptedModel, model: OpenAIModel, caplog: pytest.LogCaptureFixture
) -> None:
    quoted = {"error": {"message": f"{KEY}: {WORDS}", "type": WORDS, "param": WORDS, "code": WORDS}}
    with caplog.at_level(logging.DEBUG):
        server.fails(401, quoted)
        try:
            await model.reply(context(WORDS), [], TOOLS)
        except ModelUnavailableError:
            logging.getLogger("test").exception("failed")
        server.answers(WORDS.encode())
        try:
            await model.reply(context(WORDS), [], TOOLS)
        except ModelUnavailableError:
            logging.getLogger("test").exception("failed")
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert "req_scripted" in logged
    assert KEY not in logged
    assert WORDS not in logged
    assert "Priya" not in logged


# --- answers that are none, or nearly -----------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Welcome</html>",
        b"",
        [],
        {},
        {"choices": []},
        {"choices": None},
        {"choices": [{"index": 0}]},
        {"choices": [{"message": "hello"}]},
        {"choices": [{"message": {"content": ["parts"]}}]},
        {"choices": [{"message": {"tool_calls": [{"id": "c"}]}}]},
        {"choices": [{"message": {"tool_calls": [{"id": "c", "function": {"arguments": "{}"}}]}}]},
        {"choices": [{"message": {"tool_calls": [{"id": 7, "function": {"name": "t", "arguments": "{}"}}]}}]},
        {"choices": [{"message": {"tool_calls": [{"id": "c", "function": {"name": "t", "arguments": 7}}]}}]},
        {"choices": [{"message": {"tool_calls": "update_task"}}]},
    ],
)
async def test_an_answer_that_is_none_is_owned_up_to(
    server: ScriptedModel, model: OpenAIModel, answer: object
) -> None:
    server.answers(answer)
    assert "OPENAI_BASE_URL" in await refused(model)


@pytest.mark.parametrize(
    ("message", "finish_reason", "told"),
    [
        ({"content": "And so"}, "length", "cut off"),
        ({"tool_calls": [{"id": "c", "function": {"name": "t", "arguments": '{"a'}}]}, "length", "cut off"),
        ({"content": None}, "content_filter", "content filter"),
        ({"content": None}, "stop", "empty answer"),
        ({"content": "  \n"}, "stop", "empty answer"),
        ({"content": "", "tool_calls": []}, "tool_calls", "empty answer"),
    ],
)
async def test_an_answer_that_is_not_whole_is_owned_up_to(
    server: ScriptedModel, model: OpenAIModel, message: dict[str, Any], finish_reason: str, told: str
) -> None:
    server.answers_message(message, finish_reason=finish_reason)
    assert told in await refused(model)


async def test_a_refusal_is_what_the_model_says(server: ScriptedModel, model: OpenAIModel) -> None:
    server.answers_message({"content": None, "refusal": "I cannot help with that."})
    assert (await model.reply(context(WORDS), [], TOOLS)).text == "I cannot help with that."


async def test_calls_nearly_well_formed_are_mended(server: ScriptedModel, model: OpenAIModel) -> None:
    calls = [
        {"function": {"name": "a"}},
        {"id": None, "function": {"name": "b", "arguments": {"x": "é"}}},
        {"id": "same", "function": {"name": "c", "arguments": ""}},
        {"id": "same", "function": {"name": "d", "arguments": "{}"}},
        {"id": "e", "function": {"name": "e", "arguments": '```json\n{"x": {"y": 1}}\n```'}},
    ]
    server.answers({"choices": [{"message": {"tool_calls": calls}}]})

    reply = await model.reply(context(WORDS), [], TOOLS)

    assert [call.name for call in reply.tool_calls] == ["a", "b", "c", "d", "e"]
    assert [json.loads(call.arguments) for call in reply.tool_calls] == [
        {},
        {"x": "é"},
        {},
        {},
        {"x": {"y": 1}},
    ]
    assert len({call.id for call in reply.tool_calls} - {""}) == 5
    assert (reply.input_tokens, reply.output_tokens) == (0, 0)


@pytest.mark.parametrize("usage", [None, 7, {}, {"prompt_tokens": "many", "completion_tokens": -1}])
async def test_tokens_that_were_not_counted_are_none(
    server: ScriptedModel, model: OpenAIModel, usage: object
) -> None:
    server.answers({"choices": [{"message": {"content": "Yes."}}], "usage": usage})
    assert await model.reply(context(WORDS), [], TOOLS) == Reply(text="Yes.")
