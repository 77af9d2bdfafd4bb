"""What the people of the team have seen: the cards in their order, and whether what they said was so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.agent.outcomes import (
    AlreadyDecided,
    Answered,
    AwaitingAnswer,
    AwaitingDecision,
    DeadlineReached,
    Declined,
    Settled,
    TurnLimitReached,
)
from bot.ui.cards import card_of, cards_beside
from bot.ui.layout import Link, Markdown, ProposalPage, Text

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import Outcome
    from bot.ui.layout import Card
    from storage.proposals import Proposal
    from storage.records import ProposalId
    from storage.runs import Question

UNCHANGED = "Nothing on the board was changed."
AS_ABOVE = "only what the card above says was changed."


@dataclass
class Audience:
    """`shown` is each proposal as it was first seen, with every word on its card."""

    cards: list[Proposal] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    shown: dict[ProposalId, tuple[Proposal, str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def card(self, back: int) -> Proposal:
        return self.cards[-1 - back % len(self.cards)]

    def see(self, outcome: Outcome, today: dt.date) -> None:
        """See what is drawn of an outcome, and all that it leads to."""
        for card in (card_of(outcome, today=today), *cards_beside(outcome, today=today)):
            assert words_on(card)
        match outcome:
            case AwaitingDecision(proposal):
                self._show(proposal, today)
            case AwaitingAnswer(question):
                self.questions.append(question)
            case Settled(again=again, then=then):
                self._show(again, today)
                if then is not None:
                    self.see(then, today)
            case AlreadyDecided(again=again):
                self._show(again, today)
            case Declined(then=then) if then is not None:
                self.see(then, today)
            case Answered():
                said = words_on(card_of(outcome, today=today))
                if UNCHANGED not in said and AS_ABOVE not in said:
                    self.wrong.append(f"P5: words of the model without ours below: {said}")
            case _:
                pass

    def _show(self, proposal: Proposal | None, today: dt.date) -> None:
        if proposal is None or proposal.id in self.shown:
            return
        self.cards.append(proposal)
        self.shown[proposal.id] = (proposal, words_on_all_pages(proposal, today))


def denies_changes(outcome: Outcome, today: dt.date) -> bool:
    """Whether a run is said to have ended, or to wait, with nothing changed."""
    last = outcome.then if isinstance(outcome, Settled | Declined) else outcome
    if not isinstance(last, Answered | AwaitingAnswer | TurnLimitReached | DeadlineReached):
        return False
    said = words_on(card_of(last, today=today)).casefold()
    return UNCHANGED.casefold() in said or "nothing was changed" in said


def words_on_all_pages(proposal: Proposal, today: dt.date) -> str:
    """A question's card, page after page, as whoever reads all of it does."""
    pages, page = [], 0
    while True:
        card = card_of(AwaitingDecision(proposal, page=page), today=today)
        pages.append(words_on(card))
        following = [one.page for one in card.actions if isinstance(one, ProposalPage) and one.page > page]
        if not following:
            return "\n".join(pages)
        page = min(following)


def words_on(card: Card) -> str:
    """What can be read on a card, line by line."""
    lines = [card.heading, *(line for block in card.blocks for line in block)]
    return "\n".join("".join(map(_words, line)) for line in lines)


def _words(span: object) -> str:
    match span:
        case Text(value) | Markdown(value):
            return value
        case Link(text, _):
            return text
        case _:
            return "·"
