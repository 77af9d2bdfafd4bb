"""What depends on a column: the other sides of relations, rollups and formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.notion import formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dependent:
    """A column of `owner` that depends on another, whose id and name stand in `part` under `key`."""

    owner: Json
    column: str
    part: Json
    key: str


def dependents(source: Json, column_id: str, sources: Iterable[Json]) -> Iterator[Dependent]:
    """The other side of a column, if it is a relation with one, and the rollups that are made of it."""
    for owner in sources:
        for name, config in owner["properties"].items():
            for part, key, of in _parts(owner, config):
                if of == source["id"] and part[f"{key}_id"] == column_id:
                    yield Dependent(owner, name, part, key)


def _parts(owner: Json, config: Json) -> Iterator[tuple[Json, str, str]]:
    """What a configuration says of columns, under which key, and of which data source's."""
    if config["type"] == "relation" and "dual_property" in config["relation"]:
        about = config["relation"]
        yield about["dual_property"], "synced_property", about["data_source_id"]
    if config["type"] == "rollup":
        about = config["rollup"]
        yield about, "relation_property", owner["id"]
        for other in owner["properties"].values():
            if other["id"] == about["relation_property_id"]:
                yield about, "rollup_property", other["relation"]["data_source_id"]


def rename_everywhere(source: Json, column_id: str, old: str, new: str, sources: Iterable[Json]) -> None:
    """Say the new name wherever the old one was said."""
    for dependent in dependents(source, column_id, sources):
        dependent.part[f"{dependent.key}_name"] = new
    for config in source["properties"].values():
        if config["type"] == "formula":
            about = config["formula"]
            about["expression"] = formulas.renamed(about["expression"], old, new)
