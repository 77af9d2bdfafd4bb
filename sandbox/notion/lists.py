"""Notion's lists, page by page. Facts: developers.notion.com/reference/intro#pagination."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import Json, a_text, should_be, validation_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.notion.exchanges import Call

LARGEST_PAGE = 100


def paged(
    items: Sequence[Any], cursors: Sequence[str], size: int, cursor: str | None
) -> tuple[Sequence[Any], Json]:
    """The items from the cursor on, and what a list says of those after them.

    `cursors` has one for each item. A cursor that names none, as after a deletion, is refused.
    """
    if cursor is not None and cursor not in cursors:
        raise validation_error("The start_cursor provided is invalid: " + cursor)
    first = 0 if cursor is None else cursors.index(cursor)
    last = first + size
    following = cursors[last] if last < len(items) else None
    return items[first:last], {"next_cursor": following, "has_more": following is not None}


def list_answer(kind: str, results: Sequence[Json], rest: Json) -> Json:
    return {"object": "list", "results": list(results), **rest, "type": kind, kind: {}}


def asked_in_body(call: Call) -> tuple[int, str | None]:
    """How many, and from which cursor on."""
    cursor = call.body.get("start_cursor")
    if cursor is not None:
        a_text(cursor, "body.start_cursor")
    return _size(call.body.get("page_size", LARGEST_PAGE), "body.page_size"), cursor


def asked_in_query(call: Call) -> tuple[int, str | None]:
    size = call.query.get("page_size", [str(LARGEST_PAGE)])[-1]
    cursor = call.query.get("start_cursor", [None])[-1]
    return _size(int(size) if size.isdecimal() else size, "query.page_size"), cursor


def _size(size: object, where: str) -> int:
    if isinstance(size, bool) or not isinstance(size, int):
        raise should_be(where, "a number", size)
    if size > LARGEST_PAGE:
        raise should_be(where, f"≤ `{LARGEST_PAGE}`", size)
    if size < 1:
        raise should_be(where, "≥ `1`", size)
    return size
