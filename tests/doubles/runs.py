"""What a tool is handed, on a board that stands still: a few tasks, people and projects in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from storage.errors import RecordNotFoundError
from storage.records import Listing
from tests.doubles.contexts import ANA, BOB, OPTIONS, RECRUITMENT, context
from tests.doubles.stores import MemoryMembers
from tools.open_tasks import OpenTasks
from tools.references import References
from tools.resolve import Resolver
from tools.toolset import RunContext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from storage.changes import AddComment, CreateTask
    from storage.records import BoardOptions, CommentId, Member, MemberId, Project, Task, TaskId, TaskQuery
    from storage.runs import Choice

ZONE = ZoneInfo("Europe/London")


@dataclass
class StillBoard:
    """A reader that knows of a query what its tasks can tell, and keeps each for the test to look at."""

    tasks: Sequence[Task] = ()
    is_complete: bool = True

    def __post_init__(self) -> None:
        self.asked: list[TaskQuery] = []

    async def get_task(self, task_id: TaskId, *, trashed_too: bool = False) -> Task:
        for task in self.tasks:
            if task.id == task_id and (trashed_too or not task.is_trashed):
                return task
        raise RecordNotFoundError("It is gone.")

    async def find_tasks(self, query: TaskQuery) -> Listing:
        self.asked.append(query)
        found = [task for task in self.tasks if task.is_trashed == query.trashed]
        if query.is_done is not None:
            found = [task for task in found if task.is_done == query.is_done]
        return Listing(tuple(found), self.is_complete)

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:
        raise NotImplementedError

    async def find_comments(self, change: AddComment, since: dt.datetime) -> Sequence[CommentId]:
        raise NotImplementedError


@dataclass
class StillDirectory:
    """`fresh` is what the board has in truth; it is found out at the first refresh."""

    options_now: BoardOptions = OPTIONS
    fresh: BoardOptions | None = None
    refreshed: int = 0

    async def members(self) -> Sequence[Member]:
        return (ANA, BOB)

    def known_members(self) -> Sequence[Member]:
        return (ANA, BOB)

    async def unknown_among(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        return frozenset(members) - {ANA.id, BOB.id}

    async def projects(self) -> Sequence[Project]:
        return (RECRUITMENT,)

    async def options(self) -> BoardOptions:
        return self.options_now

    async def refresh(self) -> None:
        self.refreshed += 1
        self.options_now = self.fresh or self.options_now


def run_context(
    *tasks: Task,
    options: BoardOptions = OPTIONS,
    fresh: BoardOptions | None = None,
    choices: Sequence[Choice] = (),
    is_complete: bool = True,
) -> RunContext:
    """A run of Ana's on Friday 12 June 2026. Every task has a reference, from T1 on."""
    reader = StillBoard(tasks, is_complete)
    directory = StillDirectory(options, fresh)
    references = References()
    for task in tasks:
        references.of(task.id)
    resolver = Resolver(
        principal=context().principal,
        directory=directory,
        reader=reader,
        members=MemoryMembers(),
        open_tasks=OpenTasks(reader),
        references=references,
        opened=0.0,
        choices=choices,
    )
    return RunContext(
        principal=context().principal, today=context().today, zone=ZONE, reader=reader, resolve=resolver
    )


def queries(run: RunContext) -> list[TaskQuery]:
    """What the board was asked for in a run."""
    assert isinstance(run.reader, StillBoard)
    return run.reader.asked


FULL = replace(
    OPTIONS,
    tags=("print", "press"),
    fields=frozenset(
        {"title", "status", "assignees", "due", "project", "priority", "tags", "parent", "notes"}
    ),
)
"""A board with every column."""
