"""Lists a person asked to see: tasks, and who is linked to whom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Link, LinksPage, ListPage, Mention, Text, Tone, WiderList, said
from bot.ui.pages import assembled
from bot.ui.texts import lists as texts
from bot.ui.wording import line_of, phrase
from storage.runs import Wider

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import LinksListed, TasksShown
    from bot.ui.layout import Block, Card
    from storage import records
    from storage.records import MemberId, Task

_MOST_OF_A_TITLE = 300
_WIDER = {
    Wider.OPEN: texts.ALSO_DONE,
    Wider.STATUS: texts.ANY_STATUS,
    Wider.WHOSE: texts.OF_EVERYBODY,
    Wider.DAYS: texts.ANY_DATE,
    Wider.PROJECT: texts.EVERY_PROJECT,
}


def tasks_card(outcome: TasksShown, today: dt.date) -> Card:
    """Ten tasks a page, soonest due first, under what was looked for and how many there are."""
    listing = outcome.shown.listing
    title = words.shortened(outcome.shown.title, _MOST_OF_A_TITLE)
    if not listing.tasks:
        wider = [WiderList(outcome.run, one, _WIDER[one]) for one in outcome.shown.wider]
        none = texts.NO_TASKS_LOOK_WIDER if wider else texts.NO_TASKS
        return assembled(
            Tone.NEUTRAL, line_of(texts.NO_TASKS_TITLE, title=title), [(line_of(none),)], actions=wider
        )
    count = words.counted(len(listing.tasks), "task", is_complete=listing.is_complete)
    return assembled(
        Tone.NEUTRAL,
        line_of(texts.TASKS, title=title, count=count),
        [_task(task, today, outcome.shown.whose) for task in listing.tasks],
        page=outcome.page,
        turn=partial(ListPage, outcome.run),
        about=() if listing.is_complete else (line_of(texts.MORE_ON_THE_BOARD),),
    )


def _task(task: Task, today: dt.date, whose: MemberId | None) -> Block:
    status = task.status or (texts.DONE if task.is_done else texts.OPEN)
    due = words.due(task.due, today, is_done=task.is_done)
    is_overdue = words.is_overdue(task.due, today, is_done=task.is_done)
    details = _holders(task, whose)
    details += [task.project.name] if task.project else []
    details += [phrase(texts.PART_OF, task=task.parent.title)] if task.parent else []
    details += [phrase(texts.TAGGED, tags=", ".join(task.tags))] if task.tags else []
    return (
        said("☑ " if task.is_done else "☐ ", Link(task.title, task.url)),
        said(f"{status} · ", Text(due, bold=is_overdue), *(f" · {detail}" for detail in details)),
    )


def _holders(task: Task, whose: MemberId | None) -> list[str]:
    """Who has the task; on somebody's own list, who has it with them."""
    others = [member for member in task.assignees if member.id != whose]
    if whose is None:
        return [words.names(task.assignees)]
    return [phrase(texts.WITH, others=words.names(others))] if others else []


def links_card(outcome: LinksListed) -> Card:
    """Who is who, first those who must be linked again, and which people of the board nobody is linked to."""
    outdated = [link for link in outcome.links if link in outcome.outdated]
    others = [link for link in outcome.links if link not in outdated]
    linked = [_link(link, is_outdated=link in outdated) for link in (*outdated, *others)]
    unlinked: Block = (line_of(texts.NOT_LINKED, names=words.names(outcome.unlinked)),)
    nobody: Block = (line_of(texts.NOBODY_LINKED),)
    count = len(outcome.links)
    return assembled(
        Tone.WARNING if outdated else Tone.NEUTRAL,
        line_of(texts.LINKED_SOME_AGAIN, count=count, again=len(outdated))
        if outdated
        else line_of(texts.LINKED, count=count),
        [*(linked or [nobody]), *([unlinked] if outcome.unlinked else [])],
        page=outcome.page,
        turn=LinksPage,
    )


def _link(link: records.Link, *, is_outdated: bool) -> Block:
    who, name = Mention(link.discord), link.member.name
    return (line_of(texts.OUTDATED_LINK if is_outdated else texts.LINK, who=who, name=name),)
