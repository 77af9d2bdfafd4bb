"""A request that takes longer tells what is being done, and a quick one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

WITHIN_S = 30
SLOW_S = 3.0


def edits(darcy: Darcy) -> int:
    exchanges = darcy.discord.exchanges
    return sum(one.method == "PATCH" and one.path.endswith("/messages/@original") for one in exchanges)


async def test_a_slow_model_is_told_of_until_it_answers(darcy: Darcy) -> None:
    before = edits(darcy)
    darcy.model.stalls()
    maya = darcy.discord.person(darcy.speaker)
    sent = await maya.slash("darcy", {"request": "anything"})

    def shown() -> str | None:
        words = [words_of(one) for one in darcy.discord.messages("general", maya)]
        return next((one for one in words if one.endswith("…")), None)

    assert await darcy.discord.until(shown, WITHIN_S) == "Asking the model…"
    darcy.model.closing.set()
    answer = await sent.answer(WITHIN_S)
    assert "The language model" in words_of(answer)
    assert edits(darcy) - before == 2
    assert words_of(darcy.discord.message(answer)) == words_of(answer)


async def test_a_quick_answer_is_the_only_thing_shown(darcy: Darcy) -> None:
    before = edits(darcy)
    darcy.model.says("Hello.")
    assert "Hello." in words_of(await darcy.ask("hello"))
    assert edits(darcy) - before == 1


@pytest.mark.slow
async def test_below_a_message_too_it_is_told_until_the_answer_is_there(darcy: Darcy) -> None:
    darcy.model.stalls()
    maya = darcy.discord.person(darcy.speaker)
    await maya.say(f"<@{darcy.discord.application_id}> anything", channel="general")

    def last() -> str:
        return words_of(darcy.discord.messages("general", maya)[-1])

    assert await darcy.discord.until(lambda: last() == "Asking the model…" or None, WITHIN_S)
    darcy.model.closing.set()
    assert await darcy.discord.until(lambda: "The language model" in last() or None, WITHIN_S)
    await darcy.stop()
    assert "The language model" in last()


async def told_aside(darcy: Darcy, card: Message, words: str) -> Message:
    """What who pressed is told alone, below the card, which is as it was."""
    maya = darcy.discord.person(darcy.speaker)

    def look() -> Message | None:
        there = [one for one in darcy.discord.messages("general", maya) if one.id != card.id]
        return next((one for one in there if one.ephemeral and words_of(one) == words), None)

    found = await darcy.discord.until(look, WITHIN_S)
    assert found is not None
    now = darcy.discord.message(card)
    assert (now.text, now.buttons, now.selects) == (card.text, card.buttons, card.selects)
    return found


async def gone(darcy: Darcy, aside: Message) -> bool:
    maya = darcy.discord.person(darcy.speaker)

    def look() -> bool | None:
        return all(one.id != aside.id for one in darcy.discord.messages("general", maya)) or None

    return bool(await darcy.discord.until(look, WITHIN_S))


@pytest.mark.slow
async def test_a_slow_write_is_told_of_below_the_card_until_the_receipt_is_on_it(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask("assign the poster to Priya in Recruitment")
    slow = Fault(kind=FaultKind.SLOW, method="PATCH", path="/pages/", delay_s=SLOW_S)
    plain_darcy.notion.fail_next(slow)
    await plain_darcy.discord.person(plain_darcy.speaker).press(card, "Confirm")
    aside = await told_aside(plain_darcy, card, "Writing to Notion…")
    assert await gone(plain_darcy, aside)
    assert "✅ Done" in words_of(plain_darcy.discord.message(card))


@pytest.mark.slow
async def test_a_slow_list_is_told_of_and_its_refusal_is_what_stays(plain_darcy: Darcy) -> None:
    card = await plain_darcy.said(plain_darcy.speaker, "darcy-admin setup", {})
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.SLOW, path="data_sources", delay_s=SLOW_S))
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.INTERNAL_ERROR, path="data_sources", count=20))
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    await maya.press(card, "Look again")
    aside = await told_aside(plain_darcy, card, "Looking at the board…")
    assert await gone(plain_darcy, aside)
    told = plain_darcy.discord.messages("general", maya)[-1]
    assert told.ephemeral
    assert "Notion" in words_of(told)
    assert words_of(plain_darcy.discord.message(card)) == words_of(card)
