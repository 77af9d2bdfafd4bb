"""Cards of what is put into the trash, taken out of it, and written below a task."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.agent.outcomes import AwaitingDecision, Settled
from bot.ui.cards import card_of
from bot.ui.layout import Text
from storage.changes import AddComment, ArchiveTask, Change, UpdateTask
from storage.edits import DateEdit, ParentEdit, TagsEdit
from storage.proposals import CallState, ProposalState
from storage.records import Due, ParentTask, TaskId
from tests.doubles.examples import OMAR, POSTER, PRIYA, RECRUITMENT, TODAY, call, proposal
from tests.doubles.reading import labels, read

FAIR = ParentTask(TaskId("fair"), "Plan the fair")
RANGE = Due(dt.date(2026, 6, 12), dt.time(17), dt.date(2026, 6, 8))
FULL = replace(
    POSTER,
    assignees=(PRIYA,),
    due=RANGE,
    project=RECRUITMENT,
    parent=FAIR,
    priority="High",
    tags=("print", "press"),
    notes="A3",
)
COMMENT = AddComment(
    task_id=POSTER.id, title="Poster", url=POSTER.url, parts=("Priya Nair: ask\n", OMAR, ", “now”")
)


def question(change: Change) -> list[str]:
    """What the card asks, without who decides until when."""
    return read(card_of(AwaitingDecision(proposal(call(change))), today=TODAY))[1:-1]


def receipt(change: Change, state: CallState = CallState.DONE) -> list[str]:
    settled = Settled(proposal(call(change, state), state=ProposalState.CONFIRMED))
    return read(card_of(settled, today=TODAY))[:-1]


def test_what_goes_to_the_trash_is_shown_with_all_it_holds() -> None:
    fields = [
        "Status: To do",
        "Assignee: Priya Nair",
        "Due: Mon 8 Jun – Fri 12 Jun 17:00 (in 4 days)",
        "Project: Recruitment",
        "Part of: Plan the fair",
        "Priority: High",
        "Tags: print, press",
        "Notes: A3",
    ]
    assert question(ArchiveTask(task=FULL)) == ["Move to the trash: Poster", *fields]
    assert receipt(ArchiveTask(task=FULL)) == ["Done", "Moved to the trash: Poster", *fields]


def test_what_comes_out_of_the_trash_is_named_so() -> None:
    restore = ArchiveTask(task=replace(POSTER, is_trashed=True), restores=True)
    assert question(restore)[0] == "Restore from the trash: Poster"
    assert receipt(restore)[:2] == ["Done", "Restored: Poster"]


def test_a_comment_is_quoted_whole_and_whom_it_notifies_is_bold() -> None:
    assert question(COMMENT) == ["Comment on Poster", "“Priya Nair: ask\n@Omar Haddad, “now””"]
    card = card_of(AwaitingDecision(proposal(call(COMMENT))), today=TODAY)
    assert Text("@Omar Haddad", bold=True) in card.blocks[0][1]
    assert receipt(COMMENT)[1] == "Commented on Poster"


def test_a_long_comment_is_on_pages_to_its_last_word_before_confirm() -> None:
    words = [f"word{number}" for number in range(500)]
    long = replace(COMMENT, parts=("Priya: ", " ".join(words), OMAR))
    cards = [card_of(AwaitingDecision(proposal(call(long)), page=page), today=TODAY) for page in range(3)]
    pages = [card for place, card in enumerate(cards) if card not in cards[:place]]
    assert len(pages) > 1
    assert ["Confirm" in labels(card) for card in pages] == [*[False] * (len(pages) - 1), True]
    written = " ".join(line for card in pages for line in read(card))
    assert re.findall(r"word\d+", written) == words
    assert "@Omar Haddad" in written


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (ArchiveTask(task=POSTER), "❌ Failed, nothing was changed · Move to the trash: Poster"),
        (COMMENT, "❌ Failed, nothing was changed · Comment on Poster"),
    ],
)
def test_what_failed_is_not_told_as_done(change: Change, line: str) -> None:
    assert receipt(change, CallState.FAILED)[:2] == ["Not done", line]


def test_dates_tags_and_the_whole_are_told_from_what_to_what() -> None:
    edits = (
        DateEdit(RANGE, Due(dt.date(2026, 6, 19), dt.time(17))),
        TagsEdit(("print",), ("print", "press")),
        TagsEdit(("print",), ()),
        ParentEdit(None, FAIR),
    )
    change = UpdateTask(task_id=POSTER.id, title="Poster", url=POSTER.url, edits=edits)
    assert question(change)[1:] == [
        "Due: Mon 8 Jun – Fri 12 Jun 17:00 → Fri 19 Jun 17:00 (in 11 days)",
        "Tags: print → print, press",
        "Tags: print → none",
        "Part of: none → Plan the fair",
    ]
