"""Tools that plan changes of one task. They resolve and return; none of them can write."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from storage import changes
from storage.records import ParentTask, StatusGroup
from tools.arguments import ArchiveArguments, CreateArguments, UpdateArguments
from tools.days import DueWish
from tools.errors import ToolRefusedError, ToolRetryError
from tools.quoting import NO_NOTES, has_notes, notes_of
from tools.toolset import Plan, RunContext, WriteTool
from tools.wishes import Wish, priority_of, reopens, require_columns, status_of, tags_named, wish_of

if TYPE_CHECKING:
    from storage.records import BoardOptions, Project, Task


class CreateTask(CreateArguments, WriteTool):
    """Create a new task, where the person clearly wants a new one.

    That is "create", "add", "new task", "remind me to". For "assign X to Y" use update_task with
    create_if_missing instead.
    """

    name: ClassVar[str] = "create_task"

    async def plan(self, ctx: RunContext) -> Plan:
        await require_columns(self, ctx.resolve)
        due = DueWish(on=self.due_on, at=self.due_time, starts_on=self.starts_on)
        created = changes.CreateTask(
            title=self.title,
            status=await status_of(self.status, ctx.resolve) or await ctx.resolve.on_board(_first_status),
            assignees=await ctx.resolve.people(self.assignees or ()),
            due=due.applied_to(None),
            project=await ctx.resolve.project(self.project) if self.project else None,
            priority=await priority_of(self.priority, ctx.resolve),
            tags=await tags_named(self.tags, ctx.resolve),
            parent=_as_parent(await ctx.resolve.task(self.parent, or_done=True)) if self.parent else None,
            notes=await ctx.resolve.on_board(partial(notes_of, self.notes, ctx.quoted)),
        )
        is_left_out = ctx.quoted is not None and not await ctx.resolve.on_board(has_notes)
        return Plan((created,), NO_NOTES if is_left_out else "")


class UpdateTask(UpdateArguments, WriteTool):
    """Change one task, or with create_if_missing create it if no open task fits.

    Leave a field null to keep it; name it in `clear` to empty it. Use it for "assign X to Y", "I've
    finished X", "move X to Friday".
    """

    name: ClassVar[str] = "update_task"

    async def plan(self, ctx: RunContext) -> Plan:
        await require_columns(self, ctx.resolve)
        # Before a task is asked for: nobody picks one for somebody whom the board does not know.
        await ctx.resolve.people(
            [*(self.assignees or ()), *(self.add_assignees or ()), *(self.remove_assignees or ())]
        )
        named = self.in_project
        within = await ctx.resolve.project(named, for_new_work=False) if named else None
        if not self.create_if_missing:
            or_done = await reopens(self.status, ctx.resolve)
            return await self._update(await ctx.resolve.task(self.task, within=within, or_done=or_done), ctx)
        found = await ctx.resolve.find_task(self.task, within=within)
        return await self._update(found, ctx) if found is not None else await self._create(within, ctx)

    async def _update(self, task: Task, ctx: RunContext) -> Plan:
        wish = await self._wish(task, ctx)
        if not wish.is_said:
            raise ToolRetryError("The call names nothing to change.")
        change = wish.change_of(task)
        if change is None:
            raise ToolRefusedError(f"“{task.title}” already is as you say. There is nothing to change.")
        return Plan((change,))

    async def _wish(self, task: Task, ctx: RunContext) -> Wish:
        due = DueWish(on=self.due_on, at=self.due_time, starts_on=self.starts_on, clear=self.clear)
        parent = await self._parent_for(task, ctx)
        return replace(await wish_of(self, due, ctx), title=self.title, parent=parent, notes=self.notes)

    async def _parent_for(self, task: Task, ctx: RunContext) -> ParentTask | None:
        """What it is to be a part of: never itself, nor a part of it."""
        if not self.parent:
            return None
        parent = await ctx.resolve.task(self.parent, or_done=True)
        if parent.id == task.id:
            raise ToolRefusedError(f"“{task.title}” cannot be a part of itself.")
        if await ctx.resolve.is_within(parent, task.id):
            raise ToolRefusedError(
                f"“{parent.title}” is a part of “{task.title}”, so it cannot be the other way round too."
            )
        return _as_parent(parent)

    async def _create(self, within: Project | None, ctx: RunContext) -> Plan:
        created = CreateTask(
            title=self.title or _as_title(self.task),
            assignees=[*(self.assignees or ()), *(self.add_assignees or ())] or None,
            due_on=self.due_on,
            due_time=self.due_time,
            starts_on=self.starts_on,
            project=self.project or (within.name if within else None),
            status=self.status,
            priority=self.priority,
            tags=self.add_tags,
            parent=self.parent,
            notes=self.notes,
        )
        return await created.plan(ctx)


class ArchiveTask(ArchiveArguments, WriteTool):
    """Move a task to the trash ("delete", "archive"), or with restore take it out again."""

    name: ClassVar[str] = "archive_task"

    async def plan(self, ctx: RunContext) -> Plan:
        if not self.restore:
            return Plan((changes.ArchiveTask(task=await ctx.resolve.task(self.task, or_done=True)),))
        task = await ctx.resolve.trashed_task(self.task)
        if not task.is_trashed:
            raise ToolRefusedError(f"“{task.title}” is not in the trash. There is nothing to change.")
        return Plan((changes.ArchiveTask(task=task, restores=True),))


def _as_parent(task: Task) -> ParentTask:
    return ParentTask(task.id, task.title)


def _first_status(options: BoardOptions) -> str | None:
    """What a new task begins as: the board's first status of the group "to do"."""
    status = options.status(StatusGroup.TODO)
    return status.name if status else None


def _as_title(words: str) -> str:
    """Words of a sentence as a title. A word with a capital of its own, as iPhone has, stays."""
    first = words.partition(" ")[0]
    return words[:1].upper() + words[1:] if first.islower() else words
