"""How a run or a decision can end. A new ending fails the type check until `cards.py` has words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.guilds import GuildSettings
    from storage.layouts import RoleName, Survey
    from storage.proposals import Proposal
    from storage.records import DiscordId, Link, Member, Preferences, RunId
    from storage.runs import Question, Shown


@dataclass(frozen=True, slots=True)
class Answered:
    """The model answered in words. They are the model's: Markdown that nobody vouches for.

    `is_after_decision` where something was decided before in the same run, and perhaps changed.
    """

    text: str
    is_after_decision: bool = False


@dataclass(frozen=True, slots=True)
class TasksShown:
    """A list goes straight to the person. `page` counts from 0."""

    run: RunId
    shown: Shown
    page: int = 0


@dataclass(frozen=True, slots=True)
class AwaitingDecision:
    """Changes are held until a person entitled to it decides. `note` says why it is asked again, if it is.

    `page` counts from 0 and is of the card, where the changes are too long for one. `beside` is a list that
    was asked for in the same request.
    """

    proposal: Proposal
    note: str = ""
    page: int = 0
    beside: TasksShown | None = None


@dataclass(frozen=True, slots=True)
class AwaitingAnswer:
    """Only the person can say what was meant. `is_after_decision` as where it is answered."""

    question: Question
    is_after_decision: bool = False


@dataclass(frozen=True, slots=True)
class NotLinked:
    """Who asks is no Notion person yet; an admin of the server can link them."""

    discord: DiscordId


@dataclass(frozen=True, slots=True)
class LinkOutdated:
    """Who asks is linked to a person whom the board does not know, called `name` when they were linked."""

    discord: DiscordId
    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done, and `reason` says who can do what about it. Nothing was changed."""

    reason: str


@dataclass(frozen=True, slots=True)
class TurnLimitReached:
    turns: int
    is_after_decision: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineReached:
    seconds: float
    is_after_decision: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """A proposal was confirmed and every call on it has ended one way or another.

    `again` holds what could not be applied, as a new proposal on the board as it is now. `page` counts from
    0 and is of the card, where the receipts are too long for one. `then` is what the run came to after it.
    """

    proposal: Proposal
    again: Proposal | None = None
    page: int = 0
    then: RunOutcome | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """`then` is what the run came to after it."""

    proposal: Proposal
    then: RunOutcome | None = None


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """A press came second: on a proposal that was decided, has expired or was replaced.

    `again` is what was left of it and still waits for a decision.
    """

    proposal: Proposal
    again: Proposal | None = None


@dataclass(frozen=True, slots=True)
class AlreadyAnswered:
    question: Question


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """A press by someone who may not decide; `asked_by` may."""

    asked_by: DiscordId


@dataclass(frozen=True, slots=True)
class LinkSaved:
    link: Link


@dataclass(frozen=True, slots=True)
class LinkRemoved:
    discord: DiscordId
    was_linked: bool


@dataclass(frozen=True, slots=True)
class LinksListed:
    """Every link of the server, and the Notion people nobody is linked to. `page` counts from 0.

    `outdated` are those of the links whose person the board does not know.
    """

    links: tuple[Link, ...]
    unlinked: tuple[Member, ...]
    page: int = 0
    outdated: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardSurveyed:
    """Which column of the board is what. `note` says what an admin must know before they look.

    `role` is the one being corrected, if one is; `page` counts from 0 and is of what it could be, where that
    is too much for one list. `outdated` are the links whose person the board does not know.
    """

    survey: Survey
    role: RoleName | None = None
    page: int = 0
    note: str = ""
    outdated: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class MeShown:
    """Who a member is to Darcy, and how they want to be answered. `note` says what was changed, if it was.

    A link `is_outdated` if it leads to nobody that the board knows now, as far as that can be told.
    """

    discord: DiscordId
    link: Link | None
    preferences: Preferences
    team_zone: str
    note: str = ""
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """How a server is served. `note` says what came of changing it, if that was asked for."""

    settings: GuildSettings
    note: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusShown:
    """How Darcy is. `trouble` says why the board could not be looked at, if it could not.

    `notion_silent_s` is how long ago Notion last answered anything; None if it never has since the start.
    """

    version: str
    model: str
    survey: Survey | None
    trouble: str = ""
    notion_silent_s: float | None
    links: int
    open_proposals: int
    expiry_hours: int
    up_s: float


TellsOfChanges = Answered | AwaitingAnswer | TurnLimitReached | DeadlineReached
"""What says whether anything was changed in the run before."""

RunOutcome = (
    Answered
    | TasksShown
    | AwaitingDecision
    | AwaitingAnswer
    | NotLinked
    | LinkOutdated
    | Refused
    | TurnLimitReached
    | DeadlineReached
)
DecisionOutcome = Settled | Declined | AlreadyDecided | NotTheirs | Refused
AdminOutcome = LinkSaved | LinkRemoved | LinksListed | BoardSurveyed | SettingsShown | StatusShown | Refused
Outcome = RunOutcome | DecisionOutcome | AlreadyAnswered | AdminOutcome | MeShown
