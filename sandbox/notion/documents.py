"""Pages that are no rows, and the databases that stand on pages.

Facts: developers.notion.com/reference/page, …/parent-object and …/block. People make such pages; the
integration reads them and writes on them. Where on its page a database stands is not kept: it comes last.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sandbox.notion.dates import stamp
from sandbox.notion.pages import stamps, url_of
from sandbox.notion.schema import HOME_PAGE_ID
from sandbox.notion.texts import rich_text

if TYPE_CHECKING:
    from sandbox.notion.store import Store
    from sandbox.notion.world import World

Json = dict[str, Any]
AT_HOME: Json = {"type": "page_id", "page_id": HOME_PAGE_ID}
IN_WORKSPACE: Json = {"type": "workspace", "workspace": True}


def new_document(page_id: str, title: str, at: str, author: str) -> Json:
    """A page at the top of the workspace, as the store keeps it."""
    made = {"created_time": at, "created_by": author, "last_edited_time": at, "last_edited_by": author}
    return {"id": page_id, "title": title, "in_trash": False, "is_locked": False, **made}


def add_document(world: World, title: str) -> str:
    """Someone makes a page; its id."""
    author = next(user["id"] for user in world.store.all("user") if user["type"] == "person")
    page_id = str(uuid.uuid4())
    world.store.save("document", new_document(page_id, title, stamp(world.clock.now()), author))
    return page_id


def document_answer(document: Json) -> Json:
    """A page, whose one property is its title."""
    return {
        "object": "page",
        "id": document["id"],
        **stamps(document),
        "in_trash": document["in_trash"],
        "is_archived": False,
        "is_locked": document["is_locked"],
        "url": url_of(document["id"], document["title"]),
        "public_url": None,
        "parent": IN_WORKSPACE,
        "properties": {"title": {"id": "title", "type": "title", "title": rich_text(document["title"])}},
        "icon": None,
        "cover": None,
    }


def place_of(store: Store, parent_id: str | None) -> Json:
    """Where a database stands: on that page or in that block, or else on the home page."""
    if parent_id is None:
        return AT_HOME
    kind = "block_id" if store.find("block", parent_id) else "page_id"
    return {"type": kind, kind: parent_id}


def databases_on(world: World, parent_id: str) -> list[Json]:
    """The databases right under a page or a block that whoever looks may see."""
    return [
        database
        for database in world.store.all("database")
        if parent_id in database.get("parent", AT_HOME).values()
        and not database["in_trash"]
        and world.sees(database)
    ]
