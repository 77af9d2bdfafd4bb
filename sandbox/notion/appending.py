"""New blocks, on a page that is there or with a new page.

Facts: developers.notion.com/reference/patch-block-children, …/post-page and …/request-limits.
"""

from __future__ import annotations

import dataclasses
import uuid
from typing import TYPE_CHECKING, Any

from sandbox.notion.block_content import can_have_children, kind_of, new_content
from sandbox.notion.blocks import PAGES, block_answer, block_or_page, children_of, edited
from sandbox.notion.dates import stamp
from sandbox.notion.errors import (
    Json,
    an_array,
    an_object,
    only_keys,
    should_be,
    should_be_defined,
    validation_error,
)
from sandbox.notion.lists import list_answer
from sandbox.notion.schema import BOT_ID
from sandbox.notion.store import dashed
from sandbox.notion.writing import create_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

MOST_BLOCKS = 1000
DEEPEST = 3
"""Blocks, blocks in them, and blocks in those."""
_NOTHING_MORE: Json = {"next_cursor": None, "has_more": False}


def append_children(world: World, call: Call) -> Json:
    """Put blocks under a page or a block: at the end, at the start, or after another."""
    only_keys(call.body, {"children", "position"}, "body")
    of, parent = block_or_page(world, call.ids["block_id"], "path.block_id", ("block", *PAGES))
    world.refuse_trashed(parent)
    if of == "block" and not can_have_children(parent["kind"], parent["content"]):
        raise validation_error(f"Block of type {parent['kind']} does not support children.")
    if "children" not in call.body:
        raise should_be_defined("body.children")
    page_id = parent["page_id"] if of == "block" else parent["id"]
    new = _new_blocks(world, call.body["children"], page_id, parent["id"])
    first = [block for block in new if block["parent_id"] == parent["id"]]
    there = children_of(world, parent["id"])
    at = _position(call.body.get("position", {"type": "end"}), there)
    placed = [{**block, "rank": rank} for rank, block in enumerate([*there[:at], *first, *there[at:]])]
    nested = [block for block in new if block["parent_id"] != parent["id"]]
    kind, page = block_or_page(world, page_id, "path.block_id", PAGES)
    world.store.save_all([*(("block", block) for block in [*placed, *nested]), (kind, edited(world, page))])
    return list_answer("block", [block_answer(world, "block", block) for block in first], _NOTHING_MORE)


def create_page_with_children(world: World, call: Call) -> Json:
    """A new page and what is on it: both, or, where something is refused, neither."""
    body = {key: value for key, value in call.body.items() if key != "children"}
    if "children" in call.body:
        _new_blocks(world, call.body["children"], "", "")
    answer = create_page(world, dataclasses.replace(call, body=body))
    blocks = _new_blocks(world, call.body.get("children", []), answer["id"], answer["id"])
    kept: list[tuple[Kind, Json]] = [("block", block) for block in blocks]
    world.store.save_all(kept)
    return answer


def _new_blocks(world: World, given: Any, page_id: str, parent_id: str) -> list[Json]:
    """The blocks of a request, each before those in it."""
    blocks = list(_read(world, given, "body.children", (page_id, parent_id), 1))
    if len(blocks) > MOST_BLOCKS:
        raise validation_error(
            f"body failed validation: body.children should have at most `{MOST_BLOCKS}` blocks in all, "
            f"instead had `{len(blocks)}`."
        )
    return blocks


def _read(world: World, given: Any, where: str, under: tuple[str, str], depth: int) -> Iterator[Json]:
    page_id, parent_id = under
    for rank, each in enumerate(an_array(given, where)):
        here = f"{where}[{rank}]"
        said = an_object(each, here)
        kind = kind_of(said, here)
        only_keys(said, {"object", "type", kind}, here)
        content = new_content(world, kind, said[kind], f"{here}.{kind}")
        block: Json = {
            "id": str(uuid.uuid4()),
            "page_id": page_id,
            "parent_id": parent_id,
            "kind": kind,
            "content": content,
            "rank": rank,
            "in_trash": False,
            "created_by": BOT_ID,
            "created_time": stamp(world.clock.now()),
        }
        yield edited(world, block)
        children = said[kind].get("children", [])
        if children and (depth == DEEPEST or not can_have_children(kind, content)):
            raise validation_error(f"body failed validation: {here}.{kind}.children should be not present.")
        yield from _read(world, children, f"{here}.{kind}.children", (page_id, block["id"]), depth + 1)


def _position(given: Any, there: list[Json]) -> int:
    """Before which of the blocks that are there the new ones go."""
    position = an_object(given, "body.position")
    kind = position.get("type")
    if kind == "start":
        return 0
    if kind == "end":
        return len(there)
    if kind != "after_block":
        raise should_be("body.position.type", '`"after_block"`, `"start"` or `"end"`', kind)
    after = an_object(position.get("after_block"), "body.position.after_block").get("id")
    for number, block in enumerate(there):
        if block["id"] == dashed(str(after)):
            return number + 1
    raise validation_error(f"body.position.after_block.id: {after} is not a child of the block.")
