"""A word on the request before: it is read again, with what was said now in place of what was said then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.agent.grammar.answered import as_answered
from bot.agent.grammar.days import Period
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import IT, Fields
from bot.agent.grammar.spoken import WHICH, Spoken
from storage.runs import PRESSED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.agent.context import Context

_PEOPLE = ("assignees", "add_assignees")


def amended(fields: Fields, context: Context, read: Callable[[Context], Sequence[Fields] | None]) -> Fields:
    """The whole request that a follow-up leads to. Raises `UnclearError` where nothing fits before it."""
    more = {name: value for name, value in fields.items() if name not in {"amends", "tool"}}
    says_it = more.get("task") is IT
    if says_it:
        del more["task"]
    earlier = _before(context, read)
    if says_it and earlier and earlier["tool"] == "show_tasks":
        raise UnclearError(WHICH)
    if earlier is None:
        task = Spoken(context.exchanges).one()
        if task is None:
            raise UnclearError(WHICH)
        return _changed({"tool": "update_task", "task": task}, more)
    if earlier["tool"] == "show_tasks":
        return _looked(earlier, more)
    return _changed(_settled(earlier, context), more)


def _before(context: Context, read: Callable[[Context], Sequence[Fields] | None]) -> Fields | None:
    """The request before, if it was one and is not decided yet; as of the day it was said."""
    if not context.exchanges:
        return None
    *earlier, last = context.exchanges
    if last.asked.startswith(PRESSED):
        return None
    then = replace(
        context,
        request=replace(context.request, words=last.asked, quoted=None, received_at=last.at),
        today=last.at.astimezone(context.zone).date(),
        exchanges=tuple(earlier),
    )
    try:
        found = read(then)
    except UnclearError:
        return None
    return as_answered(found[0], last.choices, context) if found and len(found) == 1 else None


def _settled(earlier: Fields, context: Context) -> Fields:
    """With the task by its reference, where one was found for it: so it is not asked for again."""
    task = Spoken(context.exchanges).one()
    if task is None or "task" not in earlier:
        return earlier
    earlier = {
        name: value for name, value in earlier.items() if name not in {"create_if_missing", "in_project"}
    }
    return {**earlier, "task": task}


def _looked(earlier: Fields, more: Fields) -> Fields:
    """A list once more, with other conditions."""
    when = more.pop("when", None)
    if "due_on" in more:
        when = more.pop("due_on")
    if isinstance(when, Period):
        more |= {"due_from": when.first, "due_until": when.last}
    elif when is not None:
        more |= {"due_from": when, "due_until": when}
    if people := more.pop("assignees", None) or more.pop("add_assignees", None):
        more["whose"] = people[0]
    if tags := more.pop("tags", None):
        more["tag"] = tags[0]
    if "task" in more:
        more["words"] = more.pop("task")
    more.pop("due_time", None)
    return {**earlier, **more}


def _changed(earlier: Fields, more: Fields) -> Fields:
    """A change with other values. People who come on top are added to those named before."""
    fields = {name: value for name, value in earlier.items() if name != "open"}
    when = more.pop("when", None)
    if when is not None:
        fields["due_on"] = when.deadline if isinstance(when, Period) else when
        fields.pop("shift_days", None)
    gone = more.pop("remove_assignees", [])
    if "assignees" in more:
        fields = {name: value for name, value in fields.items() if name not in _PEOPLE}
    elif named := fields.get("assignees"):
        kept = [name for name in named if name not in gone]
        more["assignees"] = [*kept, *more.pop("add_assignees", [])]
        gone = [name for name in gone if name not in named]
    if gone:
        more["remove_assignees"] = gone
    if fields["tool"] == "create_task" and more.pop("create_if_missing", False):
        more.pop("asides", None)
    if "task" in more and "title" in fields:
        more["title"] = more.pop("task")
    return {**fields, **more}
