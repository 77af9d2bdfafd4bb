"""What holds the event loop is found in the log."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.telemetry.loop_lag import EVERY_S, HELD_S, watching_loop

if TYPE_CHECKING:
    import logging

    import pytest


def hold_the_loop(seconds: float) -> None:
    time.sleep(seconds)


async def until_logged(caplog: pytest.LogCaptureFixture, words: str) -> logging.LogRecord:
    async with asyncio.timeout(10):
        while True:
            for record in caplog.records:
                if record.message == words:
                    return record
            await asyncio.sleep(0.01)


async def test_what_holds_the_loop_is_named_and_how_late_it_was(caplog: pytest.LogCaptureFixture) -> None:
    async with watching_loop():
        await asyncio.sleep(0)
        hold_the_loop(HELD_S + 4 * EVERY_S)
        late = await until_logged(caplog, "event loop late")
        held = await until_logged(caplog, "event loop held")
    assert vars(late)["late_ms"] >= 1000 * HELD_S
    assert "hold_the_loop" in vars(held)["at"]
    assert [record.message for record in caplog.records].count("event loop held") == 1


async def test_a_loop_that_waits_is_not_held(caplog: pytest.LogCaptureFixture) -> None:
    async with watching_loop():
        await asyncio.sleep(HELD_S + 2 * EVERY_S)
    assert not any(record.message == "event loop held" for record in caplog.records)
