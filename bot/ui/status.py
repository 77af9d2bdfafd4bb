"""How Darcy is, for an admin: nothing secret, and nothing of what people wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Link, Text, Tone, said
from bot.ui.pages import assembled
from bot.ui.setup import is_kept

if TYPE_CHECKING:
    from bot.agent.outcomes import StatusShown
    from bot.ui.layout import Block, Card, Line
    from storage.layouts import Survey

_MOST_OF_A_NAME = 100
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86400


def status_card(outcome: StatusShown) -> Card:
    board = outcome.survey
    is_well = board is not None and not board.problem
    blocks: list[Block] = [
        (_board(board) if board else said("The task board: ", outcome.trouble),),
        (
            said("Notion last answered: ", Text(_ago(outcome.notion_silent_s), bold=True)),
            said("Answered by: ", Text(words.shortened(outcome.model, _MOST_OF_A_NAME), bold=True)),
        ),
        (
            said("Linked members: ", Text(str(outcome.links), bold=True)),
            said("Cards that wait for a decision: ", Text(str(outcome.open_proposals), bold=True)),
        ),
        (said(f"Darcy {outcome.version}, up for {length(outcome.up_s)}"),),
    ]
    heading = said(Text("Status", bold=True), " · all is well" if is_well else " · needs a look")
    return assembled(Tone.SUCCESS if is_well else Tone.WARNING, heading, blocks)


def _board(survey: Survey) -> Line:
    name = Link(words.shortened(survey.name, _MOST_OF_A_NAME), survey.url)
    if survey.problem:
        return said("The task board: ", name, f" · {survey.problem} See /darcy-admin setup.")
    kept = "its columns are kept" if is_kept(survey) else "its columns are told by what they look like"
    return said("The task board: ", name, f" · {kept}")


def _ago(seconds: float | None) -> str:
    if seconds is None:
        return "never since I started"
    return "just now" if seconds < 1 else f"{length(seconds)} ago"


def length(seconds: float) -> str:
    """`40 seconds`, `5 minutes`, `3 hours`, `2 days`: to the unit that tells most."""
    for unit, name in ((_DAY_S, "day"), (_HOUR_S, "hour"), (_MINUTE_S, "minute")):
        if seconds >= unit:
            return words.counted(int(seconds // unit), name)
    return words.counted(int(seconds), "second")
