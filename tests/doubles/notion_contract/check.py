"""Holds exchanges with Notion against Notion's own OpenAPI and the types of its JavaScript client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator

from tests.doubles.notion_contract.deviations import Deviation, Leniency
from tests.doubles.notion_contract.documents import DAY_OR_MOMENT, operation, reference, registry
from tests.doubles.notion_contract.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.notion.exchanges import Exchange
    from tests.doubles.notion_contract.documents import Json

_REFUSED = range(400, 500)
_NEWER_STATUSES = {504: Deviation.GATEWAY_TIMEOUT, 529: Deviation.OVERLOADED}
_ERROR = "/components/schemas/publicApiCommonErrorResponse"
_BAD_ADDRESS = "/components/schemas/error_api_400"
# The strictest description of each kind of object, in the OpenAPI and in the client's types. Those of whole
# answers also admit partial objects, which would hide what is wrong with whole ones.
_WHOLE = {
    "page": ("pageObjectResponse", "PageObjectResponse"),
    "database": ("databaseObjectResponse", None),
    "data_source": ("dataSourceObjectResponse", "DataSourceObjectResponse"),
    "user": ("userObjectResponse", "UserObjectResponse"),
    "comment": ("commentObjectResponse", "CommentObjectResponse"),
    "block": ("blockObjectResponse", None),
}
_LISTS = {"page_or_data_source": "QueryDataSourceResponse", "user": "ListUsersResponse"}


class NotionContract:
    """Both contracts, with some deviations forgiven. Each part is compiled when first needed."""

    def __init__(self, forgiven: frozenset[Deviation] = frozenset(Deviation)) -> None:
        self._leniency = Leniency(forgiven)
        self._compiled: dict[str, Draft202012Validator] = {}

    @property
    def used(self) -> set[Deviation]:
        """The deviations that had to be forgiven so far."""
        return self._leniency.used

    def problems(self, exchange: Exchange, *, may_be_wrong: bool = False) -> list[str]:
        """What the contracts have against a request and its answer: nothing, if all is well.

        With `may_be_wrong` a request that was refused (4xx) is not looked at: breaking a rule may be the
        point. An answer that never came is not looked at either.
        """
        is_forgiven = may_be_wrong and exchange.status in _REFUSED
        found = operation(exchange.method, exchange.path)
        if found is None:
            return [] if is_forgiven and self._is_bad_address(exchange) else ["Notion has no such operation"]
        where, described = found
        problems = [] if is_forgiven else list(self._request(where, described, exchange))
        return [*problems, *self._answer(where, described, exchange)]

    def _is_bad_address(self, exchange: Exchange) -> bool:
        answer = exchange.answer or {}
        is_well_formed = not [*self._errors(reference(_BAD_ADDRESS), "", self._leniency.in_openapi(answer))]
        is_told = answer.get("code") == "invalid_request_url" and is_well_formed
        return is_told and self._leniency.forgives(Deviation.UNKNOWN_ADDRESS)

    def _request(self, where: str, described: Json, exchange: Exchange) -> Iterator[str]:
        yield from self._query(where, described, exchange.query)
        body = described.get("requestBody")
        if exchange.request is not None:
            if body is None:
                yield "request: has a body, and should have none"
            else:
                pointer = f"{where}/requestBody/content/application~1json/schema"
                yield from self._errors(reference(pointer), "request", exchange.request)
        elif body is not None and body.get("required"):
            yield "request: has no body"

    def _query(self, where: str, described: Json, query: dict[str, list[str]]) -> Iterator[str]:
        known = {
            each["name"]: (f"{where}/parameters/{position}/schema", each["schema"])
            for position, each in enumerate(described.get("parameters", []))
            if each.get("in") == "query"
        }
        for name, texts in query.items():
            if name not in known:
                yield f"request ?{name}: Notion has no such parameter here"
            else:
                pointer, schema = known[name]
                yield from self._errors(reference(pointer), f"request ?{name}", _value(schema, texts))

    def _answer(self, where: str, described: Json, exchange: Exchange) -> Iterator[str]:
        answer, status = exchange.answer, str(exchange.status)
        if answer is None:
            return
        if "request_id" not in answer:
            yield "answer: has no request_id"
        pointer = f"{where}/responses/{status}/content/application~1json/schema"
        if status not in described["responses"]:
            newer = _NEWER_STATUSES.get(exchange.status)
            if newer is None or not self._leniency.forgives(newer):
                yield f"answer: Notion does not answer this with {status}"
            pointer = _ERROR
        yield from self._errors(reference(pointer), "answer", self._leniency.in_openapi(answer))
        yield from self._objects(answer)

    def _objects(self, answer: Json) -> Iterator[str]:
        """What is wrong with the answer as a list, and with each whole object in it."""
        if answer.get("object") == "list" and answer.get("type") in _LISTS:
            typed = f"urn:types#/definitions/{_LISTS[answer['type']]}"
            yield from self._errors(typed, "answer (client)", self._leniency.in_types(answer))
        listed = answer.get("results", [])
        for name, each in [
            ("answer", answer),
            *((f"answer results/{n}", one) for n, one in enumerate(listed)),
        ]:
            strict, typed_as = _WHOLE.get(each.get("object"), (None, None))
            if strict is not None:
                pointer = reference(f"/components/schemas/{strict}")
                yield from self._errors(pointer, name, self._leniency.in_openapi(each))
            if typed_as is not None:
                typed = f"urn:types#/definitions/{typed_as}"
                yield from self._errors(typed, f"{name} (client)", self._leniency.in_types(each))

    def _errors(self, address: str, side: str, body: object) -> Iterator[str]:
        if address not in self._compiled:
            self._compiled[address] = Draft202012Validator(
                {"$ref": address},
                registry=registry(),
                validate_formats=True,
                formats={DAY_OR_MOMENT: self._leniency.takes_as_date},
            )
        validator = self._compiled[address]
        if not validator.is_valid(body):
            yield from (told(side, error) for error in validator.iter_errors(body))


def _value(schema: Json, texts: list[str]) -> Any:
    """A query parameter as the type that it stands for; as it is where it does not stand for that."""
    if schema.get("type") == "array":
        return texts
    if len(texts) > 1:
        return texts
    text = texts[0]
    if schema.get("type") in {"number", "integer"} and text.removeprefix("-").isdecimal():
        return int(text)
    return {"true": True, "false": False}.get(text, text) if schema.get("type") == "boolean" else text
