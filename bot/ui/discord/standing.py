"""How what an earlier process was asked stands now, as cards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.agent.outcomes import AlreadyDecided, AwaitingAnswer, AwaitingDecision, NotTheirs, Refused
from bot.desk.commands import ShowProposal, TakeUp
from bot.ui.cards import card_of, sentence
from bot.ui.discord.buttons import BUTTON, action_from
from bot.ui.discord.presses import as_it_ended, is_in_doubt
from bot.ui.discord.selects import CHOICE
from bot.ui.layout import Confirm, Decline, ProposalPage, Tone
from storage.errors import DarcyError
from storage.records import QuestionId

if TYPE_CHECKING:
    from bot.agent.outcomes import Outcome
    from bot.ui.discord.boundary import Door
    from bot.ui.layout import Card
    from storage.answers import OwedAnswer
    from storage.records import ProposalId

PRESS_AGAIN = sentence(
    Tone.WARNING, "I was interrupted before I could do this. Nothing on the board was changed; press again."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """`card` takes the answer's place, `aside` is told to the person alone. Until final, it stays owed."""

    card: Card | None = None
    aside: Card | None = None
    is_final: bool = True


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
    card = card_of(outcome, today=door.day_of(owed.guild, owed.asked_by, owed.at))
    if owed.pressed and isinstance(outcome, NotTheirs | Refused):
        return Standing(aside=card)
    was_lost = bool(owed.pressed) and isinstance(outcome, AwaitingDecision | AwaitingAnswer)
    return Standing(card, PRESS_AGAIN if was_lost else None, is_final=not is_in_doubt(outcome))


async def _outcome_of(door: Door, owed: OwedAnswer, *, go_on: bool) -> Outcome | None:
    if proposal := proposal_pressed(owed):
        shown = await door.desk.handle(ShowProposal(proposal, owed.guild, owed.asked_by, 0, owed.at))
        return as_it_ended(shown) if isinstance(shown, AlreadyDecided) else shown
    choice = re.fullmatch(CHOICE, owed.pressed)
    if owed.pressed and choice is None:
        return None
    question = QuestionId(choice["id"]) if choice else None
    return await door.desk.handle(TakeUp(owed.guild, owed.asked_by, owed.at, question, go_on))
