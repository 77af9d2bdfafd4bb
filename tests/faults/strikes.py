"""What can be done to Darcy between a press and its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sandbox.notion.faults import FaultKind

Where = Literal["check", "write", "look", "read-back"]
Edit = Literal["renamed", "redated", "moved", "trashed", "reassigned", "joined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtNotion:
    """A fault at a request about one change of the card, the first being 0; `skip` of them go well before.

    With `kills`, Darcy is killed as the request meets it, or `kill_after_s` later. With `expires`, a quarter
    of an hour passes in Discord then.
    """

    fault: FaultKind
    where: Where
    change: int = 0
    count: int = 1
    skip: int = 0
    retry_after_s: int = 1
    names_page: bool = True
    kills: bool = False
    kill_after_s: float = 0.0
    expires: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDiscord:
    """A fault at the acknowledgement of a press, or where its card is drawn."""

    where: Literal["acknowledge", "draw"]
    status: int | None = None
    code: int = 0
    times: int = 1
    is_cut: bool = False
    after_all: bool = False
    kills: bool = False


@dataclass(frozen=True, slots=True)
class InNotion:
    """Someone edits a task of the card in Notion, before the press."""

    edit: Edit
    change: int = 0


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What a fault kept back happens now."""


Strike = AtNotion | AtDiscord | InNotion | CatchUp


@dataclass(frozen=True, slots=True)
class Stage:
    """What strikes at one press, or at a start of Darcy; the first stage is the first press.

    A later one is a press of what is offered then, or with `at_start` the start after a kill. With
    `restarts`, Darcy is killed and started again when all is at rest, although nothing has killed it.
    """

    strikes: tuple[Strike, ...]
    at_start: bool = False
    restarts: bool = False

    @property
    def kills(self) -> bool:
        return any(isinstance(one, AtNotion | AtDiscord) and one.kills for one in self.strikes)

    @property
    def hinders_discord(self) -> bool:
        """Whether no answer to the press can be asked for."""
        return any(
            isinstance(one, AtDiscord) or (isinstance(one, AtNotion) and one.expires) for one in self.strikes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One injection: `step` says what in words, `kind` on what; `kinds` are the changes of the card."""

    step: str
    kind: str
    kinds: tuple[str, ...]
    stages: tuple[Stage, ...]
    is_slow: bool = False

    @property
    def name(self) -> str:
        return f"{self.step} / {self.kind}".replace(" ", "-")
