"""The content of pages: blocks, and pages as blocks.

Facts: developers.notion.com/reference/retrieve-a-block, …/get-block-children, …/update-a-block and
…/delete-a-block. A page is a block too, and so is a database that stands on one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.notion.block_content import changed_content, kind_of, shown_content
from sandbox.notion.dates import stamp
from sandbox.notion.documents import AT_HOME, IN_WORKSPACE, databases_on
from sandbox.notion.errors import (
    Json,
    a_boolean,
    not_found,
    only_keys,
)
from sandbox.notion.lists import asked_in_query, list_answer, paged
from sandbox.notion.pages import title_of
from sandbox.notion.schema import BOT_ID
from sandbox.notion.writing import changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

PAGES: tuple[Kind, ...] = ("page", "document")
_READ: tuple[Kind, ...] = ("block", *PAGES, "database")


def get_block(world: World, call: Call) -> Json:
    return block_answer(world, *block_or_page(world, call.ids["block_id"], "path.block_id", _READ))


def list_children(world: World, call: Call) -> Json:
    _, parent = block_or_page(world, call.ids["block_id"], "path.block_id", _READ)
    found: list[tuple[Kind, Json]] = [("block", block) for block in children_of(world, parent["id"])]
    found += [("database", database) for database in databases_on(world, parent["id"])]
    shown, rest = paged(found, [thing["id"] for _, thing in found], *asked_in_query(call))
    return list_answer("block", [block_answer(world, *each) for each in shown], rest)


def update_block(world: World, call: Call) -> Json:
    """Change what a block holds, and not its kind; or put it into the trash and take it out."""
    of, block = _asked(world, call)
    switches = {key: a_boolean(call.body[key], f"body.{key}") for key in ("in_trash",) if key in call.body}
    if of == "page":
        only_keys(call.body, {"in_trash"}, "body")
        return block_answer(world, "page", changed(world, block, switches, author=BOT_ID))
    kind = block["kind"]
    only_keys(call.body, {kind, "type", "in_trash"}, "body")
    world.refuse_trashed(block, restores=switches.get("in_trash") is False)
    content = block["content"]
    if call.body.keys() - {"in_trash"}:
        kind_of(call.body, "body")
        content = changed_content(world, block, call.body.get(kind), f"body.{kind}")
    return block_answer(world, "block", _kept(world, {**block, **switches, "content": content}))


def delete_block(world: World, call: Call) -> Json:
    """Put a block into the trash, or a page."""
    of, block = _asked(world, call)
    if of == "page":
        return block_answer(world, "page", changed(world, block, {"in_trash": True}, author=BOT_ID))
    world.refuse_trashed(block)
    return block_answer(world, "block", _kept(world, {**block, "in_trash": True}))


def block_or_page(
    world: World, given: str, where: str, kinds: Sequence[Kind] = ("block", "page")
) -> tuple[Kind, Json]:
    """What an id of a block names, and which of the kinds it is."""
    for kind in kinds:
        if (found := world.find(kind, given, where)) is not None:
            return kind, found
    raise not_found("block" if "block" in kinds else "page", given)


def children_of(world: World, parent_id: str) -> list[Json]:
    """The blocks right under a page or a block, in their order."""
    found = [
        block
        for block in world.store.all("block")
        if block["parent_id"] == parent_id and not block["in_trash"]
    ]
    return sorted(found, key=lambda block: int(block["rank"]))


def block_answer(world: World, of: Kind, block: Json) -> Json:
    stamps = {key: block[key] for key in ("created_time", "last_edited_time", "in_trash")}
    authors = {key: {"object": "user", "id": block[key]} for key in ("created_by", "last_edited_by")}
    answer = {
        "object": "block",
        "id": block["id"],
        **stamps,
        **authors,
        "has_children": bool(children_of(world, block["id"]) or databases_on(world, block["id"])),
    }
    if of == "database":
        title = {"title": block["name"]}
        return {
            **answer,
            "parent": block.get("parent", AT_HOME),
            "type": "child_database",
            "child_database": title,
        }
    if of == "document":
        title = {"title": block["title"]}
        return {**answer, "parent": IN_WORKSPACE, "type": "child_page", "child_page": title}
    if of == "block":
        kind = block["kind"]
        named = "page_id" if block["parent_id"] == block["page_id"] else "block_id"
        parent = {"type": named, named: block["parent_id"]}
        return {**answer, "parent": parent, "type": kind, kind: shown_content(block, world.store)}
    source = world.get("data_source", block["data_source_id"], "path")
    parent = {"data_source_id": source["id"], "database_id": source["database_id"]}
    return {
        **answer,
        "parent": {"type": "data_source_id", **parent},
        "type": "child_page",
        "child_page": {"title": title_of(block, source)},
    }


def edited(world: World, thing: Json) -> Json:
    """A page or a block with the integration as who edited it last, now."""
    return {**thing, "last_edited_time": stamp(world.clock.now()), "last_edited_by": BOT_ID}


def _kept(world: World, block: Json) -> Json:
    block = edited(world, block)
    of, page = block_or_page(world, block["page_id"], "path.block_id", PAGES)
    world.store.save_all([("block", block), (of, edited(world, page))])
    return block


def _asked(world: World, call: Call) -> tuple[Kind, Json]:
    return block_or_page(world, call.ids["block_id"], "path.block_id")
