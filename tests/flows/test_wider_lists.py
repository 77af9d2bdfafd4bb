"""A list that came back empty says what was looked for, and offers to look wider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


def labels(message: object) -> list[str]:
    return [button.label for button in message.buttons]  # type: ignore[attr-defined] # a message


async def test_an_empty_list_offers_each_condition_to_be_left_out(darcy: Darcy) -> None:
    darcy.model.calls(
        (
            "show_tasks",
            {"whose": "Hugo", "project": "Recruitment", "due_until": "2020-01-01", "status": "open"},
        )
    )
    empty = await darcy.ask("what did Hugo have to do?")
    assert "Hugo Pellerin’s open tasks in Recruitment due by Wed 1 Jan" in words_of(empty)
    assert "There are no such tasks. Look wider?" in words_of(empty)
    assert labels(empty) == ["Also done ones", "Of everybody", "Whatever the date", "In every project"]


async def test_a_wider_list_is_shown_in_its_place_also_after_a_restart(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"project": "Recruitment", "due_until": "2020-01-01"}))
    empty = await darcy.ask("what was due in Recruitment?")
    await darcy.stop()
    await darcy.start()
    wider = await darcy.press(empty, "Whatever the date")
    assert wider.id == empty.id
    assert "Open tasks in Recruitment" in words_of(wider)
    assert "Make the poster for new members" in words_of(wider)
    assert darcy.model.left == 0


async def test_one_can_go_on_looking_wider(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"words": "zeppelin", "whose": "me"}))
    empty = await darcy.ask("my zeppelin tasks?")
    empty = await darcy.press(empty, "Of everybody")
    assert "Open tasks with “zeppelin”" in words_of(empty)
    assert labels(empty) == ["Also done ones"]
    empty = await darcy.press(empty, "Also done ones")
    assert "Tasks with “zeppelin”" in words_of(empty)
    assert labels(empty) == []


async def test_only_who_asked_may_look_wider(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"words": "zeppelin"}))
    empty = await darcy.ask("zeppelin tasks?")
    refused = await darcy.press(empty, "Also done ones", by="Priya Raman")
    assert refused.ephemeral
    assert "only they can press here" in words_of(refused)


async def test_a_list_with_tasks_on_it_offers_nothing_wider(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"whose": "me"}))
    assert "Of everybody" not in labels(await darcy.ask("my tasks"))
