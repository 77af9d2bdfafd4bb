"""How Darcy is, for an admin: nothing secret, and nothing of what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Link, Tone
from bot.ui.pages import assembled
from bot.ui.settings import waits_for
from bot.ui.setup import is_kept
from bot.ui.texts import status as texts
from bot.ui.wording import line_of, phrase

if TYPE_CHECKING:
    from bot.agent.outcomes import StatusShown
    from bot.ui.layout import Block, Card, Line
    from bot.ui.texts.days import Noun
    from storage.layouts import Survey

_MOST_OF_A_NAME = 100
_UNITS: tuple[tuple[int, Noun], ...] = ((86400, "day"), (3600, "hour"), (60, "minute"))


def status_card(outcome: StatusShown) -> Card:
    board = outcome.survey
    is_well = board is not None and not board.problem
    blocks: list[Block] = [
        (_board(board) if board else line_of(texts.BOARD_TROUBLE, trouble=outcome.trouble),),
        (
            line_of(texts.NOTION_ANSWERED, when=_ago(outcome.notion_silent_s)),
            line_of(texts.ANSWERED_BY, model=words.shortened(outcome.model, _MOST_OF_A_NAME)),
        ),
        (
            line_of(texts.LINKED_MEMBERS, count=outcome.links),
            line_of(texts.OPEN_CARDS, count=outcome.open_proposals),
            waits_for(outcome.expiry_hours),
        ),
        (line_of(texts.UP_FOR, version=outcome.version, length=length(outcome.up_s)),),
    ]
    heading = line_of(texts.ALL_IS_WELL if is_well else texts.NEEDS_A_LOOK)
    return assembled(Tone.SUCCESS if is_well else Tone.WARNING, heading, blocks)


def _board(survey: Survey) -> Line:
    name = Link(words.shortened(survey.name, _MOST_OF_A_NAME), survey.url)
    if survey.problem:
        return line_of(texts.BOARD_PROBLEM, board=name, problem=survey.problem)
    return line_of(texts.BOARD_KEPT if is_kept(survey) else texts.BOARD_NOT_KEPT, board=name)


def _ago(seconds: float | None) -> str:
    if seconds is None:
        return texts.NEVER
    return texts.JUST_NOW if seconds < 1 else phrase(texts.AGO, length=length(seconds))


def length(seconds: float) -> str:
    """`40 seconds`, `5 minutes`, `3 hours`, `2 days`: to the unit that tells most."""
    for unit_s, noun in _UNITS:
        if seconds >= unit_s:
            return words.counted(int(seconds // unit_s), noun)
    return words.counted(int(seconds), "second")
