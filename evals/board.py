"""A workspace as Darcy reads it: in memory, and with nothing that could be written to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from storage.errors import RecordNotFoundError
from storage.records import Listing, Order

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from evals.workspace import Workspace
    from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
    from storage.records import BoardOptions, CommentId, Member, MemberId, Project, Task, TaskId, TaskQuery


@dataclass(frozen=True)
class StillReader:
    """Reads tasks that never change. Nothing is written, so nothing is looked for after a write."""

    workspace: Workspace

    async def get_task(self, task_id: TaskId, *, trashed_too: bool = False) -> Task:
        for task in self.workspace.board.values():
            if task.id == task_id and (trashed_too or not task.is_trashed):
                return task
        raise RecordNotFoundError("That task is gone.")

    async def find_tasks(self, query: TaskQuery) -> Listing:
        found = [task for task in self.workspace.board.values() if _fits(task, query)]
        found.sort(key=lambda task: (task.due_on is None, task.due_on or task.edited_at.date()))
        if query.order is Order.TITLE:
            found.sort(key=lambda task: task.title)
        return Listing(tuple(found[: query.limit]), query.limit is None or len(found) <= query.limit)

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:  # noqa: ARG002
        return ()

    async def find_comments(self, change: AddComment, since: dt.datetime) -> Sequence[CommentId]:  # noqa: ARG002
        return ()


def _fits(task: Task, query: TaskQuery) -> bool:
    due = task.due_on
    title = task.title.casefold()
    return all(
        (
            query.assignee is None or query.assignee in {who.id for who in task.assignees},
            not query.without_assignee or not task.assignees,
            query.project is None or (task.project is not None and task.project.id == query.project),
            query.is_done is None or task.is_done is query.is_done,
            query.due_from is None or (due is not None and due >= query.due_from),
            query.due_until is None or (due is not None and due <= query.due_until),
            not query.without_due or due is None,
            query.status is None or task.status == query.status,
            query.priority is None or task.priority == query.priority,
            query.tag is None or query.tag in task.tags,
            query.parent is None or (task.parent is not None and task.parent.id == query.parent),
            query.edited_since is None or task.edited_at >= query.edited_since,
            task.is_trashed is query.trashed,
            not query.words or any(part in title for part in query.words),
        )
    )


@dataclass(frozen=True)
class StillDirectory:
    workspace: Workspace

    async def members(self) -> Sequence[Member]:
        return tuple(self.workspace.members.values())

    def known_members(self) -> Sequence[Member]:
        return tuple(self.workspace.members.values())

    async def unknown_among(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        return frozenset(members) - {member.id for member in self.workspace.members.values()}

    async def projects(self) -> Sequence[Project]:
        return tuple(self.workspace.known_projects.values())

    async def options(self) -> BoardOptions:
        return self.workspace.options

    async def refresh(self) -> None:
        """Nothing is remembered, so there is nothing to forget."""


class NoWriter:
    """Stands where a writer must: nobody confirms anything here, so whatever writes has a bug."""

    async def create_task(self, change: CreateTask) -> Task:
        _written(change)

    async def update_task(self, change: UpdateTask) -> Task:
        _written(change)

    async def archive_task(self, change: ArchiveTask) -> Task:
        _written(change)

    async def add_comment(self, change: AddComment) -> CommentId:
        _written(change)


def _written(change: object) -> NoReturn:
    raise AssertionError(f"written without a decision: {type(change).__name__}")
