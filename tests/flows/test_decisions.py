"""A card is decided on once, in time, by the person who asked; whatever else is pressed gets an answer."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from tests.doubles.darcy import FORMS, POSTER, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

FINISH = "I've just finished sending out the recruitment forms"
ASSIGN = "assign the poster to Priya by Friday in Recruitment"


def patches(darcy: Darcy) -> int:
    return sum(exchange.method == "PATCH" for exchange in darcy.notion.exchanges)


async def test_cancel_changes_nothing(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    assert "nothing was changed" in words_of(await plain_darcy.press(card, "Cancel")).casefold()
    assert plain_darcy.notion.row(FORMS).status == "In progress"
    assert patches(plain_darcy) == 0


async def test_a_double_press_applies_once(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    presses = [await maya.press(card, "Confirm"), await maya.press(card, "Confirm")]
    answers = await asyncio.gather(*(press.answer() for press in presses))
    assert all(words_of(answer) for answer in answers)
    assert patches(plain_darcy) == 1
    assert plain_darcy.notion.row(FORMS).status == "Done"


async def test_another_person_cannot_decide(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    answer = await plain_darcy.press(card, "Confirm", by="Priya Raman")
    assert answer.ephemeral
    assert "only they can press" in words_of(answer)
    assert plain_darcy.notion.row(FORMS).status == "In progress"
    assert "Done" in words_of(await plain_darcy.press(card, "Confirm"))


async def test_a_press_after_a_day_comes_too_late(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    plain_darcy.clock.advance(dt.timedelta(hours=24, minutes=1))
    assert "Expired" in words_of(await plain_darcy.press(card, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "In progress"


async def test_a_card_works_after_a_restart(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await plain_darcy.stop()
    await plain_darcy.start()
    assert "Done" in words_of(await plain_darcy.press(card, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "Done"
    assert patches(plain_darcy) == 1


async def test_a_task_that_moved_is_left_alone_and_asked_about_again(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(ASSIGN)
    plain_darcy.notion.edit(plain_darcy.notion.row(POSTER).id, assignees=["Alice Ferreira"])

    again = await plain_darcy.press(card, "Confirm")
    assert "has changed" in words_of(again)
    assert "Alice Ferreira → Alice Ferreira, Priya Raman" in words_of(again)
    assert plain_darcy.notion.row(POSTER).assignees == ("Alice Ferreira",)

    await plain_darcy.press(again, "Confirm")
    assert set(plain_darcy.notion.row(POSTER).assignees) == {"Alice Ferreira", "Priya Raman"}


async def test_a_task_that_is_gone_is_told_so(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    plain_darcy.notion.edit(plain_darcy.notion.row(FORMS).id, in_trash=True)
    assert "no longer on the board" in words_of(await plain_darcy.press(card, "Confirm"))


async def test_who_is_no_longer_linked_cannot_confirm(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await plain_darcy.said("Tom Achterberg", "darcy-admin unlink", {"member": plain_darcy.speaker})
    assert "no longer linked" in words_of(await plain_darcy.press(card, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "In progress"


async def test_fifty_presses_at_once_apply_once(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    maya = plain_darcy.discord.person(plain_darcy.speaker)

    async def press_once(message: Message) -> str:
        return words_of(await (await maya.press(message, "Confirm")).answer())

    answers = await asyncio.gather(*(press_once(card) for _ in range(50)))
    assert all(answers)
    assert patches(plain_darcy) == 1
