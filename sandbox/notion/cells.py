"""What rows have in their columns, those included whose answers Notion computes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion import formulas, rollups
from sandbox.notion.columns import OF_THE_PAGE, Column, columns_of
from sandbox.notion.texts import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.world import World

Json = dict[str, Any]


class Cells:
    """Reads cells for the length of one request: what it has looked up, it remembers.

    Pages that are not shared with who asks are left out of relations, and so of what is rolled up through
    them: github.com/makenotion/notion-sdk-js/issues/514.
    """

    def __init__(self, world: World) -> None:
        self._world, self._shelf = world, world.store.shelf
        self._columns: dict[str, dict[str, Column]] = {}

    def columns(self, source_id: str) -> dict[str, Column]:
        """A data source's columns by their ids."""
        if source_id not in self._columns:
            columns = columns_of(self.source(source_id))
            self._columns[source_id] = {column.id: column for column in columns}
        return self._columns[source_id]

    def source(self, source_id: str) -> Json:
        found = self._shelf.find("data_source", source_id)
        assert found is not None, "a column leads to data sources that are there"
        return found

    def title(self, page: Json) -> str:
        column = next(each for each in self.columns(page["data_source_id"]).values() if each.kind == "title")
        return plain_text(page["values"].get(column.id) or [])

    def user(self, user_id: str) -> Json:
        """A person or a bot; someone whom the workspace does not list is an id only."""
        return self._shelf.find("user", user_id) or {"object": "user", "id": user_id}

    def page(self, page_id: str) -> Json | None:
        return self._shelf.find("page", page_id)

    def related(self, relation: Column, page: Json, most: int | None = None) -> list[Json]:
        """The pages that a page's relation leads to, all or the first of them."""
        ids = self.seen(page["values"].get(relation.id) or [])[:most]
        return [found for found in map(self.page, ids) if found is not None]

    def seen(self, page_ids: list[str]) -> list[str]:
        """Those of the pages that are not kept from who asks."""
        if not self._world.unshared:
            return page_ids
        pages = {each: self.page(each) for each in page_ids}
        return [each for each, page in pages.items() if page is None or self._world.sees(page)]

    def reader(self, column: Column) -> Callable[[Json], Any]:
        """Reads what pages keep, as filters and sorts compare it: ids of options, people and pages."""
        kind, column_id = column.kind, column.id
        if kind == "formula":
            return lambda page: _result(formulas.answer(column, page, self))
        if kind in OF_THE_PAGE:
            return lambda page: page[kind] if kind.endswith("_time") else [page[kind]]
        return lambda page: page["values"].get(column_id)

    def whole(self, column: Column, page: Json, most: int | None = None) -> Any:
        """What a page has in a column, in Notion's shape, uncut. `most`: of how many pages a rollup is."""
        if column.kind == "formula":
            return formulas.answer(column, page, self)
        if column.kind == "rollup":
            return rollups.answer(column, page, self, most)
        kept = page[column.kind] if column.kind in OF_THE_PAGE else page["values"].get(column.id)
        shape = _SHAPES.get(column.kind)
        return shape(kept, column, self) if shape else kept


def _result(answer: Json) -> Any:
    return answer[answer["type"]]


def _chosen(option_id: str | None, column: Column, _: Cells) -> Json | None:
    option = column.option(option_id=option_id) if option_id else None
    return option and {key: option[key] for key in ("id", "name", "color")}


def _several(option_ids: Sequence[str] | None, column: Column, cells: Cells) -> list[Json]:
    return [option for each in option_ids or () if (option := _chosen(each, column, cells))]


_SHAPES: dict[str, Callable[[Any, Column, Cells], Any]] = {
    **dict.fromkeys(("title", "rich_text", "files"), lambda kept, _, __: kept or []),
    **dict.fromkeys(("status", "select"), _chosen),
    **dict.fromkeys(("created_by", "last_edited_by"), lambda kept, _, cells: cells.user(kept)),
    "multi_select": _several,
    "people": lambda kept, _, cells: [cells.user(person) for person in kept or ()],
    "relation": lambda kept, _, cells: [{"id": target} for target in cells.seen(kept or [])],
    "checkbox": lambda kept, _, __: bool(kept),
    "unique_id": lambda kept, column, _: {"prefix": column.details["prefix"], "number": kept},
}
