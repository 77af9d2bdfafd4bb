"""Search: by title, late, and not complete.

Facts: developers.notion.com/reference/post-search and …/search-optimizations-and-limitations. What is shared
directly is found at once; a page in a database only when the index has come to it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sandbox.notion.cells import Cells
from sandbox.notion.database_answers import data_source_answer
from sandbox.notion.errors import Json, a_text, an_object, only_keys, should_be
from sandbox.notion.lists import asked_in_body, list_answer, paged
from sandbox.notion.pages import page_answer, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.clock import Clock
    from sandbox.notion.exchanges import Call
    from sandbox.notion.store import Kind, Store
    from sandbox.notion.world import World

DELAY = dt.timedelta(seconds=5)
"""How far the index is behind, by the sandbox's clock. How far Notion's own is, it does not tell."""


class SearchIndex:
    """Which titles search knows. `left_out` are the ids of pages that it never finds."""

    def __init__(self, store: Store, clock: Clock, delay: dt.timedelta) -> None:
        self.left_out: set[str] = set()
        self._clock, self._delay = clock, delay
        self._changes: dict[str, list[tuple[dt.datetime, Json | None]]] = {}
        store.listeners.append(self._note)

    def forget_changes(self) -> None:
        """Know everything as it is now."""
        self._changes.clear()

    def search(self, world: World, call: Call) -> Json:
        """Everything whose title has the words, the last edited first."""
        only_keys(call.body, {"query", "filter", "sort", "start_cursor", "page_size"}, "body")
        words = a_text(call.body.get("query", ""), "body.query").casefold()
        kinds, is_ascending = _kinds_searched(call.body.get("filter")), _is_ascending(call.body.get("sort"))
        hits = [
            (kind, thing)
            for title, kind, thing in self._titles(world)
            if kind in kinds and not thing["in_trash"] and words in title.casefold() and world.sees(thing)
        ]
        hits.sort(key=lambda hit: hit[1]["last_edited_time"], reverse=not is_ascending)
        shown, rest = paged(hits, [thing["id"] for _, thing in hits], *asked_in_body(call))
        cells = Cells(world)
        results = [
            page_answer(thing, cells) if kind == "page" else data_source_answer(thing)
            for kind, thing in shown
        ]
        return list_answer("page_or_data_source", results, rest)

    def _titles(self, world: World) -> Iterator[tuple[str, Kind, Json]]:
        sources = {source["id"]: source for source in world.store.all("data_source")}
        for source in sources.values():
            yield source["name"], "data_source", source
        for page in world.store.all("page"):
            known = self._as_known(page)
            if known is not None and page["id"] not in self.left_out:
                yield title_of(known, sources[page["data_source_id"]]), "page", page

    def _as_known(self, page: Json) -> Json | None:
        """The page as it was when the index last came to it; None if it was not there yet."""
        for changed_at, before in self._changes.get(page["id"], []):
            if self._clock.now() < changed_at + self._delay:
                return before
        return page

    def _note(self, kind: Kind, before: Json | None, after: Json) -> None:
        if kind == "page":
            now = self._clock.now()
            recent = [each for each in self._changes.get(after["id"], []) if now < each[0] + self._delay]
            self._changes[after["id"]] = [*recent, (now, before)]


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


def _is_ascending(given: Any) -> bool:
    if given is None:
        return False
    sort = an_object(given, "body.sort")
    only_keys(sort, {"timestamp", "direction"}, "body.sort")
    if sort.get("timestamp") != "last_edited_time":
        raise should_be("body.sort.timestamp", '`"last_edited_time"`', sort.get("timestamp"))
    if sort.get("direction") not in {"ascending", "descending"}:
        raise should_be("body.sort.direction", '`"ascending"` or `"descending"`', sort.get("direction"))
    return bool(sort["direction"] == "ascending")
