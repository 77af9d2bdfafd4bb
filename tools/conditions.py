"""Tasks by conditions: what is looked for, found, and said of it in a person's words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from storage.records import Listing, Order, TaskQuery
from storage.runs import Shown
from tools.errors import ToolRetryError
from tools.matching import Fit, fit, parts_of
from tools.options import require, status_named, tag_named
from tools.wishes import priority_of
from tools.words import day

if TYPE_CHECKING:
    from storage.records import Member, Project, Task
    from tools.arguments import Conditions
    from tools.toolset import RunContext

_GROUPS = {"open": False, "done": True, "any": None}
_ORDERED = {
    Order.PRIORITY: ", most urgent first",
    Order.TITLE: ", by title",
    Order.CREATED: ", newest first",
    Order.EDITED: ", latest change first",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """The names in conditions, resolved."""

    who: Member | None
    project: Project | None
    status: str | None
    priority: str | None
    tag: str | None
    whole: Task | None


async def tasks_by(said: Conditions, ctx: RunContext, order: Order | None = None) -> Shown:
    """The tasks that fit, and in words what was looked for. A reference for words is that very task."""
    if said.words and ctx.resolve.references.find(said.words):
        task = await ctx.resolve.task(said.words)
        return Shown(title=f"“{task.title}”", listing=Listing((task,)))
    meant = await _meant_by(said, ctx)
    if meant.who == ctx.principal.member and order is None and _asks_only_whose(said):
        found = Listing(await ctx.resolve.open_tasks.of(meant.who.id, since=ctx.resolve.opened))
    else:
        found = await ctx.reader.find_tasks(_query(said, meant, order, ctx))
    if said.words:
        fitting = tuple(task for task in found.tasks if fit(said.words, task.title) >= Fit.WHOLE_TITLE)
        found = Listing(fitting, found.is_complete)
    title = _title_of(said, meant, ctx) + _ORDERED.get(order or Order.DUE, "")
    return Shown(
        title=title[:1].upper() + title[1:], listing=found, whose=meant.who.id if meant.who else None
    )


async def _meant_by(said: Conditions, ctx: RunContext) -> _Meant:
    resolve = ctx.resolve
    if said.whose:
        await resolve.on_board(partial(require, "assignees"))
    if said.part_of:
        await resolve.on_board(partial(require, "parent"))
    is_named = said.status not in _GROUPS
    return _Meant(
        who=await resolve.member(said.whose) if said.whose else None,
        project=await resolve.project(said.project, for_new_work=False) if said.project else None,
        status=await resolve.on_board(partial(status_named, said.status)) if is_named else None,
        priority=await priority_of(said.priority, resolve),
        tag=await resolve.on_board(partial(tag_named, said.tag)) if said.tag else None,
        whole=await resolve.task(said.part_of, or_done=True) if said.part_of else None,
    )


def _asks_only_whose(said: Conditions) -> bool:
    """Whether, with the asker, it is the list every run opens with, which may have been read a moment ago.

    With a project it is not: a task may be in several, and names only the first.
    """
    return not said.model_dump(exclude={"whose", "words"}, exclude_defaults=True)


def _query(said: Conditions, meant: _Meant, order: Order | None, ctx: RunContext) -> TaskQuery:
    if said.due_from and said.due_until and said.due_from > said.due_until:
        raise ToolRetryError("due_from is after due_until.")
    since = said.changed_since
    return TaskQuery(
        assignee=meant.who.id if meant.who else None,
        without_assignee=said.without_assignee,
        project=meant.project.id if meant.project else None,
        is_done=_GROUPS.get(said.status),
        status=meant.status,
        due_from=said.due_from,
        due_until=said.due_until,
        without_due=said.without_due,
        priority=meant.priority,
        tag=meant.tag,
        parent=meant.whole.id if meant.whole else None,
        edited_since=dt.datetime.combine(since, dt.time(), ctx.zone).astimezone(dt.UTC) if since else None,
        words=parts_of(said.words) if said.words else (),
        order=order or Order.DUE,
    )


def _title_of(said: Conditions, meant: _Meant, ctx: RunContext) -> str:
    """In words a person would use: "your open tasks in Recruitment due by Fri 12 Jun"."""
    is_mine = meant.who == ctx.principal.member
    owner = "your " if is_mine else f"{meant.who.name}’s " if meant.who else ""
    is_overdue = _is_overdue(said, ctx.today)
    kind = "overdue " if is_overdue else "" if said.status == "any" else f"{said.status} "
    parts = [
        f"{owner}{kind}tasks",
        "that nobody has" if said.without_assignee else "",
        f"in {meant.project.name}" if meant.project else "",
        f"that are part of “{meant.whole.title}”" if meant.whole else "",
        f"with “{said.words}”" if said.words else "",
        f"of priority {meant.priority}" if meant.priority else "",
        f"tagged {meant.tag}" if meant.tag else "",
        f"changed since {day(said.changed_since)}" if said.changed_since else "",
        "" if is_overdue else _days(said),
    ]
    return " ".join(filter(None, parts))


def _is_overdue(said: Conditions, today: dt.date) -> bool:
    yesterday = today - dt.timedelta(days=1)
    return said.status == "open" and said.due_from is None and said.due_until == yesterday


def _days(said: Conditions) -> str:
    first, last = (day(on) if on else "" for on in (said.due_from, said.due_until))
    if said.without_due:
        return "without a date"
    if first and last:
        return f"due {first}" if first == last else f"due {first} to {last}"
    return f"due from {first}" if first else f"due by {last}" if last else ""
