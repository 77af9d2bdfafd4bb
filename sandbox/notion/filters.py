"""The filter of a query as a test of one page.

Facts: developers.notion.com/reference/filter-data-source-entries. Texts are compared without regard to case;
`does_not_…` also holds for what is empty; groups nest two levels deep; `"me"` is nobody for an integration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.notion.columns import Column, column_for_filter
from sandbox.notion.dates import RELATIVE, compares, in_window, parsed
from sandbox.notion.errors import (
    Json,
    a_boolean,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be,
    should_be_defined,
    validation_error,
)
from sandbox.notion.store import dashed
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

Test: TypeAlias = "Callable[[Json], bool]"

_TIMESTAMPS = frozenset({"created_time", "last_edited_time"})
_COMPARISONS = frozenset({"equals", "before", "after", "on_or_before", "on_or_after"})
_DEEPEST = 2


class Filters:
    """Reads filters for the rows of a data source, as seen from today."""

    def __init__(self, source: Json, today: dt.date) -> None:
        self._source, self._today = source, today
        self._by_kind: dict[str, Callable[[Column, str, Any, str], Callable[[Any], bool]]] = {
            "title": _text,
            "rich_text": _text,
            "status": _option,
            "select": _option,
            "people": _reference,
            "relation": _reference,
            "created_by": _reference,
            "last_edited_by": _reference,
            "checkbox": _checkbox,
            "date": self._date,
            "created_time": self._date,
            "last_edited_time": self._date,
        }

    def test(self, given: object, where: str = "body.filter", depth: int = 0) -> Test:
        """The test that a filter means. Refuses one that Notion would not take."""
        rule = an_object(given, where)
        for word in ("and", "or"):
            if word in rule:
                return self._group(word, rule, where, depth)
        if rule.get("timestamp") is not None:
            return self._timestamp(rule, where)
        if "property" not in rule:
            raise should_be_defined(f"{where}.property")
        column = column_for_filter(self._source, a_text(rule["property"], f"{where}.property"))
        only_keys(rule, {"property", "type", *self._by_kind}, where)
        return self._condition(column, rule, where)

    def _group(self, word: str, rule: Json, where: str, depth: int) -> Test:
        only_keys(rule, {word}, where)
        if depth >= _DEEPEST:
            raise should_be(f"{where}.{word}", "not present", rule[word])
        members = an_array(rule[word], f"{where}.{word}")
        tests = [
            self.test(member, f"{where}.{word}[{number}]", depth + 1) for number, member in enumerate(members)
        ]
        # An empty group holds no row back.
        return lambda page: not tests or (all if word == "and" else any)(test(page) for test in tests)

    def _timestamp(self, rule: Json, where: str) -> Test:
        kind = rule["timestamp"]
        if kind not in _TIMESTAMPS:
            raise should_be(f"{where}.timestamp", '`"created_time"` or `"last_edited_time"`', kind)
        only_keys(rule, {"timestamp", "type", kind}, where)
        return self._condition(Column(kind, kind, kind, {}), rule, where)

    def _condition(self, column: Column, rule: Json, where: str) -> Test:
        kind = column.kind
        other = next((word for word in self._by_kind if word in rule), None)
        if other is None:
            raise should_be_defined(f"{where}.{kind}")
        if other != kind:
            raise validation_error(f"database property {kind} does not match filter {other}")
        condition = an_object(rule[kind], f"{where}.{kind}")
        if len(condition) != 1:
            raise should_be(f"{where}.{kind}", "one condition", condition)
        [(operator, wanted)] = condition.items()
        holds = self._test_of(column, operator, wanted, f"{where}.{kind}")
        return lambda page: holds(_value(column, page))

    def _test_of(self, column: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
        if operator in {"is_empty", "is_not_empty"} and column.kind != "checkbox":
            if wanted is not True:
                raise should_be(f"{where}.{operator}", "`true`", wanted)
            return lambda value: bool(value) is (operator == "is_not_empty")
        return self._by_kind[column.kind](column, operator, wanted, where)

    def _date(self, _: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
        if operator in RELATIVE:
            only_keys(an_object(wanted, f"{where}.{operator}"), set(), f"{where}.{operator}")
            return lambda value: bool(value) and in_window(operator, _start(value), self._today)
        if operator not in _COMPARISONS:
            raise _unknown(where, operator)
        moment = parsed(wanted, f"{where}.{operator}")
        return lambda value: bool(value) and compares(operator, _start(value), moment)


def _value(column: Column, page: Json) -> Any:
    if column.kind in {"created_by", "last_edited_by"}:
        return [page[column.kind]]
    return page[column.kind] if column.kind in _TIMESTAMPS else page["values"].get(column.id)


def _start(value: Any) -> dt.date | dt.datetime:
    return parsed(value["start"] if isinstance(value, dict) else value, "date")


def _unknown(where: str, operator: str) -> Exception:
    return validation_error(
        f"body failed validation: {where}.{operator} should be not present: there is no such condition."
    )


def _text(_: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
    sought = a_text(wanted, f"{where}.{operator}").casefold()
    tests: dict[str, Callable[[str], bool]] = {
        "equals": lambda text: text == sought,
        "does_not_equal": lambda text: text != sought,
        "contains": lambda text: sought in text,
        "does_not_contain": lambda text: sought not in text,
        "starts_with": lambda text: text.startswith(sought),
        "ends_with": lambda text: text.endswith(sought),
    }
    if operator not in tests:
        raise _unknown(where, operator)
    return lambda value: tests[operator](plain_text(value or []).casefold())


def _option(column: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
    if operator not in {"equals", "does_not_equal"}:
        raise _unknown(where, operator)
    name = a_text(wanted, f"{where}.{operator}")
    option = column.option(name=name)
    if option is None:
        known = ", ".join(f'"{each["name"]}"' for each in column.options)
        raise validation_error(
            f'{column.kind} option "{name}" not found for property "{column.name}". '
            f"Available options: {known}"
        )
    return lambda value: (value == option["id"]) is (operator == "equals")


def _reference(_: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
    if operator not in {"contains", "does_not_contain"}:
        raise _unknown(where, operator)
    given = a_text(wanted, f"{where}.{operator}")
    sought = dashed(given)
    if sought is None and given != "me":
        raise should_be(f"{where}.{operator}", "a valid uuid", given)
    return lambda value: (sought in (value or [])) is (operator == "contains")


def _checkbox(_: Column, operator: str, wanted: Any, where: str) -> Callable[[Any], bool]:
    if operator not in {"equals", "does_not_equal"}:
        raise _unknown(where, operator)
    sought = a_boolean(wanted, f"{where}.{operator}")
    return lambda value: (bool(value) is sought) is (operator == "equals")
