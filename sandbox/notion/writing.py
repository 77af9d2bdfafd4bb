"""The operations that make and change pages.

Facts: developers.notion.com/reference/post-page and …/patch-page.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sandbox.notion.cells import Cells
from sandbox.notion.columns import columns_of
from sandbox.notion.dates import stamp
from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_object,
    only_keys,
    should_be_defined,
    validation_error,
)
from sandbox.notion.links import kept_in_step
from sandbox.notion.pages import page_answer
from sandbox.notion.schema import BOT_ID
from sandbox.notion.values import ValueReader

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

_NOT_KEPT = frozenset(
    {"icon", "cover", "children", "content", "markdown", "template", "position", "erase_content"}
)


def create_page(world: World, call: Call) -> Json:
    return page_answer(created(world, call.body, author=BOT_ID), Cells(world))


def created(world: World, body: Json, *, author: str) -> Json:
    """Make a row as a POST with this body would, in someone's name.

    One without a status gets the first there is, as Notion's default.
    """
    only_keys(body, {"parent", "properties", *_NOT_KEPT}, "body")
    _refuse_content(body)
    if "parent" not in body:
        raise should_be_defined("body.parent")
    source = _parent(world, body["parent"])
    reader = ValueReader(world, source)
    values = reader.values(body.get("properties", {}))
    now = stamp(world.clock.now())
    page = new_page(str(uuid.uuid4()), source["id"], {**_defaults(world, source), **values}, now, author)
    world.refuse_trashed(page)
    return _save(world, None, page, reader)


def new_page(page_id: str, source_id: str, values: Json, at: str, author: str) -> Json:
    """A row as the store keeps it. `at` is Notion's stamp of a moment."""
    return {
        "id": page_id,
        "data_source_id": source_id,
        "values": values,
        "in_trash": False,
        "is_locked": False,
        "created_time": at,
        "created_by": author,
        "last_edited_time": at,
        "last_edited_by": author,
    }


def update_page(world: World, call: Call) -> Json:
    page = world.get("page", call.ids["page_id"], "path.page_id")
    return page_answer(changed(world, page, call.body, author=BOT_ID), Cells(world))


def changed(world: World, page: Json, body: Json, *, author: str) -> Json:
    """Change a page as a PATCH with this body would, in someone's name. All of it or, if refused, nothing."""
    only_keys(body, {"properties", "in_trash", "is_locked", *_NOT_KEPT}, "body")
    _refuse_content(body)
    reader = ValueReader(world, world.get("data_source", page["data_source_id"], "body"))
    switches: Json = {
        key: a_boolean(body[key], f"body.{key}") for key in ("in_trash", "is_locked") if key in body
    }
    world.refuse_trashed(page, restores=switches.get("in_trash") is False)
    values = reader.values(body.get("properties", {}))
    edited = {
        **page,
        **switches,
        "values": {**page["values"], **values},
        "last_edited_time": stamp(world.clock.now()),
        "last_edited_by": author,
    }
    return _save(world, page, edited, reader)


def _save(world: World, before: Json | None, page: Json, reader: ValueReader) -> Json:
    """Keep a page, what it is linked with and the options it made; the page as it is then."""
    pages = kept_in_step(before, page, Cells(world))
    objects: list[tuple[Kind, Json]] = [("page", each) for each in pages]
    if reader.is_changed:
        objects.append(("data_source", reader.source))
    world.store.save_all(objects)
    return pages[0]


def _refuse_content(body: Json) -> None:
    for key in body.keys() & _NOT_KEPT:
        raise validation_error(
            f"body.{key}: the sandbox's Notion keeps properties, but no icons and no content."
        )


def _parent(world: World, given: Any) -> Json:
    """The data source a page is made in; a database stands for the only one it has."""
    parent = an_object(given, "body.parent")
    only_keys(parent, {"type", "data_source_id", "database_id"}, "body.parent")
    for kind in ("data_source_id", "database_id"):
        if kind in parent and parent.get("type", kind) == kind:
            object_id = a_text(parent[kind], f"body.parent.{kind}")
            if kind == "database_id":
                object_id = _only_source(world.get("database", object_id, "body.parent.database_id"))
            return world.get("data_source", object_id, "body.parent.data_source_id")
    raise should_be_defined(f"body.parent.{parent.get('type', 'data_source_id')}")


def _only_source(database: Json) -> str:
    if len(database["data_sources"]) != 1:
        raise validation_error(
            f"Database with ID {database['id']} has {len(database['data_sources'])} data sources. "
            "Provide a data_source_id parent instead."
        )
    return str(database["data_sources"][0])


def _defaults(world: World, source: Json) -> Json:
    """What a new row has that is not said: its status, and its number."""
    values: Json = {}
    for column in columns_of(source):
        if column.kind == "status":
            values[column.id] = column.options[0]["id"]
        elif column.kind == "unique_id":
            numbers = (row["values"].get(column.id) or 0 for row in world.store.shelf.rows(source["id"]))
            values[column.id] = max(numbers, default=0) + 1
    return values
