from dataclasses import replace

import pytest

from bot.agent.outcomes import AlreadyDecided, AwaitingDecision, Declined, Settled
from bot.ui.cards import card_of
from bot.ui.decisions import is_at_rest
from bot.ui.layout import Card, Confirm, Decline, Link, ProposalPage, Tone
from storage.changes import UpdateTask
from storage.edits import PeopleEdit, ProjectEdit, TextEdit
from storage.proposals import CallState, ProposalState
from tests.doubles.examples import (
    ASKER,
    ASSIGN,
    CREATE,
    OMAR,
    POSTER,
    POSTER_URL,
    PRIYA,
    RECRUITMENT,
    TODAY,
    call,
    proposal,
)
from tests.doubles.reading import labels, read

CONFIRMED = ProposalState.CONFIRMED


def test_a_question_shows_every_value_who_decides_and_until_when() -> None:
    card = card_of(AwaitingDecision(proposal()), today=TODAY)
    assert read(card) == [
        "Make this change?",
        "Poster",
        "Assignee: nobody → Priya Nair",
        "Due: none → Fri 12 Jun (in 4 days)",
        "Asked by @11, who can decide until 09 Jun 12:00",
    ]
    assert card.tone is Tone.ASK
    assert card.actions == (Confirm(proposal().id), Decline(proposal().id))
    assert card.deciders == (ASKER,)
    assert card.blocks[0][0] == (Link("Poster", POSTER_URL),)


def test_a_new_task_is_named_as_new_with_all_it_will_hold() -> None:
    change = replace(CREATE, status="To do", priority="High", notes="Ask for\nthe key")
    assert read(card_of(AwaitingDecision(proposal(call(change))), today=TODAY))[1:8] == [
        "New task: Book the hall",
        "Status: To do",
        "Assignee: Priya Nair",
        "Due: Tue 9 Jun (tomorrow)",
        "Project: Recruitment",
        "Priority: High",
        "Notes: Ask for\nthe key",
    ]


def test_every_kind_of_edit_says_from_what_to_what() -> None:
    edits = (
        TextEdit("status", "To do", "Done"),
        TextEdit("notes", None, "By hand"),
        TextEdit("priority", "High", None),
        PeopleEdit((PRIYA,), (PRIYA, OMAR)),
        ProjectEdit(RECRUITMENT, None),
    )
    change = UpdateTask(task_id=POSTER.id, title="Poster", url=POSTER_URL, edits=edits)
    assert read(card_of(AwaitingDecision(proposal(call(change))), today=TODAY))[2:7] == [
        "Status: To do → Done",
        "Notes: none → By hand",
        "Priority: High → none",
        "Assignees: Priya Nair → Priya Nair, Omar Haddad",
        "Project: Recruitment → none",
    ]


def test_several_changes_are_numbered_under_why_it_is_asked_again() -> None:
    card = card_of(AwaitingDecision(proposal(call(), call(CREATE)), "The task has moved since."), today=TODAY)
    lines = read(card)
    assert lines[:3] == ["Make these 2 changes?", "The task has moved since.", "1 · Poster"]
    assert "2 · New task: Book the hall" in lines


def _pages(outcome: AwaitingDecision) -> list[Card]:
    """Every page, as one gets there by pressing Next."""
    cards = [card_of(outcome, today=TODAY)]
    while forward := [a for a in cards[-1].actions if a.label == "Next ▶"]:
        assert isinstance(forward[0], ProposalPage)
        assert forward[0].proposal == outcome.proposal.id
        cards.append(card_of(replace(outcome, page=forward[0].page), today=TODAY))
    return cards


def test_what_is_too_long_for_a_card_is_on_pages_and_confirmed_on_the_last() -> None:
    notes = " ".join(f"word{number}" for number in range(1_000))
    long = replace(ASSIGN, edits=(TextEdit("notes", "*" * 2_000, notes),))
    cards = _pages(AwaitingDecision(proposal(call(long), call(CREATE))))
    assert len(cards) > 2
    assert [("Confirm" in labels(card), "Cancel" in labels(card)) for card in cards] == [
        *[(False, True)] * (len(cards) - 1),
        (True, True),
    ]
    written = "".join(line for card in cards for line in read(card))
    assert all(f"word{number}" in written for number in range(1_000))
    assert written.count("*") == 2_000
    assert "Page 1 of" in read(cards[0])[-1]
    assert "Confirm is on the last page" in read(cards[0])[-1]
    assert labels(cards[1]) == ["Cancel", "◀ Previous", "Next ▶"]


def test_a_page_that_is_not_there_is_the_nearest_that_is() -> None:
    assert card_of(AwaitingDecision(proposal(), page=7), today=TODAY).actions == (
        Confirm(proposal().id),
        Decline(proposal().id),
    )


def test_a_receipt_says_done_with_before_and_after_and_who_confirmed() -> None:
    card = card_of(Settled(proposal(call(state=CallState.DONE), state=CONFIRMED)), today=TODAY)
    assert read(card) == [
        "Done",
        "Poster",
        "Assignee: nobody → Priya Nair",
        "Due: none → Fri 12 Jun (in 4 days)",
        "Confirmed by @11, 08 Jun 12:00",
    ]
    assert card.tone is Tone.SUCCESS
    assert card.actions == ()


@pytest.mark.parametrize(
    ("state", "tone", "heading", "mark"),
    [
        (CallState.REFUSED, Tone.ERROR, "Not done", "⛔ Refused, nothing was changed · Poster"),
        (CallState.FAILED, Tone.ERROR, "Not done", "❌ Failed, nothing was changed · Poster"),
        (CallState.UNCERTAIN, Tone.WARNING, "Uncertain", "❔ Uncertain, it may have happened"),
        (CallState.APPLYING, Tone.WARNING, "Not finished yet", "⏳ Being applied · Poster"),
    ],
)
def test_what_was_not_done_is_never_called_done(
    state: CallState, tone: Tone, heading: str, mark: str
) -> None:
    reason = "The column Due is gone."
    card = card_of(Settled(proposal(call(state=state, reason=reason), state=CONFIRMED)), today=TODAY)
    lines = read(card)
    assert (card.tone, lines[0]) == (tone, heading)
    assert lines[1].startswith(mark)
    assert f"Why: {reason}" in lines
    assert not any("Done" in line for line in lines)


def test_what_the_board_did_not_keep_is_owned_up_to() -> None:
    done = call(state=CallState.DONE, reason="Notion did not keep the assignees.")
    assert done.receipt is not None
    lost = replace(done, receipt=replace(done.receipt, task=POSTER))
    card = card_of(Settled(proposal(lost, state=CONFIRMED)), today=TODAY)
    assert card.tone is Tone.WARNING
    assert read(card)[:2] == ["Done, but not as shown", "⚠️ Done, but not as shown · Poster"]
    assert "Note: Notion did not keep the assignees." in read(card)


def test_some_done_is_counted() -> None:
    calls = (call(state=CallState.DONE), call(CREATE, CallState.FAILED, "Notion was away."))
    card = card_of(Settled(proposal(*calls, state=CONFIRMED)), today=TODAY)
    assert (card.tone, read(card)[0]) == (Tone.WARNING, "1 of 2 done")


def test_what_could_not_be_applied_is_asked_again_under_the_receipts() -> None:
    moved = proposal(call(replace(ASSIGN, edits=(PeopleEdit((OMAR,), (OMAR, PRIYA)),))), id_="prop-2")
    first = proposal(call(state=CallState.REFUSED, reason="It has moved since."), state=CONFIRMED)
    card = card_of(Settled(first, again=moved), today=TODAY)
    assert card.actions == (Confirm(moved.id), Decline(moved.id))
    lines = read(card)
    assert lines.index("Why: It has moved since.") < lines.index("✋ As the board is now: make this change?")
    assert "Assignees: Omar Haddad → Omar Haddad, Priya Nair" in lines


def test_receipts_too_long_for_both_lead_to_what_is_asked_again() -> None:
    long = replace(CREATE, notes="n" * 2_000)
    first = proposal(call(long, CallState.FAILED, "Away."), call(long, CallState.DONE), state=CONFIRMED)
    again = proposal(call(long), id_="prop-2")
    card = card_of(Settled(first, again=again), today=TODAY)
    assert ProposalPage(again.id, 0, "Review what is left") in card.actions
    assert "Confirm" not in labels(card)
    assert ProposalPage(first.id, 1, "Next ▶") in card.actions


def test_cancelled_says_what_stayed_as_it_was() -> None:
    card = card_of(Declined(proposal(state=ProposalState.DECLINED)), today=TODAY)
    assert read(card) == [
        "🚫 Cancelled, nothing was changed",
        "– Poster",
        "Cancelled by @11, 08 Jun 12:00",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CONFIRMED, "This was already confirmed by @11, 08 Jun 12:00"),
        (ProposalState.DECLINED, "This was already cancelled by @11, 08 Jun 12:00. Nothing was changed."),
        (
            ProposalState.EXPIRED,
            "⌛ Expired: nobody decided until 09 Jun 12:00. Nothing was changed. Ask again with /darcy.",
        ),
        (
            ProposalState.REPLACED,
            "↪️ Replaced by a newer card. Nothing was changed by this one.",
        ),
        (ProposalState.OPEN, "This is still open. Nothing was changed yet: press again."),
    ],
)
def test_a_second_press_is_told_what_became_of_it(state: ProposalState, words: str) -> None:
    card = card_of(AlreadyDecided(proposal(state=state)), today=TODAY)
    assert read(card)[0] == words
    assert card.actions == ()


def test_a_proposal_is_at_rest_when_nothing_more_will_become_of_it() -> None:
    assert not is_at_rest(proposal())
    assert not is_at_rest(proposal(call(state=CallState.APPLYING), state=CONFIRMED))
    assert is_at_rest(proposal(call(state=CallState.UNCERTAIN), state=CONFIRMED))
    assert is_at_rest(proposal(state=ProposalState.EXPIRED))
