"""Lists to pick from while the board is set up: what to correct, and what that could be instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.desk.setup import STATUSES_PER_PAGE, choosable_statuses, columns_for, key_of
from bot.ui.layout import Pick, PickOption, SetupPage
from bot.ui.texts import controls
from bot.ui.texts import setup as texts
from bot.ui.wording import phrase
from bot.ui.words import shortened
from storage.layouts import Told
from storage.records import StatusGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.agent.outcomes import BoardSurveyed
    from storage.layouts import BoardColumn, FoundRole, Survey
    from storage.records import StatusOption

COLUMNS_PER_PAGE = 24  # Discord takes 25 options; one says that the board has none
_MOST_OF_AN_OPTION = 60
_MOST_SEEN = 200
_GROUPS = {
    StatusGroup.TODO: texts.TO_DO,
    StatusGroup.IN_PROGRESS: texts.IN_PROGRESS,
    StatusGroup.DONE: texts.DONE,
}


def kind_of(column: BoardColumn) -> str:
    """Notion's own word for the type, as a person reads it there."""
    return texts.KINDS.get(column.kind, column.kind.replace("_", " "))


def names_of(columns: Sequence[BoardColumn], most: int) -> dict[str, str]:
    """A name of at most `most` characters for each, by id; those that look the same are numbered."""
    short = [shortened(seen(column.name), most) for column in columns]
    count, met = Counter(short), Counter[str]()
    names: dict[str, str] = {}
    for column, name in zip(columns, short, strict=True):
        met[name] += 1
        names[column.id] = f"{name} #{met[name]}" if count[name] > 1 else name
    return names


def seen(name: str) -> str:
    """What can be seen of a name, on one line. Of a very long one its beginning, since no more is shown."""
    begun = name[:_MOST_SEEN]
    spaced = "".join(
        " " if char.isspace() else char for char in begun if char.isspace() or char.isprintable()
    )
    return " ".join(spaced.split()) or texts.UNNAMED


def picks_for(outcome: BoardSurveyed) -> tuple[Pick, ...]:
    """What can be picked: a role, and where one is being corrected, what it could be instead."""
    roles = Pick(None, options=tuple(_roles(outcome.survey)), prompt=texts.CORRECT_A_COLUMN)
    chosen = _chosen_pick(outcome)
    return (*((roles,) if roles.options else ()), *((chosen,) if chosen and chosen.options else ()))


def pages_for(outcome: BoardSurveyed) -> tuple[SetupPage, ...]:
    """Ways to the other pages of what a role could be."""
    last = _pages(outcome) - 1
    role, page = outcome.role, min(outcome.page, last)
    before = (SetupPage(role, page - 1, controls.PREVIOUS),) if page > 0 else ()
    return (*before, SetupPage(role, page + 1, controls.MORE)) if page < last else before


def _pages(outcome: BoardSurveyed) -> int:
    if outcome.role == "done":
        return -(-len(choosable_statuses(outcome.survey)) // STATUSES_PER_PAGE) or 1
    found = _role(outcome)
    return -(-len(columns_for(found)) // COLUMNS_PER_PAGE) or 1 if found else 1


def _role(outcome: BoardSurveyed) -> FoundRole | None:
    return next((found for found in outcome.survey.roles if found.field == outcome.role), None)


def _roles(survey: Survey) -> Iterator[PickOption]:
    for found in survey.roles:
        columns = columns_for(found)
        if len(columns) > (1 if found.field == "title" else 0):
            yield PickOption(found.field, texts.ROLES[found.field], _now(found))
    if choosable_statuses(survey):
        yield PickOption("done", texts.WHICH_MEAN_DONE)


def _now(found: FoundRole) -> str:
    if found.column is None:
        return texts.CANNOT_BE_TOLD if found.told is Told.UNCLEAR else texts.HAS_NONE_NOW
    return phrase(texts.NOW, name=names_of(columns_for(found), _MOST_OF_AN_OPTION)[found.column.id])


def _chosen_pick(outcome: BoardSurveyed) -> Pick | None:
    page = min(outcome.page, _pages(outcome) - 1)
    if outcome.role == "done":
        return _done_pick(choosable_statuses(outcome.survey), page)
    found = _role(outcome)
    return _column_pick(found, page) if found else None


def _column_pick(found: FoundRole, page: int) -> Pick:
    columns = columns_for(found)
    names = names_of(columns, _MOST_OF_AN_OPTION)
    options = [
        PickOption(key_of(column.id), names[column.id], _detail(column, is_now=column == found.column))
        for column in columns[page * COLUMNS_PER_PAGE : (page + 1) * COLUMNS_PER_PAGE]
    ]
    if found.field != "title" and columns:
        is_none = found.column is None and found.told is Told.CHOSEN
        options.append(PickOption("", texts.HAS_NONE, texts.THIS_ONE if is_none else ""))
    return Pick(found.field, page, tuple(options), texts.WHICH_COLUMN[found.field])


def _detail(column: BoardColumn, *, is_now: bool) -> str:
    kind = kind_of(column)
    return phrase(texts.KIND_THIS_ONE, kind=kind) if is_now else kind


def _done_pick(statuses: Sequence[StatusOption], page: int) -> Pick:
    begin, end = page * STATUSES_PER_PAGE, (page + 1) * STATUSES_PER_PAGE
    options = [
        PickOption(
            key_of(status.id),
            shortened(seen(status.name), _MOST_OF_AN_OPTION),
            _GROUPS[status.group],
            is_picked=status.group is StatusGroup.DONE,
        )
        for status in statuses[begin:end]
    ]
    others = (*statuses[:begin], *statuses[end:])
    least = 0 if any(status.group is StatusGroup.DONE for status in others) else 1
    return Pick("done", page, tuple(options), texts.PICK_ALL_DONE, least, len(options))
