"""Lists a person asked to see: tasks, and who is linked to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Link, LinksPage, ListPage, Mention, Text, Tone, said
from bot.ui.pages import assembled

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.agent.outcomes import LinksListed, TasksShown
    from bot.ui.layout import Block, Card
    from storage.records import Task

_MOST_OF_A_TITLE = 300


def tasks_card(outcome: TasksShown, today: dt.date) -> Card:
    """Ten tasks a page, soonest due first, under what was looked for and how many there are."""
    listing = outcome.shown.listing
    title = words.shortened(outcome.shown.title, _MOST_OF_A_TITLE)
    if not listing.tasks:
        return assembled(Tone.NEUTRAL, said(Text(title, bold=True)), [(said("There are no such tasks."),)])
    count = words.counted(len(listing.tasks), "task", is_complete=listing.is_complete)
    more = "" if listing.is_complete else " There are more on the board than are listed here."
    with_names = not _all_of_one_person(listing.tasks)
    return assembled(
        Tone.NEUTRAL,
        said(Text(title, bold=True), f" · {count}"),
        [_task(task, today, with_names=with_names) for task in listing.tasks],
        page=outcome.page,
        turn=partial(ListPage, outcome.run),
        about=(said(more.strip()),) if more else (),
    )


def _all_of_one_person(tasks: Sequence[Task]) -> bool:
    """Whether the list is somebody's own, so that a name on each task would say nothing."""
    holders = {task.assignees for task in tasks}
    return len(tasks) > 1 and len(holders) == 1 and len(holders.pop()) == 1


def _task(task: Task, today: dt.date, *, with_names: bool) -> Block:
    status = task.status or ("Done" if task.is_done else "Open")
    details = [words.due(task.due_on, today, is_done=task.is_done)]
    details += [words.names(task.assignees)] if with_names else []
    details += [task.project.name] if task.project else []
    return (
        said("☑ " if task.is_done else "☐ ", Link(task.title, task.url)),
        said(" · ".join([status, *details])),
    )


def links_card(outcome: LinksListed) -> Card:
    """Who is who, and which Notion people nobody is linked to."""
    linked: list[Block] = [(said(Mention(link.discord), " is ", link.member.name),) for link in outcome.links]
    unlinked: Block = (said("Not linked: ", words.names(outcome.unlinked)),)
    nobody: Block = (said("Nobody is linked yet. Link someone with /darcy-admin link."),)
    return assembled(
        Tone.NEUTRAL,
        said(Text("Linked members", bold=True), f" · {len(outcome.links)}"),
        [*(linked or [nobody]), *([unlinked] if outcome.unlinked else [])],
        page=outcome.page,
        turn=LinksPage,
    )
