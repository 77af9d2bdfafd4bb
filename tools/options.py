"""Names of statuses, priorities and tags, checked against the board before anything is planned with them.

Notion creates a select option that does not exist without a word (developers.notion.com, "Page properties").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.records import StatusGroup
from tools.errors import ToolRefusedError, ToolRetryError
from tools.matching import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.records import BoardOptions, Field

_GROUP_WORDS = {
    "done": StatusGroup.DONE,
    "in progress": StatusGroup.IN_PROGRESS,
    "to do": StatusGroup.TODO,
}
_CALLED = {"due": "due dates", "project": "projects", "parent": "subtasks"}
_MOST_LISTED = 40


def status_named(words: str, options: BoardOptions) -> str:
    """A status of the board by its name, or the first of the group that the words mean."""
    require("status", options)
    named = _one_of(words, (status.name for status in options.statuses))
    if named is None and (group := _GROUP_WORDS.get(folded(words).replace("_", " "))):
        status = options.status(group)
        named = status.name if status else None
    if named is None:
        raise ToolRetryError(f"No status “{words}”. There are: {_list(s.name for s in options.statuses)}.")
    return named


def priority_named(words: str, options: BoardOptions) -> str:
    named = _one_of(words, options.priorities)
    if named is None:
        raise ToolRetryError(f"No priority “{words}”. There are: {_list(options.priorities)}.")
    return named


def tag_named(words: str, options: BoardOptions) -> str:
    require("tags", options)
    named = _one_of(words.removeprefix("#"), options.tags)
    if named is None:
        raise ToolRetryError(
            f"No tag “{words}”. There are: {_list(options.tags)}. A new one can be made in Notion."
        )
    return named


def require(field: Field, options: BoardOptions) -> None:
    """Raise `ToolRefusedError` if the board has no such column."""
    if field not in options.fields:
        raise ToolRefusedError(
            f"The board “{options.name}” has no column for {_CALLED.get(field, field)}. "
            "Whoever keeps it can add one in Notion, or, if there is one, a server admin can name it with "
            "/darcy-admin setup."
        )


def _one_of(words: str, names: Iterable[str]) -> str | None:
    return next((name for name in names if folded(name) == folded(words)), None)


def _list(names: Iterable[str]) -> str:
    every = list(names)
    more = [f"and {len(every) - _MOST_LISTED} more"] if len(every) > _MOST_LISTED else []
    return ", ".join([*every[:_MOST_LISTED], *more]) or "none"
