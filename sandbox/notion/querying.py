"""The operations that read rows: one, one column of it, or those of a data source that a filter lets through.

Facts: developers.notion.com/reference/query-a-data-source and …/retrieve-a-page-property.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from sandbox.notion.columns import find_column, no_such_column
from sandbox.notion.errors import Json, a_boolean, not_found, only_keys, should_be
from sandbox.notion.filters import Filters
from sandbox.notion.lists import asked_in_body, asked_in_query, list_answer, paged
from sandbox.notion.pages import LISTED, page_answer, property_items
from sandbox.notion.sorts import sorted_rows

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.world import World

MOST_RESULTS = 10_000


def get_page(world: World, call: Call) -> Json:
    page = world.get("page", call.ids["page_id"], "path.page_id")
    return page_answer(page, world.store, _columns_wanted(world, page["data_source_id"], call))


def get_property(world: World, call: Call) -> Json:
    """One column of a page: of the types that hold several things, a list of items."""
    page = world.get("page", call.ids["page_id"], "path.page_id")
    source = world.get("data_source", page["data_source_id"], "path")
    column = find_column(source, call.ids["property_id"])
    if column is None:
        raise not_found("property", call.ids["property_id"])
    items = property_items(column, page, world.store)
    if column.kind not in LISTED:
        return dict(items[0])
    shown, rest = paged(items, [str(number) for number in range(len(items))], *asked_in_query(call))
    about: Json = {"id": column.id, "type": column.kind, column.kind: {}, "next_url": None}
    if rest["next_cursor"]:
        about["next_url"] = (
            f"https://api.notion.com/v1/pages/{page['id']}/properties/{column.id}"
            f"?start_cursor={rest['next_cursor']}"
        )
    return {**list_answer("property_item", shown, rest), "property_item": about}


def query(world: World, call: Call) -> Json:
    """The rows of a data source. After ten thousand Notion stops and says so."""
    allowed = {"filter", "sorts", "start_cursor", "page_size", "in_trash", "result_type"}
    only_keys(call.body, allowed, "body")
    source = world.get("data_source", call.ids["data_source_id"], "path.data_source_id")
    kind = call.body.get("result_type", "page")
    if kind not in {"page", "data_source"}:
        raise should_be("body.result_type", '`"page"` or `"data_source"`', kind)
    trashed = a_boolean(call.body.get("in_trash", False), "body.in_trash")
    found = [page for page in _rows(world, source) if page["in_trash"] is trashed] if kind == "page" else []
    if call.body.get("filter") is not None:
        test = Filters(source, world.clock.now().date()).test(call.body["filter"])
        found = [page for page in found if test(page)]
    found = sorted_rows(found, call.body.get("sorts", []), source, world.store)
    reached = found[:MOST_RESULTS]
    shown, rest = paged(reached, [page["id"] for page in reached], *asked_in_body(call))
    wanted = _columns_wanted(world, source["id"], call)
    answer = list_answer(
        "page_or_data_source", [page_answer(page, world.store, wanted) for page in shown], rest
    )
    return {**answer, "request_status": _completeness(cut=len(found) > MOST_RESULTS and not rest["has_more"])}


def _rows(world: World, source: Json) -> list[Json]:
    return [page for page in world.store.shelf.rows(source["id"]) if world.sees(page)]


def _columns_wanted(world: World, source_id: str, call: Call) -> list[str]:
    """The columns that `filter_properties` names, by id. Ids may be percent-encoded or not."""
    source = world.get("data_source", source_id, "path")
    keys = call.query.get("filter_properties", []) + call.query.get("filter_properties[]", [])
    columns = [(key, find_column(source, unquote(key))) for key in keys]
    for key, column in columns:
        if column is None:
            raise no_such_column(key)
    return [column.id for _, column in columns if column]


def _completeness(*, cut: bool) -> Json:
    if cut:
        return {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
    return {"type": "complete"}
