"""The answers of formula columns.

The sandbox's Notion computes two kinds of expressions: a constant, and the copy of another column. A row may
also be seeded with any answer. Facts: developers.notion.com/reference/property-object#formula.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sandbox.notion.columns import OF_THE_PAGE
from sandbox.notion.errors import validation_error
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.cells import Cells
    from sandbox.notion.columns import Column

Json = dict[str, Any]

_COPY = re.compile(r'prop\("((?:[^"\\]|\\.)*)"\)')
_DATES = frozenset({"date", "created_time", "last_edited_time"})
_TYPES = {"number": "number", "checkbox": "boolean", **dict.fromkeys(_DATES, "date")}


def typed(value: object) -> Json:
    """A plain answer in Notion's shape. A dict is a date."""
    match value:
        case bool():
            return {"type": "boolean", "boolean": value}
        case int() | float():
            return {"type": "number", "number": value}
        case dict():
            return {"type": "date", "date": value}
        case _:
            return {"type": "string", "string": value}


def answer(column: Column, page: Json, cells: Cells) -> Json:
    """What a formula says of a page."""
    seeded = page["values"].get(column.id)
    if seeded is not None:
        return dict(seeded)
    expression = column.details["expression"]
    copied = _copied_name(expression)
    if copied is None:
        return typed(_constant(expression))
    source = next(one for one in cells.columns(page["data_source_id"]).values() if one.name == copied)
    kind = _type_of(source)
    return {"type": kind, kind: _copy(source, cells.whole(source, page))}


def _copied_name(expression: str) -> str | None:
    """The name of the column that an expression copies, None if it copies none."""
    found = _COPY.fullmatch(expression.strip())
    return json.loads(f'"{found[1]}"') if found else None


def _type_of(copied: Column) -> str:
    """The type of the copy of a column."""
    return _TYPES.get(copied.kind, "string")


def result_type(expression: str, names: dict[str, Column]) -> str:
    """The type of an expression's answer. Refuses an expression that cannot be computed here."""
    copied = _copied_name(expression)
    if copied is None:
        return str(typed(_constant(expression))["type"])
    if copied not in names:
        raise validation_error(f'Type error with formula: Undefined property "{copied}".')
    if names[copied].kind in {"formula", "rollup", "relation", "files"}:
        raise _too_hard(expression)
    return _type_of(names[copied])


def renamed(expression: str, old: str, new: str) -> str:
    """The expression after a column took another name."""
    return f"prop({json.dumps(new, ensure_ascii=False)})" if _copied_name(expression) == old else expression


def _constant(expression: str) -> str | float | bool | None:
    if not expression.strip():
        return None
    try:
        value = json.loads(expression)
    except ValueError:
        raise _too_hard(expression) from None
    if not isinstance(value, str | int | float):
        raise _too_hard(expression)
    return value


def _too_hard(expression: str) -> Exception:
    return validation_error(
        f"The sandbox's Notion computes constants and copies of simple columns, not {expression!r}."
    )


def _copy(column: Column, value: Any) -> Any:
    if column.kind in {"title", "rich_text"}:
        return plain_text(value)
    if column.kind in _WORDS:
        return _WORDS[column.kind](value)
    return {"start": value, "end": None, "time_zone": None} if column.kind in OF_THE_PAGE else value


def unique_id_label(value: Json) -> str:
    """As Notion shows it: `TASK-42`, or the number alone."""
    return f"{value['prefix']}-{value['number']}" if value["prefix"] else str(value["number"])


def _names(things: Sequence[Json]) -> str:
    return ", ".join(each.get("name") or "" for each in things)


def _name(thing: Json | None) -> str | None:
    return thing.get("name") if thing else None


_WORDS: dict[str, Callable[[Any], str | None]] = {
    **dict.fromkeys(("select", "status", "created_by", "last_edited_by"), _name),
    **dict.fromkeys(("multi_select", "people"), _names),
    "unique_id": unique_id_label,
}
