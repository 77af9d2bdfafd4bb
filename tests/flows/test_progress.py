"""A request that takes longer tells what is being done, and a quick one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

WITHIN_S = 30


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
