"""What the store keeps, decoded once: so that a query need not read five thousand rows from JSON again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Json = dict[str, Any]


class Shelf:
    """Objects by id, and rows by data source in the order in which they were made.

    What it hands out is shared: to be looked at, and never changed.
    """

    def __init__(self) -> None:
        self._objects: dict[tuple[str, str], Json] = {}
        self._rows: dict[str, dict[str, Json]] = {}
        self._found: dict[str, list[Json]] = {}

    def put(self, kind: str, body: Json) -> None:
        self._found.clear()
        self._objects[kind, body["id"]] = body
        if kind == "page" and "data_source_id" in body:
            self._rows.setdefault(body["data_source_id"], {})[body["id"]] = body

    def find(self, kind: str, object_id: str) -> Json | None:
        return self._objects.get((kind, object_id))

    def rows(self, data_source_id: str) -> Collection[Json]:
        return self._rows.get(data_source_id, {}).values()

    def found(self, question: str, look: Callable[[], list[Json]]) -> list[Json]:
        """The rows that answer a question: looked for once, while nothing is changed and pages are turned."""
        if question not in self._found:
            self._found[question] = look()
        return self._found[question]
