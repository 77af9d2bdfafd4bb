"""P6: whoever asks or presses is answered, whatever happens around it, and as `docs/answers.md` says.

If it says something else on purpose: `python -m tests.promises.answers` writes the file anew.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.promises.answers.cells import Start, cell_of
from tests.promises.answers.faults import FAULTS, NORMAL
from tests.promises.answers.kinds import KINDS
from tests.promises.answers.table import FILE, committed, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.promises.answers.faults import Fault
    from tests.promises.answers.kinds import Kind

PROMPT = [kind for kind in KINDS if kind.is_prompt]
APART = [(kind, fault) for fault in FAULTS if not fault.waits for kind in KINDS]
TOGETHER = [fault for fault in FAULTS if fault.waits]


def test_the_table_has_a_line_for_each_kind_and_circumstance() -> None:
    assert rendered(committed()) == FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PROMPT, ids=lambda kind: kind.name)
async def test_it_is_answered_when_all_is_well(kind: Kind, tmp_path: Path) -> None:
    cell = await cell_of(kind, NORMAL, tmp_path, Start())
    assert cell == committed()[kind.name, NORMAL.name]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "fault"),
    [(kind, fault) for kind, fault in APART if fault is not NORMAL or kind not in PROMPT],
    ids=lambda one: one.name,
)
async def test_it_is_answered_whatever_happens(kind: Kind, fault: Fault, tmp_path: Path) -> None:
    cell = await cell_of(kind, fault, tmp_path, Start())
    assert cell == committed()[kind.name, fault.name]


@pytest.mark.slow
@pytest.mark.parametrize("fault", TOGETHER, ids=lambda fault: fault.name)
async def test_all_kinds_are_answered_while_something_takes_long(fault: Fault, tmp_path: Path) -> None:
    start = Start(len(KINDS))
    folders = [tmp_path / str(number) for number in range(len(KINDS))]
    for folder in folders:
        folder.mkdir()
    each = [cell_of(kind, fault, folder, start) for kind, folder in zip(KINDS, folders, strict=True)]
    cells = dict(zip([kind.name for kind in KINDS], await asyncio.gather(*each), strict=True))
    assert cells == {kind.name: committed()[kind.name, fault.name] for kind in KINDS}
