"""The same change for many tasks on one card: numbered, applied and settled each on its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

FESTIVAL = {"where": {"project": "Short Film Festival"}}


async def card_of(darcy: Darcy, **said: object) -> Message:
    darcy.model.calls(("update_tasks", said))
    return await darcy.ask("whatever is asked, the model calls this")


def open_in_festival(darcy: Darcy) -> dict[str, dt.date | None]:
    return {
        row.title: row.due
        for row in darcy.notion.rows()
        if row.project == "Short Film Festival" and row.status not in {"Done", "Dropped"}
    }


async def test_twelve_tasks_are_moved_by_a_week_and_the_undated_one_is_left_out(darcy: Darcy) -> None:
    before = open_in_festival(darcy)
    dated = {title: due for title, due in before.items() if due}
    assert (len(before), len(dated)) == (13, 12)

    card = await card_of(darcy, **FESTIVAL, shift_days=7)
    first = words_of(card)
    assert "Make these 12 changes?" in first
    assert "1 of the 13 tasks would not change and are left out." in first
    assert "Confirm is on the last page" in first
    last = await darcy.press(card, "Next ▶")
    assert "12 · " in words_of(last)

    patches = sum(one.method == "PATCH" for one in darcy.notion.exchanges)
    assert "Done" in words_of(await darcy.press(last, "Confirm"))
    assert sum(one.method == "PATCH" for one in darcy.notion.exchanges) == patches + 12
    after = open_in_festival(darcy)
    assert all(after[title] == due + dt.timedelta(days=7) for title, due in dated.items())
    assert after["Make a playlist for the foyer"] is None


async def test_one_task_that_moved_meanwhile_is_asked_again_alone(darcy: Darcy) -> None:
    card = await card_of(darcy, tasks=["recruitment forms", "welcome email", "join page"], status="done")
    darcy.notion.edit(darcy.notion.row("Draft the welcome email").id, status="Blocked")
    settled = await darcy.press(card, "Confirm")
    text = words_of(settled)
    assert "2 of 3 done" in text
    assert "has changed since I showed you this" in text
    assert "As the board is now: make this change?" in text
    assert "Status: Blocked → Done" in text
    assert darcy.notion.row("Send out recruitment forms").status == "Done"
    assert darcy.notion.row("Draft the welcome email").status == "Blocked"

    await darcy.press(settled, "Confirm")
    assert darcy.notion.row("Draft the welcome email").status == "Done"


async def test_done_tasks_are_moved_to_the_trash(darcy: Darcy) -> None:
    card = await card_of(darcy, where={"status": "done", "project": "Recruitment"}, archive=True)
    assert words_of(card).count("Move to the trash: ") == 4
    assert words_of(await darcy.press(card, "Confirm")).count("Moved to the trash: ") == 4
    left = {row.status for row in darcy.notion.rows() if row.project == "Recruitment"}
    assert not left & {"Done", "Dropped"}


async def test_every_task_of_the_board_is_meant_only_if_it_is_said(darcy: Darcy) -> None:
    darcy.model.calls(("update_tasks", {"where": {"status": "open"}, "priority": "High"}))
    darcy.model.calls(("update_tasks", {"where": {"status": "any"}, "everything": True, "priority": "High"}))
    told = words_of(await darcy.ask("everything is urgent"))
    (result,) = (m for m in darcy.model.requests[-1]["messages"] if m["role"] == "tool")
    assert "Say which tasks" in result["content"]
    assert "Make these" in told


async def test_which_task_is_meant_is_asked_before_any_is_changed(darcy: Darcy) -> None:
    question = await card_of(darcy, tasks=["the poster", "recruitment forms"], priority="Low")
    card = await darcy.choose(question, "Print the festival poster")
    assert "1 · Print the festival poster\nPriority: Medium → Low" in words_of(card)
    assert "2 · Send out recruitment forms\nPriority: High → Low" in words_of(card)
