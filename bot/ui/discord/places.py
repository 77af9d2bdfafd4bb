"""Where cards stand that wait for a decision, remembered as they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.agent.outcomes import AlreadyDecided, AwaitingDecision, Settled
from bot.ui.discord.boundary import place_of
from bot.ui.discord.owing import TOKEN_LIFE
from bot.ui.discord.telling import log_failure
from storage.proposals import ProposalState
from storage.records import ChannelId
from storage.shown import ShownCard

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import Outcome
    from bot.ui.discord.boundary import Door
    from storage.answers import OwedAnswer
    from storage.proposals import Proposal
    from storage.records import GuildId, ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A message, and what it can be edited by: see `ShownCard`."""

    message: int
    channel: int
    guild: GuildId | None
    private: bool
    application: int
    token: str | None
    token_until: dt.datetime


def place_of_answer(
    interaction: discord.Interaction[Any], answer: discord.Message, *, is_original: bool = True
) -> Place:
    """`is_original` says that the answer is what the token's `@original` stands for."""
    return Place(
        message=answer.id,
        channel=interaction.channel_id or 0,
        guild=place_of(interaction),
        private=answer.flags.ephemeral,
        application=interaction.application_id,
        token=interaction.token if is_original else None,
        token_until=discord.utils.utcnow() + TOKEN_LIFE,
    )


def place_of_owed(owed: OwedAnswer) -> Place | None:
    """Where an earlier process was to answer; None if Discord never said."""
    if owed.message is None:
        return None
    return Place(
        message=owed.message,
        channel=owed.channel,
        guild=owed.guild,
        private=owed.private,
        application=owed.application,
        token=owed.token,
        token_until=owed.token_until,
    )


async def note(door: Door, outcome: Outcome, place: Place) -> None:
    """Remember that the outcome's card stands there, if something can be decided on it.

    It was shown all the same where that fails, and who presses too late is told so.
    """
    try:
        if found := _decision_on(outcome):
            card = _card(place, *found)
            await door.cards.show(card)
            for hear in door.noted:
                hear(card)
        elif isinstance(outcome, AlreadyDecided):
            await door.cards.forget(place.message)
    except Exception as error:  # noqa: BLE001 - see above
        log_failure("place of a card not kept", {"message_id": place.message}, error)


def _decision_on(outcome: Outcome) -> tuple[ProposalId, Proposal] | None:
    """What the card is drawn from, and what can be decided on it."""
    match outcome:
        case AwaitingDecision(proposal):
            return proposal.id, proposal
        case Settled(proposal, again) if again is not None and again.state is ProposalState.OPEN:
            return proposal.id, again
        case _:
            return None


def _card(place: Place, proposal: ProposalId, waiting: Proposal) -> ShownCard:
    return ShownCard(
        message=place.message,
        channel=ChannelId(place.channel),
        guild=place.guild,
        private=place.private,
        proposal=proposal,
        waiting=waiting.id,
        asked_by=waiting.asked_by,
        application=place.application,
        token=place.token if place.private else None,
        token_until=place.token_until,
    )
