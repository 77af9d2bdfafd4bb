"""The columns of a database that a test seeds, as Notion keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sandbox.notion import formulas
from sandbox.notion.column_ids import new_column_id
from sandbox.notion.columns import columns_of
from sandbox.notion.options import DEFAULT_GROUPS, select_details, status_details

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.database_seed import ColumnSeed

Json = dict[str, Any]


def add_columns(source: Json, seeds: Sequence[ColumnSeed], source_of: Callable[[str], Json]) -> None:
    """Give a data source its columns, and those it leads to the other sides of its relations.

    `source_of` finds a data source by name or id, to be changed in place.
    """
    for seed in seeds:
        if seed.kind not in {"relation", "rollup"}:
            _put(source, seed, _details(seed))
    for seed in seeds:
        if seed.kind == "relation":
            _relate(source, seed, source_of(seed.to or source["name"]))
    for seed in seeds:
        if seed.kind == "rollup":
            _put(source, seed, _rollup(source, seed, source_of))
    order = {seed.name: number for number, seed in enumerate(seeds)}
    columns = sorted(source["properties"].items(), key=lambda item: order.get(item[0], len(order)))
    source["properties"] = dict(columns)
    names = {column.name: column for column in columns_of(source)}
    source["formula_types"] = {
        names[seed.name].id: formulas.result_type(seed.expression, names)
        for seed in seeds
        if seed.kind == "formula"
    }


def _put(source: Json, seed: ColumnSeed, details: Json, column_id: str | None = None) -> None:
    made = column_id or _encoded(seed.id, seed.kind)
    source["properties"][seed.name] = {
        "id": made,
        "name": seed.name,
        "description": seed.description,
        "type": seed.kind,
        seed.kind: details,
    }


def _encoded(raw: str | None, kind: str) -> str:
    if kind == "title":
        return "title"
    return quote(raw, safe="") if raw else new_column_id()


def _details(seed: ColumnSeed) -> Json:
    match seed.kind:
        case "status":
            groups = seed.options if isinstance(seed.options, Mapping) else {}
            return status_details(groups or DEFAULT_GROUPS)
        case "select" | "multi_select":
            return select_details(list(seed.options))
        case "number":
            return {"format": seed.number_format}
        case "unique_id":
            return {"prefix": seed.prefix}
        case "formula":
            return {"expression": seed.expression}
        case _:
            return {}


def _relate(source: Json, seed: ColumnSeed, target: Json) -> None:
    column_id = _encoded(seed.id, seed.kind)
    if seed.other_side is None:
        _put(source, seed, relation_details(target, None), column_id)
        return
    other_id = _encoded(seed.other_side_id, seed.kind)
    _put(source, seed, relation_details(target, (other_id, seed.other_side)), column_id)
    target["properties"][seed.other_side] = {
        "id": other_id,
        "name": seed.other_side,
        "description": None,
        "type": "relation",
        "relation": relation_details(source, (column_id, seed.name)),
    }


def relation_details(target: Json, other_side: tuple[str, str] | None) -> Json:
    """What a relation adds to a column. `other_side`: the id and name of the column there, if it has one."""
    about = {"database_id": target["database_id"], "data_source_id": target["id"]}
    if other_side is None:
        return {**about, "type": "single_property", "single_property": {}}
    column_id, name = other_side
    synced = {"synced_property_id": column_id, "synced_property_name": name}
    return {**about, "type": "dual_property", "dual_property": synced}


def _rollup(source: Json, seed: ColumnSeed, source_of: Callable[[str], Json]) -> Json:
    relation = source["properties"][seed.relation]
    target = source_of(relation["relation"]["data_source_id"])["properties"][seed.rolls_up]
    return rollup_details(relation, target, seed.function)


def rollup_details(relation: Json, target: Json, function: str) -> Json:
    return {
        "function": function,
        "relation_property_name": relation["name"],
        "relation_property_id": relation["id"],
        "rollup_property_name": target["name"],
        "rollup_property_id": target["id"],
    }
