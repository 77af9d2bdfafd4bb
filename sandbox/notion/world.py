"""What every operation of the emulated Notion works on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.notion.errors import Json, not_found, should_be, validation_error
from sandbox.notion.store import dashed

if TYPE_CHECKING:
    from collections.abc import Iterator
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

    `unshared` are the ids of the pages and databases that are kept from whoever looks. What Notion says of an
    archived ancestor is as people have quoted it: github.com/2anki/2anki.net/issues/4355.
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
        return not self.unshared or all(
            each["id"] not in self.unshared for each in (thing, *self._wholes(thing))
        )

    def refuse_trashed(self, thing: Json, *, restores: bool = False) -> None:
        """Refuses an edit of what is in the trash, unless it `restores` it, and of what is part of such."""
        if any(whole["in_trash"] for whole in self._wholes(thing)):
            raise validation_error(
                "Can't edit page on block with an archived ancestor. "
                "You must unarchive the ancestor before editing page."
            )
        if thing["in_trash"] and not restores:
            raise validation_error(
                "Can't edit block that is archived. You must unarchive the block before editing."
            )

    def _wholes(self, thing: Json) -> Iterator[Json]:
        """What a thing is part of, what that is part of, and so on."""
        for key, kind in _PART_OF:
            if key in thing:
                whole = self.store.shelf.find(kind, thing[key])
                if whole is not None:
                    yield whole
                    yield from self._wholes(whole)
                return
