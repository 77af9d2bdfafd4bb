"""Holds exchanges with Discord against Discord's own OpenAPI.

It lacks the rules that span fields; the emulator's own tests have those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from jsonschema_rs import Draft202012Validator

from tests.doubles.discord_contract.deviations import Deviation, Leniency
from tests.doubles.discord_contract.documents import OPENAPI, operation, reference, registry
from tests.doubles.notion_contract.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.discord.exchanges import RestExchange
    from tests.doubles.discord_contract.documents import Json

_REFUSED = range(400, 500)
_BROKEN = range(500, 600)
_NOT_FOUND, _NO_CONTENT = 404, 204
# An interaction's token says nothing to a reader.
_TOKEN = re.compile(r"[\w-]{60,}")
_JSON = "content/application~1json/schema"


class DiscordContract:
    """The OpenAPI, with some deviations forgiven. Each part is compiled when first needed."""

    def __init__(self, forgiven: frozenset[Deviation] = frozenset(Deviation)) -> None:
        self._leniency = Leniency(forgiven)
        self._compiled: dict[str, Draft202012Validator] = {}

    @property
    def is_there(self) -> bool:
        return OPENAPI.exists()

    @property
    def used(self) -> set[str]:
        """The names of the deviations that had to be forgiven so far."""
        return {one.name for one in self._leniency.used}

    def problems(self, passed: RestExchange, *, may_be_wrong: bool = False) -> list[str]:
        """What the OpenAPI has against a request and its answer: nothing, if all is well.

        With `may_be_wrong` a request that was refused (4xx) is not looked at: breaking a rule may be the
        point.
        """
        head = f"{passed.method} {_TOKEN.sub('…', passed.path)} → {passed.status}"
        return [f"{head}: {one}" for one in self._problems(passed, may_be_wrong=may_be_wrong)]

    def _problems(self, passed: RestExchange, *, may_be_wrong: bool) -> Iterator[str]:
        is_forgiven = may_be_wrong and passed.status in _REFUSED
        found = operation(passed.method, passed.path)
        if found is None:
            is_told = passed.status == _NOT_FOUND and self._leniency.forgives(Deviation.UNKNOWN_ADDRESS)
            if not (is_forgiven and is_told):
                yield "Discord has no such operation"
            return
        where, described = found
        if not is_forgiven:
            yield from self._query(where, described, passed.query)
            yield from self._request(where, described, passed.request)
        yield from self._answer(where, described["responses"], passed)

    def _query(self, where: str, described: Json, query: str) -> Iterator[str]:
        known = {
            each["name"]: (f"{where}/parameters/{position}/schema", each["schema"])
            for position, each in enumerate(described.get("parameters", []))
            if each.get("in") == "query"
        }
        for name, text in parse_qsl(query, keep_blank_values=True):
            if name not in known:
                yield f"request ?{name}: Discord has no such parameter here"
            else:
                pointer, schema = known[name]
                yield from self._errors(reference(pointer), f"request ?{name}", _value(schema, text))

    def _request(self, where: str, described: Json, body: object) -> Iterator[str]:
        if "requestBody" not in described:
            if body is not None:
                yield "request: has a body, and should have none"
        elif body is not None:
            mended = self._leniency.in_request(body)
            yield from self._errors(reference(f"{where}/requestBody/{_JSON}"), "request", mended)
        elif described["requestBody"].get("required"):
            yield "request: has no body"

    def _answer(self, where: str, answers: Json, passed: RestExchange) -> Iterator[str]:
        status = str(passed.status)
        key = status if status in answers else f"{status[0]}XX"
        if passed.status in _BROKEN and self._leniency.forgives(Deviation.SERVER_ERRORS):
            return
        if key not in answers:
            yield f"answer: Discord does not answer this with {status}"
        elif passed.status == _NO_CONTENT:
            if passed.answer is not None:
                yield "answer: 204 has no body"
        else:
            pointer = answers[key].get("$ref", f"#{where}/responses/{key}").removeprefix("#")
            answer = self._leniency.in_refusal(passed.answer)
            yield from self._errors(reference(f"{pointer}/{_JSON}"), "answer", answer)

    def _errors(self, address: str, side: str, body: object) -> Iterator[str]:
        if address not in self._compiled:
            self._compiled[address] = Draft202012Validator(
                {"$ref": address}, registry=registry(), validate_formats=True
            )
        validator = self._compiled[address]
        if not validator.is_valid(body):
            yield from (told(side, error) for error in validator.iter_errors(body))


def _value(schema: Json, text: str) -> Any:
    """A query parameter as the type that it stands for; as it is where it does not stand for that."""
    if schema.get("type") == "integer" and text.removeprefix("-").isdecimal():
        return int(text)
    if schema.get("type") == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    return text
