"""The kinds of change on a card: what the board has before, what the model calls, what is sent to Notion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.server import NotionEmulator

ME = "Maya Lindqvist"
FRIDAY = "2026-06-12"
# No two share a word, with each other or with the society's own tasks.
TITLES = (
    "Sand anchors",
    "Weave baskets",
    "Dip candles",
    "Feed dragons",
    "Oil engines",
    "Fly falcons",
    "Rake gardens",
    "Swing hammers",
    "Map islands",
    "Sew jackets",
)
WHOLE = "Launch yachts"
KINDS = ("create", "subtask", "update", "assign", "move", "archive", "restore", "comment")
TEN = (
    "update",
    "comment",
    "create",
    "restore",
    "subtask",
    "assign",
    "move",
    "create",
    "comment",
    "archive",  # what goes to the trash goes there last
)

Call = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Request:
    """A request to Notion, as a fault finds it: the first `skip` that fit are others'."""

    method: str
    path: str
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A change on the card. `task_id` is None where it makes the task.

    `check` compares the board with the card; None where there is nothing to compare. `look` settles a write
    that may have happened.
    """

    kind: str
    title: str
    task_id: str | None
    call: Call
    check: Request | None
    write: Request
    look: Request


def planned(kinds: Sequence[str], notion: NotionEmulator) -> list[Planned]:
    """The changes of a card, once what they are about is on the board."""
    if "subtask" in kinds:
        notion.add_task(title=WHOLE)
    earlier: Counter[str] = Counter()
    found = []
    for kind, title in zip(kinds, TITLES, strict=False):
        task_id = _SEEDED[kind](notion, title) if kind in _SEEDED else None
        write = _write(kind, task_id)
        skip, earlier[write.path] = earlier[write.path], earlier[write.path] + 1
        check = Request("GET", f"/pages/{task_id}$") if task_id else None
        found.append(
            Planned(
                kind=kind,
                title=title,
                task_id=task_id,
                call=_CALLS[kind](title),
                check=check,
                write=Request(write.method, write.path, skip),
                look=_look(kind, check),
            )
        )
    return found


def text_on(title: str) -> str:
    """What the comment on a task says."""
    return f"Looks good: {title.lower()}."


def _write(kind: str, task_id: str | None) -> Request:
    if kind == "comment":
        return Request("POST", "/comments$")
    return Request("PATCH", f"/pages/{task_id}$") if task_id else Request("POST", "/pages$")


def _look(kind: str, check: Request | None) -> Request:
    if kind == "comment":
        return Request("GET", "/comments")
    return check or Request("POST", "/query$")


_SEEDED: dict[str, Callable[[NotionEmulator, str], str]] = {
    "update": lambda notion, title: notion.add_task(title=title, assignees=[ME]),
    "assign": lambda notion, title: notion.add_task(title=title, assignees=[ME]),
    "move": lambda notion, title: notion.add_task(title=title, assignees=[ME], project="Recruitment"),
    "archive": lambda notion, title: notion.add_task(title=title, assignees=[ME]),
    "comment": lambda notion, title: notion.add_task(title=title, assignees=[ME]),
    "restore": lambda notion, title: notion.add_task(title=title, assignees=[ME], in_trash=True),
}
_CALLS: dict[str, Callable[[str], Call]] = {
    "create": lambda title: ("create_task", {"title": title, "assignees": ["Priya"], "due_on": FRIDAY}),
    "subtask": lambda title: ("create_task", {"title": title, "parent": WHOLE}),
    "update": lambda title: ("update_task", {"task": title, "status": "In progress", "due_on": FRIDAY}),
    "assign": lambda title: ("update_task", {"task": title, "add_assignees": ["Priya"]}),
    "move": lambda title: ("update_task", {"task": title, "project": "Sponsorship"}),
    "archive": lambda title: ("archive_task", {"task": title}),
    "restore": lambda title: ("archive_task", {"task": title, "restore": True}),
    "comment": lambda title: ("comment_on_task", {"task": title, "text": text_on(title)}),
}
