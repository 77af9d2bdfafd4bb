from dataclasses import replace
from typing import get_args

import pytest

from bot.agent.outcomes import (
    AlreadyAnswered,
    AlreadyDecided,
    Answered,
    AwaitingAnswer,
    AwaitingDecision,
    BoardSurveyed,
    DeadlineReached,
    Declined,
    LinkOutdated,
    LinkRemoved,
    LinkSaved,
    LinksListed,
    MeShown,
    NotLinked,
    NotTheirs,
    Outcome,
    Refused,
    SettingsShown,
    Settled,
    StatusShown,
    TasksShown,
    TurnLimitReached,
)
from bot.ui.cards import card_of
from bot.ui.layout import Choice, Markdown, Tone, said
from bot.ui.texts.answers import UNCHANGED
from storage.guilds import GuildSettings
from storage.records import Link, Listing, Preferences, RunId
from storage.runs import QuestionOption, Shown
from tests.doubles.board_setup import survey
from tests.doubles.examples import ASKER, GUILD, NOON, PRIYA, TODAY, proposal, question
from tests.doubles.reading import read

LINK = Link(guild=GUILD, discord=ASKER, member=PRIYA, linked_by=ASKER, linked_at=NOON)
A, B = QuestionOption("t-1", "Poster", "Recruitment"), QuestionOption("t-2", "Poster", "Open day")

SHORT: list[tuple[Outcome, Tone, str]] = [
    (NotLinked(ASKER), Tone.WARNING, "/darcy-admin link"),
    (LinkOutdated(ASKER, "Ana"), Tone.WARNING, "/darcy-admin link"),
    (Refused("Notion cannot be reached now."), Tone.WARNING, "Notion cannot be reached now."),
    (Refused("That person is linked to <@11>."), Tone.WARNING, "That person is linked to @11."),
    (TurnLimitReached(8), Tone.WARNING, "8 steps"),
    (DeadlineReached(90.0), Tone.WARNING, "90 seconds"),
    (NotTheirs(ASKER), Tone.WARNING, "@11 asked for this"),
    (LinkSaved(LINK), Tone.SUCCESS, "@11 is now Priya Nair in Notion."),
    (LinkRemoved(ASKER, was_linked=True), Tone.SUCCESS, "@11 is no longer linked"),
    (LinkRemoved(ASKER, was_linked=False), Tone.NEUTRAL, "@11 was not linked to anyone."),
]


@pytest.mark.parametrize(("outcome", "tone", "words"), SHORT)
def test_a_short_outcome_is_one_sentence(outcome: Outcome, tone: Tone, words: str) -> None:
    card = card_of(outcome, today=TODAY)
    assert card.tone is tone
    assert words in " ".join(read(card))
    assert card.actions == ()


def test_every_type_of_outcome_has_a_card() -> None:
    every: list[Outcome] = [
        *(outcome for outcome, _, _ in SHORT),
        Answered("Hello."),
        TasksShown(RunId("r"), Shown(title="Your tasks", listing=Listing(()))),
        AwaitingDecision(proposal()),
        AwaitingAnswer(question(A, B)),
        Settled(proposal()),
        Declined(proposal()),
        AlreadyDecided(proposal()),
        AlreadyAnswered(question(A)),
        LinksListed((), ()),
        BoardSurveyed(survey()),
        MeShown(ASKER, None, Preferences(guild=GUILD, discord=ASKER), "UTC"),
        SettingsShown(GuildSettings(guild=GUILD)),
        StatusShown(
            version="1",
            model="m",
            survey=None,
            notion_silent_s=None,
            links=0,
            open_proposals=0,
            expiry_hours=24,
            up_s=1.0,
        ),
    ]
    assert {type(outcome) for outcome in every} == set(get_args(Outcome))
    assert all(read(card_of(outcome, today=TODAY)) for outcome in every)


def test_the_models_words_stay_markdown_and_keep_their_lines() -> None:
    card = card_of(Answered("**Two** things:\n- one\n- two"), today=TODAY)
    words = ((Markdown("**Two** things:"),), (Markdown("- one"),), (Markdown("- two"),))
    assert card.blocks == (words, (said(UNCHANGED),))


def test_an_empty_answer_still_says_something() -> None:
    assert read(card_of(Answered("  \n "), today=TODAY)) == [
        "I have nothing to say to that. Try other words.",
        UNCHANGED,
    ]


def test_an_answer_too_long_for_a_message_says_that_there_would_be_more() -> None:
    lines = read(card_of(Answered("word " * 3_000), today=TODAY))
    assert lines[-1] == "… and more, which does not fit here."


def test_a_question_offers_its_options_to_the_one_asked() -> None:
    card = card_of(AwaitingAnswer(question(A, B)), today=TODAY)
    assert card.choice == Choice(question().id, (A, B))
    assert read(card) == ["Which poster?", "For @11, until 09 Jun 12:00"]
    assert card.deciders == (ASKER,)


def test_an_option_cut_by_the_list_is_told_in_full_above_it() -> None:
    long = replace(A, label="x" * 150)
    assert f"1. {'x' * 150} · Recruitment" in read(card_of(AwaitingAnswer(question(long, B)), today=TODAY))


def test_options_beyond_what_a_list_takes_are_owned_up_to() -> None:
    options = [QuestionOption(f"t-{number}", f"Task {number}") for number in range(30)]
    card = card_of(AwaitingAnswer(question(*options)), today=TODAY)
    assert card.choice is not None
    assert len(card.choice.options) == 25
    assert any(line.startswith("5 more would fit too.") for line in read(card))


def test_a_question_without_options_asks_for_words() -> None:
    card = card_of(AwaitingAnswer(question()), today=TODAY)
    assert card.choice is None
    assert "Ask again with /darcy, and say which you mean." in read(card)


def test_a_second_answer_is_told_the_first() -> None:
    answered = replace(question(A, B), answer="t-2")
    assert read(card_of(AlreadyAnswered(answered), today=TODAY)) == ["This was already answered: Poster"]
    late = card_of(AlreadyAnswered(question(A)), today=TODAY)
    assert read(late) == ["It is too late to answer this. Ask again with /darcy."]
