"""What the contracts wrongly refuse, one by one."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Deviation(Enum):
    """One disagreement of a contract with Notion. Its value is the reason to side with Notion."""

    REQUEST_ID = (
        "every answer has a `request_id` (developers.notion.com/reference/status-codes); neither has it"
    )
    IS_ARCHIVED = "a page has `is_archived`, which the client's types require; the OpenAPI is older"
    ARCHIVED = "the client's types require `archived` for older versions; since 2026-03-11 answers have none"
    HAS_MORE = (
        "a page's relation says by `has_more` that it is cut "
        "(developers.notion.com/reference/page-property-values); the OpenAPI allows nothing beside it"
    )
    MOMENTS = "a date and the date of a filter may be a moment; the OpenAPI calls them days"
    GATEWAY_TIMEOUT = (
        "504 is documented (developers.notion.com/reference/status-codes), and not in the OpenAPI"
    )
    OVERLOADED = "529 is documented (developers.notion.com/reference/status-codes), and not in the OpenAPI"
    UNKNOWN_ADDRESS = (
        "an address that is none is refused by `invalid_request_url`; no operation describes that"
    )


class Leniency:
    """Which deviations are forgiven, and which of them have been needed."""

    def __init__(self, forgiven: frozenset[Deviation] = frozenset(Deviation)) -> None:
        self._forgiven = forgiven
        self.used: set[Deviation] = set()

    def forgives(self, deviation: Deviation) -> bool:
        if deviation in self._forgiven:
            self.used.add(deviation)
            return True
        return False

    def takes_as_date(self, text: str) -> bool:
        """Whether a text may stand where the OpenAPI wants a day."""
        try:
            dt.datetime.fromisoformat(text)
        except ValueError:
            return False
        return _DAY.fullmatch(text) is not None or self.forgives(Deviation.MOMENTS)

    def in_openapi(self, body: Json) -> Json:
        """An answer without what is newer than the OpenAPI."""
        mended = _mended(body, self._page_in_openapi)
        return self._without("request_id", Deviation.REQUEST_ID, mended)

    def in_types(self, body: Json) -> Json:
        """An answer with what the client's types have from older versions."""
        mended = _mended(body, self._object_in_types)
        return self._without("request_id", Deviation.REQUEST_ID, mended)

    def _page_in_openapi(self, page: Json) -> Json:
        if page.get("object") != "page":
            return page
        page = self._without("is_archived", Deviation.IS_ARCHIVED, page)
        values = page.get("properties", {})
        return {**page, "properties": {name: self._relation(value) for name, value in values.items()}}

    def _relation(self, value: Json) -> Json:
        if value.get("type") != "relation":
            return value
        return self._without("has_more", Deviation.HAS_MORE, value)

    def _object_in_types(self, each: Json) -> Json:
        if each.get("object") not in {"page", "data_source"} or "archived" in each or "in_trash" not in each:
            return each
        return {**each, "archived": each["in_trash"]} if self.forgives(Deviation.ARCHIVED) else each

    def _without(self, name: str, deviation: Deviation, body: Json) -> Json:
        if name not in body or not self.forgives(deviation):
            return body
        return {key: value for key, value in body.items() if key != name}


def _mended(body: Json, mend: Callable[[Json], Json]) -> Json:
    """The object and, if it is a list, what is in it."""
    results = body.get("results")
    if not isinstance(results, list):
        return mend(body)
    return {**body, "results": [mend(each) if isinstance(each, dict) else each for each in results]}
