"""What a Card is made of. It knows no chat product, and nothing in it is markup but what says so.

Whatever came from Notion or a person sits in a `Text` or a `Link`, which are drawn to be read as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from storage.records import DiscordId, ProposalId, QuestionId, RunId
    from storage.runs import QuestionOption


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
    label: str = "Confirm"


@dataclass(frozen=True, slots=True)
class Decline:
    proposal: ProposalId
    label: str = "Cancel"


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
class LinksPage:
    """Shows another page of who is linked to whom."""

    page: int
    label: str


Action = Confirm | Decline | ProposalPage | ListPage | LinksPage


@dataclass(frozen=True, slots=True)
class Choice:
    """At most 25 answers to a question, of which the person picks one."""

    question: QuestionId
    options: tuple[QuestionOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One message of ours. `deciders` are the people who must know of it, and the only ones it notifies."""

    tone: Tone
    heading: Line = ()
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    choice: Choice | None = None
    deciders: tuple[DiscordId, ...] = ()


def said(*parts: str | Span) -> Line:
    """A line, in which a bare `str` is a text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)
