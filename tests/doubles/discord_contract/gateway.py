"""Holds the gateway's payloads against the types of discord-api-types, made into JSON Schema.

See tests/witness/discord/schema.js, which makes it.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft7, Draft7Validator, Registry

from tests.doubles.discord_contract.gateway_deviations import GatewayDeviation, GatewayLeniency
from tests.doubles.notion_contract.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.discord.exchanges import GatewayPayload

Json = dict[str, Any]

_SCHEMA = Path(__file__).parents[2] / "witness" / "discord" / "gateway.schema.json"
_DISPATCH = 0


class GatewayContract:
    """The types, with some deviations forgiven. Each payload's schema is compiled when first needed."""

    is_there = True

    def __init__(self, forgiven: frozenset[GatewayDeviation] = frozenset(GatewayDeviation)) -> None:
        self._leniency = GatewayLeniency(forgiven)
        self._compiled: dict[str, Draft7Validator] = {}

    @property
    def used(self) -> set[str]:
        """The names of the deviations that had to be forgiven so far."""
        return {one.name for one in self._leniency.used}

    def problems(self, passed: GatewayPayload, *, may_be_wrong: bool = False) -> list[str]:
        """What the types have against a payload: nothing, if all is well.

        With `may_be_wrong` what a bot says is not looked at.
        """
        if passed.by_bot and may_be_wrong:
            return []
        payload = passed.payload
        name = (
            f"{'said' if passed.by_bot else 'told'} op {payload.get('op')} {payload.get('t') or ''}".strip()
        )
        return [f"{name}: {one}" for one in self._problems(passed)]

    def _problems(self, passed: GatewayPayload) -> Iterator[str]:
        payload = passed.payload
        if passed.by_bot:
            yield from self._errors("said", self._leniency.said(payload))
        elif payload["op"] != _DISPATCH:
            yield from self._errors("told", self._leniency.told(payload))
        elif payload["t"] not in _document()["events"]:
            yield "there is no such event in the schema: add it to schema.js"
        else:
            yield from self._errors(f"events/{payload['t']}", self._leniency.told(payload))

    def _errors(self, pointer: str, payload: Json) -> Iterator[str]:
        if pointer not in self._compiled:
            address = {"$ref": f"urn:gateway#/{pointer}"}
            self._compiled[pointer] = Draft7Validator(address, registry=_registry())
        validator = self._compiled[pointer]
        if not validator.is_valid(payload):
            yield from (told("", error).strip() for error in validator.iter_errors(payload))


@functools.cache
def _registry() -> Registry:
    return Registry([("urn:gateway", _document())], draft=Draft7)


@functools.cache
def _document() -> Json:
    found: Json = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return found
