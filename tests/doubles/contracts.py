"""Holds exchanges with Notion against Notion's own OpenAPI and the types of its JavaScript client.

Where the two and Notion itself disagree, `DEVIATIONS` says so; each is undone before the comparison.
"""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema_rs import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.notion.exchanges import Exchange

CONTRACTS = Path(__file__).parents[2].parent / "shared" / "contracts"
OPENAPI, TYPES = "notion-openapi-2026-03-11.json", "notion-sdk-types.schema.json"
DEVIATIONS = {
    "request_id": "every answer of Notion's has one; neither contract knows of it",
    "is_archived": "on pages, newer than the OpenAPI; the client's types require it",
    "archived": "required by the client's types for older versions; gone from answers since 2026-03-11",
    "has_more": "on the relations of a page, as Notion documents it; the OpenAPI allows nothing beside them",
    "date": "the OpenAPI calls both ends of a date and the dates of filters days; Notion takes moments too",
    "additionalProperties": "forbidden inside allOf, which nothing could satisfy; it is meant of the whole",
    "529": "documented, but not in the OpenAPI",
    "invalid_request_url": "the answer to an address that is none has no operation to be looked up in",
}
_BAD_REQUEST = 400
_NOT_IN_OPENAPI = frozenset({529})
_STRICT = {
    "page": ("pageObjectResponse", "PageObjectResponse"),
    "data_source": ("dataSourceObjectResponse", "DataSourceObjectResponse"),
    "user": ("userObjectResponse", "UserObjectResponse"),
}


def check_notion_exchange(exchange: Exchange) -> list[str]:
    """What the contracts have against a request and its answer: nothing, if all is well.

    A request that was refused with 400 is not held against it: breaking a rule may be the point. Nor is an
    answer that never came. Without the contracts the test is skipped, or fails if DARCY_REQUIRE_SHARED is 1.
    """
    found = _operation(exchange.method, exchange.path)
    if found is None:
        is_refused = (exchange.answer or {}).get("code") == "invalid_request_url"
        return [] if is_refused else [f"Notion has no {exchange.method} {exchange.path}"]
    pointer, operation = found
    problems = []
    if exchange.request is not None and exchange.status != _BAD_REQUEST:
        if "requestBody" in operation:
            body = f"{pointer}/requestBody/content/application~1json/schema"
            problems += _errors(_openapi(body), "request", exchange.request)
        else:
            problems.append(f"request: {exchange.method} {exchange.path} has no body")
    if exchange.answer is None:
        return problems
    return problems + list(_answer_errors(pointer, operation, exchange.status, exchange.answer))


def _answer_errors(
    pointer: str, operation: dict[str, Any], status: int, answer: dict[str, Any]
) -> Iterator[str]:
    if "request_id" not in answer:
        yield "answer: has no request_id"
    body = {key: value for key, value in answer.items() if key != "request_id"}
    if status in _NOT_IN_OPENAPI:
        yield from _errors(_openapi("/components/schemas/publicApiCommonErrorResponse"), "answer", body)
    elif str(status) not in operation["responses"]:
        yield f"answer: Notion does not answer this with {status}"
    else:
        schema = f"{pointer}/responses/{status}/content/application~1json/schema"
        yield from _errors(_openapi(schema), "answer", _as_in_openapi(body))
    if body["object"] == "list" and body["type"] == "page_or_data_source":
        yield from _errors(_types("QueryDataSourceResponse"), "answer (client)", _as_in_types(body))
    # Lists also admit partial objects, which would hide what is wrong with whole ones.
    for each in [body, *body.get("results", [])]:
        if each["object"] in _STRICT:
            strict, typed = _STRICT[each["object"]]
            yield from _errors(_openapi(f"/components/schemas/{strict}"), "answer", _as_in_openapi(each))
            yield from _errors(_types(typed), "answer (client)", _as_in_types(each))


def _errors(validator: Draft202012Validator, side: str, body: object) -> list[str]:
    found = validator.iter_errors(body)
    return [f"{side} {'/'.join(map(str, one.instance_path))}: {one.message[:400]}" for one in found]


def _as_in_openapi(body: Any) -> Any:
    """The body without what is newer than the OpenAPI."""
    if isinstance(body, list):
        return [_as_in_openapi(each) for each in body]
    if not isinstance(body, dict):
        return body
    newer = set()
    if body.get("object") == "page":
        newer = {"is_archived"}
    elif body.get("type") == "relation" and isinstance(body.get("relation"), list):
        newer = {"has_more"}
    return {key: _as_in_openapi(value) for key, value in body.items() if key not in newer}


def _as_in_types(body: dict[str, Any]) -> dict[str, Any]:
    """The body with what older versions of Notion answered as well."""
    whole = {"archived": body["in_trash"], **body} if "in_trash" in body else dict(body)
    return (
        {**whole, "results": [_as_in_types(each) for each in body["results"]]} if "results" in body else whole
    )


def _operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Where the operation stands in the OpenAPI, and what it is. The more literal path goes first."""
    paths = _document(OPENAPI)["paths"]
    for template in sorted(paths, key=lambda one: (one.count("{"), one)):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in paths[template]:
            escaped = template.replace("~", "~0").replace("/", "~1")
            return f"/paths/{escaped}/{method.lower()}", paths[template][method.lower()]
    return None


@functools.cache
def _openapi(pointer: str) -> Draft202012Validator:
    reference = "#" + pointer.replace("{", "%7B").replace("}", "%7D")
    return Draft202012Validator({**_document(OPENAPI), "$ref": reference}, validate_formats=True)


@functools.cache
def _types(name: str) -> Draft202012Validator:
    return Draft202012Validator({**_document(TYPES), "$ref": f"#/definitions/{name}"})


@functools.cache
def _document(name: str) -> dict[str, Any]:
    path = CONTRACTS / name
    if not path.exists():
        if os.environ.get("DARCY_REQUIRE_SHARED") == "1":
            pytest.fail(f"../shared/contracts/{name} is missing, and DARCY_REQUIRE_SHARED asks for it")
        pytest.skip(f"../shared/contracts/{name} is not there to be checked against")
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if name == OPENAPI:
        _open_branches(document, document)
    _relax(document)
    return document


def _open_branches(document: dict[str, Any], node: Any) -> None:
    """Let the parts of each allOf meet: what none of them knows is refused of the whole instead."""
    if isinstance(node, list):
        for each in node:
            _open_branches(document, each)
    elif isinstance(node, dict):
        if isinstance(node.get("allOf"), list):
            closed = [_opened(document, branch) for branch in node["allOf"]]
            if any(closed):
                node["unevaluatedProperties"] = False
        for value in node.values():
            _open_branches(document, value)


def _opened(document: dict[str, Any], branch: dict[str, Any]) -> bool:
    """Open one part, and what it refers to; tell whether it, or a part of it, was closed."""
    if "$ref" in branch:
        branch = document["components"]["schemas"][branch["$ref"].rpartition("/")[2]]
    was_closed = branch.get("additionalProperties") is False
    if was_closed:
        del branch["additionalProperties"]  # not true: that would make every name a known one
        branch["x-was-closed"] = True
    inner = [_opened(document, each) for word in ("oneOf", "anyOf", "allOf") for each in branch.get(word, [])]
    return was_closed or branch.get("x-was-closed", False) or any(inner)


def _relax(node: Any) -> None:
    """Take moments where days are asked for; and drop remarks that JSON Schema wants as true or false."""
    if isinstance(node, list):
        for each in node:
            _relax(each)
    elif isinstance(node, dict):
        if node.get("format") == "date":
            del node["format"]
        if isinstance(node.get("deprecated"), str):
            del node["deprecated"]
        for value in node.values():
            _relax(value)
