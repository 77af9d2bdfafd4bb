"""The configuration of a column, from what a request says of it.

Facts: developers.notion.com/reference/property-object and …/update-data-source-properties. Notion's OpenAPI
lets a status be made with its default options only, and neither that nor another page lets them be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion import formulas, rollups
from sandbox.notion.columns import OF_THE_PAGE, columns_of, find_column, no_such_column
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
from sandbox.notion.options import COLOURS, DEFAULT_GROUPS, new_option, status_details
from sandbox.notion.seeded_columns import rollup_details

if TYPE_CHECKING:
    from collections.abc import Callable

_WITH_DETAILS = frozenset({"number", "select", "multi_select", "status", "unique_id", "formula", "rollup"})
_WITHOUT_DETAILS = OF_THE_PAGE | {
    *("title", "rich_text", "date", "people", "files", "checkbox", "url", "email", "phone_number")
}
KINDS = _WITHOUT_DETAILS | _WITH_DETAILS | {"relation"}


def kind_of(config: Json, where: str) -> str:
    """The one type that a configuration is of."""
    only_keys(config, {"id", "name", "type", "description", *KINDS}, where)
    kinds = [key for key in config if key in KINDS]
    if len(kinds) != 1 or config.get("type", kinds[0]) != kinds[0]:
        raise should_be_defined(f"{where}.{config.get('type', 'rich_text')}")
    return kinds[0]


def details(kind: str, given: Any, where: str, source: Json, source_of: Callable[[str], Json]) -> Json:
    """What a type adds to a column of the data source; of all types but relations."""
    given = an_object(given, where)
    if kind == "formula":
        return _formula(given, where, source)
    if kind == "rollup":
        return _rollup(given, where, source, source_of)
    if kind in {"select", "multi_select"}:
        return {"options": changed_options([], given, where)}
    word, default = _PLAIN.get(kind, (None, None))
    only_keys(given, {word} if word else set(), where)
    if kind == "status":
        return status_details(DEFAULT_GROUPS)
    return {word: given.get(word, default)} if word else {}


_PLAIN = {"number": ("format", "number"), "unique_id": ("prefix", None)}


def _formula(given: Json, where: str, source: Json) -> Json:
    only_keys(given, {"expression"}, where)
    expression = a_text(given.get("expression", ""), f"{where}.expression")
    formulas.result_type(expression, {column.name: column for column in columns_of(source)})
    return {"expression": expression}


def _rollup(given: Json, where: str, source: Json, source_of: Callable[[str], Json]) -> Json:
    parts = {f"{which}_property_{by}" for which in ("relation", "rollup") for by in ("name", "id")}
    only_keys(given, {"function", *parts}, where)
    function = given.get("function")
    if function not in rollups.FUNCTIONS:
        raise should_be(f"{where}.function", "a function that the sandbox's Notion computes", function)
    relation = _config(source, given, "relation", where)
    if relation["type"] != "relation":
        raise validation_error(f"{relation['name']} is not a relation.")
    target = _config(source_of(relation["relation"]["data_source_id"]), given, "rollup", where)
    if target["type"] == "rollup":
        raise validation_error(f"{target['name']} is a rollup, which the sandbox's Notion does not roll up.")
    return rollup_details(relation, target, str(function))


def _config(source: Json, given: Json, which: str, where: str) -> Json:
    """The column that a rollup names, by name or id."""
    key = given.get(f"{which}_property_name", given.get(f"{which}_property_id"))
    if key is None:
        raise should_be_defined(f"{where}.{which}_property_name")
    column = find_column(source, a_text(key, f"{where}.{which}_property_name"))
    if column is None:
        raise no_such_column(key)
    config: Json = source["properties"][column.name]
    return config


def changed_options(kept: list[Json], given: Json, where: str) -> list[Json]:
    """The options there shall be: those that are left out go, and those that stay keep name and colour."""
    only_keys(given, {"options"}, where)
    if "options" not in given:
        return kept
    options = []
    for number, each in enumerate(an_array(given["options"], f"{where}.options")):
        here = f"{where}.options[{number}]"
        option = an_object(each, here)
        only_keys(option, {"id", "name", "color", "description"}, here)
        options.append(_option(option, kept, here))
    if len({option["name"].casefold() for option in options}) != len(options):
        raise validation_error(f"{where}.options: names of options must be unique.")
    return options


def _option(given: Json, kept: list[Json], where: str) -> Json:
    if "name" not in given and "id" not in given:
        raise should_be_defined(f"{where}.name")
    for option in kept:
        if option["id"] == given.get("id") or option["name"] == given.get("name"):
            if given.get("color", option["color"]) != option["color"]:
                raise validation_error(f"Cannot update color of select with name: {option['name']}.")
            return option
    if given.get("color", "default") not in COLOURS:
        raise should_be(f"{where}.color", "a colour", given["color"])
    return new_option(a_text(given.get("name"), f"{where}.name"), given.get("color"))
