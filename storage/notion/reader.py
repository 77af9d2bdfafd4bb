"""The team's board in Notion, to read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion.comments import is_that_comment
from storage.notion.links import is_id
from storage.notion.listing import Growing, asked_for
from storage.notion.queries import created_since, to_the_minute
from storage.notion.readback import missed
from storage.records import CommentId, Listing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from storage.changes import AddComment, CreateTask
    from storage.notion.rows import Rows
    from storage.notion.schema import Schema
    from storage.records import Task, TaskId, TaskQuery

T = TypeVar("T")

NO_TRASH = (
    "Notion does not tell Darcy what is in the board's trash. Someone who may edit the board finds it under "
    "Trash in Notion's sidebar, and can restore it there."
)


class NotionReader:
    """Reads. A look that fails on the columns is tried once more, with the columns as they are now."""

    def __init__(self, rows: Rows, own_id: str) -> None:
        """`own_id` is the Notion user that our integration is."""
        self._rows, self._own_id = rows, own_id

    async def get_task(self, task_id: TaskId, *, trashed_too: bool = False) -> Task:
        async def look(schema: Schema) -> Task:
            return await self._rows.task(await self._rows.get(task_id, trashed_too=trashed_too), schema)

        return await self._on_columns(look)

    async def find_tasks(self, query: TaskQuery) -> Listing:
        async def look(schema: Schema) -> Listing:
            if query.is_done and not schema.done:
                return Listing(())
            growing = Growing(query, schema, self._rows.zone)
            async for batch in self._rows.query(schema, asked_for(query, schema)):
                if not growing.add(batch):
                    break
            pages, is_complete = growing.kept()
            return Listing(tuple(await self._rows.tasks(pages, schema)), is_complete=is_complete)

        try:
            return await self._on_columns(look)
        except BoardChangedError as error:
            if query.trashed:
                raise RecordNotFoundError(NO_TRASH) from error
            raise

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:
        async def look(schema: Schema) -> Sequence[Task]:
            batches = self._rows.query(schema, {"filter": created_since(since)})
            pages = [page async for batch in batches for page in batch.pages if not page.in_trash]
            ours = [page for page in pages if page.created_by.id == self._own_id]
            tasks = await self._rows.tasks(ours, schema)
            return [task for task in tasks if not missed(change, task, self._rows.zone)]

        return await self._on_columns(look)

    async def find_comments(self, change: AddComment, since: dt.datetime) -> Sequence[CommentId]:
        if not is_id(change.task_id):
            return []
        comments = await self._rows.notion.results("GET", "comments", {"block_id": change.task_id})
        earliest = to_the_minute(since) - dt.timedelta(minutes=1)  # Notion's clock is not ours
        return [
            CommentId(comment["id"])
            for comment in comments
            if comment["created_by"]["id"] == self._own_id
            and dt.datetime.fromisoformat(comment["created_time"]) >= earliest
            and is_that_comment(comment["rich_text"], change.parts)
        ]

    async def _on_columns(self, look: Callable[[Schema], Awaitable[T]]) -> T:
        try:
            return await look(await self._rows.directory.schema())
        except BoardChangedError:
            self._rows.directory.forget_schema()
            return await look(await self._rows.directory.schema())
