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
    Settled,
    StatusShown,
    TasksShown,
    TurnLimitReached,
)
from bot.ui.decisions import already_decided_card, decision_card, declined_card, settled_card
from bot.ui.layout import Card, Choice, Markdown, Mention, Moment, Text, Tone, said
from bot.ui.lists import links_card, tasks_card
from bot.ui.me import me_card
from bot.ui.pages import assembled
from bot.ui.setup import setup_card
from bot.ui.status import status_card
from storage.records import DiscordId

if TYPE_CHECKING:
    import datetime as dt

    from bot.agent.outcomes import Outcome
    from bot.ui.layout import Block, Line, Span
    from storage.runs import Question, QuestionOption

OPTIONS_SHOWN = 25
UNCHANGED = "Nothing on the board was changed."
AS_ABOVE = "Of the board, only what the card above says was changed."
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
        case MeShown() | StatusShown():
            return me_card(outcome) if isinstance(outcome, MeShown) else status_card(outcome)
        case AwaitingAnswer(question):
            return _question_card(question)
        case AlreadyAnswered(question):
            return sentence(Tone.NEUTRAL, *_answered(question))
        case Answered(text):
            # The model cannot claim a write: what a run has written, a receipt says.
            about = (said(AS_ABOVE if outcome.is_after_decision else UNCHANGED),)
            return assembled(Tone.NEUTRAL, (), _paragraphs(text), about=about)
        case _:
            return _short_card(outcome)


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
            who = Mention(discord)
            how = " is in Notion. Someone who may manage this server can link them: /darcy-admin link."
            return sentence(Tone.WARNING, "I do not know yet who ", who, how)
        case LinkOutdated(discord, called):
            linked = (Mention(discord), " is linked to ", Text(called, bold=True))
            why = (
                ", whom the task board does not know any more: they left, or it names people otherwise now. "
            )
            how = "Someone who may manage this server can link them again: /darcy-admin link."
            return sentence(Tone.WARNING, *linked, why, how)
        case Refused(reason):
            return sentence(Tone.WARNING, *_with_mentions(reason))
        case TurnLimitReached(turns):
            gave_up = f"I could not work that out in {turns} steps, so I stopped. Nothing was changed. "
            return sentence(Tone.WARNING, f"{gave_up}Try fewer things at once, or other words.")
        case DeadlineReached(seconds):
            gave_up = f"That took longer than {seconds:g} seconds, so I stopped. Nothing was changed. "
            return sentence(Tone.WARNING, f"{gave_up}Try again in a moment.")
        case NotTheirs(asked_by):
            how = " asked for this, so only they can press here. Ask for your own with /darcy."
            return sentence(Tone.WARNING, Mention(asked_by), how)
        case LinkSaved(link):
            name = Text(link.member.name, bold=True)
            return sentence(Tone.SUCCESS, Mention(link.discord), " is now ", name, " in Notion.")
        case LinkRemoved(discord, was_linked):
            what = " is no longer linked to anyone in Notion." if was_linked else " was not linked to anyone."
            return sentence(Tone.SUCCESS if was_linked else Tone.NEUTRAL, Mention(discord), what)
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
    return [tuple(lines)] if lines else [(said("I have nothing to say to that. Try other words."),)]


def _question_card(question: Question) -> Card:
    """A question with a list to pick from. What the list must cut is told in full above it."""
    shown = question.options[:OPTIONS_SHOWN]
    blocks: list[Block] = [(said(Text(question.text, bold=True)),)]
    if any(len(option.label) > _LABEL or len(option.detail) > _LABEL for option in shown):
        blocks += [tuple(_option(number, option) for number, option in enumerate(shown, 1))]
    if not shown:
        blocks += [(said("Ask again with /darcy, and say which you mean."),)]
    elif len(question.options) > len(shown):
        left = len(question.options) - len(shown)
        blocks += [(said(f"{left} more would fit too. If it is none of these, ask again with more words."),)]
    if question.call_id is not None:  # the model's own words, which nobody vouches for
        blocks += [(said(UNCHANGED),)]
    until = said("For ", Mention(question.asked_of), ", until ", Moment(question.expires_at))
    card = assembled(Tone.ASK, (), blocks, about=(until,), deciders=(question.asked_of,))
    return replace(card, choice=Choice(question.id, shown)) if shown else card


def _option(number: int, option: QuestionOption) -> Line:
    return said(f"{number}. {option.label}", f" · {option.detail}" if option.detail else "")


def _answered(question: Question) -> tuple[str | Text, ...]:
    if question.answer is None:
        return ("It is too late to answer this. Ask again with /darcy.",)
    label = next(
        (option.label for option in question.options if option.id == question.answer), question.answer
    )
    return ("This was already answered: ", Text(label, bold=True))
