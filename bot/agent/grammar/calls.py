"""From what a sentence fills to calls of tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.grammar.errors import UnclearError
from tools.arguments import (
    ArchiveArguments,
    Arguments,
    BulkArguments,
    CommentArguments,
    Conditions,
    CreateArguments,
    EditArguments,
    ListArguments,
    UpdateArguments,
)

if TYPE_CHECKING:
    from bot.agent.grammar.fields import Fields

_ARGUMENTS: dict[str, type[Arguments]] = {
    "show_tasks": ListArguments,
    "create_task": CreateArguments,
    "update_task": UpdateArguments,
    "update_tasks": BulkArguments,
    "archive_task": ArchiveArguments,
    "comment_on_task": CommentArguments,
}
_ALIKE = {*EditArguments.model_fields, "shift_days"}
WHOSE = "Everybody's tasks, or only yours? Say “all my tasks”, or whose, or of which project."
ONE_BY_ONE = "I can do that with one task at a time. Which one? Give me words of its title."


@dataclass(frozen=True, slots=True)
class Call:
    """A tool and what it is called with."""

    tool: str
    arguments: Arguments


def calls_of(fields: Fields) -> list[Call]:
    """The calls that one request comes to. Raises `UnclearError` where something is still open."""
    fields = dict(fields)
    tool = fields.pop("tool")
    if still := fields.pop("open", None):
        raise UnclearError(still)
    if "tags" in fields and tool in {"update_task", "update_tasks"}:
        fields["add_tags"] = fields.pop("tags")
    if fields.get("where") is not None or fields.get("everything"):
        return [_bulk(tool, fields)]
    if "tasks" in fields:
        return _several(tool, fields)
    if tool == "update_tasks":
        fields["tasks"] = [fields.pop("task")]
    if "asides" in fields or fields.get("create_if_missing"):
        fields = _with_place(fields)
    if "text" in fields and tool == "update_task":
        remark = {name: fields[name] for name in ("task", "text")}
        del fields["text"]
        return [Call(tool, UpdateArguments(**fields)), Call("comment_on_task", CommentArguments(**remark))]
    return [Call(tool, _ARGUMENTS[tool](**fields))]


def _with_place(fields: Fields) -> Fields:
    """Of a task that may have to be made, a project says where to look, or to create it."""
    fields["task"] = " ".join([fields["task"], *fields.pop("asides", [])])
    if fields.get("create_if_missing"):
        fields["in_project"] = fields.pop("project", None)
    return fields


def _several(tool: str, fields: Fields) -> list[Call]:
    """The same for each of the tasks named: one call if there is one that does it."""
    tasks = fields.pop("tasks")
    asides = fields.pop("asides", None)
    if asides or tool == "show_tasks":
        raise UnclearError(ONE_BY_ONE)
    if tool == "archive_task" and not fields.get("restore"):
        return [Call("update_tasks", BulkArguments(tasks=tasks, archive=True))]
    if tool in {"update_task", "update_tasks"} and set(fields) <= _ALIKE:
        return [Call("update_tasks", BulkArguments(tasks=tasks, **fields))]
    if tool == "update_tasks":
        raise UnclearError(ONE_BY_ONE)
    return [call for task in tasks for call in calls_of({**fields, "tool": tool, "task": task})]


def _bulk(tool: str, fields: Fields) -> Call:
    """The same for all tasks that fit conditions."""
    where = fields.pop("where", None) or {}
    everything = fields.pop("everything", False)
    if tool == "archive_task" and not fields.pop("restore", False):
        fields["archive"] = True
    place = "project" if fields.pop("create_if_missing", False) else "in_project"
    if place in fields:
        where["project"] = fields.pop(place)
    where.pop("order", None)
    if not set(fields) <= {*_ALIKE, "archive"} or not fields:
        raise UnclearError(ONE_BY_ONE)
    conditions = Conditions(**where)
    if not everything and not conditions.model_dump(exclude_defaults=True):
        raise UnclearError(WHOSE)
    return Call(
        "update_tasks", BulkArguments(where=conditions if where else None, everything=everything, **fields)
    )
