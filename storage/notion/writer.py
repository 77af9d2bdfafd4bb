"""The team's board in Notion, to change: one request for each change, then what Notion says became of it."""

from __future__ import annotations

import json
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
from storage.notion.comments import comment_of, is_that_comment
from storage.notion.failures import CommittedError
from storage.notion.links import is_id
from storage.notion.pages import page_from
from storage.notion.payloads import must_be_read_first, properties_for
from storage.notion.readback import missed, newcomers
from storage.notion.rows import GONE
from storage.records import CommentId

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.notion.client import Json
    from storage.notion.pages import Value
    from storage.notion.rows import Rows
    from storage.notion.schema import Schema
    from storage.records import Task, TaskId

Change = CreateTask | UpdateTask

MOST_BYTES = 500_000
"""Of a request: developers.notion.com/reference/request-limits."""
UNREAD = "Notion took the change, but I could not read it back. Look at the board before asking again."
TOO_LARGE = "That is more text than Notion takes at once, so nothing was changed."
NOT_MOVED = "Notion took the change but left the task where it was. Look at the task."
OTHER_WORDS = "Notion took the comment but shows it otherwise than it was meant. Look at the task's comments."


class NotionWriter:
    """Writes. Only the executor is handed one."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def create_task(self, change: CreateTask) -> Task:
        schema, properties = await self._planned(change)
        parent = {"type": "data_source_id", "data_source_id": schema.source}
        body = {"parent": parent, "properties": properties}
        return await self._written("POST", "pages", body, self._differs_from(change))

    async def update_task(self, change: UpdateTask) -> Task:
        path = _path_of(change.task_id)
        _, properties = await self._planned(change)
        return await self._written("PATCH", path, {"properties": properties}, self._differs_from(change))

    async def archive_task(self, change: ArchiveTask) -> Task:
        """Notion takes no other edit of what is in the trash, so this one comes alone."""
        return await self._written(
            "PATCH",
            _path_of(change.task_id),
            {"in_trash": not change.restores},
            lambda task: "" if change.is_in(task) else NOT_MOVED,
        )

    async def add_comment(self, change: AddComment) -> CommentId:
        _path_of(change.task_id)
        rich_text = comment_of(change.parts, await self._rows.directory.schema())
        answer = await self._sent(
            "POST", "comments", {"parent": {"page_id": change.task_id}, "rich_text": rich_text}
        )
        if not isinstance(answer.get("id"), str):
            raise WriteUncertainError(UNREAD)
        # A connection that may not read comments is told of its own no more than the id.
        if "rich_text" in answer and not is_that_comment(answer["rich_text"], change.parts):
            raise WriteDiffersError(OTHER_WORDS, await self._read_back(change.task_id))
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
            await self._check_people(change, schema)
            page = None
            if isinstance(change, UpdateTask) and must_be_read_first(change, schema):
                page = await self._rows.whole(await self._rows.get(change.task_id), schema)
            return schema, properties_for(change, schema, self._rows.zone, page)
        except (BoardChangedError, RecordNotFoundError) as error:
            raise WriteRefusedError(str(error)) from error

    async def _check_people(self, change: Change, schema: Schema) -> None:
        for member in newcomers(change):
            if not await self._rows.naming.is_member(member.id, schema.column("assignees")):
                raise WriteRefusedError(
                    f"{member.name} is not, or no longer, among those whom the task board knows, so nothing "
                    "was changed."
                )

    def _differs_from(self, change: Change) -> Callable[[Task], str]:
        def differs(task: Task) -> str:
            what = " and ".join(missed(change, task, self._rows.zone))
            return what and (
                f"Notion took the change but did not keep {what}. An automation of the board may have set it "
                "otherwise: look at the task."
            )

        return differs

    async def _written(self, method: str, path: str, body: Json, differs: Callable[[Task], str]) -> Task:
        """Send, and compare what Notion says with what was meant. `differs` says in words what is amiss."""
        try:
            answer = await self._sent(method, path, body)
        except CommittedError as committed:
            task_id = committed.resource_id
        else:
            task = await self._read_back(answer)
            if not differs(task):
                return task
            task_id = task.id  # the answer may lag behind
        task = await self._read_back(task_id)
        if amiss := differs(task):
            raise WriteDiffersError(amiss, task)
        return task

    async def _sent(self, method: str, path: str, body: Json) -> Json:
        if len(json.dumps(body, ensure_ascii=False).encode()) > MOST_BYTES:
            raise WriteRefusedError(TOO_LARGE)
        try:
            return await self._rows.notion.write(method, path, body)
        except WriteRefusedError:
            self._rows.directory.forget_schema()  # the columns may not be as they were
            raise

    async def _read_back(self, found: Json | str) -> Task:
        """The task that Notion answered, or that is read again. After a write, any failure leaves doubt."""
        try:
            page = (
                await self._rows.get(found, trashed_too=True) if isinstance(found, str) else page_from(found)
            )
            return await self._rows.task(page, await self._rows.directory.schema())
        except DarcyError as error:
            raise WriteUncertainError(UNREAD) from error


def _path_of(task_id: TaskId) -> str:
    """Raises `WriteRefusedError` if it is no id, and so could lead anywhere."""
    if not is_id(task_id):
        raise WriteRefusedError(GONE)
    return f"pages/{task_id}"
