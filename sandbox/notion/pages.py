"""Rows, in the shape in which Notion answers them.

Facts: developers.notion.com/reference/page and …/page-property-values. A page shows the first 25 references
of a relation and the first 25 people, and a rollup there is made of no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import columns_of
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox.notion.cells import Cells
    from sandbox.notion.columns import Column

Json = dict[str, Any]
REFERENCES_SHOWN = 25


def page_answer(page: Json, cells: Cells, only: Collection[str] = ()) -> Json:
    """A page. `only`: the ids of the columns wanted; all of them if none is given."""
    source = cells.source(page["data_source_id"])
    columns = cells.columns(source["id"]).values()
    return {
        "object": "page",
        "id": page["id"],
        **stamps(page),
        "in_trash": page["in_trash"],
        "is_archived": False,
        "is_locked": page["is_locked"],
        "url": url_of(page["id"], cells.title(page)),
        "public_url": None,
        "parent": {
            "type": "data_source_id",
            "data_source_id": source["id"],
            "database_id": source["database_id"],
        },
        "properties": {
            column.name: _property_value(column, page, cells)
            for column in columns
            if not only or column.id in only
        },
        "icon": None,
        "cover": None,
    }


def title_of(page: Json, source: Json) -> str:
    title = next(column for column in columns_of(source) if column.kind == "title")
    return plain_text(page["values"].get(title.id, []))


def url_of(object_id: str, title: str = "") -> str:
    """A page's address: what of its title fits into one, and its id without dashes."""
    slug = "-".join(re.findall(r"[A-Za-z0-9]+", title))
    compact = object_id.replace("-", "")
    return f"https://app.notion.com/p/{slug}-{compact}" if slug else f"https://app.notion.com/p/{compact}"


def _property_value(column: Column, page: Json, cells: Cells) -> Json:
    """A column of a page. Long lists are cut, and only a relation tells so."""
    value = cells.whole(column, page, REFERENCES_SHOWN)
    answer: Json = {"id": column.id, "type": column.kind}
    if column.kind == "relation":
        answer["has_more"] = len(value) > REFERENCES_SHOWN
    if column.kind in {"people", "relation"}:
        value = value[:REFERENCES_SHOWN]
    return {**answer, column.kind: value}


def stamps(kept: Json) -> Json:
    return {
        "created_time": kept["created_time"],
        "last_edited_time": kept["last_edited_time"],
        "created_by": {"object": "user", "id": kept["created_by"]},
        "last_edited_by": {"object": "user", "id": kept["last_edited_by"]},
    }
