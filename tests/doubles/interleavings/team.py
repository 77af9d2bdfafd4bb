"""A board of four tasks and a team of three, of whom two have tasks of like names."""

from __future__ import annotations

import datetime as dt

from sandbox.workspace import Person, SeedProject, SeedTask, Workspace, stable_id

PEOPLE = ("Ann Berg", "Ben Cole", "Cem Demir")
PROJECTS = ("Fair", "Move")
TITLES = ("Paint the wall", "Paint the door", "Call the printer", "Book the hall")
TODAY = dt.date(2026, 6, 10)


def workspace() -> Workspace:
    ann, ben, cem = (
        Person(name, stable_id("person", name), 1_104_000_000_000_000_001 + at)
        for at, name in enumerate(PEOPLE)
    )
    fair, move = (SeedProject(stable_id("project", name), name) for name in PROJECTS)

    def task(title: str, status: str, *who: Person, **more: object) -> SeedTask:
        return SeedTask(id=stable_id("task", title), title=title, status=status, assignees=who, **more)  # type: ignore[arg-type]

    return Workspace(
        "Fair",
        (ann, ben, cem),
        (fair, move),
        (
            task(TITLES[0], "Not started", ann, project=fair, tags=("design",)),
            task(TITLES[1], "In progress", ann, ben, due=TODAY + dt.timedelta(days=2), priority="High"),
            task(TITLES[2], "Not started", ben, project=move, notes="By phone."),
            task(TITLES[3], "Done", parent_id=stable_id("task", TITLES[0])),
        ),
    )
