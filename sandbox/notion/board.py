"""The task board as a person at Notion sees it: its rows, and edits by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from sandbox.notion import schema
from sandbox.notion.cells import Cells
from sandbox.notion.dates import parsed
from sandbox.notion.plain import plain
from sandbox.notion.writing import changed, created

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.errors import Json
    from sandbox.notion.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task, by names. `due` is the last day of a range; `notes` is empty if there are none.

    `parent` is the title of the task that this one is part of.
    """

    id: str
    title: str
    status: str | None
    assignees: tuple[str, ...]
    due: dt.date | None
    project: str | None
    priority: str | None
    notes: str
    tags: tuple[str, ...] = ()
    parent: str | None = None


class Edits(TypedDict, total=False):
    """What can be edited: people, projects and the parent by their names."""

    title: str
    status: str | None
    assignees: Sequence[str]
    due: dt.date | None
    project: str | None
    priority: str | None
    notes: str
    tags: Sequence[str]
    parent: str | None
    in_trash: bool


def rows(world: World) -> list[Row]:
    """Every task that is not in the trash, as they were made."""
    cells = Cells(world)
    tasks = world.store.shelf.rows(schema.TASKS_ID)
    return [_row(page, cells) for page in tasks if not page["in_trash"]]


def _row(page: Json, cells: Cells) -> Row:
    columns = cells.columns(schema.TASKS_ID)

    def value(column_id: str) -> Any:
        column = columns.get(column_id)  # a board that was kept from before may lack the newest
        return plain(column.kind, cells.whole(column, page), cells) if column else []

    date = page["values"].get(schema.DUE)
    due = parsed(date["end"] or date["start"], "due") if date else None
    return Row(
        id=page["id"],
        title=value(schema.TITLE),
        status=value(schema.STATUS),
        assignees=tuple(value(schema.ASSIGNEES)),
        due=due.date() if isinstance(due, dt.datetime) else due,
        project=next(iter(value(schema.PROJECT)), None),
        priority=value(schema.PRIORITY),
        notes=value(schema.NOTES),
        tags=tuple(value(schema.TAGS)),
        parent=next(iter(value(schema.PARENT)), None),
    )


def words_of(row: Row) -> str:
    """All that is shown of a row, to be searched."""
    shown = (row.title, row.status or "", *row.assignees, str(row.due or ""), row.project or "")
    return " ".join(shown).casefold()


def add(world: World, edits: Edits) -> str:
    """Make a task in the name of the board's founder; its id. Raises `LookupError` for a name nobody has."""
    body: Json = {"parent": {"data_source_id": schema.TASKS_ID}, "properties": _properties(world, edits)}
    page = created(world, body, author=_founder(world))
    if edits.get("in_trash"):
        edit(world, page["id"], {"in_trash": True})
    return str(page["id"])


def edit(world: World, page_id: str, edits: Edits) -> None:
    """Edit a task in the name of the board's founder. Raises `LookupError` for a name nobody has."""
    page = world.get("page", page_id, "page")
    body: Json = {"properties": _properties(world, edits)}
    if "in_trash" in edits:
        body["in_trash"] = edits["in_trash"]
    changed(world, page, body, author=_founder(world))


def _founder(world: World) -> str:
    return str(next(user["id"] for user in world.store.all("user") if user["type"] == "person"))


def _properties(world: World, edits: Edits) -> Json:
    """Edits as the `properties` of a request."""
    readers: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
        "title": (schema.TITLE, "title", _text),
        "notes": (schema.NOTES, "rich_text", _text),
        "status": (schema.STATUS, "status", _option),
        "priority": (schema.PRIORITY, "select", _option),
        "due": (schema.DUE, "date", lambda day: day and {"start": day.isoformat()}),
        "assignees": (schema.ASSIGNEES, "people", lambda names: _references(names, _people(world))),
        "project": (schema.PROJECT, "relation", lambda name: _one(name, _titles(world, schema.PROJECTS_ID))),
        "tags": (schema.TAGS, "multi_select", lambda names: [{"name": name} for name in names]),
        "parent": (schema.PARENT, "relation", lambda name: _one(name, _titles(world, schema.TASKS_ID))),
    }
    found = {}
    for field, value in edits.items():
        if field != "in_trash":
            column, kind, read = readers[field]
            found[column] = {kind: read(value)}
    return found


def _option(name: str | None) -> Json | None:
    return {"name": name} if name else None


def _references(names: Sequence[str], things: list[tuple[str, Json]]) -> list[Json]:
    return [{"id": _named(name, things)} for name in names]


def _one(name: str | None, things: list[tuple[str, Json]]) -> list[Json]:
    return _references([name] if name else [], things)


def _people(world: World) -> list[tuple[str, Json]]:
    return [(user["name"], user) for user in world.store.all("user")]


def rename(world: World, name: str, new: str) -> None:
    """Give a person another name."""
    found = next(user for called, user in _people(world) if called == name)
    world.store.save("user", {**found, "name": new})


def _text(text: str) -> list[Json]:
    return [{"text": {"content": text}}] if text else []


def _titles(world: World, source_id: str) -> list[tuple[str, Json]]:
    cells = Cells(world)
    return [(cells.title(page), page) for page in world.store.shelf.rows(source_id)]


def _named(name: str, things: list[tuple[str, Json]]) -> str:
    """The id of what has that name, or of the only one whose name begins with that word."""
    exact = [thing["id"] for called, thing in things if called.casefold() == name.casefold()]
    found = exact or [
        thing["id"] for called, thing in things if called.casefold().split()[0] == name.casefold()
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} are called {name!r}.")
    return str(found[0])
