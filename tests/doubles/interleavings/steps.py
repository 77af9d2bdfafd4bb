"""What can happen to a team's Darcy, as steps of a script. Their texts are how a failing script is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sandbox.notion.faults import FaultKind

Call = tuple[str, dict[str, Any]]
Turn = str | tuple[Call, ...]
"""What the model says in one turn: words, or calls."""

EditedField = Literal["title", "status", "due", "assignees", "project", "notes", "in_trash"]
Method = Literal["PATCH", "POST", "GET"]


@dataclass(frozen=True)
class Ask:
    """Someone asks for something. The model takes these turns over it, and then claims that all is done."""

    who: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Press:
    """On the card that was shown so many before the last. `by` nobody is by whom it is for."""

    card: int = 0
    verdict: Literal["confirm", "cancel"] = "confirm"
    by: str | None = None


@dataclass(frozen=True)
class TurnPage:
    card: int = 0
    page: int = 0


@dataclass(frozen=True)
class Pick:
    """An answer to the question that was asked so many before the last."""

    question: int = 0
    option: int = 0
    by: str | None = None


@dataclass(frozen=True)
class AtOnce:
    """Several do something at the same moment."""

    steps: tuple[Ask | Press | Pick, ...]


@dataclass(frozen=True)
class Edit:
    """Someone edits a task in Notion itself."""

    task: int
    field: EditedField
    value: Any


@dataclass(frozen=True)
class DropOption:
    """Someone takes an option from a column, and so from all the tasks that have it."""

    column: Literal["Priority", "Tags"]
    name: str


@dataclass(frozen=True)
class Fail:
    """What goes wrong with the next requests of a kind: of POST, those that write."""

    kind: FaultKind
    method: Method
    count: int = 1
    names_page: bool = True


@dataclass(frozen=True)
class Wait:
    days: int = 2


@dataclass(frozen=True)
class Unlink:
    who: str


@dataclass(frozen=True)
class Link:
    who: str


@dataclass(frozen=True)
class Restart:
    """Darcy is killed, and started again on what it kept."""


@dataclass(frozen=True)
class AtCommit:
    """Before the database keeps something for so many times."""

    number: int = 1


@dataclass(frozen=True)
class AtWrite:
    """As a write reaches Notion, which has done it already or not."""

    method: Literal["PATCH", "POST"] = "PATCH"
    is_done: bool = False


@dataclass(frozen=True)
class Killed:
    """Darcy is killed in the middle of something, and started again."""

    during: Ask | Press | Pick | AtOnce | Restart
    when: AtCommit | AtWrite


Step = (
    Ask
    | Press
    | TurnPage
    | Pick
    | AtOnce
    | Edit
    | DropOption
    | Fail
    | Wait
    | Unlink
    | Link
    | Restart
    | Killed
)
Script = list[Step]
