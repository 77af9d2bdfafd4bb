"""`docs/answers.md`: the cells as a person reads them, and read back again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.promises.answers.faults import FAULTS, NORMAL
from tests.promises.answers.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    Cells = Mapping[tuple[str, str], str]
    """By the names of kind and fault."""

FILE = Path(__file__).parents[3] / "docs" / "answers.md"
AS_USUAL = "*as usual*"
_HEAD = """\
# What a person sees

Every kind of interaction, in every circumstance, and the decisive line of the answer. This file is written by
`python -m tests.promises.answers` from what the real Darcy showed in the emulated Discord, and
`tests/promises/answers` fails where it shows something else.

In every line that is not in italics it holds that Darcy acknowledged within Discord's 3 seconds, that each
press has exactly one answer, that nothing that can still be reached is left “thinking…”, that nothing is
owed, and that the board was written to once where somebody confirmed, and nowhere else. What is answered
at once (a suggestion, a button or a form of another version) has no “in between”: it is tried afterwards.

🔒 is what only that person sees, ⏳ what they see meanwhile, *as usual* what they see when all is well.

| Circumstance | What it is |
| --- | --- |
"""


def rendered(cells: Cells) -> str:
    """The file's text."""
    about = "".join(f"| {fault.name} | {fault.about} |\n" for fault in FAULTS)
    return _HEAD + about + "".join(_section(kind.name, cells) for kind in KINDS)


def _section(kind: str, cells: Cells) -> str:
    usual = cells[kind, NORMAL.name]
    rows = ((fault, cells[kind, fault.name]) for fault in FAULTS)
    told = (
        f"| {fault.name} | {AS_USUAL if cell == usual and fault is not NORMAL else cell} |\n"
        for fault, cell in rows
    )
    return f"\n## {kind}\n\n| When | They see |\n| --- | --- |\n{''.join(told)}"


def committed() -> dict[tuple[str, str], str]:
    """The cells of the file as it is."""
    cells: dict[tuple[str, str], str] = {}
    for section in FILE.read_text(encoding="utf-8").split("\n## ")[1:]:
        kind, _, table = section.partition("\n")
        for fault, cell in re.findall(r"^\| (.+?) \| (.+) \|$", table, re.MULTILINE):
            usual = cells.get((kind, NORMAL.name), "")
            cells[kind, fault] = usual if cell == AS_USUAL else cell
    return cells
