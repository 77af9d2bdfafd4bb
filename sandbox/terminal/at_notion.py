"""What one sees and does in Notion itself: the board, one task, edits and comments by hand."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

from sandbox.history import SOMEBODY, in_words
from sandbox.notion.board import Edits, Row
from sandbox.terminal.editing import FIELDS, read_value
from sandbox.terminal.output import Output, Rows, told
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.terminal.client import Terminal
    from sandbox.world import World

_COLUMNS = ("title", "status", "assignees", "due", "project")
_WHOLE = (_COLUMNS.index("status"), _COLUMNS.index("due"))
_SEVERAL = 8
_QUOTES = " \"'“”"


async def board(terminal: Terminal, words: str) -> Output:
    rows = [
        tuple(in_words(getattr(row, name)) for name in _COLUMNS) for row in terminal.world.notion.rows(words)
    ]
    if not rows:
        raise UsageError(f"Nothing on the board has “{words}”.")
    return Output((Rows((_COLUMNS, *rows), whole=_WHOLE),))


async def task(terminal: Terminal, words: str) -> Output:
    """A task's columns, comments and edits."""
    world = terminal.world
    row = _one(world, words)
    columns = [
        (field.name, in_words(getattr(row, field.name))) for field in fields(Row) if field.name != "id"
    ]
    said = [f"  {comment.author}: {comment.text}" for comment in world.notion.comments(row.id)]
    edits = [
        f"  {edit.at:%d %b %H:%M} {edit.by}: {edit.field} {edit.before} → {edit.after}"
        for edit in world.history.of(row.id)
    ]
    return told(
        *(f"{name:<10} {value}" for name, value in columns),
        "comments" if said else "no comments",
        *said,
        "edits since the sandbox was opened" if edits else "no edits since the sandbox was opened",
        *edits,
    )


async def edit(terminal: Terminal, typed: str) -> Output:
    """Somebody edits a task. The first word that is a field's name parts the task's words from the value."""
    words = typed.split()
    at = next((at for at, word in enumerate(words) if at and word.lower() in FIELDS), None)
    if at is None:
        raise UsageError(f"Write it like :edit popcorn due friday. The fields are {', '.join(FIELDS)}.")
    world, field = terminal.world, words[at].lower()
    brings_back = field == "trash" and words[at + 1 :] == ["no"]
    found = _one(world, " ".join(words[:at]), among=world.history.trashed if brings_back else None)
    name, value = read_value(field, " ".join(words[at + 1 :]), world.clock.now().date())
    try:
        world.notion.edit(found.id, **cast("Edits", {name: value}))
    except LookupError as error:
        raise UsageError(str(error)) from error
    done = len(world.history.of(found.id))
    world.history.look(SOMEBODY)
    changed = [f"{one.field} {one.before} → {one.after}" for one in world.history.of(found.id)[done:]]
    return told(f"In Notion, somebody edited “{found.title}”: {'; '.join(changed) or 'nothing changed'}")


async def comment(terminal: Terminal, typed: str) -> Output:
    """The speaker comments on a task in Notion, where they are a person there."""
    words, colon, text = typed.partition(":")
    if not (colon and text.strip()):
        raise UsageError("Write :comment TASK: WORDS.")
    found = _one(terminal.world, words)
    try:
        terminal.world.notion.comment(found.id, text.strip(), by=terminal.seat.speaker.name)
    except LookupError as error:
        raise UsageError(f"{terminal.seat.speaker.name} is nobody in Notion.") from error
    return told(f"{terminal.seat.speaker.name} commented on “{found.title}” in Notion.")


def _one(world: World, words: str, among: Iterable[Row] | None = None) -> Row:
    """The one task of that title, or whose title has all these words. Raises `UsageError`."""
    if not words.strip():
        raise UsageError("Which task? Some words of its title will do.")
    rows = list(world.notion.rows() if among is None else among)
    wanted = words.strip(_QUOTES).casefold().split()
    exact = [row for row in rows if row.title.casefold().split() == wanted]
    found = exact or [row for row in rows if all(word in row.title.casefold() for word in wanted)]
    if not found:
        raise UsageError(f"No task is called “{words.strip(_QUOTES)}”.")
    if len(found) > 1:
        several = ", ".join(row.title for row in found[:_SEVERAL])
        raise UsageError(f"{len(found)} tasks fit “{words}”: {several}. Type more of the title.")
    return found[0]
