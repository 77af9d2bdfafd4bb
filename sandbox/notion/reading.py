"""The operations that change nothing. Facts: developers.notion.com/reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import (
    Json,
    a_text,
    an_object,
    not_found,
    only_keys,
    should_be,
    validation_error,
)
from sandbox.notion.lists import asked_in_body, asked_in_query, list_answer, paged
from sandbox.notion.pages import (
    data_source_answer,
    database_answer,
    page_answer,
    title_of,
)
from sandbox.notion.schema import BOT_ID
from sandbox.notion.store import dashed

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind, Store

_CALLED = {"database": "database", "data_source": "data source", "page": "page", "user": "user"}


@dataclass(frozen=True, slots=True)
class World:
    """What every operation works on."""

    store: Store
    clock: Clock

    def get(self, kind: Kind, given: str, where: str) -> Json:
        """Refuses what is no id, what is not there, and what is of another kind."""
        object_id = dashed(given)
        if object_id is None:
            raise should_be(where, "a valid uuid", given)
        found = self.store.find(kind, object_id)
        if found is None and kind == "page" and self.store.kind_of(object_id) == "database":
            raise validation_error(
                f"Provided ID {object_id} is a database, not a page. Use the retrieve database API instead."
            )
        if found is None:
            raise not_found(_CALLED[kind], object_id)
        return found


def list_users(world: World, call: Call) -> Json:
    users = world.store.all("user")
    shown, rest = paged(users, [user["id"] for user in users], *asked_in_query(call))
    return list_answer("user", shown, rest)


def own_user(world: World, _: Call) -> Json:
    return world.get("user", BOT_ID, "path.user_id")


def get_user(world: World, call: Call) -> Json:
    return world.get("user", call.ids["user_id"], "path.user_id")


def get_database(world: World, call: Call) -> Json:
    database = world.get("database", call.ids["database_id"], "path.database_id")
    sources = [world.get("data_source", source, "path") for source in database["data_sources"]]
    return database_answer(database, sources)


def get_data_source(world: World, call: Call) -> Json:
    return data_source_answer(world.get("data_source", call.ids["data_source_id"], "path.data_source_id"))


def search(world: World, call: Call) -> Json:
    """Everything whose title has the words, the last edited first."""
    only_keys(call.body, {"query", "filter", "sort", "start_cursor", "page_size"}, "body")
    words = a_text(call.body.get("query", ""), "body.query").casefold()
    kinds = _kinds_searched(call.body.get("filter"))
    sort = an_object(call.body.get("sort", {}), "body.sort")
    only_keys(sort, {"timestamp", "direction"}, "body.sort")
    sources = {source["id"]: source for source in world.store.all("data_source")}
    titles = [(source["name"], "data_source", source) for source in sources.values()]
    titles += [
        (title_of(page, sources[page["data_source_id"]]), "page", page) for page in world.store.all("page")
    ]
    hits = [
        (kind, each)
        for title, kind, each in titles
        if kind in kinds and not each["in_trash"] and words in title.casefold()
    ]
    hits.sort(key=lambda hit: hit[1]["last_edited_time"], reverse=sort.get("direction") != "ascending")
    shown, rest = paged(hits, [hit["id"] for _, hit in hits], *asked_in_body(call))
    results = [
        page_answer(hit, world.store) if kind == "page" else data_source_answer(hit) for kind, hit in shown
    ]
    return list_answer("page_or_data_source", results, rest)


def _kinds_searched(given: Any) -> set[str]:
    if given is None:
        return {"page", "data_source"}
    rule = an_object(given, "body.filter")
    only_keys(rule, {"property", "value"}, "body.filter")
    if rule.get("property") != "object":
        raise should_be("body.filter.property", '`"object"`', rule.get("property"))
    if rule.get("value") not in {"page", "data_source"}:
        raise should_be("body.filter.value", '`"page"` or `"data_source"`', rule.get("value"))
    return {rule["value"]}
