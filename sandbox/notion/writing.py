"""The operations that make and change pages.

Facts: developers.notion.com/reference/post-page and …/patch-page.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

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
_TRASHED = "Can't edit block that is archived. You must unarchive the block before editing."


def create_page(world: World, call: Call) -> Json:
    """A new row. One without a status gets the first there is, as Notion's default."""
    only_keys(call.body, {"parent", "properties", *_NOT_KEPT}, "body")
    _refuse_content(call.body)
    if "parent" not in call.body:
        raise should_be_defined("body.parent")
    source = _parent(world, call.body["parent"])
    reader = ValueReader(world.store, source)
    values = reader.values(call.body.get("properties", {}))
    now = stamp(world.clock.now())
    page = {
        "id": str(uuid.uuid4()),
        "data_source_id": source["id"],
        "values": {**_defaults(source), **values},
        "in_trash": False,
        "is_locked": False,
        "created_time": now,
        "created_by": BOT_ID,
        "last_edited_time": now,
        "last_edited_by": BOT_ID,
    }
    _save(world, page, reader)
    return page_answer(page, world.store)


def update_page(world: World, call: Call) -> Json:
    page = world.get("page", call.ids["page_id"], "path.page_id")
    return page_answer(changed(world, page, call.body, author=BOT_ID), world.store)


def changed(world: World, page: Json, body: Json, *, author: str) -> Json:
    """Change a page as a PATCH with this body would, in someone's name. All of it or, if refused, nothing."""
    only_keys(body, {"properties", "in_trash", "is_locked", *_NOT_KEPT}, "body")
    _refuse_content(body)
    reader = ValueReader(world.store, world.get("data_source", page["data_source_id"], "body"))
    switches: Json = {
        key: a_boolean(body[key], f"body.{key}") for key in ("in_trash", "is_locked") if key in body
    }
    if page["in_trash"] and switches.get("in_trash", True):
        raise validation_error(_TRASHED)
    values = reader.values(body.get("properties", {}))
    page = {
        **page,
        **switches,
        "values": {**page["values"], **values},
        "last_edited_time": stamp(world.clock.now()),
        "last_edited_by": author,
    }
    _save(world, page, reader)
    return page


def _save(world: World, page: Json, reader: ValueReader) -> None:
    objects: list[tuple[Kind, Json]] = [("page", page)]
    if reader.is_changed:
        objects.append(("data_source", reader.source))
    world.store.save_all(objects)


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
                [object_id] = world.get("database", object_id, "body.parent.database_id")["data_sources"]
            return world.get("data_source", object_id, "body.parent.data_source_id")
    raise should_be_defined(f"body.parent.{parent.get('type', 'data_source_id')}")


def _defaults(source: Json) -> Json:
    return {column.id: column.options[0]["id"] for column in columns_of(source) if column.kind == "status"}
