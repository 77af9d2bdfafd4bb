"""How Darcy is, on a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.agent.outcomes import StatusShown
from bot.ui.cards import card_of
from bot.ui.layout import Tone
from bot.ui.status import length
from tests.doubles.board_setup import UNCLEAR, survey
from tests.doubles.examples import TODAY
from tests.doubles.reading import read

WELL = StatusShown(
    version="1.2",
    model="gpt-5-mini",
    survey=survey(),
    notion_silent_s=61.0,
    links=12,
    open_proposals=3,
    expiry_hours=48,
    up_s=90_000.0,
)


def test_all_is_told_in_a_few_lines() -> None:
    card = card_of(WELL, today=TODAY)
    assert card.tone is Tone.SUCCESS
    assert read(card) == [
        "Status · all is well",
        "The task board: Team tasks · its columns are told by what they look like",
        "Notion last answered: 1 minute ago",
        "Answered by: gpt-5-mini",
        "Linked members: 12",
        "Cards that wait for a decision: 3",
        "A card waits for its decision: 48 hours",
        "Darcy 1.2, up for 1 day",
    ]


def test_what_is_to_be_settled_is_told_with_where() -> None:
    card = card_of(replace(WELL, survey=survey(problem=UNCLEAR)), today=TODAY)
    assert card.tone is Tone.WARNING
    assert f"{UNCLEAR} See /darcy-admin setup." in read(card)[1]


def test_a_board_that_cannot_be_looked_at_is_told_in_words() -> None:
    shown = replace(WELL, survey=None, trouble="Notion cannot be reached now.", notion_silent_s=None)
    card = card_of(shown, today=TODAY)
    assert card.tone is Tone.WARNING
    assert "The task board: Notion cannot be reached now." in read(card)
    assert "Notion last answered: never since I started" in read(card)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 seconds"), (59.9, "59 seconds"), (120, "2 minutes"), (7199, "1 hour"), (172_800, "2 days")],
)
def test_a_time_is_told_to_the_unit_that_tells_most(seconds: float, words: str) -> None:
    assert length(seconds) == words
