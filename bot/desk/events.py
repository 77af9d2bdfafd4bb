"""What happened, for whoever wants to know: frozen values of ids and numbers, never of what people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import GuildId, ProposalId, RunId


@dataclass(frozen=True, slots=True)
class RunStarted:
    guild: GuildId


@dataclass(frozen=True, slots=True)
class ModelAsked:
    guild: GuildId


@dataclass(frozen=True, slots=True)
class ModelReplied:
    """The model replied, or did not and will not. Tokens are this call's, as the provider counted them."""

    guild: GuildId
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class RunEnded:
    """A run ended or waits. Tokens are as the provider counted them, over all its turns so far."""

    guild: GuildId
    run: RunId
    outcome: str
    model_calls: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class ProposalDecided:
    """`calls` says how each call on the proposal stands, in order. `guild` is None for direct messages."""

    guild: GuildId | None
    proposal: ProposalId
    outcome: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalSettled:
    """What was left unsettled of a proposal was looked at again."""

    proposal: ProposalId


@dataclass(frozen=True, slots=True)
class ProposalReplaced:
    """A newer proposal took its place: what it showed cannot be decided on any more."""

    proposal: ProposalId


@dataclass(frozen=True, slots=True)
class ProposalExpired:
    """Nobody decided on it in time."""

    proposal: ProposalId


@dataclass(frozen=True, slots=True)
class LinkChanged:
    guild: GuildId
    outcome: str


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """An admin said for how many hours a guild's cards wait from now on."""

    guild: GuildId
    expiry_hours: int


@dataclass(frozen=True, slots=True)
class ColumnsChanged:
    """An admin said which column has a role; `role` is `all` where they kept every one that was found."""

    guild: GuildId
    role: str


Event = (
    RunStarted
    | ModelAsked
    | ModelReplied
    | RunEnded
    | ProposalDecided
    | ProposalSettled
    | ProposalReplaced
    | ProposalExpired
    | LinkChanged
    | SettingsChanged
    | ColumnsChanged
)
