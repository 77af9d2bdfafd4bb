"""What a Card is made of. It knows no chat product, and nothing in it is markup but what says so.

Whatever came from Notion or a person sits in a `Text` or a `Link`, which are drawn to be read as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.ui.texts import controls

if TYPE_CHECKING:
    import datetime as dt

    from storage.layouts import RoleName
    from storage.records import DiscordId, ProposalId, QuestionId, RunId
    from storage.runs import QuestionOption, Wider


class Tone(Enum):
    """How a card is meant. The value is its glyph, for those who do not see its colour."""

    NEUTRAL = ""
    ASK = "✋"
    SUCCESS = "✅"
    WARNING = "⚠️"
    ERROR = "❌"


@dataclass(frozen=True, slots=True)
class Text:
    value: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Mention:
    discord: DiscordId


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, told in the reader's own zone where the chat product can."""

    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Markdown:
    """The model's own words: emphasis and lists may be drawn, and links to Notion and Discord; no more."""

    value: str


Span = Text | Link | Mention | Moment | Markdown
Line = tuple[Span, ...]
Block = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    proposal: ProposalId
    label: str = controls.CONFIRM


@dataclass(frozen=True, slots=True)
class Decline:
    proposal: ProposalId
    label: str = controls.CANCEL


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Shows another page of a proposal's card. Pages count from 0."""

    proposal: ProposalId
    page: int
    label: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Shows another page of the list that a run showed."""

    run: RunId
    page: int
    label: str


@dataclass(frozen=True, slots=True)
class WiderList:
    """Shows the list of a run without one of its conditions, where it came back empty."""

    run: RunId
    wider: Wider
    label: str


@dataclass(frozen=True, slots=True)
class LinksPage:
    """Shows another page of who is linked to whom."""

    page: int
    label: str


@dataclass(frozen=True, slots=True)
class SetupPage:
    """Looks at the board's columns again. With `role`, shows a page of what that role's could be."""

    role: RoleName | None
    page: int
    label: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Keeps every column as it is found."""

    label: str = controls.KEEP_THESE


Action = Confirm | Decline | ProposalPage | ListPage | WiderList | LinksPage | SetupPage | Keep


@dataclass(frozen=True, slots=True)
class Choice:
    """At most 25 answers to a question, of which the person picks one."""

    question: QuestionId
    options: tuple[QuestionOption, ...]


@dataclass(frozen=True, slots=True)
class PickOption:
    """`value` is what is sent when it is picked: at most 100 characters, none of them for "none of these"."""

    value: str
    label: str
    detail: str = ""
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """A list an admin sets the board up by: the columns that could have a role, or which statuses mean done.

    Without `role` it is a list of the roles, to pick the one that is to be corrected. `page` counts from 0;
    at least `least` and at most `most` of the options can be picked at once.
    """

    role: RoleName | None
    page: int = 0
    options: tuple[PickOption, ...] = ()
    prompt: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One message of ours. `deciders` are the people who must know of it, and the only ones it notifies.

    With `small_print` the last block is of lesser weight: who asked, until when, which page.
    """

    tone: Tone
    heading: Line = ()
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    choice: Choice | None = None
    picks: tuple[Pick, ...] = ()
    deciders: tuple[DiscordId, ...] = ()
    small_print: bool = False


def said(*parts: str | Span) -> Line:
    """A line, in which a bare `str` is a text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)
