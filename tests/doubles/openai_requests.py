"""What OpenAI refuses in a Chat Completions request beyond its OpenAPI: tools not strict, calls not answered.

Facts: platform.openai.com, "Function calling" and "Structured outputs"; for `default`, `minLength` and
`maxLength` in strict mode the maintainers of openai-node (pull request 1988).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = frozenset({"system", "developer", "user", "assistant", "tool"})
NOT_IN_STRICT = frozenset(
    {"default", "minLength", "maxLength", "patternProperties", "uniqueItems", "allOf", "oneOf", "not", "if"}
)
MAX_DEPTH = 10


@dataclass
class RefusedError(Exception):
    """A request that OpenAI answers with 400."""

    message: str
    param: str | None = None
    code: str | None = None


def check_request(body: object) -> None:
    """Raises `RefusedError` for what OpenAI would not take."""
    if not isinstance(body, dict):
        raise RefusedError("The body is not a JSON object.")
    if not isinstance(body.get("model"), str) or not body["model"]:
        raise RefusedError("You must name a model.", "model")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise RefusedError("'messages' must be a list with at least one message.", "messages")
    _check_messages(messages)
    _check_tools(body)


def _check_messages(messages: list[Any]) -> None:
    open_calls: set[str] = set()
    for place, message in enumerate(messages):
        param = f"messages.[{place}]"
        role = message.get("role") if isinstance(message, dict) else None
        if role not in ROLES:
            raise RefusedError(f"Unknown role {role!r}.", f"{param}.role")
        if role == "tool":
            if message.get("tool_call_id") not in open_calls:
                raise RefusedError(
                    "A message with role 'tool' must answer a preceding message with 'tool_calls'.",
                    f"{param}.role",
                )
            open_calls.discard(message["tool_call_id"])
        elif open_calls:
            raise RefusedError(f"Tool calls without an answer: {sorted(open_calls)}.", param)
        _check_content(message, param)
        open_calls |= set(_call_ids(message, param))
    if open_calls:
        raise RefusedError(f"Tool calls without an answer: {sorted(open_calls)}.", "messages")


def _check_content(message: dict[str, Any], param: str) -> None:
    content = message.get("content")
    may_be_null = message["role"] == "assistant" and message.get("tool_calls")
    if not isinstance(content, str) and not (content is None and may_be_null):
        raise RefusedError("Invalid content: expected a string.", f"{param}.content")


def _call_ids(message: dict[str, Any], param: str) -> Iterator[str]:
    if "tool_calls" not in message:
        return
    calls = message["tool_calls"]
    if message["role"] != "assistant" or not isinstance(calls, list) or not calls:
        raise RefusedError("'tool_calls' must be a list of calls of the assistant.", f"{param}.tool_calls")
    for call in calls:
        match call:
            case {"id": str(call_id), "type": "function", "function": {"name": str(), "arguments": str()}}:
                yield call_id
            case _:
                raise RefusedError("A tool call must have id, type and function.", f"{param}.tool_calls")


def _check_tools(body: dict[str, Any]) -> None:
    tools = body.get("tools")
    if tools is None:
        if "parallel_tool_calls" in body:
            raise RefusedError("'parallel_tool_calls' needs 'tools'.", "parallel_tool_calls")
        return
    if not isinstance(tools, list) or not tools:
        raise RefusedError("'tools' must not be an empty list.", "tools")
    names = [_checked_name(tool, f"tools[{place}]") for place, tool in enumerate(tools)]
    if len(set(names)) != len(names):
        raise RefusedError("Two tools have the same name.", "tools")


def _checked_name(tool: Any, param: str) -> str:
    function = tool.get("function") if isinstance(tool, dict) and tool.get("type") == "function" else None
    if not isinstance(function, dict):
        raise RefusedError("A tool must have type and function.", param)
    name = function.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name):
        raise RefusedError("A tool's name is 1 to 64 letters, digits, '_' or '-'.", f"{param}.function.name")
    if function.get("strict"):
        schema = function.get("parameters")
        if not isinstance(schema, dict) or schema.get("type") != "object" or "anyOf" in schema:
            raise _not_strict(name, (), "schema must have a type of 'object' at its root", param)
        for path, what in _deviations(schema, ()):
            raise _not_strict(name, path, what, param)
    return name


def _not_strict(name: str, path: tuple[str, ...], what: str, param: str) -> RefusedError:
    return RefusedError(
        f"Invalid schema for function '{name}': in context {path}, {what}.",
        f"{param}.function.parameters",
        "invalid_function_parameters",
    )


def _deviations(schema: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where a schema leaves the part of JSON Schema that strict mode knows."""
    if not isinstance(schema, dict):
        yield path, "schema must be an object"
        return
    yield from ((path, f"'{keyword}' is not permitted") for keyword in NOT_IN_STRICT & schema.keys())
    properties = schema.get("properties", {})
    kind = schema.get("type")
    if "properties" in schema or "object" in (kind if isinstance(kind, list) else [kind]):
        if schema.get("additionalProperties") is not False:
            yield path, "'additionalProperties' is required to be false"
        if set(schema.get("required", ())) != set(properties):
            yield path, "'required' must name every key in properties"
    elif not schema.keys() & {"type", "anyOf", "enum", "const", "$ref"}:
        yield path, "schema must have a 'type' key"
    if len(path) > MAX_DEPTH:
        yield path, "the schema is nested too deeply"
    parts = [("properties", key, part) for key, part in properties.items()]
    parts += [("$defs", key, part) for key, part in schema.get("$defs", {}).items()]
    parts += [("anyOf", str(place), part) for place, part in enumerate(schema.get("anyOf", ()))]
    if "items" in schema:
        parts.append(("items", "", schema["items"]))
    for kind, key, part in parts:
        yield from _deviations(part, (*path, kind, key) if key else (*path, kind))
