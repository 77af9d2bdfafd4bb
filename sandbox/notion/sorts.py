"""The sorts of a query. Facts: developers.notion.com/reference/sort-data-source-entries.

That rows without a value come last either way is how Notion's tables show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import Column, column_for_filter
from sandbox.notion.dates import parsed
from sandbox.notion.errors import Json, a_text, an_array, an_object, only_keys, should_be, should_be_defined
from sandbox.notion.pages import whole_value
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from sandbox.notion.store import Store

_TIMESTAMPS = ("created_time", "last_edited_time")


def sorted_rows(pages: list[Json], sorts: object, source: Json, store: Store) -> list[Json]:
    """By the first sort, then among equals by the next; otherwise as they were made."""
    for number, sort in reversed(list(enumerate(an_array(sorts, "body.sorts")))):
        where = f"body.sorts[{number}]"
        rule = an_object(sort, where)
        column = _column(rule, source, where)
        direction = rule.get("direction")
        if direction not in {"ascending", "descending"}:
            raise should_be(f"{where}.direction", '`"ascending"` or `"descending"`', direction)
        keys = {page["id"]: _key(column, page, store) for page in pages}
        filled = [page for page in pages if keys[page["id"]] is not None]
        filled.sort(key=lambda page, keys=keys: keys[page["id"]], reverse=direction == "descending")  # type: ignore[misc]
        pages = [*filled, *(page for page in pages if keys[page["id"]] is None)]
    return pages


def _column(rule: Json, source: Json, where: str) -> Column:
    if "timestamp" in rule:
        only_keys(rule, {"timestamp", "direction"}, where)
        kind = rule["timestamp"]
        if kind not in _TIMESTAMPS:
            raise should_be(f"{where}.timestamp", '`"created_time"` or `"last_edited_time"`', kind)
        return Column(kind, kind, kind, {})
    only_keys(rule, {"property", "direction"}, where)
    if "property" not in rule:
        raise should_be_defined(f"{where}.property")
    return column_for_filter(source, a_text(rule["property"], f"{where}.property"))


def _key(column: Column, page: Json, store: Store) -> Any:
    """What a row is sorted by, None if it is empty there. Options sort in the order they were set up in."""
    value = whole_value(column, page, store)
    if value is None or value == []:
        return None
    match column.kind:
        case "title" | "rich_text":
            return plain_text(value).casefold()
        case "status" | "select":
            return [option["id"] for option in column.options].index(value["id"])
        case "date":
            return parsed(value["start"], "date").isoformat()
        case "people" | "created_by" | "last_edited_by":
            people = value if column.kind == "people" else [value]
            return ", ".join(person.get("name") or "" for person in people).casefold()
        case _:
            return len(value) if column.kind == "relation" else value
