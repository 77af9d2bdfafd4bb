"""What every operation of the emulated Notion works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.notion.errors import Json, not_found, should_be, validation_error
from sandbox.notion.store import dashed

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sandbox.clock import Clock
    from sandbox.notion.store import Kind, Store

_PART_OF: tuple[tuple[str, Kind], ...] = (
    ("page_id", "page"),
    ("data_source_id", "data_source"),
    ("database_id", "database"),
)


@dataclass(frozen=True, slots=True)
class World:
    """The workspace as someone sees it: people all of it, the integration what is shared with it.

    `unshared` are the ids of the pages and databases that are kept from whoever looks.
    """

    store: Store
    clock: Clock
    unshared: AbstractSet[str] = frozenset()

    def get(self, kind: Kind, given: str, where: str) -> Json:
        """Refuses what is no id, what is not there or not shared, and what is of another kind."""
        found = self.find(kind, given, where)
        if found is None and kind == "page" and self.find("database", given, where) is not None:
            raise validation_error(
                f"Provided ID {dashed(given)} is a database, not a page. "
                "Use the retrieve database API instead."
            )
        if found is None:
            raise not_found(kind, dashed(given) or given)
        return found

    def find(self, kind: Kind, given: str, where: str) -> Json | None:
        """None if there is none of that id, or it is not shared. Refuses what is no id."""
        object_id = dashed(given)
        if object_id is None:
            raise should_be(where, "a valid uuid", given)
        found = self.store.find(kind, object_id)
        return found if found is not None and self.sees(found) else None

    def sees(self, thing: Json) -> bool:
        """Whether it, and all that it is part of, is shared."""
        if not self.unshared:
            return True
        if thing["id"] in self.unshared:
            return False
        for key, kind in _PART_OF:
            if key in thing:
                whole = self.store.shelf.find(kind, thing[key])
                return whole is None or self.sees(whole)
        return True
