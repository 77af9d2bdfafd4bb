"""P9: no token and nothing people wrote reaches a log line."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.telemetry.logs import LineFormatter
from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

CANARY = "canary4711"


@pytest.mark.slow
async def test_a_canary_in_every_input_is_in_no_line(
    plain_darcy: Darcy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    darcy = plain_darcy
    darcy.notion.edit(darcy.notion.row(FORMS).id, title=f"{FORMS} {CANARY}")
    card = await darcy.ask(f"create a task: {CANARY} for Priya")
    await darcy.press(card, "Confirm")
    await darcy.ask(f"assign {CANARY} to {CANARY}")
    await darcy.ask(f"{CANARY} {CANARY} !!")
    card = await darcy.ask(f"I finished sending the recruitment forms {CANARY}")
    darcy.notion.fail_next(Fault(kind=FaultKind.DROPPED, count=50))
    assert words_of(await darcy.press(card, "Confirm"))

    formatter = LineFormatter()
    lines = [formatter.format(record) for record in caplog.records]
    assert any("RunEnded" in line for line in lines)
    secrets = [CANARY, darcy.discord.token, darcy.notion.token]
    assert [line for line in lines if any(secret in line for secret in secrets)] == []
