"""The sandbox's team and its board: a made-up student society, the same at every start.

What is in it is data, in `workspace.json`; due days there count from the sandbox's today.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("workspace.json")
_NAMESPACE = uuid.UUID("6f0c1f3e-59a4-4b8e-9d0a-3c1b7e2d5a48")
_FIRST_DISCORD_ID = 1_104_000_000_000_000_001


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team, in Notion and on the Discord server.

    `is_admin`: may manage the Discord server. `linked`: Darcy knows from the start which Notion person
    the Discord member is.
    """

    name: str
    notion_id: str
    discord_id: int
    is_admin: bool = False
    linked: bool = True


@dataclass(frozen=True, slots=True)
class SeedProject:
    id: str
    name: str
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedTask:
    """A task at the start. Without `edited_days_ago`, nobody edited it since it was made."""

    id: str
    title: str
    status: str
    assignees: tuple[Person, ...] = ()
    due: dt.date | None = None
    project: SeedProject | None = None
    priority: str | None = None
    notes: str = ""
    tags: tuple[str, ...] = ()
    parent_id: str | None = None
    edited_days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A team's board at its start. The first of the people is who speaks in the sandbox by default."""

    name: str
    people: tuple[Person, ...]
    projects: tuple[SeedProject, ...]
    tasks: tuple[SeedTask, ...]

    def person(self, name: str) -> Person:
        """The person of this name, or the only one of this first name. Raises `LookupError` otherwise."""
        wanted = name.casefold()
        exact = [person for person in self.people if person.name.casefold() == wanted]
        found = exact or [person for person in self.people if person.name.casefold().split()[0] == wanted]
        if len(found) != 1:
            raise LookupError(f"{len(found)} people are called {name!r}.")
        return found[0]


def seeded_workspace(today: dt.date) -> Workspace:
    """The society as it stands on a day. Ids do not depend on the day: a test may name them."""
    data: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    people = tuple(
        Person(notion_id=stable_id("person", entry["name"]), discord_id=_FIRST_DISCORD_ID + number, **entry)
        for number, entry in enumerate(data["people"])
    )
    projects = tuple(
        SeedProject(id=stable_id("project", entry["name"]), **entry) for entry in data["projects"]
    )
    people_by_name = {person.name: person for person in people}
    projects_by_name = {project.name: project for project in projects}
    tasks = tuple(
        SeedTask(
            id=stable_id("task", entry["title"]),
            title=entry["title"],
            status=entry["status"],
            assignees=tuple(people_by_name[name] for name in entry["assignees"]),
            due=None if entry["due_in_days"] is None else today + dt.timedelta(days=entry["due_in_days"]),
            project=None if entry["project"] is None else projects_by_name[entry["project"]],
            priority=entry["priority"],
            notes=entry["notes"],
            tags=tuple(entry.get("tags", ())),
            parent_id=stable_id("task", entry["parent"]) if "parent" in entry else None,
            edited_days_ago=entry.get("edited_days_ago"),
        )
        for entry in data["tasks"]
    )
    return Workspace(data["name"], people, projects, tasks)


def stable_id(kind: str, name: str) -> str:
    """A UUID, with dashes, that is the same at every start for the same thing of the sandbox."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}:{name}"))
