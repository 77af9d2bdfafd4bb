"""What can be asked of Darcy: frozen values, each with one handler and one type of answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.agent.outcomes import (
    AdminOutcome,
    AlreadyAnswered,
    AlreadyDecided,
    AwaitingDecision,
    BoardSurveyed,
    DecisionOutcome,
    MeShown,
    NotTheirs,
    Refused,
    RunOutcome,
    Settled,
    TasksShown,
)
from storage.records import GuildId, Member

if TYPE_CHECKING:
    import datetime as dt

    from storage.layouts import RoleName
    from storage.proposals import Verdict
    from storage.records import DiscordId, MemberId, ProposalId, QuestionId, Request, RunId
    from storage.runs import Wider

R_co = TypeVar("R_co", covariant=True)


class Command(Generic[R_co]):
    """Something asked of Darcy; `R_co` is what its handler answers."""

    __slots__ = ()

    @property
    def asker(self) -> DiscordId | None:
        """On whose behalf it is done; None where nobody's turn depends on it."""
        return None


class MembersCommand(Command[R_co]):
    """Something that one member presses or types.

    `guild` is where; None for direct messages, where what is pressed says which guild it belongs to.
    """

    __slots__ = ()
    by: DiscordId

    @property
    def asker(self) -> DiscordId:
        return self.by


@dataclass(frozen=True, slots=True)
class Ask(Command[RunOutcome]):
    """A request in words."""

    request: Request

    @property
    def asker(self) -> DiscordId:
        return self.request.asked_by


@dataclass(frozen=True, slots=True)
class Decide(MembersCommand[DecisionOutcome]):
    """A press on Confirm or Cancel."""

    proposal: ProposalId
    guild: GuildId | None
    by: DiscordId
    verdict: Verdict
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Answer(MembersCommand[RunOutcome | AlreadyAnswered | NotTheirs]):
    """A choice from a question's options, by the option's id."""

    question: QuestionId
    guild: GuildId | None
    by: DiscordId
    choice: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class TakeUp(MembersCommand[RunOutcome]):
    """What a member asked at `asked_at`, or answered `question` with, and an earlier process did not answer.

    With `go_on`, a run that was still under way is gone on with; else it is owned up to.
    """

    guild: GuildId | None
    by: DiscordId
    asked_at: dt.datetime
    question: QuestionId | None
    go_on: bool


@dataclass(frozen=True, slots=True)
class TurnPage(MembersCommand[TasksShown | NotTheirs | Refused]):
    """Another page of a list that was shown. `page` counts from 0."""

    run: RunId
    guild: GuildId | None
    by: DiscordId
    page: int


@dataclass(frozen=True, slots=True)
class LookWider(MembersCommand[RunOutcome | NotTheirs]):
    """The list of a run that found nothing, once more without one of its conditions."""

    run: RunId
    guild: GuildId | None
    by: DiscordId
    wider: Wider
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ShowProposal(MembersCommand[AwaitingDecision | DecisionOutcome]):
    """Another page of a card too long for one. `page` counts from 0.

    Answers as the proposal stands now, changing nothing: `AwaitingDecision` while it is open, `Settled` (with
    `again`, where that is known and open) once its calls have ended, else `AlreadyDecided`. With
    `is_owed`, what the run came to after the decision is told too: a process may have died before it was.
    """

    proposal: ProposalId
    guild: GuildId | None
    by: DiscordId
    page: int
    at: dt.datetime
    is_owed: bool = False


@dataclass(frozen=True, slots=True)
class ShowOutdated(Command[AlreadyDecided | Settled | None]):
    """A card of `proposal` on which `waiting` was to be decided, once nobody can any more; None if one can.

    Nobody asks for it, so it is nobody's turn.
    """

    proposal: ProposalId
    waiting: ProposalId


@dataclass(frozen=True, slots=True)
class LinkMember(MembersCommand[AdminOutcome]):
    """An admin says which Notion person a Discord member is. The right to say so was checked by the door."""

    guild: GuildId
    discord: DiscordId
    member: MemberId
    by: DiscordId
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class UnlinkMember(MembersCommand[AdminOutcome]):
    guild: GuildId
    discord: DiscordId
    by: DiscordId


@dataclass(frozen=True, slots=True)
class ListLinks(MembersCommand[AdminOutcome]):
    guild: GuildId
    by: DiscordId
    page: int = 0


@dataclass(frozen=True, slots=True)
class SuggestMembers(Command[tuple[Member, ...]]):
    """Notion people whose names go on from what was typed, at most 25. Reads local state only."""

    guild: GuildId
    typed: str


@dataclass(frozen=True, slots=True)
class SurveyBoard(MembersCommand[BoardSurveyed]):
    """Which column of the board is what, looked at afresh, and with `role` what that could be instead.

    `page` counts from 0 and is of what it could be.
    """

    guild: GuildId
    by: DiscordId
    role: RoleName | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseColumn(MembersCommand[BoardSurveyed | Refused]):
    """An admin says which column has a role, or which statuses mean done.

    `keys` are of what was picked (`bot/desk/setup.py`); none says that the board has no such column. Of
    statuses, those of the other pages stay as they are.
    """

    guild: GuildId
    by: DiscordId
    role: RoleName
    keys: tuple[str, ...]
    at: dt.datetime
    page: int = 0


@dataclass(frozen=True, slots=True)
class KeepColumns(MembersCommand[BoardSurveyed]):
    """An admin says that every column was found rightly, and is to be known by its id from now on."""

    guild: GuildId
    by: DiscordId
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ShowMe(MembersCommand[MeShown]):
    """Who someone is to Darcy."""

    guild: GuildId
    by: DiscordId


@dataclass(frozen=True, slots=True)
class ChangePreferences(MembersCommand[MeShown | Refused]):
    """Someone says how they want to be answered. None leaves a thing as it is; no zone is the team's."""

    guild: GuildId
    by: DiscordId
    zone: str | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class FindGuilds(MembersCommand[tuple[GuildId, ...]]):
    """The guilds in which someone is linked."""

    by: DiscordId


@dataclass(frozen=True, slots=True)
class ChangeSettings(MembersCommand[AdminOutcome]):
    """An admin says how the server is to be served, or looks. None leaves a thing as it is."""

    guild: GuildId
    by: DiscordId
    expiry_hours: int | None = None


@dataclass(frozen=True, slots=True)
class ShowStatus(MembersCommand[AdminOutcome]):
    """How Darcy is, for an admin."""

    guild: GuildId
    by: DiscordId
    at: dt.datetime
