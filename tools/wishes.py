"""What a call wants to become of tasks: resolved once, then the same for each task it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from storage.changes import UpdateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit, is_empty
from storage.records import StatusGroup
from tools.errors import ToolRefusedError
from tools.options import priority_named, require, status_named, tag_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from storage.edits import Edit
    from storage.records import BoardOptions, Field, Member, ParentTask, Project, Task
    from tools.arguments import Arguments, EditArguments
    from tools.days import DueWish
    from tools.resolve import Resolver
    from tools.toolset import RunContext

_COLUMNS: dict[str, Field] = {
    "assignees": "assignees",
    "add_assignees": "assignees",
    "remove_assignees": "assignees",
    "due": "due",
    "due_on": "due",
    "due_time": "due",
    "starts_on": "due",
    "shift_days": "due",
    "project": "project",
    "priority": "priority",
    "tags": "tags",
    "add_tags": "tags",
    "remove_tags": "tags",
    "parent": "parent",
    "notes": "notes",
}


async def require_columns(call: Arguments, resolve: Resolver) -> None:
    """Raise `ToolRefusedError` if the board lacks a column that a call wants to fill or to empty."""
    said = [name for name in _COLUMNS if getattr(call, name, None)]
    needed = [_COLUMNS[name] for name in (*said, *getattr(call, "clear", ()))]
    for column in dict.fromkeys(needed):
        await resolve.on_board(partial(require, column))


async def tags_named(words: Iterable[str] | None, resolve: Resolver) -> tuple[str, ...]:
    """Tags of the board, each once, in the order they were named."""

    def named(options: BoardOptions) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag_named(name, options) for name in words or ()))

    return await resolve.on_board(named)


async def priority_of(words: str | None, resolve: Resolver) -> str | None:
    return await resolve.on_board(partial(priority_named, words)) if words else None


async def status_of(words: str | None, resolve: Resolver) -> str | None:
    return await resolve.on_board(partial(status_named, words)) if words else None


async def reopens(status: str | None, resolve: Resolver) -> bool:
    """Whether to be given a status makes a task not done: then one that is done may be meant."""
    if not status:
        return False

    def is_open(options: BoardOptions) -> bool:
        name = status_named(status, options)
        return any(s.name == name and s.group is not StatusGroup.DONE for s in options.statuses)

    return await resolve.on_board(is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The new values, resolved; None for what was not said. `clear` names what is to be emptied.

    `assignees` stand instead of those there; `added` and `removed` come on top of that.
    """

    clear: Collection[str]
    due: DueWish
    title: str | None = None
    status: str | None = None
    assignees: tuple[Member, ...] | None = None
    added: tuple[Member, ...] = ()
    removed: tuple[Member, ...] = ()
    project: Project | None = None
    priority: str | None = None
    added_tags: tuple[str, ...] = ()
    removed_tags: tuple[str, ...] = ()
    parent: ParentTask | None = None
    notes: str | None = None

    @property
    def is_said(self) -> bool:
        """Whether there is anything to become of a task."""
        texts = self.title or self.status or self.priority or self.notes
        people = self.assignees or self.added or self.removed
        others = self.project or self.added_tags or self.removed_tags or self.parent
        return bool(texts or people or others or self.clear) or self.due.is_said

    def change_of(self, task: Task) -> UpdateTask | None:
        """What becomes of a task; None if it is so already."""
        edits = tuple(edit for edit in self._edits(task) if not is_empty(edit))
        if not edits:
            return None
        return UpdateTask(task_id=task.id, title=task.title, url=task.url, edits=edits)

    def _edits(self, task: Task) -> list[Edit]:
        return [
            TextEdit("title", task.title, self.title or task.title),
            TextEdit("status", task.status, self.status or task.status),
            PeopleEdit(task.assignees, self._people(task.assignees)),
            DateEdit(task.due, self.due.applied_to(task.due) if self.due.is_said else task.due),
            self._project(task),
            TextEdit("priority", task.priority, self._text(self.priority, "priority", task.priority)),
            TagsEdit(task.tags, self._tags(task.tags)),
            ParentEdit(task.parent, self.parent or (None if self._clears("parent") else task.parent)),
            TextEdit("notes", task.notes, self._text(self.notes, "notes", task.notes)),
        ]

    def _project(self, task: Task) -> ProjectEdit:
        """Raises `ToolRefusedError` where taking it out of one of several leaves it unclear which."""
        others = tuple(project for project in task.other_projects if project != self.project)
        if self._clears("project") and self.project is None and others:
            names = ", ".join(project.name for project in (task.project, *others) if project)
            raise ToolRefusedError(f"“{task.title}” is in several projects ({names}). Take it out in Notion.")
        after = self.project or (None if self._clears("project") else task.project)
        return ProjectEdit(task.project, after, others)

    def _clears(self, field: Field) -> bool:
        return field in self.clear

    def _text(self, said: str | None, field: Field, now: str | None) -> str | None:
        return said or (None if self._clears(field) else now)

    def _people(self, now: tuple[Member, ...]) -> tuple[Member, ...]:
        """Who will have it: replaced, then added to, then taken from."""
        kept = self.assignees or (() if self._clears("assignees") else now)
        return tuple(who for who in dict.fromkeys([*kept, *self.added]) if who not in self.removed)

    def _tags(self, now: tuple[str, ...]) -> tuple[str, ...]:
        kept = () if self._clears("tags") else now
        return tuple(tag for tag in dict.fromkeys([*kept, *self.added_tags]) if tag not in self.removed_tags)


async def wish_of(call: EditArguments, due: DueWish, ctx: RunContext) -> Wish:
    """What a call wants of one task or of many alike. Raises as the gate expects what cannot be told."""
    await require_columns(call, ctx.resolve)
    return Wish(
        clear=call.clear,
        due=due,
        status=await status_of(call.status, ctx.resolve),
        assignees=await ctx.resolve.people(call.assignees) if call.assignees else None,
        added=await ctx.resolve.people(call.add_assignees or ()),
        removed=await ctx.resolve.people(call.remove_assignees or ()),
        project=await ctx.resolve.project(call.project) if call.project else None,
        priority=await priority_of(call.priority, ctx.resolve),
        added_tags=await tags_named(call.add_tags, ctx.resolve),
        removed_tags=await tags_named(call.remove_tags, ctx.resolve),
    )
