"""Tools that plan changes of tasks. They resolve and return; none of them can write."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from storage import changes
from storage.edits import DateEdit, PeopleEdit, ProjectEdit, TextEdit, is_empty
from storage.records import Due
from tools.arguments import CreateArguments, UpdateArguments
from tools.errors import ToolRefusedError, ToolRetryError
from tools.options import priority_named, require, status_named
from tools.toolset import RunContext, WriteTool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.changes import Change
    from storage.edits import Edit
    from storage.records import BoardOptions, Field, Member, Project, Task


class CreateTask(CreateArguments, WriteTool):
    """Create a new task, where the person clearly wants a new one.

    That is "create", "add", "new task", "remind me to". For "assign X to Y" use update_task with
    create_if_missing instead.
    """

    name: ClassVar[str] = "create_task"

    async def plan(self, ctx: RunContext) -> Sequence[Change]:
        for field, value in _columns(self).items():
            if value:
                require(field, ctx.options)
        return [
            changes.CreateTask(
                title=self.title,
                status=status_named(self.status, ctx.options) if self.status else _first_status(ctx),
                assignees=await ctx.resolve.people(self.assignees or ()),
                due=Due(self.due_on) if self.due_on else None,
                project=await ctx.resolve.project(self.project) if self.project else None,
                priority=priority_named(self.priority, ctx.options) if self.priority else None,
                notes=self.notes or None,
            )
        ]


class UpdateTask(UpdateArguments, WriteTool):
    """Change one task, or with create_if_missing create it if no open task fits.

    Leave a field null to keep it; name it in `clear` to empty it. Use it for "assign X to Y", "I've
    finished X", "move X to Friday".
    """

    name: ClassVar[str] = "update_task"

    async def plan(self, ctx: RunContext) -> Sequence[Change]:
        for field, value in _columns(self).items():
            if value or field in self.clear:
                require(field, ctx.options)
        named = self.in_project
        within = await ctx.resolve.project(named, for_new_work=False) if named else None
        if not self.create_if_missing:
            task = await ctx.resolve.task(self.task, within=within, or_done=self._reopens(ctx.options))
            return await self._update(task, ctx)
        found = await ctx.resolve.find_task(self.task, within=within)
        return await self._update(found, ctx) if found is not None else await self._create(within, ctx)

    def _reopens(self, options: BoardOptions) -> bool:
        """Whether it gives a status that is not one of the done: then a done task may be meant."""
        name = status_named(self.status, options) if self.status else None
        return any(s.name == name and s.group != "done" for s in options.statuses)

    async def _update(self, task: Task, ctx: RunContext) -> Sequence[Change]:
        edits = [edit for edit in await self._edits(task, ctx) if not is_empty(edit)]
        if not edits:
            raise ToolRefusedError(f"“{task.title}” already is as you say. There is nothing to change.")
        return [changes.UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=tuple(edits))]

    async def _edits(self, task: Task, ctx: RunContext) -> list[Edit]:
        edits: list[Edit] = []
        if self.title:
            edits.append(TextEdit("title", task.title, self.title))
        if self.status:
            edits.append(TextEdit("status", task.status, status_named(self.status, ctx.options)))
        if self._speaks_of_people():
            edits.append(PeopleEdit(task.assignees, await self._people(task.assignees, ctx)))
        if self.due_on or "due" in self.clear:
            edits.append(DateEdit(task.due, self._due(task.due)))
        if self.project or "project" in self.clear:
            project = await ctx.resolve.project(self.project) if self.project else None
            edits.append(ProjectEdit(task.project, project))
        if self.priority or "priority" in self.clear:
            priority = priority_named(self.priority, ctx.options) if self.priority else None
            edits.append(TextEdit("priority", task.priority, priority))
        if self.notes or "notes" in self.clear:
            edits.append(TextEdit("notes", task.notes, self.notes or None))
        if not edits:
            raise ToolRetryError("The call names nothing to change.")
        return edits

    def _due(self, now: Due | None) -> Due | None:
        """The new day; a range and a time of day stay what they are."""
        if self.due_on is None:
            return None
        return now.moved_to(self.due_on) if now else Due(self.due_on)

    def _speaks_of_people(self) -> bool:
        named = self.assignees or self.add_assignees or self.remove_assignees
        return bool(named) or "assignees" in self.clear

    async def _people(self, now: tuple[Member, ...], ctx: RunContext) -> tuple[Member, ...]:
        """Who will have it: replaced, then added to, then taken from."""
        kept = now
        if self.assignees or "assignees" in self.clear:
            kept = await ctx.resolve.people(self.assignees or ())
        added = await ctx.resolve.people(self.add_assignees or ())
        removed = await ctx.resolve.people(self.remove_assignees or ())
        return tuple(who for who in dict.fromkeys([*kept, *added]) if who not in removed)

    async def _create(self, within: Project | None, ctx: RunContext) -> Sequence[Change]:
        created = CreateTask(
            title=self.title or _as_title(self.task),
            assignees=[*(self.assignees or ()), *(self.add_assignees or ())] or None,
            due_on=self.due_on,
            project=self.project or (within.name if within else None),
            status=self.status,
            priority=self.priority,
            notes=self.notes,
        )
        return await created.plan(ctx)


def _columns(call: CreateArguments | UpdateArguments) -> dict[Field, object]:
    """The columns a call wants to fill, and with what."""
    people = call.assignees or (isinstance(call, UpdateArguments) and call.add_assignees)
    return {
        "assignees": people,
        "due": call.due_on,
        "project": call.project,
        "priority": call.priority,
        "notes": call.notes,
    }


def _first_status(ctx: RunContext) -> str | None:
    """What a new task begins as: the board's first status of the group "to do"."""
    return next((s.name for s in ctx.options.statuses if s.group == "todo"), None)


def _as_title(words: str) -> str:
    """Words of a sentence as a title. A word with a capital of its own, as iPhone has, stays."""
    first = words.partition(" ")[0]
    return words[:1].upper() + words[1:] if first.islower() else words
