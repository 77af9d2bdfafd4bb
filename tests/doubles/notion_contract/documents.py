"""Notion's own OpenAPI, and JSON Schema made of the types of its JavaScript client.

Both are mended only so that a validator can take them at their word: remarks where JSON Schema wants true or
false are dropped, and what each part of an allOf forbids, which nothing could satisfy, is forbidden of the
whole. Dates get a format of their own, because the OpenAPI calls days what may also be moments.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012, Registry

from tests.doubles.required import require

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json = dict[str, Any]

CONTRACTS = Path(__file__).parents[3].parent / "shared" / "contracts"
_FILES = {
    "openapi": CONTRACTS / "notion-openapi-2026-03-11.json",
    "types": CONTRACTS / "notion-sdk-types.schema.json",
}
DAY_OR_MOMENT = "day-or-moment"


def are_there() -> bool:
    return all(path.exists() for path in _FILES.values())


def require_contracts() -> None:
    """Skip the test without the contracts, or fail it where they must be there."""
    for path in _FILES.values():
        require(f"../shared/contracts/{path.name}", is_there=path.exists())


@functools.cache
def registry() -> Registry:
    """Both documents, as `urn:openapi` and `urn:types`."""
    return Registry([(f"urn:{name}", document(name)) for name in _FILES], draft=Draft202012)


@functools.cache
def document(name: str) -> Json:
    found: Json = json.loads(_FILES[name].read_text(encoding="utf-8"))
    if name == "openapi":
        _open_branches(found, found)
    _mend(found)
    return found


def reference(pointer: str) -> str:
    """The address of a part of the OpenAPI, with the braces of paths written as addresses have them."""
    return "urn:openapi#" + pointer.replace("{", "%7B").replace("}", "%7D")


def operation(method: str, path: str) -> tuple[str, Json] | None:
    """Where the operation stands in the OpenAPI, and what it is."""
    for pattern, pointer, operations in _operations():
        if method.lower() in operations and pattern.fullmatch(path):
            return f"{pointer}/{method.lower()}", operations[method.lower()]
    return None


@functools.cache
def _operations() -> tuple[tuple[re.Pattern[str], str, Mapping[str, Json]], ...]:
    """Every path, the more literal first: /users/me before /users/{user_id}."""
    return tuple(_paths())


def _paths() -> Iterator[tuple[re.Pattern[str], str, Mapping[str, Json]]]:
    paths = document("openapi")["paths"]
    for template in sorted(paths, key=lambda one: (one.count("{"), one)):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        yield re.compile(pattern), f"/paths/{template.replace('/', '~1')}", paths[template]


def _open_branches(whole: Json, node: Any) -> None:
    """Let the parts of each allOf meet: what none of them knows is refused of the whole instead."""
    if isinstance(node, list):
        for each in node:
            _open_branches(whole, each)
    elif isinstance(node, dict):
        if isinstance(node.get("allOf"), list):
            closed = [_opened(whole, branch) for branch in node["allOf"]]
            if any(closed):
                node["unevaluatedProperties"] = False
        for value in node.values():
            _open_branches(whole, value)


def _opened(whole: Json, branch: Json) -> bool:
    """Open one part, and what it refers to; tell whether it, or a part of it, was closed."""
    if "$ref" in branch:
        branch = whole["components"]["schemas"][branch["$ref"].rpartition("/")[2]]
    was_closed = branch.get("additionalProperties") is False
    if was_closed:
        del branch["additionalProperties"]  # not true: that would make every name a known one
        branch["x-was-closed"] = True
    inner = [_opened(whole, each) for word in ("oneOf", "anyOf", "allOf") for each in branch.get(word, [])]
    return was_closed or branch.get("x-was-closed", False) or any(inner)


def _mend(node: Any) -> None:
    if isinstance(node, list):
        for each in node:
            _mend(each)
    elif isinstance(node, dict):
        if node.get("format") == "date":
            node["format"] = DAY_OR_MOMENT
        if isinstance(node.get("deprecated"), str):
            del node["deprecated"]
        for value in node.values():
            _mend(value)
