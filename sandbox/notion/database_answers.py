"""Databases and data sources, in the shapes in which Notion answers them.

Facts: developers.notion.com/reference/database and …/data-source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.documents import AT_HOME
from sandbox.notion.pages import stamps, url_of
from sandbox.notion.texts import rich_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]


def data_source_answer(source: Json) -> Json:
    return {
        "object": "data_source",
        "id": source["id"],
        "title": rich_text(source["name"]),
        "description": [],
        "parent": {"type": "database_id", "database_id": source["database_id"]},
        "database_parent": source.get("database_parent", AT_HOME),
        "is_inline": source.get("is_inline", False),
        "in_trash": source["in_trash"],
        **stamps(source),
        "properties": source["properties"],
        "icon": None,
        "cover": None,
        "url": url_of(source["database_id"]),
        "public_url": None,
    }


def database_answer(database: Json, sources: Sequence[Json]) -> Json:
    at = stamps(database)
    return {
        "object": "database",
        "id": database["id"],
        "title": rich_text(database["name"]),
        "description": rich_text(database.get("description", "")),
        "parent": database.get("parent", AT_HOME),
        "is_inline": database.get("is_inline", False),
        "in_trash": database["in_trash"],
        "is_locked": database.get("is_locked", False),
        "created_time": at["created_time"],
        "last_edited_time": at["last_edited_time"],
        "data_sources": [{"id": source["id"], "name": source["name"]} for source in sources],
        "icon": None,
        "cover": None,
        "url": url_of(database["id"]),
        "public_url": None,
    }
