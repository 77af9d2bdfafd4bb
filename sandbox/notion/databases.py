"""The operations that read, make and change databases and data sources.

Facts: developers.notion.com/reference/create-a-database, …/update-a-database, …/create-a-data-source,
…/update-a-data-source, …/retrieve-a-database and …/retrieve-a-data-source. Icons and covers are not kept.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sandbox.notion.blocks import PAGES, block_or_page
from sandbox.notion.database_answers import data_source_answer, database_answer
from sandbox.notion.dates import stamp
from sandbox.notion.documents import AT_HOME, IN_WORKSPACE
from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_object,
    only_keys,
    should_be_defined,
)
from sandbox.notion.schema import BOT_ID
from sandbox.notion.schema_changes import SchemaChange
from sandbox.notion.texts import plain_text, stored_text

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

_TEXTS, _SWITCHES = frozenset({"title", "description"}), frozenset({"is_inline", "in_trash", "is_locked"})
_ONLY_NAME: Json = {"Name": {"title": {}}}


def get_database(world: World, call: Call) -> Json:
    return _answer(world, world.get("database", call.ids["database_id"], "path.database_id"))


def get_data_source(world: World, call: Call) -> Json:
    return data_source_answer(world.get("data_source", call.ids["data_source_id"], "path.data_source_id"))


def create_database(world: World, call: Call) -> Json:
    """A database with one data source, of the same name."""
    only_keys(call.body, {"parent", "initial_data_source", *_TEXTS, "is_inline"}, "body")
    parent = _parent(world, call.body.get("parent"))
    initial = an_object(call.body.get("initial_data_source", {}), "body.initial_data_source")
    only_keys(initial, {"properties"}, "body.initial_data_source")
    about = {"id": str(uuid.uuid4()), "name": "", "parent": parent}
    database = {**about, **_made(world), **_changes(call.body)}
    change = SchemaChange(world, _new_source(world, database, database["name"]))
    change.apply(initial.get("properties", _ONLY_NAME), "body.initial_data_source.properties")
    database["data_sources"] = [change.source["id"]]
    world.store.save_all([("database", database), *change.everything()])
    return _answer(world, database)


def update_database(world: World, call: Call) -> Json:
    """Its name, description and switches, and where it stands. In the trash, so are its data sources."""
    only_keys(call.body, {"parent", *_TEXTS, *_SWITCHES}, "body")
    database = world.get("database", call.ids["database_id"], "path.database_id")
    moved = {"parent": _parent(world, call.body["parent"])} if "parent" in call.body else {}
    database = {**database, **_changes(call.body), **moved, **_edited(world)}
    followed: Json = {key: database[key] for key in ("in_trash", "is_inline") if key in call.body}
    followed |= {"database_parent": moved["parent"]} if moved else {}
    sources = [world.get("data_source", each, "path") for each in database["data_sources"]]
    kept: list[tuple[Kind, Json]] = [("database", database)]
    kept += [("data_source", {**source, **followed}) for source in sources if followed]
    world.store.save_all(kept)
    return _answer(world, database)


def create_data_source(world: World, call: Call) -> Json:
    """One more data source in a database."""
    only_keys(call.body, {"parent", "properties", "title"}, "body")
    database = _parent_database(world, call.body.get("parent"))
    if "properties" not in call.body:
        raise should_be_defined("body.properties")
    change = SchemaChange(world, _new_source(world, database, _changes(call.body).get("name", "")))
    change.apply(call.body["properties"], "body.properties")
    database["data_sources"].append(change.source["id"])
    world.store.save_all([("database", database), *change.everything()])
    return data_source_answer(change.source)


def update_data_source(world: World, call: Call) -> Json:
    """Its name, its columns, whether it is in the trash."""
    only_keys(call.body, {"properties", "title", "in_trash"}, "body")
    source = world.get("data_source", call.ids["data_source_id"], "path.data_source_id")
    change = SchemaChange(world, {**source, **_changes(call.body), **_edited(world)})
    change.apply(call.body.get("properties", {}), "body.properties")
    world.store.save_all(change.everything())
    return data_source_answer(change.source)


def _answer(world: World, database: Json) -> Json:
    sources = [world.find("data_source", each, "path") for each in database["data_sources"]]
    return database_answer(database, [source for source in sources if source is not None])


def _changes(body: Json) -> Json:
    """What a body says of name, description and switches, as they are kept."""
    texts = {key: plain_text(stored_text(body[key], f"body.{key}")) for key in body.keys() & _TEXTS}
    if "title" in texts:
        texts["name"] = texts.pop("title")
    return {**texts, **{key: a_boolean(body[key], f"body.{key}") for key in body.keys() & _SWITCHES}}


def _made(world: World) -> Json:
    edited = _edited(world)
    now, author = edited["last_edited_time"], edited["last_edited_by"]
    return {"in_trash": False, "created_time": now, "created_by": author, **edited}


def _edited(world: World) -> Json:
    return {"last_edited_time": stamp(world.clock.now()), "last_edited_by": BOT_ID}


def _new_source(world: World, database: Json, name: str) -> Json:
    about = {"id": str(uuid.uuid4()), "database_id": database["id"], "name": name}
    place = {"database_parent": database.get("parent", AT_HOME)}
    return {**about, **place, "properties": {}, **_made(world)}


def _parent(world: World, given: Any) -> Json:
    """Where a database is to stand: in the workspace, or on a page that is there."""
    if given is None:
        raise should_be_defined("body.parent")
    parent = an_object(given, "body.parent")
    only_keys(parent, {"type", "page_id", "workspace"}, "body.parent")
    if parent.get("type") == "workspace":
        return IN_WORKSPACE
    if "page_id" not in parent:
        raise should_be_defined("body.parent.page_id")
    page_id = a_text(parent["page_id"], "body.parent.page_id")
    _, page = block_or_page(world, page_id, "body.parent.page_id", PAGES)
    return {"type": "page_id", "page_id": page["id"]}


def _parent_database(world: World, given: Any) -> Json:
    if given is None:
        raise should_be_defined("body.parent")
    parent = an_object(given, "body.parent")
    only_keys(parent, {"type", "database_id"}, "body.parent")
    if "database_id" not in parent:
        raise should_be_defined("body.parent.database_id")
    return world.get("database", a_text(parent["database_id"], "body.parent.database_id"), "body.parent")
