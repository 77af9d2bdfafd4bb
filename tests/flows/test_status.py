"""How Darcy is, told to an admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


async def status(darcy: Darcy) -> str:
    answer = await darcy.said(darcy.speaker, "darcy-admin status", {})
    assert answer.ephemeral
    return words_of(answer)


async def test_an_admin_sees_that_all_is_well(darcy: Darcy) -> None:
    shown = await status(darcy)
    assert "Status · all is well" in shown
    assert "its columns are told by what they look like" in shown
    assert "Answered by: scripted" in shown
    assert "Linked members: 2" in shown
    assert "Cards that wait for a decision: 0" in shown
    assert darcy.settings.notion_token.get_secret_value() not in shown


async def test_cards_that_wait_are_counted(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask("assign the poster to Priya in Recruitment")
    shown = await status(plain_darcy)
    assert "Cards that wait for a decision: 1" in shown
    assert "Answered by: grammar" in shown
    await plain_darcy.press(card, "Cancel")
    assert "Cards that wait for a decision: 0" in await status(plain_darcy)


async def test_columns_that_are_kept_are_told_so(plain_darcy: Darcy) -> None:
    setup = await plain_darcy.said(plain_darcy.speaker, "darcy-admin setup", {})
    await plain_darcy.press(setup, "Keep these")
    assert "its columns are kept" in await status(plain_darcy)


@pytest.mark.slow
async def test_a_notion_that_does_not_answer_is_told_with_when_it_last_did(plain_darcy: Darcy) -> None:
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.INTERNAL_ERROR, count=20))
    shown = await status(plain_darcy)
    assert "Status · needs a look" in shown
    assert "Notion last answered: " in shown
    assert "ago" in shown
    assert "Linked members: 2" in shown
