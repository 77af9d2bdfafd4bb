"""The board as an admin sees it at setup: which column is what, how that was told, tasks read by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.desk.setup import columns_for
from bot.ui import words
from bot.ui.layout import Keep, Link, Mention, SetupPage, Text, Tone, said
from bot.ui.pages import PAGE_WEIGHT, assembled, weight_of_block
from bot.ui.picks import LABELS, kind_of, names_of, pages_for, picks_for, seen
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
_SAID = "an admin said so"
_KEPT = "These columns are kept. They may be renamed in Notion, and others added; I know them by their ids."
_NOT_KEPT = (
    "Is this right? Keep these, and what the columns are called will not matter. Else correct them here."
)
_NONE_TO_READ = "The board has no tasks yet, so there is nothing to check this by."


def setup_card(outcome: BoardSurveyed, today: dt.date) -> Card:
    """Which column is what, with lists to correct it by. It is one page, whatever the names."""
    survey = outcome.survey
    card = assembled(
        Tone.WARNING if outcome.outdated else _tone(survey),
        said(Text("Task board", bold=True), " · ", Link(words.shortened(seen(survey.name), 60), survey.url)),
        _fitting(outcome, today),
        actions=(
            *(() if is_kept(survey) or not _found(survey) else (Keep(),)),
            SetupPage(None, 0, "Look again"),
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
        blocks.append((said("Checked by reading:"), *(_sample(task, today, most) for task in survey.samples)))
    elif not survey.problem:
        blocks.append((said(_NONE_TO_READ),))
    if is_kept(survey):
        blocks.append((said(_KEPT),))
    elif _found(survey) and _is_settled(survey):
        blocks.append((said(_NOT_KEPT),))
    return blocks


def _outdated(links: Sequence[records.Link]) -> Line:
    """Who was linked to somebody that the board does not know: the first few, and where the rest are told."""
    many = "1 linked member is" if len(links) == 1 else f"{len(links)} linked members are"
    shown = (Mention(link.discord) for link in links[:_MOST_MENTIONED])
    listed = [part for mention in shown for part in (", ", mention)][1:]
    left = len(links) - _MOST_MENTIONED
    more = f" and {left} more (/darcy-admin list)" if left > 0 else ""
    who = "nobody that this board knows"
    return said("❗ ", f"{many} {who}: ", *listed, more, ". Link them again with /darcy-admin link.")


def _role(found: FoundRole, most: int) -> Line:
    label = Text(LABELS[found.field], bold=True)
    if found.column is not None:
        return said(label, f": {_named(found, found.column, most)} · {_how(found.told, found.column)}")
    if found.told is Told.UNCLEAR:
        return said("❗ " if found.is_needed else "", label, f": cannot be told: {_could_be(found, most)}")
    return said(label, ": the board has none", f" · {_SAID}" if found.told is Told.CHOSEN else "")


def _named(found: FoundRole, column: BoardColumn, most: int) -> str:
    return f"“{names_of(columns_for(found), most)[column.id]}” ({kind_of(column)})"


def _could_be(found: FoundRole, most: int) -> str:
    shown = [_named(found, column, most) for column in found.candidates[: _listed(most)]]
    left = len(found.candidates) - len(shown)
    *first, last = [*shown, *([f"{left} more"] if left else [])] or ["none that I know"]
    return f"it could be {', '.join(first)} or {last}" if first else f"it could be {last}"


def _listed(most: int) -> int:
    """How many names are listed, if none has more than `most` characters."""
    return 5 if most > _NAME_LENGTHS[-2] else 2


def _how(told: Told, column: BoardColumn) -> str:
    match told:
        case Told.CHOSEN:
            return _SAID
        case Told.TEMPLATE:
            return "by Notion's own template"
        case Told.ONLY_ONE:
            return f"the only {kind_of(column)} column"
        case Told.NAME:
            return "by its name"
        case Told.UNCLEAR | Told.MISSING:
            return "not sure"


def _done(survey: Survey, most: int) -> list[Line]:
    column = next((found.column for found in survey.roles if found.field == "status"), None)
    if column is None:
        return []
    label = Text("Done", bold=True)
    if column.kind == "checkbox":
        return [said(label, " is what is ticked.")]
    done = [status.name for status in survey.statuses if status.group is StatusGroup.DONE]
    if not done:
        return [said(label, ": no status means done, so no task can be finished.")]
    shown = [f"“{words.shortened(seen(name), most)}”" for name in done[: _listed(most)]]
    left = [f"{len(done) - len(shown)} more"] if len(done) > len(shown) else []
    why = "by Notion's groups" if column.kind == "status" else "by their names"
    return [said(label, f" is {', '.join([*shown, *left])} · {_SAID if survey.done_is_chosen else why}")]


def _sample(task: Task, today: dt.date, most: int) -> Line:
    details = [task.status or ("done" if task.is_done else "not done"), words.names(task.assignees)]
    details += [f"due {words.due_day(task.due, today)}"] if task.due else ["no due date"]
    details += [part for part in (task.project.name if task.project else None, task.priority) if part]
    said_of_it = " · ".join(words.shortened(seen(detail), most) for detail in details)
    title = Link(words.shortened(seen(task.title), most), task.url)
    return said("☑ " if task.is_done else "☐ ", title, f" · {said_of_it}")
