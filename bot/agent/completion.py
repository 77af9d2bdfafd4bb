"""A Chat Completions answer, read as a `Reply`. Servers that only resemble OpenAI are met half way.

Shape: platform.openai.com, "Chat completions", the object `chat.completion`.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.agent.model import ModelUnavailableError
from bot.agent.unavailable import CUT_OFF, EMPTY, FILTERED, UNREADABLE
from storage.records import new_id
from storage.runs import Reply, ToolCall


def _none_as_empty(value: object) -> object:
    return "" if value is None else value


def _json_text(arguments: object) -> object:
    """Arguments as JSON text; some servers leave them out, send the object itself, or words around it."""
    if isinstance(arguments, dict):
        return json.dumps(arguments)
    if isinstance(arguments, str) and (found := re.search(r"\{.*\}", arguments, re.DOTALL)):
        return found[0]
    return arguments or "{}"


_Text = Annotated[str, BeforeValidator(_none_as_empty)]


class _Part(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)


class _Function(_Part):
    name: str = Field(min_length=1)
    arguments: Annotated[str, BeforeValidator(_json_text)] = "{}"


class _Call(_Part):
    id: _Text = ""
    function: _Function


class _Said(_Part):
    content: _Text = ""
    refusal: _Text = ""
    tool_calls: list[_Call] | None = None


class _Choice(_Part):
    message: _Said
    finish_reason: _Text = ""


class _Completion(_Part):
    choices: list[_Choice] = Field(min_length=1)
    usage: Any = None


class _Model(_Part):
    id: str


class _Models(_Part):
    data: list[_Model]


def reply_from_completion(body: bytes) -> Reply:
    """Read what the model says. Raises `ModelUnavailableError` for an answer that is none, or not whole."""
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError as error:
        raise ModelUnavailableError(UNREADABLE) from error
    choice = completion.choices[0]
    said = choice.message
    reply = Reply(
        text=(said.content or said.refusal).strip(),
        tool_calls=_tool_calls(said.tool_calls or []),
        input_tokens=_tokens(completion.usage, "prompt_tokens"),
        output_tokens=_tokens(completion.usage, "completion_tokens"),
    )
    if choice.finish_reason == "length":
        raise ModelUnavailableError(CUT_OFF)
    if choice.finish_reason == "content_filter":
        raise ModelUnavailableError(FILTERED)
    if not reply.text and not reply.tool_calls:
        raise ModelUnavailableError(EMPTY)
    return reply


def models_listed(body: bytes) -> tuple[str, ...]:
    """The names in a list of models; none where it cannot be read."""
    try:
        listed = _Models.model_validate_json(body).data
    except ValidationError:
        return ()
    return tuple(model.id for model in listed)


def _tool_calls(calls: list[_Call]) -> tuple[ToolCall, ...]:
    """The calls, each under an id of its own: some servers send none, or the same one twice."""
    by_id: dict[str, ToolCall] = {}
    for call in calls:
        call_id = call.id if call.id and call.id not in by_id else f"call_{new_id()}"
        by_id[call_id] = ToolCall(call_id, call.function.name, call.function.arguments)
    return tuple(by_id.values())


def _tokens(usage: object, key: str) -> int:
    count = usage.get(key) if isinstance(usage, dict) else None
    return count if isinstance(count, int) and count > 0 else 0
