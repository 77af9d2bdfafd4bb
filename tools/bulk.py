"""The tool that plans the same change for many tasks, each a change of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from storage.changes import ArchiveTask, Change
from storage.records import Listing
from storage.runs import Shown
from tools.arguments import BulkArguments, Conditions
from tools.conditions import tasks_by
from tools.days import DueWish
from tools.errors import ToolRefusedError, ToolRetryError
from tools.toolset import Plan, RunContext, WriteTool
from tools.wishes import Wish, reopens, wish_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.records import Task, TaskId

MOST_CHANGED = 50
"""Nobody reads more than five pages of a card before they confirm it, and each change costs two calls of the
180 a minute that Notion allows."""


class UpdateTasks(BulkArguments, WriteTool):
    """Make the same change to several tasks at once.

    Which: `tasks`, references or words of titles; or `where`, conditions as in show_tasks; or `everything`,
    only if the person means all tasks without a condition. What: fields as in update_task; shift_days moves
    dates later, or if negative earlier; archive moves to the trash, and then nothing else.
    """

    name: ClassVar[str] = "update_tasks"
    explained: ClassVar[bool] = False

    async def plan(self, ctx: RunContext) -> Plan:
        due = DueWish(on=self.due_on, shift_days=self.shift_days, clear=self.clear)
        wish = await wish_of(self, due, ctx)
        self._check(wish)
        shown = await self._found(ctx)
        tasks = shown.listing.tasks
        if not tasks:
            raise ToolRefusedError(f"There are no such tasks: {shown.title}.")
        planned = [self._change_of(task, wish) for task in tasks]
        changes = tuple(change for change in planned if change is not None)
        _refuse_unless_some_and_few(changes, shown.listing)
        left = len(tasks) - len(changes)
        note = f"{left} of the {len(tasks)} tasks would not change and are left out." if left else ""
        return Plan(changes, note)

    def _check(self, wish: Wish) -> None:
        if self.archive == wish.is_said:
            raise ToolRetryError("Name what is to change, or archive, and not both.")
        if self.due_on and self.shift_days:
            raise ToolRetryError("Either due_on or shift_days.")
        if self.tasks and (self.where or self.everything):
            raise ToolRetryError("Either tasks or where.")
        if not (self.tasks or self.everything or _narrows(self.where)):
            raise ToolRetryError(
                "Say which tasks: in `tasks`, or by a condition in `where`. `everything` is for every task."
            )

    async def _found(self, ctx: RunContext) -> Shown:
        if not self.tasks:
            return await tasks_by(self.where or Conditions(), ctx)
        or_done = self.archive or await reopens(self.status, ctx.resolve)
        looks = (ctx.resolve.task(words, or_done=or_done) for words in self.tasks)
        named = await asyncio.gather(*looks, return_exceptions=True)
        each_once: dict[TaskId, Task] = {}
        for found in named:  # raised once no look is under way any more
            if isinstance(found, BaseException):
                raise found
            each_once[found.id] = found
        return Shown(title="those named", listing=Listing(tuple(each_once.values())))

    def _change_of(self, task: Task, wish: Wish) -> Change | None:
        return ArchiveTask(task=task) if self.archive else wish.change_of(task)


def _narrows(where: Conditions | None) -> bool:
    """Whether there is a condition that leaves some tasks out; to be open or not is none."""
    said = where.model_dump(exclude_defaults=True) if where else {}
    return bool(said) and said != {"status": "any"}


def _refuse_unless_some_and_few(changes: Sequence[Change], found: Listing) -> None:
    if not changes:
        raise ToolRefusedError(
            f"None of {len(found.tasks)} tasks would change: all are so already, or have no date to move."
        )
    if len(changes) > MOST_CHANGED or not found.is_complete:
        many = f"{'' if found.is_complete else 'more than '}{len(changes)}"
        raise ToolRefusedError(
            f"That would change {many} tasks, and one card takes {MOST_CHANGED} at most. Say it for fewer: "
            "of one person, project, status or tag, or due by a day."
        )
