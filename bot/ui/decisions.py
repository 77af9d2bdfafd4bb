"""The cards of a proposal: the question, the receipts, and what is said to a press that came second."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, assert_never

from bot.ui.layout import Confirm, Decline, Mention, Moment, ProposalPage, Tone, said
from bot.ui.pages import assembled, paged
from bot.ui.preview import kept_all, preview_of, receipt_of, title_of
from bot.ui.texts import controls
from bot.ui.texts import decisions as texts
from bot.ui.wording import line_of
from storage.proposals import UNSETTLED, CallState, ProposalState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.agent.outcomes import AwaitingDecision, Settled
    from bot.ui.layout import Action, Block, Card, Line
    from storage.proposals import DeferredCall, Proposal

_UNFINISHED = {CallState.HELD, CallState.APPROVED, CallState.APPLYING}


def decision_card(outcome: AwaitingDecision, today: dt.date) -> Card:
    """The question. Every value that would be written is on it; Confirm comes after the last of them."""
    proposal = outcome.proposal
    note: list[Block] = [(said(outcome.note),)] if outcome.note else []
    return assembled(
        Tone.ASK,
        line_of(texts.QUESTION, count=len(proposal.calls)),
        [*note, *_previews(proposal, today)],
        page=outcome.page,
        turn=partial(ProposalPage, proposal.id),
        about=(_deadline(proposal),),
        actions=(Decline(proposal.id),),
        at_end=(Confirm(proposal.id),),
        deciders=(proposal.asked_by,),
    )


def _previews(proposal: Proposal, today: dt.date) -> list[Block]:
    if len(proposal.calls) == 1:
        return [preview_of(proposal.calls[0].change, today)]
    return [preview_of(call.change, today, number) for number, call in enumerate(proposal.calls, 1)]


def _deadline(proposal: Proposal) -> Line:
    return line_of(texts.WHO_DECIDES, who=Mention(proposal.asked_by), until=Moment(proposal.expires_at))


def settled_card(outcome: Settled, today: dt.date) -> Card:
    """The receipts; and what could not be applied, asked again, where the two fit on one card."""
    proposal, again = outcome.proposal, outcome.again
    all_done = all(call.state is CallState.DONE and kept_all(call) for call in proposal.calls)
    receipts = [receipt_of(call, today, with_state=not all_done) for call in proposal.calls]
    turn = partial(ProposalPage, proposal.id)
    tone, heading = _result(proposal.calls)
    by = _decided_by(texts.CONFIRMED, proposal)
    if again is None or again.state is not ProposalState.OPEN:
        look: list[Action] = []
        if any(call.state in UNSETTLED for call in proposal.calls):
            look = [ProposalPage(proposal.id, 0, controls.LOOK_AGAIN)]
        about = (by,) if again is None else (by, _left_undecided(again))
        return assembled(tone, heading, receipts, page=outcome.page, turn=turn, about=about, actions=look)
    tone = Tone.WARNING if tone is Tone.ERROR else tone  # nothing is lost: it is asked again below
    question = line_of(texts.QUESTION_AGAIN, count=len(again.calls))
    both = [*receipts, (question,), *_previews(again, today)]
    about = (by, _deadline(again))
    if len(paged(both, _ROOM)) == 1:
        yes_or_no = (Confirm(again.id), Decline(again.id))
        return assembled(tone, heading, both, about=about, actions=yes_or_no, deciders=(again.asked_by,))
    review: Action = ProposalPage(again.id, 0, controls.REVIEW_THE_REST)
    return assembled(tone, heading, receipts, page=outcome.page, turn=turn, about=about, actions=(review,))


def _left_undecided(again: Proposal) -> Line:
    """What became of a question below receipts that nobody can answer any more."""
    if again.state is ProposalState.EXPIRED:
        return line_of(texts.REST_EXPIRED, until=Moment(again.expires_at))
    return line_of(texts.REST_REPLACED)


_ROOM = 3_000  # of a page, less the heading and who decides until when


def _result(calls: Sequence[DeferredCall]) -> tuple[Tone, Line]:
    done = sum(call.state is CallState.DONE for call in calls)
    if done == len(calls) and not all(map(kept_all, calls)):
        return Tone.WARNING, line_of(texts.DONE_OTHERWISE)
    if done == len(calls):
        return Tone.SUCCESS, line_of(texts.DONE)
    if done:
        return Tone.WARNING, line_of(texts.SOME_DONE, done=done, all=len(calls))
    if any(call.state in _UNFINISHED for call in calls):
        return Tone.WARNING, line_of(texts.NOT_FINISHED)
    if any(call.state is CallState.UNCERTAIN for call in calls):
        return Tone.WARNING, line_of(texts.UNCERTAIN)
    return Tone.ERROR, line_of(texts.NOT_DONE)


def _decided_by(decided: str, proposal: Proposal) -> Line:
    if proposal.decided_by is None or proposal.decided_at is None:
        return line_of(decided)
    who, at = Mention(proposal.decided_by), Moment(proposal.decided_at)
    return line_of(texts.DECIDED_BY, decided=decided, who=who, at=at)


def declined_card(proposal: Proposal) -> Card:
    by = _decided_by(texts.DECLINED, proposal)
    return assembled(Tone.NEUTRAL, line_of(texts.CANCELLED), _titles(proposal), about=(by,))


def _titles(proposal: Proposal) -> list[Block]:
    """What it was about, in one glance."""
    return [tuple(line_of(texts.ABOUT, task=title_of(call.change)) for call in proposal.calls)]


def already_decided_card(proposal: Proposal, today: dt.date) -> Card:
    """What became of a proposal before this press, by whom and when."""
    match proposal.state:
        case ProposalState.CONFIRMED:
            receipts = [receipt_of(call, today) for call in proposal.calls]
            turn = partial(ProposalPage, proposal.id)
            return assembled(
                Tone.NEUTRAL, _decided_by(texts.ALREADY_CONFIRMED, proposal), receipts, turn=turn
            )
        case ProposalState.DECLINED:
            line = line_of(texts.NOTHING_CHANGED, declined=_decided_by(texts.ALREADY_DECLINED, proposal))
        case ProposalState.EXPIRED:
            line = line_of(texts.EXPIRED, until=Moment(proposal.expires_at))
        case ProposalState.REPLACED:
            line = line_of(texts.REPLACED)
        case ProposalState.OPEN:
            line = line_of(texts.STILL_OPEN)
        case _:
            assert_never(proposal.state)
    return assembled(Tone.NEUTRAL, (), [(line,), *_titles(proposal)])


def is_at_rest(proposal: Proposal) -> bool:
    """Whether nothing about a proposal will change any more, so that its card can be drawn for good."""
    if proposal.state is ProposalState.CONFIRMED:
        return all(call.state not in _UNFINISHED for call in proposal.calls)
    return proposal.state is not ProposalState.OPEN
