"""A board of thousands of tasks, made by chance and yet always the same, and plain Python to compare with."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sandbox.notion.database_seed import ColumnSeed, DatabaseSeed, DataSourceSeed, RowSeed
from storage.records import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.notion.database_seed import DatabaseIds
    from storage.records import TaskQuery

TODAY = dt.date(2026, 6, 10)
ZONE = ZoneInfo("America/New_York")
FOUNDED = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
PEOPLE = tuple(f"Person {place:02}" for place in range(12))
PROJECTS = tuple(f"Project {place}" for place in range(8))
STATUSES = {
    "To-do": ["Not started"],
    "In progress": ["In progress", "Blocked"],
    "Complete": ["Done", "Dropped"],
}
DONE = ("Done", "Dropped")
PRIORITIES = ("Urgent", "High", "Low", "Backlog")
TAGS = ("design", "print", "money", "venue", "film")
WORDS = ("Poster", "Flyer", "ticket", "Budget", "screening", "Équipe", "posters")

Moment = dt.date | dt.datetime


@dataclass(frozen=True, kw_only=True)
class Made:
    """A task as it was made. `due` and `starts` are days, or moments in whatever zone."""

    id: str
    title: str
    status: str
    people: tuple[str, ...]
    due: Moment | None
    starts: Moment | None
    priority: str | None
    project: str | None
    tags: tuple[str, ...]
    parent: str | None
    created_at: dt.datetime
    edited_at: dt.datetime
    in_trash: bool

    @property
    def due_on(self) -> dt.date | None:
        if isinstance(self.due, dt.datetime):
            return self.due.astimezone(ZONE).date()
        return self.due


def made_by_chance(number: int) -> list[Made]:
    """So many tasks: one in fifty is in the trash, every other has a due date, some of them long ranges."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    return [_made(chance, place) for place in range(number)]


def _made(chance: random.Random, place: int) -> Made:
    due, starts = _due(chance)
    created_at = FOUNDED + dt.timedelta(minutes=60 * place)
    return Made(
        id=_id_of("task", place),
        title=f"{chance.choice(WORDS)} {place} {chance.choice(WORDS)}",
        status=chance.choices([name for names in STATUSES.values() for name in names], [5, 4, 2, 20, 3])[0],
        people=tuple(chance.sample(PEOPLE, chance.choice((0, 1, 1, 2)))),
        due=due,
        starts=starts,
        priority=chance.choice((None, *PRIORITIES)),
        project=chance.choice((None, *PROJECTS)),
        tags=tuple(chance.sample(TAGS, chance.choice((0, 1, 2)))),
        parent=_id_of("task", chance.randrange(40)) if place >= 40 and chance.random() < 0.1 else None,
        created_at=created_at,
        edited_at=created_at + dt.timedelta(minutes=chance.randrange(10_000)),
        in_trash=chance.random() < 0.02,
    )


def _due(chance: random.Random) -> tuple[Moment | None, Moment | None]:
    """Nothing, a day, a moment near midnight (so on two days, by zone), or a range of up to two years."""
    kind = chance.choice(("none", "none", "day", "day", "moment", "range"))
    if kind == "none":
        return None, None
    day = TODAY + dt.timedelta(days=chance.randrange(-300, 100))
    if kind == "moment":
        hour, minute = chance.choice(((23, 30), (0, 30), (12, 0)))
        zone = dt.timezone(dt.timedelta(hours=chance.choice((-12, -4, 0, 9, 14))))
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone), None
    return day, day - dt.timedelta(days=chance.randrange(1, 700)) if kind == "range" else None


def _id_of(kind: str, place: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {place}"))


def project_id(name: str) -> str:
    return _id_of("project", PROJECTS.index(name))


def projects_seed() -> DatabaseSeed:
    rows = [RowSeed({"Name": name}, id=project_id(name)) for name in PROJECTS]
    source = DataSourceSeed("Projects", [ColumnSeed("Name", "title")], rows, id=_id_of("source", 0))
    return DatabaseSeed("Projects", [source])


def tasks_seed(made: list[Made]) -> DatabaseSeed:
    columns = [
        ColumnSeed("Task", "title"),
        ColumnSeed("Status", "status", options=STATUSES),
        ColumnSeed("Assignee", "people"),
        ColumnSeed("Due", "date"),
        ColumnSeed("Priority", "select", options=PRIORITIES),
        ColumnSeed("Project", "relation", to=_id_of("source", 0)),
        ColumnSeed("Tags", "multi_select", options=TAGS),
        ColumnSeed("Parent item", "relation", other_side="Sub-items"),
    ]
    rows = [
        RowSeed(
            _values(task),
            id=task.id,
            in_trash=task.in_trash,
            created_at=task.created_at,
            edited_at=task.edited_at,
        )
        for task in made
    ]
    return DatabaseSeed("Tasks", [DataSourceSeed("Tasks", columns, rows)], people=PEOPLE)


def _values(task: Made) -> dict[str, Any]:
    when = (task.starts, task.due) if task.starts else task.due
    return {
        "Task": task.title,
        "Status": task.status,
        "Assignee": task.people,
        "Due": when,
        "Priority": task.priority,
        "Project": [project_id(task.project)] if task.project else [],
        "Tags": task.tags,
        "Parent item": [task.parent] if task.parent else [],
    }


def meant_by(query: TaskQuery, made: list[Made], ids: DatabaseIds) -> list[Made]:
    """The tasks that a query means, in its order, told from what was made alone."""
    found = [task for task in made if _is_meant(task, query, ids.people)]
    match query.order:
        case Order.DUE:
            return sorted(found, key=_soonest_first)
        case Order.PRIORITY:
            return sorted(found, key=lambda task: (_urgency(task), _soonest_first(task)))
        case Order.TITLE:
            return sorted(found, key=lambda task: task.title.casefold())
        case Order.CREATED:
            return sorted(found, key=lambda task: task.created_at, reverse=True)
        case Order.EDITED:
            return sorted(found, key=lambda task: task.edited_at, reverse=True)


def _soonest_first(task: Made) -> tuple[dt.date, str]:
    return task.due_on or dt.date.max, task.title.casefold()


def _urgency(task: Made) -> int:
    return PRIORITIES.index(task.priority) if task.priority else len(PRIORITIES)


def _is_meant(task: Made, query: TaskQuery, people: Mapping[str, str]) -> bool:
    due_on, since = task.due_on, query.edited_since
    words = [word.casefold() for word in query.words]
    return (
        task.in_trash is query.trashed
        and (query.assignee is None or query.assignee in {people[name] for name in task.people})
        and not (query.without_assignee and task.people)
        and (
            query.project is None or (task.project is not None and project_id(task.project) == query.project)
        )
        and (query.is_done is None or (task.status in DONE) is query.is_done)
        and (query.due_from is None or (due_on is not None and due_on >= query.due_from))
        and (query.due_until is None or (due_on is not None and due_on <= query.due_until))
        and not (query.without_due and due_on)
        and query.status in {None, task.status}
        and query.priority in {None, task.priority}
        and (query.tag is None or query.tag in task.tags)
        and query.parent in {None, task.parent}
        and (since is None or task.edited_at >= since.replace(second=0, microsecond=0))
        and (not words or any(word in task.title.casefold() for word in words))
    )
