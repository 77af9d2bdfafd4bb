"""How what an earlier process was asked stands now, as cards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.outcomes import AlreadyDecided, AwaitingAnswer, AwaitingDecision, NotTheirs, Refused
from bot.desk.commands import ShowProposal, TakeUp
from bot.ui.cards import beside, card_of, sentence
from bot.ui.discord.buttons import BUTTON, action_from
from bot.ui.discord.presses import as_it_ended, is_in_doubt
from bot.ui.discord.selects import CHOICE
from bot.ui.layout import Confirm, Decline, ProposalPage, Tone
from bot.ui.texts import door as texts
from storage.errors import DarcyError
from storage.records import QuestionId

if TYPE_CHECKING:
    from bot.agent.outcomes import Outcome
    from bot.ui.discord.boundary import Door
    from bot.ui.layout import Card
    from storage.answers import OwedAnswer
    from storage.records import ProposalId

PRESS_AGAIN = sentence(Tone.WARNING, texts.PRESS_AGAIN)


@dataclass(frozen=True, slots=True)
class Standing:
    """`card` takes the answer's place, `aside` is told to the person alone. Until final, it stays owed.

    `outcome` is what the card was drawn from.
    """

    card: Card | None = None
    aside: Card | None = None
    is_final: bool = True
    outcome: Outcome | None = None


def proposal_pressed(owed: OwedAnswer) -> ProposalId | None:
    """The proposal whose card was pressed, if it was one."""
    found = re.fullmatch(BUTTON, owed.pressed)
    action = action_from(found) if found else None
    return action.proposal if isinstance(action, Confirm | Decline | ProposalPage) else None


async def standing_of(door: Door, owed: OwedAnswer, *, go_on: bool) -> Standing:
    """What to tell. With `go_on`, a run that was under way is gone on with, and this waits for it."""
    try:
        outcome = await _outcome_of(door, owed, go_on=go_on)
    except DarcyError as error:
        told = sentence(Tone.WARNING, str(error))
        return Standing(aside=told) if owed.pressed else Standing(card=told)
    if outcome is None:
        return Standing(aside=PRESS_AGAIN)
    today = door.day_of(owed.guild, owed.asked_by, owed.at)
    card = card_of(outcome, today=today)
    if owed.pressed and isinstance(outcome, NotTheirs | Refused):
        return Standing(aside=card)
    below = next((card_of(one, today=today) for one in beside(outcome)), None)
    aside = PRESS_AGAIN if _was_lost(owed, outcome) else below
    return Standing(card, aside, is_final=not is_in_doubt(outcome), outcome=outcome)


def _was_lost(owed: OwedAnswer, outcome: Outcome) -> bool:
    """Whether a press had no effect: what it was to decide or answer is still open."""
    match outcome:
        case AwaitingDecision():
            return proposal_pressed(owed) is not None
        case AwaitingAnswer(question):
            return question.id == _question_answered(owed)
        case _:
            return False


def _question_answered(owed: OwedAnswer) -> QuestionId | None:
    choice = re.fullmatch(CHOICE, owed.pressed)
    return QuestionId(choice["id"]) if choice else None


async def _outcome_of(door: Door, owed: OwedAnswer, *, go_on: bool) -> Outcome | None:
    if proposal := proposal_pressed(owed):
        show = ShowProposal(proposal, owed.guild, owed.asked_by, 0, owed.at, is_owed=True)
        shown = await door.desk.handle(show)
        return as_it_ended(shown) if isinstance(shown, AlreadyDecided) else shown
    question = _question_answered(owed)
    if owed.pressed and question is None:
        return None
    return await door.desk.handle(TakeUp(owed.guild, owed.asked_by, owed.at, question, go_on))
