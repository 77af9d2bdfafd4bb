"""Changes of a data source's columns: made, renamed, set up anew and removed, with all that follows from it.

Facts: developers.notion.com/reference/update-data-source-properties. That a relation goes with its other
side, and a rollup with what it is made of, are assumptions. The sandbox turns no type into another.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from sandbox.notion.column_ids import new_column_id
from sandbox.notion.column_requests import changed_options, details, kind_of
from sandbox.notion.columns import Column, columns_of, find_column
from sandbox.notion.dependents import dependents, rename_everywhere
from sandbox.notion.errors import (
    Json,
    NotionError,
    a_text,
    an_object,
    only_keys,
    should_be_defined,
    validation_error,
)
from sandbox.notion.seeded_columns import relation_details

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

_ABOUT = frozenset({"id", "name", "type", "description"})


class SchemaChange:
    """A change on its way: `everything` is what is to be kept once all of it has been found right."""

    def __init__(self, world: World, source: Json) -> None:
        self._world, self.source = world, source
        self._sources = {each["id"]: each for each in world.store.all("data_source")}
        self._sources[source["id"]] = source
        self._rows: list[Json] = []

    def everything(self) -> Iterator[tuple[Kind, Json]]:
        shelf = self._world.store.shelf
        for source in self._sources.values():
            if source != shelf.find("data_source", source["id"]):
                yield "data_source", source
        for row in self._rows:
            yield "page", row

    def apply(self, properties: object, where: str) -> None:
        """Do to the columns what `properties` says. Rollups come last, since they name others."""
        given = an_object(properties, where)
        rollups = {key for key, config in given.items() if isinstance(config, dict) and "rollup" in config}
        for key in sorted(given, key=rollups.__contains__):
            column = find_column(self.source, key)
            if given[key] is None:
                self._remove(column)
            elif column is None:
                self._make(key, an_object(given[key], f"{where}.{key}"), f"{where}.{key}")
            else:
                self._change(column, an_object(given[key], f"{where}.{key}"), f"{where}.{key}")
        if sum(column.kind == "title" for column in columns_of(self.source)) != 1:
            raise validation_error("Title is not provided")

    def _make(self, name: str, config: Json, where: str) -> None:
        if config.keys() == {"name"}:
            raise validation_error(f"Could not find property with name or id: {name}")
        kind = kind_of(config, where)
        column_id = "title" if kind == "title" else new_column_id()
        if kind == "relation":
            about = self._relation(column_id, name, config[kind], f"{where}.{kind}")
        else:
            about = self._details(kind, config[kind], f"{where}.{kind}")
        made = _config(column_id, name, kind, about, config.get("description"))
        self.source["properties"][name] = made
        if kind in {"unique_id", "status"}:
            for number, row in enumerate(self._own_rows()):
                row["values"][column_id] = number + 1 if kind == "unique_id" else about["options"][0]["id"]

    def _details(self, kind: str, given: Any, where: str) -> Json:
        return details(kind, given, where, self.source, self._source)

    def _source(self, source_id: str) -> Json:
        return self._sources[self._world.get("data_source", source_id, "body.properties")["id"]]

    def _own_rows(self) -> list[Json]:
        """This data source's rows, to be changed in place."""
        if not self._rows:
            self._rows = copy.deepcopy(list(self._world.store.shelf.rows(self.source["id"])))
        return self._rows

    def _relation(self, column_id: str, name: str, given: Any, where: str) -> Json:
        given = an_object(given, where)
        only_keys(given, {"data_source_id", "type", "single_property", "dual_property"}, where)
        target = self._source(a_text(given.get("data_source_id"), f"{where}.data_source_id"))
        if "dual_property" not in given:
            if "single_property" not in given:
                raise should_be_defined(f"{where}.single_property")
            return relation_details(target, None)
        dual = an_object(given["dual_property"], f"{where}.dual_property")
        only_keys(dual, {"synced_property_id", "synced_property_name"}, f"{where}.dual_property")
        other = str(dual.get("synced_property_name", f"Related to {self.source['name']} ({name})"))
        if other == name or find_column(target, other) is not None:
            raise _taken(other)
        other_id, about = new_column_id(), relation_details(self.source, (column_id, name))
        target["properties"][other] = _config(other_id, other, "relation", about)
        return relation_details(target, (other_id, other))

    def _change(self, column: Column, config: Json, where: str) -> None:
        if config.keys() - _ABOUT:
            self._set_up(column, config, kind_of(config, where), where)
        new = a_text(config.get("name", column.name), f"{where}.name")
        if new != column.name:
            if find_column(self.source, new) is not None:
                raise _taken(new)
            configs = self.source["properties"].items()
            self.source["properties"] = {new if name == column.name else name: each for name, each in configs}
            self.source["properties"][new]["name"] = new
            rename_everywhere(self.source, column.id, column.name, new, self._sources.values())

    def _set_up(self, column: Column, config: Json, kind: str, where: str) -> None:
        own, given = self.source["properties"][column.name], config[kind]
        if kind != column.kind:
            raise validation_error(f"{column.name} stays {column.kind} in the sandbox's Notion.")
        if kind in {"select", "multi_select"}:
            own[kind] = {"options": changed_options(column.options, given, f"{where}.{kind}")}
            self._forget_options(column, {option["id"] for option in own[kind]["options"]})
        elif kind not in {"relation", "status"}:
            own[kind] = self._details(kind, given, f"{where}.{kind}")
            self.source.get("formula_types", {}).pop(column.id, None)
        elif given:
            raise validation_error(f"{column.name}: the sandbox's Notion sets up no {kind} anew.")

    def _forget_options(self, column: Column, left: Collection[str]) -> None:
        """Take the options that are gone from the rows that had them."""
        if all(option["id"] in left for option in column.options):
            return
        for row in self._own_rows():
            chosen = row["values"].get(column.id)
            if isinstance(chosen, list):
                row["values"][column.id] = [each for each in chosen if each in left]
            elif chosen not in left:
                row["values"][column.id] = None

    def _remove(self, column: Column | None) -> None:
        if column is None:
            return
        if column.kind == "title":
            raise validation_error(f"Cannot delete title property: {column.name}.")
        for dependent in list(dependents(self.source, column.id, self._sources.values())):
            dependent.owner["properties"].pop(dependent.column, None)
        self.source["properties"].pop(column.name, None)


def _config(column_id: str, name: str, kind: str, about: Json, description: str | None = None) -> Json:
    return {"id": column_id, "name": name, "description": description, "type": kind, kind: about}


def _taken(name: str) -> NotionError:
    return validation_error(f"Cannot create property called {name}: there is one of that name already.")
