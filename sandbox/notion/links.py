"""Relations that are kept on both sides: what else changes when a page is saved.

Facts: developers.notion.com/reference/property-object#relation. That a page counts as edited when a link to
it is made on the other side is an assumption.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.notion.cells import Cells
    from sandbox.notion.columns import Column

Json = dict[str, Any]


def kept_in_step(before: Json | None, after: Json, cells: Cells) -> list[Json]:
    """The page itself, and every page at the other end of a link that it gained or lost."""
    pages = {after["id"]: copy.deepcopy(after)}
    for column in cells.columns(after["data_source_id"]).values():
        if column.other_side is not None:
            old = set(before["values"].get(column.id) or ()) if before else set()
            new = set(after["values"].get(column.id) or ())
            for target in sorted(old ^ new):
                _link(target, column, pages, cells, add=after["id"] if target in new else None, of=after)
    return list(pages.values())


def _link(
    target: str, column: Column, pages: dict[str, Json], cells: Cells, *, add: str | None, of: Json
) -> None:
    """Give, or take from, a page at the other end the link to a page."""
    found = pages.get(target) or copy.deepcopy(cells.page(target))
    if found is None or column.other_side is None:
        return
    others = [each for each in found["values"].get(column.other_side) or () if each != of["id"]]
    found["values"][column.other_side] = [*others, add] if add else others
    found["last_edited_time"], found["last_edited_by"] = of["last_edited_time"], of["last_edited_by"]
    pages[target] = found
