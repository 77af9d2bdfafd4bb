"""The operations that change nothing. Facts: developers.notion.com/reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import (
    Json,
    a_text,
    an_object,
    only_keys,
    should_be,
)
from sandbox.notion.lists import asked_in_body, list_answer, paged
from sandbox.notion.pages import data_source_answer, database_answer, page_answer, title_of

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.world import World


def get_database(world: World, call: Call) -> Json:
    database = world.get("database", call.ids["database_id"], "path.database_id")
    sources = [world.find("data_source", source, "path") for source in database["data_sources"]]
    return database_answer(database, [source for source in sources if source is not None])


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
    titles = [(source["name"], "data_source", source) for source in sources.values() if world.sees(source)]
    titles += [
        (title_of(page, sources[page["data_source_id"]]), "page", page)
        for page in world.store.all("page")
        if world.sees(page)
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
