"""Tools that list tasks: `show_tasks` for the person's eyes, `find_tasks` for the model's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from storage.records import Listing, TaskQuery
from storage.runs import Shown
from tools.arguments import ListArguments
from tools.errors import ToolRetryError
from tools.matching import Fit, fit, parts_of
from tools.options import priority_named, require, status_named
from tools.toolset import ReadTool, RunContext
from tools.words import day, line_of

if TYPE_CHECKING:
    from storage.records import BoardOptions, Member, Project

MOST_FOUND = 50


class _ListTool(ListArguments, ReadTool):
    async def listed(self, ctx: RunContext) -> Shown:
        """The tasks asked for, and in words what was looked for."""
        if self.whose:
            require("assignees", ctx.options)
        who = await ctx.resolve.member(self.whose) if self.whose else None
        project = await ctx.resolve.project(self.project, for_new_work=False) if self.project else None
        if self._is_own_open_list(who, ctx):
            tasks = await ctx.resolve.open_tasks.of(ctx.principal.member.id, since=ctx.resolve.opened)
            found = Listing(tuple(t for t in tasks if project is None or t.project == project))
        else:
            found = await ctx.reader.find_tasks(self._query(who, project, ctx.options))
        if self.words:
            fitting = tuple(task for task in found.tasks if fit(self.words, task.title) >= Fit.WHOLE_TITLE)
            found = Listing(fitting, found.is_complete)
        title = self._title(who, project, ctx)
        return Shown(title=title[:1].upper() + title[1:], listing=found, whose=who.id if who else None)

    def _is_own_open_list(self, who: Member | None, ctx: RunContext) -> bool:
        """Whether it is the list every run opens with, which may have been read a moment ago."""
        said = self.model_dump(exclude={"whose", "project", "words"}, exclude_defaults=True)
        return not said and who is not None and who.id == ctx.principal.member.id

    def _query(self, who: Member | None, project: Project | None, options: BoardOptions) -> TaskQuery:
        if self.due_from and self.due_until and self.due_from > self.due_until:
            raise ToolRetryError("due_from is after due_until.")
        by_group = {"open": False, "done": True, "any": None}
        return TaskQuery(
            assignee=who.id if who else None,
            without_assignee=self.without_assignee,
            project=project.id if project else None,
            is_done=by_group.get(self.status),
            status=None if self.status in by_group else status_named(self.status, options),
            due_from=self.due_from,
            due_until=self.due_until,
            without_due=self.without_due,
            priority=priority_named(self.priority, options) if self.priority else None,
            words=parts_of(self.words) if self.words else (),
        )

    def _title(self, who: Member | None, project: Project | None, ctx: RunContext) -> str:
        """In words a person would use: "your open tasks in Recruitment due by Fri 12 Jun"."""
        owner = "your " if who and who.id == ctx.principal.member.id else f"{who.name}’s " if who else ""
        is_overdue = self._is_overdue(ctx.today)
        kind = "overdue " if is_overdue else "" if self.status == "any" else f"{self.status} "
        parts = [f"{owner}{kind}tasks"]
        if self.without_assignee:
            parts.append("that nobody has")
        if project:
            parts.append(f"in {project.name}")
        if self.words:
            parts.append(f"with “{self.words}”")
        if self.priority:
            parts.append(f"of priority {self.priority}")
        parts += [] if is_overdue else self._days()
        return " ".join(parts)

    def _is_overdue(self, today: dt.date) -> bool:
        yesterday = today - dt.timedelta(days=1)
        return self.status == "open" and self.due_from is None and self.due_until == yesterday

    def _days(self) -> list[str]:
        first, last = (day(on) if on else "" for on in (self.due_from, self.due_until))
        if self.without_due:
            return ["without a date"]
        if first and last:
            return [f"due {first}" if first == last else f"due {first} to {last}"]
        return [f"due from {first}"] if first else [f"due by {last}"] if last else []


class ShowTasks(_ListTool):
    """Show the person a list of tasks.

    It goes straight to them and ends the request: use it for "show", "list", "what do I have"; never to
    find something out yourself.
    """

    name: ClassVar[str] = "show_tasks"

    async def run(self, ctx: RunContext) -> Shown:
        shown = await self.listed(ctx)
        for task in shown.listing.tasks:
            ctx.resolve.references.of(task.id)
        return shown


class FindTasks(_ListTool):
    """Look tasks up for yourself, to answer a question about them or to learn their references."""

    name: ClassVar[str] = "find_tasks"

    async def run(self, ctx: RunContext) -> str:
        shown = await self.listed(ctx)
        tasks = shown.listing.tasks
        lines = [line_of(ctx.resolve.references.of(task.id), task) for task in tasks[:MOST_FOUND]]
        more = len(tasks) > MOST_FOUND or not shown.listing.is_complete
        count = f"{'More than ' if more else ''}{min(len(tasks), MOST_FOUND)} {shown.title}"
        return "\n".join([count, *lines])
