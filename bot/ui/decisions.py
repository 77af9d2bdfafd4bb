"""The cards of a proposal: the question, the receipts, and what is said to a press that came second."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, assert_never

from bot.ui.layout import Confirm, Decline, Mention, Moment, ProposalPage, Text, Tone, said
from bot.ui.pages import assembled, paged
from bot.ui.preview import kept_all, preview_of, receipt_of, title_of
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
        said(Text(_question(proposal.calls), bold=True)),
        [*note, *_previews(proposal, today)],
        page=outcome.page,
        turn=partial(ProposalPage, proposal.id),
        about=(_deadline(proposal),),
        actions=(Decline(proposal.id),),
        at_end=(Confirm(proposal.id),),
        deciders=(proposal.asked_by,),
    )


def _question(calls: Sequence[DeferredCall]) -> str:
    return "Make this change?" if len(calls) == 1 else f"Make these {len(calls)} changes?"


def _previews(proposal: Proposal, today: dt.date) -> list[Block]:
    if len(proposal.calls) == 1:
        return [preview_of(proposal.calls[0].change, today)]
    return [preview_of(call.change, today, number) for number, call in enumerate(proposal.calls, 1)]


def _deadline(proposal: Proposal) -> Line:
    return said(
        "Asked by ", Mention(proposal.asked_by), ", who can decide until ", Moment(proposal.expires_at)
    )


def settled_card(outcome: Settled, today: dt.date) -> Card:
    """The receipts; and what could not be applied, asked again, where the two fit on one card."""
    proposal, again = outcome.proposal, outcome.again
    all_done = all(call.state is CallState.DONE and kept_all(call) for call in proposal.calls)
    receipts = [receipt_of(call, today, with_state=not all_done) for call in proposal.calls]
    turn = partial(ProposalPage, proposal.id)
    tone, heading = _result(proposal.calls)
    by = _decided_by("Confirmed", proposal)
    if again is None or again.state is not ProposalState.OPEN:
        look: list[Action] = []
        if any(call.state in UNSETTLED for call in proposal.calls):
            look = [ProposalPage(proposal.id, 0, "Look again")]
        about = (by,) if again is None else (by, _left_undecided(again))
        return assembled(tone, heading, receipts, page=outcome.page, turn=turn, about=about, actions=look)
    tone = Tone.WARNING if tone is Tone.ERROR else tone  # nothing is lost: it is asked again below
    question = said("✋ ", Text(f"As the board is now: {_question(again.calls).lower()}", bold=True))
    both = [*receipts, (question,), *_previews(again, today)]
    about = (by, _deadline(again))
    if len(paged(both, _ROOM)) == 1:
        yes_or_no = (Confirm(again.id), Decline(again.id))
        return assembled(tone, heading, both, about=about, actions=yes_or_no, deciders=(again.asked_by,))
    review: Action = ProposalPage(again.id, 0, "Review what is left")
    return assembled(tone, heading, receipts, page=outcome.page, turn=turn, about=about, actions=(review,))


def _left_undecided(again: Proposal) -> Line:
    """What became of a question below receipts that nobody can answer any more."""
    if again.state is ProposalState.EXPIRED:
        until = Moment(again.expires_at)
        return said("⌛ Nobody decided on what was left until ", until, ". Ask again with /darcy.")
    return said("↪️ What was left is on a newer card.")


_ROOM = 3_000  # of a page, less the heading and who decides until when


def _result(calls: Sequence[DeferredCall]) -> tuple[Tone, Line]:
    done = sum(call.state is CallState.DONE for call in calls)
    if done == len(calls) and not all(map(kept_all, calls)):
        return Tone.WARNING, said(Text("Done, but not as shown", bold=True))
    if done == len(calls):
        return Tone.SUCCESS, said(Text("Done", bold=True))
    if done:
        return Tone.WARNING, said(Text(f"{done} of {len(calls)} done", bold=True))
    if any(call.state in _UNFINISHED for call in calls):
        return Tone.WARNING, said(Text("Not finished yet", bold=True))
    if any(call.state is CallState.UNCERTAIN for call in calls):
        return Tone.WARNING, said(Text("Uncertain", bold=True))
    return Tone.ERROR, said(Text("Not done", bold=True))


def _decided_by(verb: str, proposal: Proposal) -> Line:
    by = (" by ", Mention(proposal.decided_by)) if proposal.decided_by else ()
    at = (", ", Moment(proposal.decided_at)) if proposal.decided_at else ()
    return said(verb, *by, *at)


def declined_card(proposal: Proposal) -> Card:
    heading = said("🚫 ", Text("Cancelled, nothing was changed", bold=True))
    return assembled(Tone.NEUTRAL, heading, _titles(proposal), about=(_decided_by("Cancelled", proposal),))


def _titles(proposal: Proposal) -> list[Block]:
    """What it was about, in one glance."""
    return [tuple(said("– ", title_of(call.change)) for call in proposal.calls)]


def already_decided_card(proposal: Proposal, today: dt.date) -> Card:
    """What became of a proposal before this press, by whom and when."""
    match proposal.state:
        case ProposalState.CONFIRMED:
            receipts = [receipt_of(call, today) for call in proposal.calls]
            turn = partial(ProposalPage, proposal.id)
            return assembled(
                Tone.NEUTRAL, _decided_by("This was already confirmed", proposal), receipts, turn=turn
            )
        case ProposalState.DECLINED:
            line = (*_decided_by("This was already cancelled", proposal), *said(". Nothing was changed."))
        case ProposalState.EXPIRED:
            until = Moment(proposal.expires_at)
            line = said(
                "⌛ Expired: nobody decided until ", until, ". Nothing was changed. Ask again with /darcy."
            )
        case ProposalState.REPLACED:
            line = said("↪️ Replaced by a newer card. Nothing was changed by this one.")
        case ProposalState.OPEN:
            line = said("This is still open. Nothing was changed yet: press again.")
        case _:
            assert_never(proposal.state)
    return assembled(Tone.NEUTRAL, (), [(line,), *_titles(proposal)])


def is_at_rest(proposal: Proposal) -> bool:
    """Whether nothing about a proposal will change any more, so that its card can be drawn for good."""
    if proposal.state is ProposalState.CONFIRMED:
        return all(call.state not in _UNFINISHED for call in proposal.calls)
    return proposal.state is not ProposalState.OPEN
