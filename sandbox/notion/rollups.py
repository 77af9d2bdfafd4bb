"""The answers of rollup columns: a calculation over a column of the pages that a relation leads to.

Facts: developers.notion.com/reference/page-property-values#rollup. `count_per_group` and `percent_per_group`
are not computed here.
"""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, Any

from sandbox.notion.dates import instant, kept_moment
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.cells import Cells
    from sandbox.notion.columns import Column

Json = dict[str, Any]

ARRAYS = frozenset({"show_original", "show_unique"})
DATES = frozenset({"earliest_date", "latest_date", "date_range"})
UNSUPPORTED_AS_ITEM = frozenset({"show_unique", "unique", "median"})
"""What the endpoint for one column does not compute: developers.notion.com/reference/property-item-object."""


def answer(column: Column, page: Json, cells: Cells, most: int | None = None) -> Json:
    """A rollup's answer, made of the first `most` related pages, or of all."""
    function = column.details["function"]
    target, pages = rolled_up(column, page, cells, most)
    kind = result_type(function)
    return {"type": kind, kind: _computed(function, target, pages, cells), "function": function}


def result_type(function: str) -> str:
    return "array" if function in ARRAYS else "date" if function in DATES else "number"


def relation_of(column: Column, page: Json, cells: Cells) -> Column:
    return cells.columns(page["data_source_id"])[column.details["relation_property_id"]]


def rolled_up(
    column: Column, page: Json, cells: Cells, most: int | None = None
) -> tuple[Column, Sequence[Json]]:
    """The column that is rolled up, and the pages it is read from."""
    relation = relation_of(column, page, cells)
    target = cells.columns(relation.details["data_source_id"])[column.details["rollup_property_id"]]
    return target, cells.related(relation, page, most)


def _computed(function: str, target: Column, pages: Sequence[Json], cells: Cells) -> Any:
    if function in ARRAYS:
        return _array(function, target, pages, cells)
    read = cells.reader(target)
    values = [read(page) for page in pages]
    if target.kind in {"title", "rich_text"}:
        values = [plain_text(value or []) for value in values]
    if function in DATES:
        return _date(function, [value for value in values if value])
    if function in _OF_NUMBERS:
        numbers = [value for value in values if isinstance(value, int | float)]
        return _OF_NUMBERS[function](numbers) if numbers or function == "sum" else None
    return _COUNTED[function](values)


def _array(function: str, target: Column, pages: Sequence[Json], cells: Cells) -> list[Json]:
    shown = [{"type": target.kind, target.kind: cells.whole(target, page)} for page in pages]
    if function == "show_unique":
        return [each for number, each in enumerate(shown) if each not in shown[:number]]
    return shown


def _date(function: str, values: Sequence[Any]) -> Json | None:
    if not values:
        return None
    ends = [value if isinstance(value, str) else value["end"] or value["start"] for value in values]
    starts = [value if isinstance(value, str) else value["start"] for value in values]
    first, last = min(starts, key=_instant), max(ends, key=_instant)
    start, end = (last, None) if function == "latest_date" else (first, None)
    return {"start": start, "end": last if function == "date_range" else end, "time_zone": None}


def _instant(text: str) -> Any:
    return instant(kept_moment(text))


def _filled(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if value or (value == 0 and value is not False)]


def _share(part: int, values: Sequence[Any]) -> float:
    return part / len(values) if values else 0


_OF_NUMBERS: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "average": statistics.fmean,
    "median": statistics.median,
    "min": min,
    "max": max,
    "range": lambda numbers: max(numbers) - min(numbers),
}
_COUNTED: dict[str, Callable[[Sequence[Any]], float]] = {
    "count": len,
    "count_values": lambda values: sum(
        len(value) if isinstance(value, list) else 1 for value in _filled(values)
    ),
    "empty": lambda values: len(values) - len(_filled(values)),
    "not_empty": lambda values: len(_filled(values)),
    "unique": lambda values: len({json.dumps(value) for value in _filled(values)}),
    "percent_empty": lambda values: _share(len(values) - len(_filled(values)), values),
    "percent_not_empty": lambda values: _share(len(_filled(values)), values),
    "checked": lambda values: len(_filled(values)),
    "unchecked": lambda values: len(values) - len(_filled(values)),
    "percent_checked": lambda values: _share(len(_filled(values)), values),
    "percent_unchecked": lambda values: _share(len(values) - len(_filled(values)), values),
}
FUNCTIONS = ARRAYS | DATES | frozenset(_OF_NUMBERS) | frozenset(_COUNTED)
