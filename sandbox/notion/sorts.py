"""The sorts of a query. Facts: developers.notion.com/reference/sort-data-source-entries.

That rows without a value come last either way is how Notion's tables show them; that related pages sort by
their titles is an assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import Column, column_asked_for
from sandbox.notion.dates import instant, kept_moment
from sandbox.notion.errors import Json, a_text, an_array, an_object, only_keys, should_be, should_be_defined
from sandbox.notion.plain import plain
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.cells import Cells

_TIMESTAMPS = ("created_time", "last_edited_time")


def sorted_rows(pages: list[Json], sorts: object, source: Json, cells: Cells) -> list[Json]:
    """By the first sort, then among equals by the next; otherwise as they were made."""
    for number, sort in reversed(list(enumerate(an_array(sorts, "body.sorts")))):
        where = f"body.sorts[{number}]"
        rule = an_object(sort, where)
        column = _column(rule, source, where)
        direction = rule.get("direction")
        if direction not in {"ascending", "descending"}:
            raise should_be(f"{where}.direction", '`"ascending"` or `"descending"`', direction)
        key = _key_of(column, cells)
        keys = {page["id"]: key(page) for page in pages}
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
    return column_asked_for(source, a_text(rule["property"], f"{where}.property"), "sort property")


def _key_of(column: Column, cells: Cells) -> Callable[[Json], Any]:
    """What a row is sorted by, None if it is empty there. Options sort in the order they were set up in."""
    read, kind = cells.reader(column), column.kind
    if kind in {"formula", "rollup"}:
        return lambda page: _computed(cells.whole(column, page), cells)
    if kind == "checkbox":
        return lambda page: bool(read(page))
    if kind in {"status", "select", "multi_select"}:
        places = {option["id"]: place for place, option in enumerate(column.options)}
        return lambda page: _places(read(page), places)
    return lambda page: _comparable(kind, read(page), cells)


def _computed(answer: Json, cells: Cells) -> Any:
    return _comparable(answer["type"], answer[answer["type"]], cells)


def _places(value: Any, places: dict[str, int]) -> list[int] | None:
    chosen = value if isinstance(value, list) else [value] if value else []
    return [places[each] for each in chosen] or None


def _comparable(kind: str, value: Any, cells: Cells) -> Any:
    if value is None or value == []:
        return None
    if kind in _KEYS:
        return _KEYS[kind](value, cells)
    return value.casefold() if isinstance(value, str) else value


def _people(ids: Sequence[str], cells: Cells) -> str:
    return ", ".join(cells.user(person).get("name") or "" for person in ids).casefold()


def _words(kind: str, value: Any, cells: Cells) -> str:
    return ", ".join(map(str, plain(kind, value, cells))).casefold()


_KEYS: dict[str, Callable[[Any, Cells], Any]] = {
    **dict.fromkeys(("title", "rich_text"), lambda value, _: plain_text(value).casefold()),
    **dict.fromkeys(("people", "created_by", "last_edited_by"), _people),
    "date": lambda value, _: instant(kept_moment(value["start"])),
    "relation": lambda ids, cells: _words("relation", [{"id": each} for each in ids], cells),
    "files": lambda value, cells: _words("files", value, cells),
    "array": lambda value, cells: _words("array", value, cells),
}
