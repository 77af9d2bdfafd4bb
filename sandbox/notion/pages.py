"""What is kept, in the shapes in which Notion answers it.

Facts: developers.notion.com/reference/page, …/page-property-values, …/retrieve-a-page-property-item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import Column, columns_of
from sandbox.notion.schema import HOME_PAGE_ID
from sandbox.notion.texts import plain_text, rich_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox.notion.store import Store

Json = dict[str, Any]
REFERENCES_SHOWN = 25
OF_THE_PAGE = frozenset({"created_time", "created_by", "last_edited_time", "last_edited_by"})
"""The types that show what Notion itself keeps of a page."""
LISTED = frozenset({"title", "rich_text", "people", "relation"})
"""The types whose property items come as a list."""


def page_answer(page: Json, store: Store, only: Collection[str] = ()) -> Json:
    """A page. `only`: the ids of the columns wanted; all of them if none is given."""
    source = store.find("data_source", page["data_source_id"])
    assert source is not None
    wanted = [column for column in columns_of(source) if not only or column.id in only]
    return {
        "object": "page",
        "id": page["id"],
        **_stamps(page),
        "in_trash": page["in_trash"],
        "is_archived": False,
        "is_locked": page["is_locked"],
        "url": url_of(page["id"], title_of(page, source)),
        "public_url": None,
        "parent": {
            "type": "data_source_id",
            "data_source_id": source["id"],
            "database_id": source["database_id"],
        },
        "properties": {column.name: property_value(column, page, store) for column in wanted},
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


def property_value(column: Column, page: Json, store: Store) -> Json:
    """A column of a page. Long lists are cut, and only a relation tells so."""
    value = whole_value(column, page, store)
    answer: Json = {"id": column.id, "type": column.kind}
    if column.kind == "relation":
        answer["has_more"] = len(value) > REFERENCES_SHOWN
    if column.kind in {"people", "relation"}:
        value = value[:REFERENCES_SHOWN]
    return {**answer, column.kind: value}


def whole_value(column: Column, page: Json, store: Store) -> Any:
    """What a page has in a column, uncut."""
    if column.kind in OF_THE_PAGE:
        return page[column.kind] if column.kind.endswith("_time") else _user(page[column.kind], store)
    stored = page["values"].get(column.id)
    match column.kind:
        case "status" | "select":
            return _chosen(column, stored)
        case "people":
            return [_user(person, store) for person in stored or ()]
        case "relation":
            return [{"id": target} for target in stored or ()]
        case "checkbox":
            return bool(stored)
        case _:
            return stored or ([] if column.kind in LISTED else None)


def _chosen(column: Column, option_id: str | None) -> Json | None:
    option = column.option(option_id=option_id) if option_id else None
    return option and {key: option[key] for key in ("id", "name", "color")}


def _user(user_id: str, store: Store) -> Json:
    return store.find("user", user_id) or {"object": "user", "id": user_id}


def property_items(column: Column, page: Json, store: Store) -> list[Json]:
    """The items of a column: one each of a list, else one that is the value."""
    value = whole_value(column, page, store)
    each = value if column.kind in LISTED else [value]
    return [
        {"object": "property_item", "id": column.id, "type": column.kind, column.kind: item} for item in each
    ]


def data_source_answer(source: Json) -> Json:
    return {
        "object": "data_source",
        "id": source["id"],
        "title": rich_text(source["name"]),
        "description": [],
        "parent": {"type": "database_id", "database_id": source["database_id"]},
        "database_parent": {"type": "page_id", "page_id": HOME_PAGE_ID},
        "is_inline": False,
        "in_trash": source["in_trash"],
        **_stamps(source),
        "properties": source["properties"],
        "icon": None,
        "cover": None,
        "url": url_of(source["database_id"]),
        "public_url": None,
    }


def database_answer(database: Json, sources: list[Json]) -> Json:
    stamps = _stamps(database)
    return {
        "object": "database",
        "id": database["id"],
        "title": rich_text(database["name"]),
        "description": [],
        "parent": {"type": "page_id", "page_id": HOME_PAGE_ID},
        "is_inline": False,
        "in_trash": database["in_trash"],
        "is_locked": False,
        "created_time": stamps["created_time"],
        "last_edited_time": stamps["last_edited_time"],
        "data_sources": [{"id": source["id"], "name": source["name"]} for source in sources],
        "icon": None,
        "cover": None,
        "url": url_of(database["id"]),
        "public_url": None,
    }


def _stamps(kept: Json) -> Json:
    return {
        "created_time": kept["created_time"],
        "last_edited_time": kept["last_edited_time"],
        "created_by": {"object": "user", "id": kept["created_by"]},
        "last_edited_by": {"object": "user", "id": kept["last_edited_by"]},
    }
