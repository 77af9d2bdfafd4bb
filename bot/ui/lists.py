"""Lists a person asked to see: tasks, and who is linked to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Link, LinksPage, ListPage, Mention, Text, Tone, WiderList, said
from bot.ui.pages import assembled
from storage.runs import Wider

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import LinksListed, TasksShown
    from bot.ui.layout import Block, Card
    from storage import records
    from storage.records import MemberId, Task

_MOST_OF_A_TITLE = 300
_WIDER = {
    Wider.OPEN: "Also done ones",
    Wider.STATUS: "Whatever the status",
    Wider.WHOSE: "Of everybody",
    Wider.DAYS: "Whatever the date",
    Wider.PROJECT: "In every project",
}
_OUTDATED = " · not among the people of the board any more; link them again"


def tasks_card(outcome: TasksShown, today: dt.date) -> Card:
    """Ten tasks a page, soonest due first, under what was looked for and how many there are."""
    listing = outcome.shown.listing
    title = words.shortened(outcome.shown.title, _MOST_OF_A_TITLE)
    if not listing.tasks:
        wider = [WiderList(outcome.run, one, _WIDER[one]) for one in outcome.shown.wider]
        hint = " Look wider?" if wider else ""
        return assembled(
            Tone.NEUTRAL,
            said(Text(title, bold=True)),
            [(said(f"There are no such tasks.{hint}"),)],
            actions=wider,
        )
    count = words.counted(len(listing.tasks), "task", is_complete=listing.is_complete)
    more = "" if listing.is_complete else " There are more on the board than are listed here."
    return assembled(
        Tone.NEUTRAL,
        said(Text(title, bold=True), f" · {count}"),
        [_task(task, today, outcome.shown.whose) for task in listing.tasks],
        page=outcome.page,
        turn=partial(ListPage, outcome.run),
        about=(said(more.strip()),) if more else (),
    )


def _task(task: Task, today: dt.date, whose: MemberId | None) -> Block:
    status = task.status or ("Done" if task.is_done else "Open")
    due = words.due(task.due, today, is_done=task.is_done)
    is_overdue = words.is_overdue(task.due, today, is_done=task.is_done)
    details = _holders(task, whose)
    details += [task.project.name] if task.project else []
    details += [f"part of {task.parent.title}"] if task.parent else []
    details += [f"tagged {', '.join(task.tags)}"] if task.tags else []
    return (
        said("☑ " if task.is_done else "☐ ", Link(task.title, task.url)),
        said(f"{status} · ", Text(due, bold=is_overdue), *(f" · {detail}" for detail in details)),
    )


def _holders(task: Task, whose: MemberId | None) -> list[str]:
    """Who has the task; on somebody's own list, who has it with them."""
    others = [member for member in task.assignees if member.id != whose]
    if whose is None:
        return [words.names(task.assignees)]
    return [f"with {words.names(others)}"] if others else []


def links_card(outcome: LinksListed) -> Card:
    """Who is who, first those who must be linked again, and which people of the board nobody is linked to."""
    outdated = [link for link in outcome.links if link in outcome.outdated]
    others = [link for link in outcome.links if link not in outdated]
    linked = [*(_link(link, _OUTDATED) for link in outdated), *map(_link, others)]
    unlinked: Block = (said("Not linked: ", words.names(outcome.unlinked)),)
    nobody: Block = (said("Nobody is linked yet. Link someone with /darcy-admin link."),)
    again = f" · {len(outdated)} to link again" if outdated else ""
    return assembled(
        Tone.WARNING if outdated else Tone.NEUTRAL,
        said(Text("Linked members", bold=True), f" · {len(outcome.links)}", again),
        [*(linked or [nobody]), *([unlinked] if outcome.unlinked else [])],
        page=outcome.page,
        turn=LinksPage,
    )


def _link(link: records.Link, remark: str = "") -> Block:
    return (said("❗ " if remark else "", Mention(link.discord), " is ", link.member.name, remark),)
