"""What is asked of the team's board. Notion answers; tests bring doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
    from storage.layouts import ColumnChoice, Survey
    from storage.records import (
        BoardOptions,
        CommentId,
        DiscordId,
        Listing,
        Member,
        MemberId,
        Project,
        Task,
        TaskId,
        TaskQuery,
    )


class TaskReader(Protocol):
    """Reads the team's board. Each raises `StoreUnavailableError` if the board cannot be reached."""

    async def get_task(self, task_id: TaskId, *, trashed_too: bool = False) -> Task:
        """Read a task afresh. Raises `RecordNotFoundError` if it is gone, or trashed, not `trashed_too`."""

    async def find_tasks(self, query: TaskQuery) -> Listing:
        """List every task that fits, in the order asked for; trashed ones only if they are asked for."""

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:
        """Tasks made by our own integration since that moment that hold all of the change."""

    async def find_comments(self, change: AddComment, since: dt.datetime) -> Sequence[CommentId]:
        """Comments of that task with those words, made by our own integration since that moment."""


class TaskWriter(Protocol):
    """Writes to the team's board. Only `bot/approvals/executor.py` is handed one.

    Each returns the task read back from Notion, and raises `WriteRefusedError` if Notion said no,
    `StoreUnavailableError` if nothing was sent, `WriteUncertainError` if no answer came, and
    `WriteDiffersError` if Notion took it and did not keep all of it.
    """

    async def create_task(self, change: CreateTask) -> Task: ...

    async def update_task(self, change: UpdateTask) -> Task: ...

    async def archive_task(self, change: ArchiveTask) -> Task:
        """Put a task into the trash or take it out; what is in the trash comes back as `is_trashed`."""

    async def add_comment(self, change: AddComment) -> CommentId: ...


class Directory(Protocol):
    """Looks up who and what the board knows. Answers may be some minutes old."""

    async def members(self) -> Sequence[Member]:
        """Everyone who can have a task, by name. Bots are left out."""

    def known_members(self) -> Sequence[Member]:
        """Who was there when last looked, however long ago; asks nobody."""

    async def unknown_among(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        """Those of them who are nobody that can have a task: they left, or the board names people otherwise.

        A guest is known also where no list names them.
        """

    async def projects(self) -> Sequence[Project]:
        """Every project, active ones first, each group by name."""

    async def options(self) -> BoardOptions: ...

    async def refresh(self) -> None:
        """Forget what was looked up, so that the next look-up asks Notion."""


class BoardSetup(Protocol):
    """Tells an admin which column of the board is taken for what, and lets that be corrected."""

    async def survey(self) -> Survey:
        """Look at the board's columns afresh, and read a few tasks by them to see that it works.

        Raises `StoreUnavailableError` if the board cannot be reached, `BoardChangedError` if it is trashed.
        """

    async def choose(self, choice: ColumnChoice) -> Survey:
        """Keep an admin's choice, and look again.

        Raises `BoardChangedError` if there is no such column, `KeptUnseenError` if it is kept all the same.
        """

    async def keep(self, by: DiscordId, at: dt.datetime) -> Survey:
        """Keep every column as it is found now, so that another name or a new column changes nothing.

        Raises `KeptUnseenError` as `choose` does.
        """
