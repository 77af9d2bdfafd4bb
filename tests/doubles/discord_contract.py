"""Holds REST exchanges with Discord against Discord's own OpenAPI.

Known deviations, undone before the comparison:
- discord.py sends `recipient_id`, the ids in `message_reference` and those of kept `attachments` as numbers;
  Discord takes both.
- The codes inside `errors` are words in Discord's documentation and answers, numbers in its OpenAPI.
- A 429 has no `code` in the documentation; the OpenAPI requires one, so the emulator sends it.
The OpenAPI is called a preview and lacks the rules that span fields; the emulator's own tests have those.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

from tests.doubles.required import require

if TYPE_CHECKING:
    from sandbox.discord.emulator import DiscordEmulator, RestExchange

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contracts" / "discord-openapi.json"
NO_CONTENT = 204


def check_discord_exchange(exchange: RestExchange) -> list[str]:
    """What Discord's OpenAPI has against a request and its answer: nothing, if all is well.

    A refused request is not held against it: breaking a rule may be the point. Skips the test, or fails it
    where DARCY_REQUIRE_ALL is 1, if the OpenAPI is not there.
    """
    found = _operation(exchange.method, exchange.path)
    if found is None:
        return [f"Discord has no {exchange.method} {exchange.path}"]
    where, operation = found
    problems = []
    if exchange.request is not None and exchange.status < 300 and "requestBody" in operation:
        body = _as_described(exchange.request)
        problems += _errors(f"{where}/requestBody/content/application~1json/schema", "request", body)
    return problems + _answer_errors(where, operation, exchange)


def problems(emulator: DiscordEmulator) -> list[tuple[str, str, list[str]]]:
    """What Discord's own description has against what was exchanged."""
    checked = [(one.method, one.path, check_discord_exchange(one)) for one in emulator.exchanges]
    return [one for one in checked if one[2]]


def _answer_errors(where: str, operation: dict[str, Any], exchange: RestExchange) -> list[str]:
    answers, status = operation["responses"], str(exchange.status)
    key = status if status in answers else f"{status[0]}XX"
    if key not in answers:
        return [f"answer: Discord does not answer {exchange.method} {exchange.path} with {status}"]
    if exchange.status == NO_CONTENT:
        return [] if exchange.answer is None else ["answer: 204 has no body"]
    pointer = f"{where}/responses/{key}"
    if "$ref" in answers[key]:
        pointer = answers[key]["$ref"].removeprefix("#")
    return _errors(f"{pointer}/content/application~1json/schema", "answer", _as_described(exchange.answer))


def _errors(pointer: str, side: str, body: object) -> list[str]:
    found = _validator(pointer).iter_errors(body)
    return [f"{side} {'/'.join(map(str, one.instance_path))}: {one.message[:400]}" for one in found]


@functools.cache
def _validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator(
        {**_document(), "$ref": "#" + pointer.replace("{", "%7B").replace("}", "%7D")}
    )


@functools.cache
def _document() -> dict[str, Any]:
    require(f"../shared/contracts/{CONTRACT.name}", is_there=CONTRACT.exists())
    document: dict[str, Any] = json.loads(CONTRACT.read_text(encoding="utf-8"))
    return document


def _operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Where the operation stands in the document, and what it is. The more literal path goes first."""
    for template in sorted(_document()["paths"], key=lambda one: (one.count("{"), one)):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path) and method.lower() in _document()["paths"][template]:
            escaped = template.replace("~", "~0").replace("/", "~1")
            return f"/paths/{escaped}/{method.lower()}", _document()["paths"][template][method.lower()]
    return None


def _as_described(body: object) -> object:
    """The body with the known deviations undone."""
    if not isinstance(body, dict):
        return body
    mended = copy.deepcopy(body)
    if "recipient_id" in mended:
        mended["recipient_id"] = str(mended["recipient_id"])
    for name, value in (mended.get("message_reference") or {}).items():
        mended["message_reference"][name] = str(value) if name.endswith("_id") else value
    for message in (mended, mended.get("data")):
        for attachment in (message.get("attachments") or []) if isinstance(message, dict) else []:
            attachment["id"] = str(attachment["id"])
    _number_codes(mended.get("errors"))
    return mended


def _number_codes(errors: object) -> None:
    if isinstance(errors, dict):
        for one in errors.get("_errors", []):
            one["code"] = 0
        for inner in errors.values():
            _number_codes(inner)
