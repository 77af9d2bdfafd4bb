"""What was said before means something in the next request of the same person in the same channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


async def test_it_is_the_task_spoken_of_last(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask("assign the poster to Priya in Recruitment")
    await plain_darcy.press(card, "Confirm")
    assert POSTER in words_of(await plain_darcy.ask("move it to Monday"))


async def test_it_is_also_a_task_made_just_now(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask("create a task: Wash the curtains")
    await plain_darcy.press(card, "Confirm")
    card = await plain_darcy.ask("assign it to Priya")
    assert "Wash the curtains" in words_of(card)
    await plain_darcy.press(card, "Confirm")
    assert plain_darcy.notion.row("Wash the curtains").assignees == ("Priya Raman",)


async def test_a_number_of_a_list_is_the_task_on_it(plain_darcy: Darcy) -> None:
    mine = words_of(await plain_darcy.ask("show me my tasks")).splitlines()
    first = next(line.removeprefix("☐ ") for line in mine if line.startswith("☐ "))
    assert first in words_of(await plain_darcy.ask("T1 is done"))


async def test_what_was_confirmed_and_cancelled_is_told_to_the_model(darcy: Darcy) -> None:
    for label in ("Cancel", "Confirm"):
        darcy.model.calls(("update_task", {"task": POSTER, "assignees": ["Priya"]}))
        await darcy.press(await darcy.ask("the poster is for Priya"), label)
    darcy.model.says("Yes.")
    await darcy.ask("did that work?")
    said = str(darcy.model.requests[-1]["messages"])
    assert "pressed Cancel" in said
    assert "pressed Confirm" in said
    assert said.index("pressed Cancel") < said.index("pressed Confirm")
