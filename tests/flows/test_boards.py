"""Boards of many shapes: told apart, settled where that needs somebody, read and written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.layouts import Told
from tests.doubles.boards.table import row_of
from tests.doubles.boards.trial import SHAPES, columns_in, tried
from tests.doubles.boards.unclear import TWO_DATES
from tests.doubles.darcy import open_world, words_of

if TYPE_CHECKING:
    from tests.doubles.boards.shape import Shape

DOCUMENTED = [
    line
    for line in (Path(__file__).parents[2] / "docs" / "boards.md").read_text(encoding="utf-8").splitlines()
    if line.startswith(tuple(f"| {shape.name} |" for shape in SHAPES))
]
"""What docs/boards.md says of each board."""


def _named(shape: Shape) -> str:
    return shape.name


@pytest.mark.parametrize("shape", SHAPES, ids=_named)
async def test_a_board_is_told_apart_settled_read_and_written(shape: Shape) -> None:
    trial = await tried(shape)

    assert columns_in(trial.first) == dict(shape.told)
    unclear = {one.field for one in trial.first.roles if one.is_needed and one.told is Told.UNCLEAR}
    assert unclear == shape.unclear
    assert trial.verdict == _expected(shape)
    assert shape.refused in (trial.told or "")
    if shape.unclear:
        assert "/darcy-admin setup" in (trial.told or "")
        assert trial.first.samples == ()
    chosen = {field for field in shape.settled if field != "done"}
    assert {one.field for one in trial.settled.roles if one.told is Told.CHOSEN} == chosen
    assert {s.name for s in trial.settled.statuses if s.group == "done"} == set(shape.done)

    task = trial.sample
    roles = {**columns_in(trial.settled)}
    filled = {field for field, (column, _) in roles.items() if shape.row.get(column)}
    assert {field for field in roles if getattr(task, field)} - {"status"} == filled - {"status"}
    assert task.is_done == (task.status in shape.done)

    assert row_of(shape, trial) in DOCUMENTED

    made = trial.finished
    assert made.title == "Made by Darcy"
    assert {field for field in roles if not getattr(made, field)} == set()
    assert made.is_done == bool(shape.done)
    assert {one.title for one in trial.listed} >= {"Made by Darcy"}


def test_most_shapes_need_nobodys_help() -> None:
    counted = Counter(map(_expected, SHAPES))

    assert len(DOCUMENTED) == len(SHAPES) >= 12
    assert counted["without help"] >= len(SHAPES) * 3 / 4


async def test_a_board_that_needs_an_admin_is_served_and_says_so_to_who_asks(tmp_path: Path) -> None:
    async with open_world(tmp_path, grammar=True) as darcy:
        ids = [darcy.notion.add_database(seed) for seed in TWO_DATES.databases()][-1]
        await darcy.stop()
        darcy.settings = darcy.settings.model_copy(update={"notion_tasks": ids.database})
        await darcy.start()

        answer = words_of(await darcy.ask("show me my tasks"))

        assert "it could be “Kick-off”, “Launch”" in answer
        assert "A server admin can settle it with /darcy-admin setup." in answer


def _expected(shape: Shape) -> str:
    if shape.refused:
        return "refused"
    return "with help" if shape.settled else "without help"
