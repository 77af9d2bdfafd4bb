"""What follows a press or a choice: a command for the desk, and its outcome on the card or to them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.agent.outcomes import (
    AlreadyAnswered,
    AlreadyDecided,
    Declined,
    NotTheirs,
    Refused,
    Settled,
)
from bot.desk.commands import Answer, ChooseColumn, ShowOutdated, SurveyBoard
from bot.desk.setup import role_named
from bot.ui.cards import card_of
from bot.ui.decisions import is_at_rest
from bot.ui.discord.boundary import check_may_manage, guild_of, place_of
from bot.ui.discord.owing import UNFINISHED
from bot.ui.discord.showing import show
from bot.ui.discord.telling import tell
from bot.ui.layout import Action, Confirm, Keep, LinksPage, Pick, SetupPage
from bot.ui.pressed import Pressing
from bot.ui.texts import door as texts
from storage.proposals import UNSETTLED, ProposalState
from storage.records import DiscordId

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.agent.outcomes import DecisionOutcome, Outcome
    from bot.desk.commands import Command
    from bot.ui.discord.boundary import Door
    from storage.records import QuestionId


async def press(door: Door, interaction: discord.Interaction[Any], action: Action) -> None:
    if isinstance(action, LinksPage | SetupPage | Keep):
        check_may_manage(interaction)
    await door.admit(interaction, first=texts.WRITING if isinstance(action, Confirm) else "")
    pressing = Pressing(place_of(interaction), DiscordId(interaction.user.id), interaction.created_at)
    outcome = await door.desk.handle(pressing.command_of(action))
    await _answer(door, interaction, outcome)


async def choose(
    door: Door, interaction: discord.Interaction[Any], question: QuestionId, choice: str
) -> None:
    await door.admit(interaction)
    by = DiscordId(interaction.user.id)
    answer = Answer(question, place_of(interaction), by, choice, interaction.created_at)
    await _answer(door, interaction, await door.desk.handle(answer))


async def pick(door: Door, interaction: discord.Interaction[Any], pick: Pick, values: Sequence[str]) -> None:
    """What an admin picked in a list while setting the board up: a role to correct, or what has it."""
    check_may_manage(interaction)
    await door.admit(interaction)
    guild, by = guild_of(interaction), DiscordId(interaction.user.id)
    command: Command[Outcome]
    if pick.role is not None:
        keys = tuple(value for value in values if value)
        command = ChooseColumn(guild, by, pick.role, keys, interaction.created_at, pick.page)
    else:
        command = SurveyBoard(guild, by, role_named(values[0] if values else ""))
    await _answer(door, interaction, await door.desk.handle(command))


async def _answer(door: Door, interaction: discord.Interaction[Any], outcome: Outcome) -> None:
    """Draw the outcome in place of the card, or tell the person alone why the card stays.

    A card that was decided on elsewhere is brought up to date, but not while its changes are still being
    applied: who pressed first is about to draw the receipts.
    """
    card = card_of(outcome, today=door.today(interaction))
    is_private = interaction.message is not None and interaction.message.flags.ephemeral
    if isinstance(outcome, AlreadyDecided):
        if is_at_rest(outcome.proposal):
            await show(door, interaction, await _as_shown(door, interaction, outcome), private=is_private)
        await tell(interaction, card)
    elif isinstance(outcome, NotTheirs | Refused | AlreadyAnswered):
        await tell(interaction, card)
    else:
        await show(door, interaction, outcome, private=is_private)
        if is_in_doubt(outcome):  # the card is drawn again once that is settled
            interaction.extras[UNFINISHED] = True


async def _as_shown(
    door: Door, interaction: discord.Interaction[Any], outcome: AlreadyDecided
) -> DecisionOutcome:
    """The card as it ended, with the receipts it had, where what was pressed is what was left of others."""
    message = interaction.message.id if interaction.message else 0
    for card in await door.cards.of(outcome.proposal.id):
        if card.message == message and card.proposal != card.waiting:
            ended = await door.desk.handle(ShowOutdated(card.proposal, card.waiting))
            return as_it_ended(outcome) if ended is None else ended
    return as_it_ended(outcome)


def is_in_doubt(outcome: Outcome) -> bool:
    """Whether something on the card is not settled yet, so that the card is not the last."""
    return isinstance(outcome, Settled) and any(call.state in UNSETTLED for call in outcome.proposal.calls)


def as_it_ended(outcome: AlreadyDecided) -> DecisionOutcome:
    match outcome.proposal.state:
        case ProposalState.CONFIRMED:
            return Settled(outcome.proposal, outcome.again)
        case ProposalState.DECLINED:
            return Declined(outcome.proposal)
        case _:
            return outcome
