"""Puts whole databases into the workspace, rows and all, for boards other than the seeded one."""

from __future__ import annotations

import copy
import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from sandbox.notion import users
from sandbox.notion.cells import Cells
from sandbox.notion.columns import columns_of
from sandbox.notion.database_seed import DatabaseIds
from sandbox.notion.dates import stamp
from sandbox.notion.documents import place_of
from sandbox.notion.from_plain import FromPlain
from sandbox.notion.schema import BOT_ID
from sandbox.notion.seeded_columns import add_columns
from sandbox.notion.writing import new_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.notion.columns import Column
    from sandbox.notion.database_seed import DatabaseSeed, DataSourceSeed, RowSeed
    from sandbox.notion.store import Kind
    from sandbox.notion.world import World

Json = dict[str, Any]


def plant(world: World, seed: DatabaseSeed) -> DatabaseIds:
    """Make a database as the seed says. Raises `LookupError` for a name that nothing has."""
    known = people_by_name(world)
    for name in seed.people:
        if name not in known:
            users.add_person(world.store, name, email=None, is_guest=False)
    return _Planting(world, seed).done()


def people_by_name(world: World) -> dict[str, str]:
    return {user["name"]: user["id"] for user in world.store.all("user")}


def titles_of(world: World, source_id: str) -> dict[str, str]:
    """The pages of a data source by title."""
    cells = Cells(world)
    return {cells.title(page): page["id"] for page in world.store.shelf.rows(source_id)}


class _Planting:
    """One database on its way into the store: nothing is kept before all of it is there."""

    def __init__(self, world: World, seed: DatabaseSeed) -> None:
        self._world, self._seed, self._now = world, seed, world.clock.now()
        self._people = people_by_name(world)
        self._author = next(iter(self._people.values()), BOT_ID)
        self._read = FromPlain(self._people, self._titles_of)
        self._titles: dict[str, dict[str, str]] = {}
        self._pages: dict[str, Json] = {}
        self._elsewhere: dict[str, Json] = {}
        database_id = seed.id or str(uuid.uuid4())
        self._place = place_of(world.store, seed.stands_on)
        self._sources = {each.name: self._source(each, database_id) for each in seed.sources}
        ids = [source["id"] for source in self._sources.values()]
        about = {"id": database_id, "name": seed.name, "parent": self._place}
        self._database = {**about, "data_sources": ids, **self._made()}

    def done(self) -> DatabaseIds:
        for each in self._seed.sources:
            add_columns(self._sources[each.name], each.columns, self._source_called)
        rows = {each.name: self._name_rows(each) for each in self._seed.sources}
        for each in self._seed.sources:
            self._fill(each, rows[each.name])
        self._link()
        self._world.store.save_all(self._all())
        sources = {name: source["id"] for name, source in self._sources.items()}
        return DatabaseIds(self._database["id"], sources, rows, self._people)

    def _all(self) -> Iterator[tuple[Kind, Json]]:
        yield "database", self._database
        for source in (*self._sources.values(), *self._elsewhere.values()):
            yield "data_source", source
        for page in self._pages.values():
            yield "page", page

    def _made(self) -> Json:
        now, by = stamp(self._now), self._author
        times = {"created_time": now, "created_by": by, "last_edited_time": now, "last_edited_by": by}
        return {"in_trash": False, **times}

    def _source(self, seed: DataSourceSeed, database_id: str) -> Json:
        source_id = seed.id or str(uuid.uuid4())
        return {
            "id": source_id,
            "database_id": database_id,
            "name": seed.name,
            "database_parent": self._place,
            "properties": {},
            **self._made(),
        }

    def _source_called(self, name: str) -> Json:
        """A data source by name or, if it was there before, by id; to be changed in place."""
        for source in (*self._sources.values(), *self._elsewhere.values()):
            if name in {source["name"], source["id"]}:
                return source
        found = self._world.store.find("data_source", name)
        if found is None:
            raise LookupError(f"No data source is called {name!r}.")
        self._elsewhere[name] = found
        return found

    def _name_rows(self, seed: DataSourceSeed) -> list[str]:
        """Give every row its id, so that rows may lead to those that come later."""
        source = self._sources[seed.name]
        title = next(column.name for column in columns_of(source) if column.kind == "title")
        ids = [row.id or str(uuid.uuid4()) for row in seed.rows]
        self._titles[source["id"]] = {
            row.values.get(title, ""): row_id for row, row_id in zip(seed.rows, ids, strict=True)
        }
        return ids

    def _titles_of(self, source_id: str) -> dict[str, str]:
        if source_id not in self._titles:
            self._titles[source_id] = titles_of(self._world, source_id)
        return self._titles[source_id]

    def _fill(self, seed: DataSourceSeed, ids: list[str]) -> None:
        """Make the rows, a minute apart, so that an order by creation is that of the seed."""
        source = self._sources[seed.name]
        columns = {column.name: column for column in columns_of(source)}
        numbered = [column.id for column in columns.values() if column.kind == "unique_id"]
        began = self._now - dt.timedelta(minutes=len(ids))
        for number, (row, row_id) in enumerate(zip(seed.rows, ids, strict=True)):
            values = {**dict.fromkeys(numbered, number + 1), **self._values(row, columns)}
            at = stamp(row.created_at or began + dt.timedelta(minutes=number))
            page = new_page(row_id, source["id"], values, at, self._author)
            edited = stamp(row.edited_at) if row.edited_at else at
            self._pages[row_id] = {**page, "in_trash": row.in_trash, "last_edited_time": edited}

    def _values(self, row: RowSeed, columns: dict[str, Column]) -> Json:
        unknown = row.values.keys() - columns.keys()
        if unknown:
            raise LookupError(f"There are no columns {sorted(unknown)}.")
        return {columns[name].id: self._read.kept(columns[name], value) for name, value in row.values.items()}

    def _link(self) -> None:
        """Keep relations in step on both sides, here and in the databases that were there before."""
        for source in self._sources.values():
            dual = [column for column in columns_of(source) if column.other_side]
            for page in [page for page in self._pages.values() if page["data_source_id"] == source["id"]]:
                for column in dual:
                    for target in page["values"].get(column.id) or ():
                        self._link_back(target, column, page["id"])

    def _link_back(self, target: str, column: Column, page_id: str) -> None:
        if target not in self._pages:
            found = self._world.store.shelf.find("page", target)
            if found is None:
                raise LookupError(f"There is no page {target}.")
            self._pages[target] = copy.deepcopy(found)
        links = self._pages[target]["values"].setdefault(column.other_side, [])
        if page_id not in links:
            links.append(page_id)
