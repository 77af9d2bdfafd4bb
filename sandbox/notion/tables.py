"""Any table of the workspace as a person at Notion sees and edits it, by the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.cells import Cells
from sandbox.notion.columns import columns_of
from sandbox.notion.dates import stamp
from sandbox.notion.from_plain import FromPlain
from sandbox.notion.links import kept_in_step
from sandbox.notion.plain import PlainRow, plain_row
from sandbox.notion.planting import people_by_name, titles_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.notion.world import World


def table(world: World, source_id: str) -> list[PlainRow]:
    """The rows that are not in the trash, as they were made."""
    world.get("data_source", source_id, "table")
    cells = Cells(world)
    return [plain_row(page, cells) for page in world.store.shelf.rows(source_id) if not page["in_trash"]]


def edit_row(world: World, page_id: str, values: Mapping[str, Any], *, in_trash: bool | None) -> None:
    """Someone changes a row. Raises `LookupError` for a name that nothing has."""
    page = world.get("page", page_id, "page")
    source = world.get("data_source", page["data_source_id"], "page")
    people = people_by_name(world)
    read = FromPlain(people, lambda target: titles_of(world, target))
    columns = {column.name: column for column in columns_of(source)}
    if unknown := values.keys() - columns.keys():
        raise LookupError(f"There are no columns {sorted(unknown)}.")
    kept = {columns[name].id: read.kept(columns[name], value) for name, value in values.items()}
    edited = {
        **page,
        "in_trash": page["in_trash"] if in_trash is None else in_trash,
        "values": {**page["values"], **kept},
        "last_edited_time": stamp(world.clock.now()),
        "last_edited_by": next(iter(people.values())),
    }
    changed = kept_in_step(page, edited, Cells(world))
    world.store.save_all([("page", each) for each in changed])
