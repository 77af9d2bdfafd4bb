"""What a press asks of the desk, whatever it was pressed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.desk.commands import (
    Decide,
    KeepColumns,
    ListLinks,
    LookWider,
    ShowProposal,
    SurveyBoard,
    TurnPage,
)
from bot.ui.layout import (
    Action,
    Confirm,
    Decline,
    Keep,
    LinksPage,
    ListPage,
    ProposalPage,
    SetupPage,
    WiderList,
)
from bot.ui.texts import door as texts
from storage.errors import DarcyError
from storage.proposals import ProposalState

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import Outcome
    from bot.desk.commands import Command
    from storage.records import DiscordId, GuildId


class NoServerError(DarcyError):
    """What was pressed is about a server, and it was pressed in none."""

    def __init__(self) -> None:
        super().__init__(texts.NOT_IN_DIRECT_MESSAGES)


@dataclass(frozen=True, slots=True)
class Pressing:
    """Who pressed, where and when. Without `guild`, in direct messages."""

    guild: GuildId | None
    by: DiscordId
    at: dt.datetime

    def command_of(self, action: Action) -> Command[Outcome]:  # noqa: PLR0911 - one case for each kind
        """Raises `NoServerError`."""
        match action:
            case Confirm(proposal):
                return Decide(proposal, self.guild, self.by, ProposalState.CONFIRMED, self.at)
            case Decline(proposal):
                return Decide(proposal, self.guild, self.by, ProposalState.DECLINED, self.at)
            case ProposalPage(proposal, page):
                return ShowProposal(proposal, self.guild, self.by, page, self.at)
            case ListPage(run, page):
                return TurnPage(run, self.guild, self.by, page)
            case WiderList(run, wider):
                return LookWider(run, self.guild, self.by, wider, self.at)
            case LinksPage(page):
                return ListLinks(self._in_guild, self.by, page)
            case SetupPage(role, page):
                return SurveyBoard(self._in_guild, self.by, role, page)
            case Keep():
                return KeepColumns(self._in_guild, self.by, self.at)
            case _:
                assert_never(action)

    @property
    def _in_guild(self) -> GuildId:
        if self.guild is None:
            raise NoServerError
        return self.guild
