"""A made-up team and its board: the same roles in every workspace, under names that share nothing.

A sentence names tasks, people and options by their role (`{task}`, `{first_name}`, `{high}`), so that one
sentence is asked everywhere. Every board also has tasks in no role, which no sentence names.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from storage.records import (
    BoardOptions,
    Due,
    Member,
    MemberId,
    ParentTask,
    Project,
    ProjectId,
    StatusGroup,
    StatusOption,
    Task,
    TaskId,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = dt.date(2026, 6, 10)  # a Wednesday
MOMENT = dt.datetime(2026, 6, 10, 9, 30, tzinfo=dt.UTC)
PEOPLE = ("me", "person", "other_person", "twin_a", "twin_b")
PROJECTS = ("project", "other_project", "third_project", "empty_project")
STATUSES = ("todo", "doing", "review", "blocked", "done")
_GROUPS = (
    StatusGroup.TODO,
    StatusGroup.IN_PROGRESS,
    StatusGroup.IN_PROGRESS,
    StatusGroup.IN_PROGRESS,
    StatusGroup.DONE,
)
PRIORITIES = ("high", "middle", "low")
TAGS = ("tag", "other_tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task in the names of roles. `due_in` counts days from today."""

    status: Literal["todo", "doing", "review", "blocked", "done"] = "todo"
    who: tuple[str, ...] = ()
    due_in: int | None = None
    project: str | None = None
    priority: str | None = None
    tags: tuple[str, ...] = ()
    parent: str | None = None


ROLES: Mapping[str, Row] = {
    "task": Row(who=("person",), due_in=9, project="project", priority="middle"),
    "mine": Row(who=("me",), due_in=1, project="project", priority="low"),
    "other_task": Row(project="other_project"),
    "started": Row(status="doing", who=("me",), due_in=0, project="project", tags=("tag",)),
    "overdue": Row(who=("me",), due_in=-3, project="other_project", priority="high"),
    "late": Row(status="doing", who=("person",), due_in=-1, project="third_project"),
    "done_task": Row(status="done", who=("me",), due_in=-6, project="project"),
    "odd": Row(who=("other_person",), due_in=5, project="third_project", priority="high"),
    "numbered": Row(due_in=12, project="third_project"),
    "anded": Row(who=("me",), due_in=6, project="other_project", tags=("tag", "other_tag")),
    "named": Row(status="review", who=("other_person",)),
    "vague_a": Row(who=("person",), due_in=15, project="project"),
    "vague_b": Row(who=("other_person",), due_in=16, project="other_project"),
    "whole": Row(who=("person", "me"), due_in=20, project="third_project"),
    "part": Row(parent="whole", due_in=18),
    "stuck": Row(status="blocked", who=("twin_a",), due_in=2, priority="low", tags=("other_tag",)),
}
"""What a task in each role is like, everywhere."""


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Names for the roles. `tasks` has for each how people call it, after "the", and its whole title."""

    name: str
    zone: str
    people: tuple[str, str, str, str, str]
    projects: tuple[str, str, str, str]
    statuses: tuple[str, str, str, str, str]
    priorities: tuple[str, str, str]
    tags: tuple[str, str]
    vague: str
    tasks: Mapping[str, tuple[str, str]]
    besides: Mapping[str, Row] = field(default_factory=dict)

    @cached_property
    def words(self) -> dict[str, str]:
        """What stands in a sentence for each placeholder."""
        named = dict(zip(PEOPLE, self.people, strict=True))
        named |= zip(PROJECTS, self.projects, strict=True)
        named |= zip(STATUSES, self.statuses, strict=True)
        named |= zip(PRIORITIES, self.priorities, strict=True)
        named |= zip(TAGS, self.tags, strict=True)
        named |= {role: words for role, (words, _) in self.tasks.items()}
        named |= {f"{role}_title": title for role, (_, title) in self.tasks.items()}
        firsts = {"first_name": "person", "other_first": "other_person", "twin": "twin_a"}
        named |= {placeholder: named[role].split()[0] for placeholder, role in firsts.items()}
        typos = {"task_typo": "task", "mine_typo": "mine", "first_typo": "first_name"}
        named |= {placeholder: misspelt(named[role]) for placeholder, role in typos.items()}
        return named | {"vague": self.vague, "project_typo": misspelt(self.projects[0])}

    @cached_property
    def board(self) -> dict[str, Task]:
        """Every task by its role, or by its title where it has none."""
        rows = {role: (self.tasks[role][1], row) for role, row in ROLES.items()}
        rows |= {title: (title, row) for title, row in self.besides.items()}
        return {key: self._task(key, title, row) for key, (title, row) in rows.items()}

    @cached_property
    def members(self) -> dict[str, Member]:
        return {role: Member(MemberId(f"member-{role}"), self.words[role]) for role in PEOPLE}

    @cached_property
    def known_projects(self) -> dict[str, Project]:
        return {role: Project(ProjectId(f"project-{role}"), self.words[role]) for role in PROJECTS}

    @cached_property
    def options(self) -> BoardOptions:
        statuses = zip(self.statuses, _GROUPS, strict=True)
        return BoardOptions(
            name=self.name,
            url="https://notion.example/board",
            statuses=tuple(StatusOption(name, group) for name, group in statuses),
            priorities=self.priorities,
            tags=self.tags,
            fields=frozenset(
                {"title", "status", "assignees", "due", "project", "priority", "tags", "parent", "notes"}
            ),
        )

    def _task(self, key: str, title: str, row: Row) -> Task:
        return Task(
            id=TaskId(f"task-{key}"),
            title=title,
            url="https://notion.example/task",
            status=self.words[row.status],
            is_done=row.status == "done",
            assignees=tuple(self.members[role] for role in row.who),
            due=None if row.due_in is None else Due(TODAY + dt.timedelta(days=row.due_in)),
            project=self.known_projects[row.project] if row.project else None,
            priority=self.words[row.priority] if row.priority else None,
            tags=tuple(self.words[role] for role in row.tags),
            parent=ParentTask(TaskId(f"task-{row.parent}"), self.tasks[row.parent][1])
            if row.parent
            else None,
            edited_at=MOMENT - dt.timedelta(days=1),
        )


def misspelt(words: str) -> str:
    """Two letters in the middle of the longest word change places: the slip people make most."""
    longest = max(words.split(), key=len)
    for at in range(len(longest) // 2, len(longest) - 1):
        if longest[at] != longest[at + 1]:
            slip = longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :]
            return words.replace(longest, slip)
    return words
