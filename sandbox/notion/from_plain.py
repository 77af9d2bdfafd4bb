"""Plain Python values, by names, as cells keep them: what `plain` tells, the other way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sandbox.notion.dates import stored_date
from sandbox.notion.files import external_file
from sandbox.notion.formulas import typed
from sandbox.notion.store import dashed
from sandbox.notion.texts import rich_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.notion.columns import Column

Json = dict[str, Any]


class FromPlain:
    """Reads plain values. `people` are ids by name; `titles` tells the pages of a data source, by title.

    Whoever is named and not known raises `LookupError`; an id is taken as it is, since it may be a guest's.
    """

    def __init__(self, people: Mapping[str, str], titles: Callable[[str], Mapping[str, str]]) -> None:
        self._people, self._titles = people, titles
        self._by_kind: dict[str, Callable[[Column, Any], Any]] = {
            **dict.fromkeys(("title", "rich_text"), lambda _, text: rich_text(text)),
            **dict.fromkeys(("select", "status"), _option),
            "multi_select": lambda column, names: [_option(column, name) for name in names],
            "people": lambda _, names: [_id_of(name, self._people) for name in names],
            "relation": self._pages,
            "date": lambda _, when: _kept_date(when),
            "files": lambda _, urls: [external_file(url, url.rpartition("/")[2]) for url in urls],
            "formula": lambda _, answer: typed(_kept_date(answer) if isinstance(answer, dt.date) else answer),
        }

    def kept(self, column: Column, value: Any) -> Any:
        if value is None or column.kind not in self._by_kind:
            return value
        return self._by_kind[column.kind](column, value)

    def _pages(self, column: Column, titles: Any) -> list[str]:
        known = self._titles(column.details["data_source_id"])
        return [_id_of(title, known) for title in titles]


def _kept_date(when: Any) -> Json:
    """From a day, a moment, a text with either, or two of them as a range: `start/end` or a tuple."""
    if isinstance(when, str):
        when = tuple(when.split("/"))
    start, end = when if isinstance(when, tuple) and len(when) > 1 else (when, None)
    first = start[0] if isinstance(start, tuple) else start
    return stored_date({"start": _iso(first), "end": _iso(end) if end else None}, "date")


def _iso(when: dt.date | str) -> str:
    return when if isinstance(when, str) else when.isoformat()


def _option(column: Column, name: str) -> str:
    option = column.option(name=name)
    if option is None:
        raise LookupError(f"{column.name} has no option {name!r}.")
    return str(option["id"])


def _id_of(name: str, known: Mapping[str, str]) -> str:
    found = known.get(name) or dashed(name)
    if found is None:
        raise LookupError(f"Nothing is called {name!r}.")
    return found
