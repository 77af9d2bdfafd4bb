"""What came of trying the boards, as the table of docs/boards.md has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.layouts import Told
from tests.doubles.boards.trial import columns_in

if TYPE_CHECKING:
    from tests.doubles.boards.shape import Shape
    from tests.doubles.boards.trial import Trial

EVIDENCE = {
    Told.TEMPLATE: "Notion's template",
    Told.ONLY_ONE: "the only one of its type",
    Told.NAME: "its name",
    Told.CHOSEN: "an admin",
}
HEADING = ("Board", "What it is", "Told", *EVIDENCE.values())


def row_of(shape: Shape, trial: Trial) -> str:
    """Which columns were told by which evidence. The title is left out: it is always the only one."""
    told = {field: how for field, (_, how) in columns_in(trial.settled).items() if field != "title"}
    roles = [[field for field, by in told.items() if by is how] for how in EVIDENCE]
    if "done" in shape.settled:
        roles[-1].append("what means done")
    return _row(shape.name, shape.about, trial.verdict, *map(", ".join, roles))


def heading() -> str:
    return f"{_row(*HEADING)}\n{_row(*['---'] * len(HEADING))}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
