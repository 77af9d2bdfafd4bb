"""The board as an admin sees it at setup: which column is what, how that was told, tasks read by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.desk.setup import columns_for
from bot.ui import words
from bot.ui.layout import Keep, Link, Mention, SetupPage, Tone, said
from bot.ui.pages import PAGE_WEIGHT, assembled, weight_of_block
from bot.ui.picks import kind_of, names_of, pages_for, picks_for, seen
from bot.ui.texts import controls
from bot.ui.texts import setup as texts
from bot.ui.wording import line_of, phrase
from storage.layouts import Told
from storage.records import StatusGroup

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.agent.outcomes import BoardSurveyed
    from bot.ui.layout import Block, Card, Line
    from storage import records
    from storage.layouts import BoardColumn, FoundRole, Survey
    from storage.records import Task

_NAME_LENGTHS = (60, 36, 20, 10)
"""Of what came from Notion, the most characters of each name; the first at which the card fits."""
_MOST_OF_THE_PROBLEM = 400
_MOST_MENTIONED = 5
_ROOM = PAGE_WEIGHT - 500  # the heading, and what `assembled` sets aside


def setup_card(outcome: BoardSurveyed, today: dt.date) -> Card:
    """Which column is what, with lists to correct it by. It is one page, whatever the names."""
    survey = outcome.survey
    card = assembled(
        Tone.WARNING if outcome.outdated else _tone(survey),
        line_of(texts.HEADING, board=Link(words.shortened(seen(survey.name), 60), survey.url)),
        _fitting(outcome, today),
        actions=(
            *(() if is_kept(survey) or not _found(survey) else (Keep(),)),
            SetupPage(None, 0, controls.LOOK_AGAIN),
            *pages_for(outcome),
        ),
    )
    return replace(card, picks=picks_for(outcome))


def is_kept(survey: Survey) -> bool:
    """Whether every column that was found is known by its id, and no more by its name or its type."""
    return bool(_found(survey)) and all(found.told is Told.CHOSEN for found in _found(survey))


def _tone(survey: Survey) -> Tone:
    if not _is_settled(survey) or (survey.problem and not survey.samples):
        return Tone.WARNING
    return Tone.SUCCESS if is_kept(survey) else Tone.NEUTRAL


def _is_settled(survey: Survey) -> bool:
    return not any(found.is_needed and found.told is Told.UNCLEAR for found in survey.roles)


def _found(survey: Survey) -> list[FoundRole]:
    return [found for found in survey.roles if found.column]


def _fitting(outcome: BoardSurveyed, today: dt.date) -> list[Block]:
    longest, *shorter = (_blocks(outcome, today, most) for most in _NAME_LENGTHS)
    for blocks in (longest, *shorter[:-1]):
        if sum(weight_of_block(block) for block in blocks) < _ROOM:
            return blocks
    return shorter[-1]


def _blocks(outcome: BoardSurveyed, today: dt.date, most: int) -> list[Block]:
    survey = outcome.survey
    blocks: list[Block] = [(said(outcome.note),)] if outcome.note else []
    if survey.problem:
        lines = words.shortened(survey.problem, _MOST_OF_THE_PROBLEM).splitlines()
        blocks.append(tuple(said(line) for line in lines))
    if outcome.outdated:
        blocks.append((_outdated(outcome.outdated),))
    blocks.append(tuple(_role(found, most) for found in survey.roles))
    blocks += [(line,) for line in _done(survey, most)]
    if survey.samples:
        samples = (_sample(task, today, most) for task in survey.samples)
        blocks.append((line_of(texts.CHECKED_BY), *samples))
    elif not survey.problem:
        blocks.append((line_of(texts.NONE_TO_READ),))
    if is_kept(survey):
        blocks.append((line_of(texts.KEPT),))
    elif _found(survey) and _is_settled(survey):
        blocks.append((line_of(texts.NOT_KEPT),))
    return blocks


def _outdated(links: Sequence[records.Link]) -> Line:
    """Who was linked to somebody that the board does not know: the first few, and where the rest are told."""
    shown = (Mention(link.discord) for link in links[:_MOST_MENTIONED])
    who = said(*[part for mention in shown for part in (", ", mention)][1:])
    left = len(links) - _MOST_MENTIONED
    who = line_of(texts.AND_MORE, who=who, count=left) if left > 0 else who
    return line_of(texts.OUTDATED, count=len(links), who=who)


def _role(found: FoundRole, most: int) -> Line:
    role = texts.ROLES[found.field]
    if found.column is not None:
        column, how = _named(found, found.column, most), _how(found.told, found.column)
        return line_of(texts.FOUND, role=role, column=column, how=how)
    if found.told is Told.UNCLEAR:
        unclear = texts.UNCLEAR_AND_NEEDED if found.is_needed else texts.UNCLEAR
        return line_of(unclear, role=role, could_be=_could_be(found, most))
    if found.told is Told.CHOSEN:
        return line_of(texts.MISSING_AS_SAID, role=role, how=texts.AN_ADMIN_SAID_SO)
    return line_of(texts.MISSING, role=role)


def _named(found: FoundRole, column: BoardColumn, most: int) -> str:
    return phrase(texts.COLUMN, name=names_of(columns_for(found), most)[column.id], kind=kind_of(column))


def _could_be(found: FoundRole, most: int) -> str:
    shown = [_named(found, column, most) for column in found.candidates[: _listed(most)]]
    left = len(found.candidates) - len(shown)
    *first, last = [*shown, *_more(left)] or [texts.NONE_KNOWN]
    if not first:
        return phrase(texts.COULD_BE, one=last)
    return phrase(texts.COULD_BE_SEVERAL, some=", ".join(first), last=last)


def _more(left: int) -> list[str]:
    return [phrase(texts.MORE, count=left)] if left else []


def _listed(most: int) -> int:
    """How many names are listed, if none has more than `most` characters."""
    return 5 if most > _NAME_LENGTHS[-2] else 2


def _how(told: Told, column: BoardColumn) -> str:
    match told:
        case Told.CHOSEN:
            return texts.AN_ADMIN_SAID_SO
        case Told.TEMPLATE:
            return texts.BY_TEMPLATE
        case Told.ONLY_ONE:
            return phrase(texts.ONLY_ONE, kind=kind_of(column))
        case Told.NAME:
            return texts.BY_NAME
        case Told.UNCLEAR | Told.MISSING:
            return texts.NOT_SURE


def _done(survey: Survey, most: int) -> list[Line]:
    column = next((found.column for found in survey.roles if found.field == "status"), None)
    if column is None:
        return []
    if column.kind == "checkbox":
        return [line_of(texts.DONE_IS_TICKED)]
    done = [status.name for status in survey.statuses if status.group is StatusGroup.DONE]
    if not done:
        return [line_of(texts.NOTHING_IS_DONE)]
    names = [words.shortened(seen(name), most) for name in done[: _listed(most)]]
    shown = [phrase(texts.STATUS_NAME, name=name) for name in names]
    how = texts.BY_GROUPS if column.kind == "status" else texts.BY_NAMES
    how = texts.AN_ADMIN_SAID_SO if survey.done_is_chosen else how
    listed = ", ".join([*shown, *_more(len(done) - len(shown))])
    return [line_of(texts.DONE_IS, statuses=listed, how=how)]


def _sample(task: Task, today: dt.date, most: int) -> Line:
    done = texts.TASK_DONE if task.is_done else texts.TASK_NOT_DONE
    due = phrase(texts.TASK_DUE, day=words.due_day(task.due, today)) if task.due else texts.NO_DUE_DATE
    details = [task.status or done, words.names(task.assignees), due]
    details += [part for part in (task.project.name if task.project else None, task.priority) if part]
    said_of_it = " · ".join(words.shortened(seen(detail), most) for detail in details)
    title = Link(words.shortened(seen(task.title), most), task.url)
    return said("☑ " if task.is_done else "☐ ", title, f" · {said_of_it}")
