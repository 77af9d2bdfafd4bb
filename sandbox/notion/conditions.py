"""The conditions of filters, as tests of what a cell keeps.

Facts: developers.notion.com/reference/filter-data-source-entries. Texts are compared without regard to case;
`does_not_…` also holds for what is empty; `"me"` is nobody for an integration; of several options that are
given one is enough (developers.notion.com/page/changelog, April 17, 2026).
"""

from __future__ import annotations

import operator as compare
from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.notion.dates import RELATIVE, compares, in_window, kept_moment, parsed
from sandbox.notion.errors import (
    a_boolean,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be,
    validation_error,
)
from sandbox.notion.store import dashed
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sandbox.notion.columns import Column

Holds: TypeAlias = "Callable[[Any], bool]"

_DATES = frozenset({"equals", "before", "after", "on_or_before", "on_or_after"})
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    "equals": compare.eq,
    "greater_than": compare.gt,
    "less_than": compare.lt,
    "greater_than_or_equal_to": compare.ge,
    "less_than_or_equal_to": compare.le,
}
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "equals": compare.eq,
    "does_not_equal": compare.ne,
    "contains": compare.contains,
    "does_not_contain": lambda text, sought: sought not in text,
    "starts_with": str.startswith,
    "ends_with": str.endswith,
}


class Conditions:
    """Reads the condition of one filter on a column, as seen from today."""

    def __init__(self, today: dt.date) -> None:
        self._today = today

    def read(self, kind: str, column: Column, given: object, where: str) -> Holds:
        """The test that a condition means for cells of this type. Refuses one that Notion would not take."""
        condition = an_object(given, where)
        if len(condition) != 1:
            raise should_be(where, "one condition", condition)
        [(operator, wanted)] = condition.items()
        if operator in {"is_empty", "is_not_empty"} and kind != "checkbox":
            if wanted is not True:
                raise should_be(f"{where}.{operator}", "`true`", wanted)
            return lambda value: _is_empty(value) is (operator == "is_empty")
        return self._test(kind, column, operator, wanted, where)

    def _test(self, kind: str, column: Column, operator: str, wanted: Any, where: str) -> Holds:
        match kind:
            case "number" | "unique_id":
                return _number(operator, wanted, where)
            case "checkbox":
                return _checkbox(operator, wanted, where)
            case "select" | "status" | "multi_select":
                return _option(kind, column, operator, wanted, where)
            case "date" | "created_time" | "last_edited_time":
                return self._date(operator, wanted, where)
            case "people" | "relation" | "created_by" | "last_edited_by":
                return _reference(operator, wanted, where)
            case "files":
                raise _unknown(where, operator)
            case _:
                return _text(operator, wanted, where)

    def _date(self, operator: str, wanted: Any, where: str) -> Holds:
        if operator in RELATIVE:
            only_keys(an_object(wanted, f"{where}.{operator}"), set(), f"{where}.{operator}")
            return lambda value: bool(value) and in_window(operator, _start(value), self._today)
        if operator not in _DATES:
            raise _unknown(where, operator)
        moment = parsed(wanted, f"{where}.{operator}")
        return lambda value: bool(value) and compares(operator, _start(value), moment)


def _is_empty(value: Any) -> bool:
    return value is None or value in ([], "")


def _start(value: Any) -> dt.date | dt.datetime:
    return kept_moment(value["start"] if isinstance(value, dict) else value)


def _unknown(where: str, operator: str) -> Exception:
    return validation_error(
        f"body failed validation: {where}.{operator} should be not present: there is no such condition."
    )


def _text(operator: str, wanted: Any, where: str) -> Holds:
    if operator not in _TEXTS:
        raise _unknown(where, operator)
    sought, test = a_text(wanted, f"{where}.{operator}").casefold(), _TEXTS[operator]
    return lambda value: test(_words(value).casefold(), sought)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else plain_text(value or [])


def _number(operator: str, wanted: Any, where: str) -> Holds:
    if operator not in {*_NUMBERS, "does_not_equal"}:
        raise _unknown(where, operator)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        raise should_be(f"{where}.{operator}", "a number", wanted)
    if operator == "does_not_equal":
        return lambda value: value != wanted
    test = _NUMBERS[operator]
    return lambda value: value is not None and test(value, wanted)


def _checkbox(operator: str, wanted: Any, where: str) -> Holds:
    if operator not in {"equals", "does_not_equal"}:
        raise _unknown(where, operator)
    sought = a_boolean(wanted, f"{where}.{operator}")
    return lambda value: (bool(value) is sought) is (operator == "equals")


def _option(kind: str, column: Column, operator: str, wanted: Any, where: str) -> Holds:
    words = ("contains", "does_not_contain") if kind == "multi_select" else ("equals", "does_not_equal")
    if operator not in words:
        raise _unknown(where, operator)
    here = f"{where}.{operator}"
    names = an_array(wanted, here) if isinstance(wanted, list) else [wanted]
    sought = {_option_id(column, a_text(name, here)) for name in names}
    wants_one = operator == words[0]
    if kind == "multi_select":
        return lambda value: sought.isdisjoint(value or ()) is not wants_one
    return lambda value: (value in sought) is wants_one


def _option_id(column: Column, name: str) -> str:
    option = column.option(name=name)
    if option is None:
        known = ", ".join(f'"{each["name"]}"' for each in column.options)
        raise validation_error(
            f'{column.kind} option "{name}" not found for property "{column.name}". '
            f"Available options: {known}"
        )
    return str(option["id"])


def _reference(operator: str, wanted: Any, where: str) -> Holds:
    if operator not in {"contains", "does_not_contain"}:
        raise _unknown(where, operator)
    given = a_text(wanted, f"{where}.{operator}")
    sought = dashed(given)
    if sought is None and given != "me":
        raise should_be(f"{where}.{operator}", "a valid uuid", given)
    return lambda value: (sought in (value or ())) is (operator == "contains")
