"""The operations that read rows: one, one column of it, or those of a data source that a filter lets through.

Facts: developers.notion.com/reference/query-a-data-source and …/retrieve-a-page-property.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sandbox.notion.cells import Cells
from sandbox.notion.columns import find_column, no_such_column
from sandbox.notion.documents import document_answer
from sandbox.notion.errors import Json, a_boolean, not_found, only_keys, should_be
from sandbox.notion.filters import Filters
from sandbox.notion.lists import asked_in_body, asked_in_query, list_answer, paged
from sandbox.notion.pages import page_answer
from sandbox.notion.property_items import LISTED, list_of_items, property_items
from sandbox.notion.sorts import sorted_rows

if TYPE_CHECKING:
    from sandbox.notion.exchanges import Call
    from sandbox.notion.world import World

MOST_RESULTS = 10_000
_CUT = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
_ALLOWED = frozenset({"filter", "sorts", "start_cursor", "page_size", "in_trash", "result_type"})


def get_page(world: World, call: Call) -> Json:
    document = world.find("document", call.ids["page_id"], "path.page_id")
    if document is not None:
        return document_answer(document)
    page = world.get("page", call.ids["page_id"], "path.page_id")
    source = world.get("data_source", page["data_source_id"], "path")
    return page_answer(page, Cells(world), _columns_wanted(source, call))


def get_property(world: World, call: Call) -> Json:
    """One column of a page: of the types that hold several things, a list of items."""
    page = world.get("page", call.ids["page_id"], "path.page_id")
    source = world.get("data_source", page["data_source_id"], "path")
    column = find_column(source, call.ids["property_id"])
    if column is None:
        raise not_found("property", call.ids["property_id"])
    cells = Cells(world)
    items = property_items(column, page, cells)
    if column.kind not in LISTED:
        return dict(items[0])
    shown, rest = paged(items, [str(number) for number in range(len(items))], *asked_in_query(call))
    return list_of_items(column, page, shown, rest, cells)


def query(world: World, call: Call) -> Json:
    """The rows of a data source. After ten thousand Notion stops, and every page of such a result says so.

    A result that is whole does not say it is: answers of Notion's have no `request_status` then.
    """
    only_keys(call.body, _ALLOWED, "body")
    source = world.get("data_source", call.ids["data_source_id"], "path.data_source_id")
    cells, wanted = Cells(world), _columns_wanted(source, call)
    asked = {key: call.body.get(key) for key in ("filter", "sorts", "in_trash", "result_type")}
    seen = f"{source['id']} on {world.clock.now().date()} without {sorted(world.unshared)}"
    question = f"{json.dumps(asked)} of {seen}"
    found = world.store.shelf.found(question, lambda: _found(world, source, call.body, cells))
    reached = found[:MOST_RESULTS]
    shown, rest = paged(reached, [page["id"] for page in reached], *asked_in_body(call))
    results = [page_answer(page, cells, wanted) for page in shown]
    answer = list_answer("page_or_data_source", results, rest)
    return {**answer, "request_status": _CUT} if len(found) > MOST_RESULTS else answer


def _found(world: World, source: Json, body: Json, cells: Cells) -> list[Json]:
    """The rows that are asked for, in the order asked for. Only a wiki's rows may be data sources."""
    kind = body.get("result_type", "page")
    if kind not in {"page", "data_source"}:
        raise should_be("body.result_type", '`"page"` or `"data_source"`', kind)
    trashed = a_boolean(body.get("in_trash", False), "body.in_trash")
    rows = world.store.shelf.rows(source["id"]) if kind == "page" else ()
    found = [page for page in rows if page["in_trash"] is trashed and world.sees(page)]
    if body.get("filter") is not None:
        test = Filters(source, world.clock.now().date(), cells).test(body["filter"])
        found = [page for page in found if test(page)]
    return sorted_rows(found, body.get("sorts", []), source, cells)


def _columns_wanted(source: Json, call: Call) -> list[str]:
    """The columns that `filter_properties` names, as their ids. Ids may be percent-encoded or not."""
    keys = call.query.get("filter_properties", []) + call.query.get("filter_properties[]", [])
    columns = [(key, find_column(source, unquote(key))) for key in keys]
    for key, column in columns:
        if column is None:
            raise no_such_column(key)
    return [column.id for _, column in columns if column]
