"""Every way a request, a decision or an answer can end, in words: values in, a Card out.

`bot/ui/layout.py` says what a Card is made of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

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
    Refused,
    SettingsShown,
    Settled,
    StatusShown,
    TasksShown,
    TurnLimitReached,
)
from bot.ui.decisions import already_decided_card, decision_card, declined_card, settled_card
from bot.ui.layout import Card, Choice, Markdown, Mention, Moment, Tone, said
from bot.ui.lists import links_card, tasks_card
from bot.ui.me import me_card
from bot.ui.pages import assembled
from bot.ui.settings import settings_card
from bot.ui.setup import setup_card
from bot.ui.status import status_card
from bot.ui.texts import answers as texts
from bot.ui.wording import line_of
from storage.records import DiscordId

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import Outcome
    from bot.ui.layout import Block, Line, Span
    from storage.runs import Question, QuestionOption

OPTIONS_SHOWN = 25
_LABEL = 100
_MENTION = re.compile(r"<@(\d{1,20})>")


def card_of(outcome: Outcome, *, today: dt.date) -> Card:  # noqa: C901, PLR0911 - one case for each ending
    """What a person is told of an outcome. `today` is the day in the reader's zone."""
    match outcome:
        case AwaitingDecision():
            return decision_card(outcome, today)
        case Settled():
            return settled_card(outcome, today)
        case Declined():
            return declined_card(outcome.proposal)
        case AlreadyDecided(proposal):
            return already_decided_card(proposal, today)
        case TasksShown():
            return tasks_card(outcome, today)
        case LinksListed():
            return links_card(outcome)
        case BoardSurveyed():
            return setup_card(outcome, today)
        case MeShown() | SettingsShown() | StatusShown():
            return _how_it_is(outcome)
        case AwaitingAnswer():
            return _question_card(outcome)
        case AlreadyAnswered(question):
            return sentence(Tone.NEUTRAL, *_answered(question))
        case Answered(text):
            # The model cannot claim a write: what a run has written, a receipt says.
            about = (line_of(_of_the_board(outcome)),)
            return assembled(Tone.NEUTRAL, (), _paragraphs(text), about=about)
        case _:
            return _short_card(outcome)


def _of_the_board(outcome: Answered | AwaitingAnswer) -> str:
    return texts.AS_ABOVE if outcome.is_after_decision else texts.UNCHANGED


def _how_it_is(outcome: MeShown | SettingsShown | StatusShown) -> Card:
    match outcome:
        case MeShown():
            return me_card(outcome)
        case SettingsShown():
            return settings_card(outcome)
        case StatusShown():
            return status_card(outcome)


def beside(outcome: Outcome) -> tuple[Outcome, ...]:
    """What is told in messages of its own, after the card: what was asked for beside a change."""
    shown = outcome.beside if isinstance(outcome, AwaitingDecision) else None
    then = outcome.then if isinstance(outcome, Settled | Declined) else None
    return tuple(one for one in (shown, then) if one is not None)


def cards_beside(outcome: Outcome, *, today: dt.date) -> tuple[Card, ...]:
    return tuple(card_of(one, today=today) for one in beside(outcome))


def _short_card(  # noqa: PLR0911 - likewise
    outcome: NotLinked
    | LinkOutdated
    | Refused
    | TurnLimitReached
    | DeadlineReached
    | NotTheirs
    | LinkSaved
    | LinkRemoved,
) -> Card:
    match outcome:
        case NotLinked(discord):
            return sentence(Tone.WARNING, *line_of(texts.NOT_LINKED, who=Mention(discord)))
        case LinkOutdated(discord, called):
            outdated = line_of(texts.LINK_OUTDATED, who=Mention(discord), name=called)
            return sentence(Tone.WARNING, *outdated)
        case Refused(reason):
            return sentence(Tone.WARNING, *_with_mentions(reason))
        case TurnLimitReached(turns):
            later = outcome.is_after_decision
            limit = texts.TURN_LIMIT_REACHED_LATER if later else texts.TURN_LIMIT_REACHED
            return sentence(Tone.WARNING, *line_of(limit, count=turns))
        case DeadlineReached(seconds):
            later = outcome.is_after_decision
            deadline = texts.DEADLINE_REACHED_LATER if later else texts.DEADLINE_REACHED
            return sentence(Tone.WARNING, *line_of(deadline, seconds=f"{seconds:g}"))
        case NotTheirs(asked_by):
            return sentence(Tone.WARNING, *line_of(texts.NOT_THEIRS, who=Mention(asked_by)))
        case LinkSaved(link):
            saved = line_of(texts.LINK_SAVED, who=Mention(link.discord), name=link.member.name)
            return sentence(Tone.SUCCESS, *saved)
        case LinkRemoved(discord, was_linked):
            text = texts.LINK_REMOVED if was_linked else texts.WAS_NOT_LINKED
            tone = Tone.SUCCESS if was_linked else Tone.NEUTRAL
            return sentence(tone, *line_of(text, who=Mention(discord)))
        case _:
            assert_never(outcome)


def _with_mentions(reason: str) -> tuple[str | Mention, ...]:
    """A reason may say who it is about by their mention; it is drawn as their name, and notifies nobody."""
    parts = _MENTION.split(reason)
    return tuple(Mention(DiscordId(int(part))) if at % 2 else part for at, part in enumerate(parts))


def sentence(tone: Tone, *parts: str | Span) -> Card:
    """One thing to say."""
    return assembled(tone, (), [(said(*parts),)])


def _paragraphs(text: str) -> list[Block]:
    """The model's text in blocks, so that a long one is cut between lines."""
    lines = [said(Markdown(line)) for line in text.strip().splitlines()]
    return [tuple(lines)] if lines else [(line_of(texts.NOTHING_TO_SAY),)]


def _question_card(outcome: AwaitingAnswer) -> Card:
    """A question with a list to pick from. What the list must cut is told in full above it."""
    question = outcome.question
    shown = question.options[:OPTIONS_SHOWN]
    blocks: list[Block] = [(line_of(texts.QUESTION, question=question.text),)]
    if any(len(option.label) > _LABEL or len(option.detail) > _LABEL for option in shown):
        blocks += [tuple(_option(number, option) for number, option in enumerate(shown, 1))]
    if not shown:
        blocks += [(line_of(texts.NOTHING_TO_PICK),)]
    elif len(question.options) > len(shown):
        blocks += [(line_of(texts.MORE_OPTIONS, count=len(question.options) - len(shown)),)]
    if question.call_id is not None:  # the model's own words, which nobody vouches for
        blocks += [(line_of(_of_the_board(outcome)),)]
    who, until = Mention(question.asked_of), Moment(question.expires_at)
    about = (line_of(texts.QUESTION_IS_FOR, who=who, until=until),)
    card = assembled(Tone.ASK, (), blocks, about=about, deciders=(question.asked_of,))
    return replace(card, choice=Choice(question.id, shown)) if shown else card


def _option(number: int, option: QuestionOption) -> Line:
    if option.detail:
        return line_of(
            texts.QUESTION_OPTION_IN_DETAIL, number=number, option=option.label, detail=option.detail
        )
    return line_of(texts.QUESTION_OPTION, number=number, option=option.label)


def _answered(question: Question) -> Line:
    if question.answer is None:
        return line_of(texts.TOO_LATE_TO_ANSWER)
    label = next(
        (option.label for option in question.options if option.id == question.answer), question.answer
    )
    return line_of(texts.ALREADY_ANSWERED, answer=label)
