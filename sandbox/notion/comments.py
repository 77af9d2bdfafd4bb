"""Comments on pages and blocks, and the discussions they make.

Facts: developers.notion.com/reference/create-a-comment, …/list-comments, …/comment-object and
developers.notion.com/guides/data-apis/working-with-comments. A page's list holds what was said on the page
itself, and not on its blocks. Who wrote a comment is told by id alone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.notion.blocks import block_or_page
from sandbox.notion.dates import stamp
from sandbox.notion.errors import (
    Json,
    a_text,
    an_object,
    not_found,
    only_keys,
    should_be,
    should_be_defined,
    validation_error,
)
from sandbox.notion.lists import asked_in_query, list_answer, paged
from sandbox.notion.mentions import shown_rich_text, stored_rich_text
from sandbox.notion.schema import BOT_ID
from sandbox.notion.store import dashed
from sandbox.notion.texts import plain_text, rich_text

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Store
    from sandbox.notion.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as people see it. `author` is a name; answers to each other share a discussion."""

    id: str
    author: str
    text: str
    discussion_id: str


def create_comment(world: World, call: Call) -> Json:
    body = call.body
    only_keys(body, {"parent", "discussion_id", "rich_text", "display_name", "attachments"}, "body")
    if "attachments" in body:
        raise validation_error("body.attachments: the sandbox's Notion keeps no files.")
    if "rich_text" not in body:
        raise should_be_defined("body.rich_text")
    place = _place(world, body)
    text = stored_rich_text(world, body["rich_text"], "body.rich_text")
    name = _display_name(body.get("display_name", {"type": "integration"}))
    return _comment_answer(_kept(world, place, text, BOT_ID, name), world.store)


def list_comments(world: World, call: Call) -> Json:
    given = call.query.get("block_id", [None])[-1]
    if given is None:
        raise should_be_defined("query.block_id")
    _, thing = block_or_page(world, given, "query.block_id")
    found = [each for each in world.store.all("comment") if thing["id"] in each["parent"].values()]
    shown, rest = paged(found, [each["id"] for each in found], *asked_in_query(call))
    return list_answer("comment", [_comment_answer(each, world.store) for each in shown], rest)


def get_comment(world: World, call: Call) -> Json:
    return _comment_answer(world.get("comment", call.ids["comment_id"], "path.comment_id"), world.store)


def _comment_answer(comment: Json, store: Store) -> Json:
    name = comment["display_name"]
    author = store.find("user", comment["created_by"])
    return {
        "object": "comment",
        "id": comment["id"],
        "parent": comment["parent"],
        "discussion_id": comment["discussion_id"],
        "created_time": comment["created_time"],
        "last_edited_time": comment["last_edited_time"],
        "created_by": {"object": "user", "id": comment["created_by"]},
        "rich_text": shown_rich_text(comment["rich_text"], store),
        "display_name": {
            "type": name["type"],
            "resolved_name": name.get("custom") or (author["name"] if author else None),
        },
    }


def write_comment(world: World, page_id: str, text: str, person: Json) -> str:
    """A person writes on a page, in Notion itself; the comment's id."""
    place: Json = {"parent": {"type": "page_id", "page_id": page_id}, "page_id": page_id}
    return str(_kept(world, place, rich_text(text), person["id"], {"type": "user"})["id"])


def comments_on(world: World, page_id: str) -> list[Comment]:
    """Everything said on a page or its blocks, in the order in which it was said."""
    names = {user["id"]: user["name"] for user in world.store.all("user")}
    return [
        Comment(
            id=comment["id"],
            author=names[comment["created_by"]],
            text=plain_text(comment["rich_text"]),
            discussion_id=comment["discussion_id"],
        )
        for comment in world.store.all("comment")
        if comment["page_id"] == page_id
    ]


def _place(world: World, body: Json) -> Json:
    """Where a comment goes: which page it is on, under what, and in which discussion if there is one."""
    if ("parent" in body) == ("discussion_id" in body):
        raise validation_error(
            "body failed validation. Fix one:\nbody.parent should be defined, or body.discussion_id should "
            "be defined, and not both."
        )
    if "discussion_id" in body:
        return _in_discussion(world, body["discussion_id"])
    parent = an_object(body["parent"], "body.parent")
    only_keys(parent, {"type", "page_id", "block_id"}, "body.parent")
    kind = parent.get("type", next(iter(parent.keys() - {"type"}), "page_id"))
    if kind not in parent:
        raise should_be_defined(f"body.parent.{kind}")
    where = f"body.parent.{kind}"
    given = a_text(parent[kind], where)
    if kind == "page_id":
        found: Json = world.get("page", given, where)
        page = found
    else:
        of, found = block_or_page(world, given, where)
        page = found if of == "page" else world.get("page", found["page_id"], where)
    world.refuse_trashed(found)
    is_page = found["id"] == page["id"]
    named = (
        {"type": "page_id", "page_id": page["id"]}
        if is_page
        else {
            "type": "block_id",
            "block_id": found["id"],
        }
    )
    return {"parent": named, "page_id": page["id"]}


def _in_discussion(world: World, given: Any) -> Json:
    object_id = dashed(a_text(given, "body.discussion_id"))
    if object_id is None:
        raise should_be("body.discussion_id", "a valid uuid", given)
    for comment in world.store.all("comment"):
        if comment["discussion_id"] == object_id and world.sees(comment):
            world.refuse_trashed(world.get("page", comment["page_id"], "body.discussion_id"))
            return {key: comment[key] for key in ("parent", "page_id", "discussion_id")}
    raise not_found("discussion", object_id)


def _display_name(given: Any) -> Json:
    name = an_object(given, "body.display_name")
    kind = name.get("type")
    if kind not in {"integration", "user", "custom"}:
        raise should_be("body.display_name.type", '`"integration"`, `"user"` or `"custom"`', kind)
    if kind != "custom":
        return {"type": kind}
    custom = an_object(name.get("custom"), "body.display_name.custom")
    return {"type": kind, "custom": a_text(custom.get("name"), "body.display_name.custom.name")}


def _kept(world: World, place: Json, text: list[Json], author: str, name: Json) -> Json:
    now = stamp(world.clock.now())
    comment: Json = {
        "id": str(uuid.uuid4()),
        "discussion_id": str(uuid.uuid4()),
        **place,
        "rich_text": text,
        "display_name": name,
        "created_by": author,
        "created_time": now,
        "last_edited_time": now,
    }
    world.store.save("comment", comment)
    return comment
