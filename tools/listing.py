"""Tools that list tasks: `show_tasks` for the person's eyes, `find_tasks` for the model's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from tools.arguments import ListArguments
from tools.conditions import tasks_by
from tools.toolset import ReadTool, RunContext
from tools.widening import wider_than
from tools.words import line_of

if TYPE_CHECKING:
    from storage.runs import Shown

MOST_FOUND = 50


class ShowTasks(ListArguments, ReadTool):
    """Show the person a list of tasks.

    It goes straight to them and ends the request: use it for "show", "list", "what do I have"; never to
    find something out yourself.
    """

    name: ClassVar[str] = "show_tasks"

    async def run(self, ctx: RunContext) -> Shown:
        shown = await tasks_by(self, ctx, self.order)
        for task in shown.listing.tasks:
            ctx.resolve.references.of(task.id)
        return shown if shown.listing.tasks else replace(shown, wider=wider_than(self))


class FindTasks(ListArguments, ReadTool):
    """Look tasks up for yourself, to answer a question about them or to learn their references.

    Its fields are those of show_tasks.
    """

    name: ClassVar[str] = "find_tasks"
    explained: ClassVar[bool] = False

    async def run(self, ctx: RunContext) -> str:
        shown = await tasks_by(self, ctx, self.order)
        tasks = shown.listing.tasks
        lines = [line_of(ctx.resolve.references.of(task.id), task) for task in tasks[:MOST_FOUND]]
        more = len(tasks) > MOST_FOUND or not shown.listing.is_complete
        count = f"{'More than ' if more else ''}{min(len(tasks), MOST_FOUND)} {shown.title}"
        return "\n".join([count, *lines])
