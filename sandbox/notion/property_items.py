"""One column of a page, in the shape in which Notion answers it: an item, or a list of items.

Facts: developers.notion.com/reference/property-item-object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion import rollups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.notion.cells import Cells
    from sandbox.notion.columns import Column

Json = dict[str, Any]
LISTED = frozenset({"title", "rich_text", "people", "relation", "rollup"})
"""The types whose property items come as a list."""


def property_items(column: Column, page: Json, cells: Cells) -> list[Json]:
    """The items of a column: one each of a list, else one that is the value."""
    if column.kind == "rollup":
        return _rollup_items(column, page, cells)
    value = cells.whole(column, page)
    each = value if column.kind in LISTED else [value]
    return [
        {"object": "property_item", "id": column.id, "type": column.kind, column.kind: item} for item in each
    ]


def _rollup_items(column: Column, page: Json, cells: Cells) -> list[Json]:
    """The values shown or, of a calculation, the references that it is made of."""
    function = column.details["function"]
    if function not in rollups.ARRAYS | rollups.UNSUPPORTED_AS_ITEM:
        return property_items(rollups.relation_of(column, page, cells), page, cells)
    target, pages = rollups.rolled_up(column, page, cells)
    return [item for each in pages for item in property_items(target, each, cells)]


def list_of_items(column: Column, page: Json, shown: Sequence[Json], rest: Json, cells: Cells) -> Json:
    """A part of a column's items. `rest` says what comes after it."""
    following = rest["next_cursor"]
    address = f"https://api.notion.com/v1/pages/{page['id']}/properties/{column.id}"
    about: Json = {
        "id": column.id,
        "type": column.kind,
        "next_url": f"{address}?start_cursor={following}" if following else None,
        column.kind: {},
    }
    if column.kind == "rollup":
        about["rollup"] = _rollup_so_far(column, page, cells, is_last=following is None)
    return {"object": "list", "results": list(shown), **rest, "type": "property_item", "property_item": about}


def _rollup_so_far(column: Column, page: Json, cells: Cells, *, is_last: bool) -> Json:
    function = column.details["function"]
    if function in rollups.UNSUPPORTED_AS_ITEM:
        return {"type": "unsupported", "unsupported": {}, "function": function}
    if function in rollups.ARRAYS:
        return {"type": "array", "array": [], "function": function}
    if not is_last:
        return {"type": "incomplete", "incomplete": {}, "function": function}
    return rollups.answer(column, page, cells)
