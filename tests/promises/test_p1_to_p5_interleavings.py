"""P1 to P5, whatever comes between: requests, presses, edits in Notion, faults, Darcy's death at any moment.

`DARCY_SCRIPTS=5000 pytest -m slow tests/promises/test_p1_to_p5_interleavings.py` plays that many, others
each time.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from tests.doubles.hurried_loop import HurriedLoop
from tests.doubles.interleavings.opening import open_stage
from tests.doubles.interleavings.promises import broken_promises
from tests.doubles.interleavings.scripts import scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.doubles.interleavings.steps import Script

    Play = Callable[[Script], list[str]]

_FEW = settings(max_examples=5, derandomize=True, suppress_health_check=list(HealthCheck))
_CHOSEN = int(os.environ.get("DARCY_SCRIPTS") or 0)
_MANY = settings(_FEW, max_examples=_CHOSEN or 80, derandomize=not _CHOSEN)


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    """Plays a script to its end; what it broke, in words. The board and the database are new for each."""
    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        opened = open_stage()
        stage = runner.run(opened.__aenter__())

        async def played(script: Script) -> list[str]:
            await stage.begin()
            await stage.play(script)
            await stage.rest()
            return await broken_promises(stage)

        yield lambda script: runner.run(played(script))
        runner.run(opened.__aexit__(None, None, None))


def told(broken: list[str], script: Script) -> str:
    return "\n".join([*broken, "", "The script:", *map(repr, script)])


@_FEW
@given(script=scripts(most=3))
def test_nothing_that_comes_between_breaks_a_promise(play: Play, script: Script) -> None:
    broken = play(script)
    assert not broken, told(broken, script)


@pytest.mark.slow
@_MANY
@given(script=scripts())
def test_nothing_that_comes_between_breaks_a_promise_in_long_scripts(play: Play, script: Script) -> None:
    broken = play(script)
    assert not broken, told(broken, script)
