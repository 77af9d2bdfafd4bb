"""The team's board in Notion, to change: one request for each change, then what Notion says became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.errors import (
    BoardChangedError,
    DarcyError,
    RecordNotFoundError,
    WriteDiffersError,
    WriteRefusedError,
    WriteUncertainError,
)
from storage.notion.columns import LABELS
from storage.notion.failures import CommittedError
from storage.notion.links import is_id
from storage.notion.pages import page_from
from storage.notion.payloads import comment_of, edits_of, must_be_read_first, properties_for
from storage.notion.rows import GONE
from storage.records import CommentId

if TYPE_CHECKING:
    from storage.notion.client import Json
    from storage.notion.pages import Value
    from storage.notion.rows import Rows
    from storage.notion.schema import Schema
    from storage.records import Task

Change = CreateTask | UpdateTask

UNREAD = "Notion took the change, but I could not read it back. Look at the board before asking again."


class NotionWriter:
    """Writes. Only the executor is handed one."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def create_task(self, change: CreateTask) -> Task:
        schema, properties = await self._planned(change)
        parent = {"type": "data_source_id", "data_source_id": schema.source}
        return await self._written("POST", "pages", {"parent": parent, "properties": properties}, change)

    async def update_task(self, change: UpdateTask) -> Task:
        if not is_id(change.task_id):
            raise WriteRefusedError(GONE)
        _, properties = await self._planned(change)
        return await self._written("PATCH", f"pages/{change.task_id}", {"properties": properties}, change)

    async def archive_task(self, change: ArchiveTask) -> Task:
        if not is_id(change.task_id):
            raise WriteRefusedError(GONE)
        answer = await self._rows.notion.write(
            "PATCH", f"pages/{change.task_id}", {"in_trash": not change.restores}
        )
        task = await self._task(answer)
        if not change.is_in(task):
            raise WriteDiffersError("Notion took the change but left the task where it was.", task)
        return task

    async def add_comment(self, change: AddComment) -> CommentId:
        if not is_id(change.task_id):
            raise WriteRefusedError(GONE)
        body = {"parent": {"page_id": change.task_id}, "rich_text": comment_of(change.parts)}
        answer = await self._rows.notion.write("POST", "comments", body)
        if not isinstance(answer.get("id"), str):
            raise WriteUncertainError(UNREAD)
        return CommentId(answer["id"])

    async def _planned(self, change: Change) -> tuple[Schema, dict[str, Value]]:
        """The properties to send. A column or an option that seems not to be there may only be new to us."""
        try:
            return await self._properties(change)
        except WriteRefusedError:
            self._rows.directory.forget_schema()
        return await self._properties(change)

    async def _properties(self, change: Change) -> tuple[Schema, dict[str, Value]]:
        try:
            schema = await self._rows.directory.schema()
            page = None
            if isinstance(change, UpdateTask) and must_be_read_first(change, schema):
                page = await self._rows.whole(await self._rows.get(change.task_id), schema)
            return schema, properties_for(change, schema, self._rows.zone, page)
        except (BoardChangedError, RecordNotFoundError) as error:
            raise WriteRefusedError(str(error)) from error

    async def _written(self, method: str, path: str, body: Json, change: Change) -> Task:
        try:
            answer = await self._rows.notion.write(method, path, body)
        except CommittedError as committed:
            page_id = committed.resource_id
        else:
            task = await self._task(answer)
            if not _missed(change, task):
                return task
            page_id = task.id
        task = await self._task(page_id)
        if missed := _missed(change, task):
            what = " and ".join(missed)
            raise WriteDiffersError(
                f"Notion took the change but did not keep {what}. An automation of the board may have set it "
                "otherwise: look at the task.",
                task,
            )
        return task

    async def _task(self, found: Json | str) -> Task:
        """The task that Notion answered, or that is read again. After a write, any failure leaves doubt."""
        try:
            page = await self._rows.get(found) if isinstance(found, str) else page_from(found)
            return await self._rows.task(page, await self._rows.directory.schema())
        except DarcyError as error:
            raise WriteUncertainError(UNREAD) from error


def _missed(change: Change, task: Task) -> list[str]:
    """What was meant and is not there. More than that is not amiss: a board may fill in columns itself."""
    alone = [
        (edit, UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=(edit,)))
        for edit in edits_of(change)
    ]
    return [LABELS[edit.field] for edit, update in alone if not update.is_in(task)]
