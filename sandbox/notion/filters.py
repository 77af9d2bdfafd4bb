"""The filter of a query as a test of one page.

Facts: developers.notion.com/reference/filter-data-source-entries. Groups nest two levels deep. A formula
that was made through the API cannot be filtered by (github.com/ultimate-notion/ultimate-notion/issues/297);
that `every` holds where there is nothing is an assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.notion import rollups
from sandbox.notion.columns import Column, column_asked_for
from sandbox.notion.conditions import Conditions
from sandbox.notion.errors import (
    Json,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be,
    should_be_defined,
    validation_error,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sandbox.notion.cells import Cells
    from sandbox.notion.conditions import Holds

Test: TypeAlias = "Callable[[Json], bool]"

_TIMESTAMPS = frozenset({"created_time", "last_edited_time"})
_TEXTS = frozenset({"title", "rich_text", "url", "email", "phone_number"})
_PEOPLE = frozenset({"people", "created_by", "last_edited_by"})
_KINDS = (
    _TIMESTAMPS
    | _TEXTS
    | _PEOPLE
    | {"number", "unique_id", "checkbox", "select", "multi_select", "status"}
    | {"date", "files", "relation", "formula", "rollup"}
)
_FORMULA_TYPES = {"string": "string", "number": "number", "checkbox": "boolean", "date": "date"}
_QUANTIFIERS: dict[str, Callable[[list[bool]], bool]] = {
    "any": any,
    "every": all,
    "none": lambda each: not any(each),
}
_DEEPEST = 2


class Filters:
    """Reads filters for the rows of a data source, as seen from today."""

    def __init__(self, source: Json, today: dt.date, cells: Cells) -> None:
        self._source, self._cells, self._conditions = source, cells, Conditions(today)

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
        column = column_asked_for(self._source, a_text(rule["property"], f"{where}.property"))
        only_keys(rule, {"property", "type", *_KINDS}, where)
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
        other = next((word for word in rule if word in _KINDS), None)
        if other is None:
            raise should_be_defined(f"{where}.{kind}")
        if other != kind:
            raise validation_error(f"database property {kind} does not match filter {other}")
        if kind == "formula":
            return self._formula(column, rule[kind], f"{where}.formula")
        if kind == "rollup":
            return self._rollup(column, rule[kind], f"{where}.rollup")
        return self._on(column, self._conditions.read(kind, column, rule[kind], f"{where}.{kind}"))

    def _on(self, column: Column, holds: Holds) -> Test:
        read = self._cells.reader(column)
        return lambda page: holds(read(page))

    def _formula(self, column: Column, given: object, where: str) -> Test:
        kind, condition = _only_one(given, set(_FORMULA_TYPES), where)
        known = self._source.get("formula_types", {}).get(column.id)
        if known is None:
            raise validation_error("Unable to filter based on a formula of unknown type")
        if _FORMULA_TYPES[kind] != known:
            raise validation_error(f"formula of type {known} does not match filter {kind}")
        return self._on(column, self._conditions.read(kind, column, condition, f"{where}.{kind}"))

    def _rollup(self, column: Column, given: object, where: str) -> Test:
        result = rollups.result_type(column.details["function"])
        word, condition = _only_one(given, {*_QUANTIFIERS, "number", "date"}, where)
        if (word in _QUANTIFIERS) is not (result == "array") or word not in {*_QUANTIFIERS, result}:
            raise validation_error(f"rollup of type {result} does not match filter {word}")
        if word in _QUANTIFIERS:
            return self._quantified(column, word, condition, f"{where}.{word}")
        holds = self._conditions.read(word, column, condition, f"{where}.{word}")
        return lambda page: holds(rollups.answer(column, page, self._cells)[word])

    def _quantified(self, column: Column, word: str, given: object, where: str) -> Test:
        """Of the values rolled up: any, every or none."""
        cells = self._cells
        relation = cells.columns(self._source["id"])[column.details["relation_property_id"]]
        target = cells.columns(relation.details["data_source_id"])[column.details["rollup_property_id"]]
        kind, condition = _only_one(given, {_kind_in_rollup(target)}, where)
        holds = self._conditions.read(kind, target, condition, f"{where}.{kind}")
        read, decide = cells.reader(target), _QUANTIFIERS[word]
        return lambda page: decide([holds(read(each)) for each in cells.related(relation, page)])


def _kind_in_rollup(target: Column) -> str:
    """The word for conditions on rolled up values, which has fewer types."""
    for kinds, word in ((_TEXTS, "rich_text"), (_PEOPLE, "people"), (_TIMESTAMPS, "date")):
        if target.kind in kinds:
            return word
    return "number" if target.kind == "unique_id" else target.kind


def _only_one(given: object, words: set[str], where: str) -> tuple[str, Any]:
    """The one word there is, and what stands under it."""
    rule = an_object(given, where)
    only_keys(rule, words, where)
    if len(rule) != 1:
        raise should_be(where, "one condition", rule)
    [(word, condition)] = rule.items()
    return word, condition
