"""Cells as plain Python values, by names: what a test wants to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.formulas import unique_id_label
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.notion.cells import Cells

Json = dict[str, Any]


class PlainRow(dict[str, Any]):
    """A row's values by the names of its columns; compares as the dict it is. `id` is the page's."""

    def __init__(self, page_id: str, values: Json) -> None:
        super().__init__(values)
        self.id = page_id


def plain_row(page: Json, cells: Cells) -> PlainRow:
    columns = cells.columns(page["data_source_id"]).values()
    values = {column.name: plain(column.kind, cells.whole(column, page), cells) for column in columns}
    return PlainRow(page["id"], values)


def plain(kind: str, whole: Any, cells: Cells) -> Any:
    """A value in Notion's shape as text, number, list of names …; a range of days as `start/end`."""
    if kind in {"formula", "rollup"}:
        return plain(whole["type"], whole[whole["type"]], cells)
    read = _READERS.get(kind)
    return whole if whole is None or read is None else read(whole, cells)


def _name(thing: Json) -> str:
    return str(thing.get("name") or thing["id"])


def _title(page_id: str, cells: Cells) -> str:
    page = cells.page(page_id)
    return cells.title(page) if page else page_id


_READERS: dict[str, Callable[[Any, Cells], Any]] = {
    **dict.fromkeys(("title", "rich_text"), lambda whole, _: plain_text(whole)),
    **dict.fromkeys(("select", "status", "created_by", "last_edited_by"), lambda whole, _: _name(whole)),
    **dict.fromkeys(("multi_select", "people", "files"), lambda whole, _: [_name(each) for each in whole]),
    "relation": lambda whole, cells: [_title(each["id"], cells) for each in whole],
    "date": lambda whole, _: "/".join(filter(None, (whole["start"], whole["end"]))),
    "unique_id": lambda whole, _: unique_id_label(whole),
    "array": lambda whole, cells: [plain(each["type"], each[each["type"]], cells) for each in whole],
}
