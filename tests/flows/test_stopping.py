"""SIGTERM in the middle of a write, to a whole process: it takes nothing new, finishes, and is gone.

That it is gone within 5 seconds is measured by `bench/stopping.py`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import FORMS, words_of
from tests.doubles.processes import WITHIN_S, open_processes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.doubles.processes import Processes

pytestmark = pytest.mark.slow

WRITE_S = 2.0
ASKED_AT_MOST = 30


async def test_a_request_that_comes_while_a_write_is_finished_is_refused_in_words(tmp_path: Path) -> None:
    async with open_processes(tmp_path, grammar=False) as world:
        darcy = await world.started()
        await world.link()
        world.model.calls(("update_task", {"task": FORMS, "status": "done"}))
        card = await world.ask("the forms are done")
        slow = Fault(kind=FaultKind.SLOW, method="PATCH", path="/pages/", delay_s=WRITE_S)
        world.notion.fail_next(slow)
        pressed = await world.maya.press(card, "Confirm")
        await world.discord.until(lambda: world.notion.row(FORMS).status == "Done" or None, WITHIN_S)

        stopping = asyncio.create_task(darcy.stop(WITHIN_S))
        assert "I am being restarted" in await refused(world)
        await stopping
        assert darcy.status == 0
        assert "✅ Done" in words_of(await pressed.answer())
        assert sum(one.method == "PATCH" for one in world.notion.exchanges) == 1
        assert "Traceback" not in darcy.log.read_text()


async def refused(world: Processes) -> str:
    """What is said to the first who asks after the signal has arrived; the model has no answer for others."""
    for _ in range(ASKED_AT_MOST):
        if "restarted" in (told := words_of(await world.ask("show me my tasks"))):
            return told
    raise AssertionError("Nobody was refused.")
