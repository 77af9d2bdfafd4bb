"""Discord's own OpenAPI, as a validator can take it."""

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

OPENAPI = Path(__file__).parents[3].parent / "shared" / "contracts" / "discord-openapi.json"


def require_openapi() -> None:
    """Skip the test without the OpenAPI, or fail it where it must be there."""
    require(f"../shared/contracts/{OPENAPI.name}", is_there=OPENAPI.exists())


@functools.cache
def registry() -> Registry:
    """The OpenAPI, as `urn:openapi`."""
    return Registry([("urn:openapi", document())], draft=Draft202012)


@functools.cache
def document() -> Json:
    found: Json = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return found


def reference(pointer: str) -> str:
    """The address of a part of the OpenAPI, with the braces of paths written as addresses have them."""
    return "urn:openapi#" + pointer.replace("{", "%7B").replace("}", "%7D")


@functools.lru_cache(maxsize=4096)
def operation(method: str, path: str) -> tuple[str, Json] | None:
    """Where the operation stands in the OpenAPI, and what it is."""
    for pattern, pointer, operations in _operations():
        if method.lower() in operations and pattern.fullmatch(path):
            return f"{pointer}/{method.lower()}", operations[method.lower()]
    return None


@functools.cache
def _operations() -> tuple[tuple[re.Pattern[str], str, Mapping[str, Json]], ...]:
    """Every path, the more literal first: /users/@me before /users/{user_id}."""
    return tuple(_paths())


def _paths() -> Iterator[tuple[re.Pattern[str], str, Mapping[str, Json]]]:
    paths = document()["paths"]
    for template in sorted(paths, key=lambda one: (one.count("{"), one)):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        escaped = template.replace("~", "~0").replace("/", "~1")
        yield re.compile(pattern), f"/paths/{escaped}", paths[template]
