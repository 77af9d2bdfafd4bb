"""What Notion tells webhooks: that something has changed, and not what it is now.

Facts: developers.notion.com/reference/webhooks-events-delivery and the `webhooks` of Notion's OpenAPI.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sandbox.notion.errors import Json
    from sandbox.notion.store import Kind, Store

EventType = Literal[
    "page.created",
    "page.properties_updated",
    "page.content_updated",
    "page.deleted",
    "page.undeleted",
    "page.locked",
    "page.unlocked",
    "comment.created",
    "data_source.schema_updated",
]
_NOT_AGGREGATED = frozenset({"comment.created", "page.locked", "page.unlocked"})
_LIVES = frozenset({"page.created", "page.deleted", "page.undeleted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change. `of` is the kind of what it is about, `updates` what of it has changed, `at` a time."""

    type: EventType
    of: Kind
    id: str
    at: str
    authors: list[str]
    about: Json
    updates_named: str | None = None
    updates: list[object] = field(default_factory=list)

    @property
    def data(self) -> Json:
        return {**self.about, self.updates_named: self.updates} if self.updates_named else self.about


def events_of(kind: Kind, before: Json | None, after: Json, store: Store, at: str) -> Iterator[Event]:
    """What is told of an object that was one thing and now is another."""
    if kind == "page":
        yield from _page_events(before, after, _on_page(after, after, store, at))
    elif kind == "block":
        page = store.shelf.find("page", after["page_id"])
        if page is not None and _content(before) != _content(after):
            block = {"id": after["id"], "type": "block"}
            plain = _on_page(page, after, store, at)
            yield replace(plain, type="page.content_updated", updates_named="updated_blocks", updates=[block])
    elif kind == "comment" and before is None:
        [(named, parent)] = [(key, value) for key, value in after["parent"].items() if key != "type"]
        about = {
            "parent": {"id": parent, "type": named.removesuffix("_id")},
            "page_id": after["page_id"],
        }
        yield Event(
            type="comment.created",
            of="comment",
            id=after["id"],
            at=at,
            authors=[after["created_by"]],
            about=about,
        )
    elif kind == "data_source" and before is not None and before["properties"] != after["properties"]:
        yield Event(
            type="data_source.schema_updated",
            of="data_source",
            id=after["id"],
            at=at,
            authors=[after["last_edited_by"]],
            about={"parent": {"id": after["database_id"], "type": "database"}},
            updates_named="updated_properties",
            updates=list(_columns_changed(before["properties"], after["properties"])),
        )


def aggregated(events: Sequence[Event]) -> list[Event]:
    """What is left to tell of changes that came close together: of each page and data source the outcome."""
    told: list[Event] = []
    for of, object_id in dict.fromkeys((event.of, event.id) for event in events):
        group = [event for event in events if (event.of, event.id) == (of, object_id)]
        told += [event for event in group if event.type in _NOT_AGGREGATED]
        told += _outcome([event for event in group if event.type not in _NOT_AGGREGATED])
    return told


def _outcome(events: Sequence[Event]) -> Iterator[Event]:
    """A page made and thrown away is not told of; nor is one thrown away and taken back."""
    lives = [event for event in events if event.type in _LIVES]
    is_new = any(event.type == "page.created" for event in lives)
    is_gone = bool(lives) and lives[-1].type == "page.deleted"
    if is_new:
        if not is_gone:
            yield lives[0]
        return
    if len(lives) % 2:
        yield lives[-1]
    if not is_gone:
        for kind in dict.fromkeys(event.type for event in events if event.type not in _LIVES):
            same = [event for event in events if event.type == kind]
            authors = dict.fromkeys(author for event in same for author in event.authors)
            updates = [update for event in same for update in event.updates]
            once = [update for number, update in enumerate(updates) if update not in updates[:number]]
            yield replace(same[-1], authors=list(authors), updates=once)


def _page_events(before: Json | None, after: Json, plain: Event) -> Iterator[Event]:
    if before is None:
        yield plain
        return
    if before["in_trash"] != after["in_trash"]:
        yield replace(plain, type="page.deleted" if after["in_trash"] else "page.undeleted")
    if before["is_locked"] != after["is_locked"]:
        yield replace(plain, type="page.locked" if after["is_locked"] else "page.unlocked")
    was, now = before["values"], after["values"]
    columns: list[object] = [column for column in {**was, **now} if was.get(column) != now.get(column)]
    if columns:
        yield replace(
            plain, type="page.properties_updated", updates_named="updated_properties", updates=columns
        )


def _on_page(page: Json, edited: Json, store: Store, at: str) -> Event:
    """The plainest event of a page, in the name of who edited it, or something on it."""
    source = store.shelf.find("data_source", page["data_source_id"])
    assert source is not None
    parent = {"id": source["database_id"], "type": "database", "data_source_id": source["id"]}
    return Event(
        type="page.created",
        of="page",
        id=page["id"],
        at=at,
        authors=[edited["last_edited_by"]],
        about={"parent": parent},
    )


def _content(block: Json | None) -> object:
    return block and (block["content"], block["in_trash"], block["rank"])


def _columns_changed(before: Json, after: Json) -> Iterator[Json]:
    was, now = [{config["id"]: config for config in columns.values()} for columns in (before, after)]
    for column, config in {**was, **now}.items():
        action = "created" if column not in was else "deleted" if column not in now else "updated"
        if was.get(column) != now.get(column):
            yield {"id": column, "name": config["name"], "action": action}
