"""P6: every interaction is acknowledged before any network call, and every press gets an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


async def test_a_request_is_acknowledged_while_the_model_says_nothing(darcy: Darcy) -> None:
    darcy.model.stalls()
    sent = await darcy.discord.person(darcy.speaker).slash("darcy", {"request": "anything"})
    assert await sent.acknowledged() < 3
    darcy.model.closing.set()
    assert words_of(await sent.answer())


@pytest.mark.slow
async def test_notion_out_of_reach_is_owned_up_to(plain_darcy: Darcy) -> None:
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.DROPPED, count=50))
    told = words_of(await plain_darcy.ask("show me my tasks"))
    assert "Notion" in told
    assert "Traceback" not in told


async def test_the_same_words_work_once_notion_is_back(plain_darcy: Darcy) -> None:
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE, count=1))
    assert "Send out recruitment forms" in words_of(await plain_darcy.ask("show me my tasks"))


async def test_a_burst_of_requests_is_answered_to_the_last(plain_darcy: Darcy) -> None:
    hugo = plain_darcy.discord.person("Hugo Pellerin")  # not linked, so Notion's own limit is not reached
    sent = [await hugo.slash("darcy", {"request": "show me my tasks"}) for _ in range(100)]
    answers = await asyncio.gather(*(one.answer() for one in sent))
    assert all("/darcy-admin link" in words_of(answer) for answer in answers)
