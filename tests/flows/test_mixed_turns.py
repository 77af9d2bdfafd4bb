"""Reads beside writes in one turn: they run now, the writes are held; once those are decided it goes on."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.emulator import Fault
from storage.database.open import open_database
from storage.records import DiscordId, GuildId
from storage.runs import RunState
from tests.doubles.clicks import drawn
from tests.doubles.darcy import FORMS, POSTER, WEDNESDAY, words_of
from tests.doubles.replies import said_below

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

Call = tuple[str, dict[str, object]]
NOW = dt.datetime.combine(WEDNESDAY, dt.time(), dt.UTC)

LOOK: Call = ("find_tasks", {"whose": "Priya"})
FINISH: Call = ("update_task", {"task": FORMS, "status": "done"})


async def ask_for_both(darcy: Darcy) -> Message:
    darcy.model.calls(LOOK, FINISH)
    return await darcy.ask("how many has Priya? and the forms are done")


async def is_replaced(darcy: Darcy, card: Message) -> bool:
    """Whether a card comes to say that a newer one took its place, with nothing on it to press."""

    def look() -> bool | None:
        now = darcy.discord.message(card)
        return ("Replaced by a newer card" in words_of(now) and not now.buttons) or None

    return bool(await darcy.discord.until(look, 10))


def results_told(darcy: Darcy) -> list[str]:
    """What the model was told of its calls, when it was last asked."""
    return [
        message["content"] for message in darcy.model.requests[-1]["messages"] if message["role"] == "tool"
    ]


async def test_once_it_is_decided_the_rest_is_answered_below(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    assert "What else you asked I answer once you have decided on this." in words_of(card)
    darcy.model.says("Priya has two tasks.")
    assert "✅" in words_of(await darcy.press(card, "Confirm"))

    below = words_of(await said_below(darcy, card))
    assert "Priya has two tasks." in below
    assert "only what the card above says was changed" in below
    found, finished = results_told(darcy)
    assert "Priya" in found
    assert f"'{FORMS}': done, read back from the board." in finished


async def test_a_model_is_told_that_the_person_declined(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    darcy.model.says("Priya has two tasks; the forms stay as they are.")
    await darcy.press(card, "Cancel")
    assert "the forms stay" in words_of(await said_below(darcy, card))
    assert "Declined: nothing was changed." in results_told(darcy)[1]
    assert darcy.notion.row(FORMS).status == "In progress"


async def test_what_was_declined_is_not_asked_again_at_once(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    for _ in range(3):
        darcy.model.calls(FINISH)
    await darcy.press(card, "Cancel")
    below = await said_below(darcy, card)
    assert "That was declined just now" in words_of(below)
    assert not below.buttons
    assert darcy.notion.row(FORMS).status == "In progress"


async def test_what_two_calls_became_is_not_asked_again_either(darcy: Darcy) -> None:
    also: Call = ("update_task", {"task": FORMS, "priority": "Low"})
    darcy.model.calls(LOOK, FINISH, also)
    card = await darcy.ask("how many has Priya? the forms are done, and of low priority")
    for _ in range(3):
        darcy.model.calls(FINISH, also)
    await darcy.press(card, "Cancel")
    assert "That was declined just now" in words_of(await said_below(darcy, card))


async def test_something_else_may_be_proposed_after_a_refusal(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    darcy.model.calls(("update_task", {"task": FORMS, "status": "Blocked"}))
    await darcy.press(card, "Cancel")
    below = await said_below(darcy, card)
    assert "In progress → Blocked" in words_of(below)
    assert "✅" in words_of(await darcy.press(below, "Confirm"))
    assert darcy.notion.row(FORMS).status == "Blocked"


async def test_a_list_is_drawn_below_the_card_at_once(darcy: Darcy) -> None:
    darcy.model.calls(("show_tasks", {"whose": "Priya"}), FINISH)
    card = await darcy.ask("show me Priya's tasks, and the forms are done")
    assert "In progress → Done" in words_of(card)
    below = words_of(await said_below(darcy, card))
    assert "Priya Raman" in below
    asked = len(darcy.model.requests)
    assert "✅" in words_of(await darcy.press(card, "Confirm"))
    assert len(darcy.model.requests) == asked


async def test_a_private_answer_stays_private(darcy: Darcy) -> None:
    darcy.model.calls(LOOK, FINISH)
    card = await darcy.ask("how many has Priya? and the forms are done", private=True)
    darcy.model.says("Two.")
    await darcy.press(card, "Confirm")
    assert (await said_below(darcy, card)).ephemeral


async def test_it_goes_on_after_a_restart(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    await darcy.stop()
    await darcy.start()
    darcy.model.says("Priya has two tasks.")
    assert "✅" in words_of(await darcy.press(card, "Confirm"))
    assert "two tasks" in words_of(await said_below(darcy, card))


async def die_before_the_rest_is_told(darcy: Darcy, card: Message, label: str) -> None:
    """Press, and end Darcy once the card is drawn and what follows it is on its way to Discord."""
    met = asyncio.Event()
    darcy.discord.fail(Fault(method="POST", path="/webhooks/", delay_s=30, is_cut=True, met=met.set))
    await (await darcy.discord.person(darcy.speaker).press(card, label)).acknowledged()
    async with asyncio.timeout(10):
        await met.wait()
    await darcy.crash()
    await darcy.start()


@pytest.mark.slow
@pytest.mark.parametrize("label", ["Confirm", "Cancel"])
async def test_an_answer_that_a_crash_cut_off_is_given_by_the_next_process(darcy: Darcy, label: str) -> None:
    card = await ask_for_both(darcy)
    darcy.model.says("Priya has two tasks.")
    await die_before_the_rest_is_told(darcy, card, label)
    assert "Priya has two tasks." in words_of(await said_below(darcy, card))


@pytest.mark.slow
@pytest.mark.parametrize("label", ["Confirm", "Cancel"])
async def test_what_is_proposed_next_and_cut_off_can_be_decided_on(darcy: Darcy, label: str) -> None:
    card = await ask_for_both(darcy)
    darcy.model.calls(("update_task", {"task": FORMS, "status": "Blocked"}))
    await die_before_the_rest_is_told(darcy, card, label)
    below = await said_below(darcy, card)
    assert "✅" in words_of(await darcy.press(below, "Confirm"))
    assert darcy.notion.row(FORMS).status == "Blocked"


@pytest.mark.slow
async def test_a_list_that_a_crash_cut_off_is_shown_by_the_next_process(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    darcy.model.calls(("show_tasks", {"whose": "Priya"}))
    await die_before_the_rest_is_told(darcy, card, "Confirm")
    assert "Priya Raman" in words_of(await said_below(darcy, card))


async def test_a_model_that_is_away_by_then_takes_nothing_from_the_receipt(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    for _ in range(4):
        darcy.model.fails(500)
    assert "✅" in words_of(await darcy.press(card, "Confirm"))
    assert "model" in words_of(await said_below(darcy, card))
    assert darcy.notion.row(FORMS).status == "Done"


async def test_another_request_meanwhile_is_answered(darcy: Darcy) -> None:
    card = await ask_for_both(darcy)
    darcy.model.calls(("show_tasks", {"whose": "me"}))
    assert "tasks" in words_of(await darcy.ask("my tasks"))
    darcy.model.says("Priya has two tasks.")
    assert "✅" in words_of(await darcy.press(card, "Confirm"))


async def test_a_revision_in_words_replaces_the_card(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": POSTER, "due_on": "2026-06-12"}))
    card = await darcy.ask("the poster is due on Friday")
    darcy.model.calls(("update_task", {"task": POSTER, "due_on": "2026-06-11"}))
    newer = await darcy.ask("no, Thursday")
    assert await is_replaced(darcy, card)
    assert darcy.notion.row(POSTER).due is None
    assert "✅" in words_of(await darcy.press(newer, "Confirm"))
    due = darcy.notion.row(POSTER).due
    assert due is not None
    assert due.isoformat() == "2026-06-11"


async def test_a_creation_said_again_replaces_the_card_and_another_does_not(darcy: Darcy) -> None:
    darcy.model.calls(("create_task", {"title": "Wash the curtains", "due_on": "2026-06-12"}))
    card = await darcy.ask("create a task: wash the curtains by Friday")
    darcy.model.calls(("create_task", {"title": "Wash the floor"}))
    other = await darcy.ask("create a task: wash the floor")
    darcy.model.calls(("create_task", {"title": "Wash the curtains", "due_on": "2026-06-11"}))
    newer = await darcy.ask("the curtains by Thursday")
    assert await is_replaced(darcy, card)
    for one in (other, newer):
        assert "✅" in words_of(await darcy.press(one, "Confirm"))
    assert [row.title for row in darcy.notion.rows("Wash")].count("Wash the curtains") == 1


async def test_a_card_of_more_than_what_is_said_again_stays(darcy: Darcy) -> None:
    darcy.model.calls(FINISH, ("update_task", {"task": POSTER, "assignees": ["Priya"]}))
    card = await darcy.ask("the forms are done, and the poster is Priya's")
    darcy.model.calls(("update_task", {"task": POSTER, "assignees": ["Alice"]}))
    await darcy.ask("give Alice the poster")
    assert "✅" in words_of(await darcy.press(card, "Confirm"))
    assert darcy.notion.row(FORMS).status == "Done"


async def test_a_card_about_another_field_of_the_task_stays(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": POSTER, "due_on": "2026-06-12"}))
    card = await darcy.ask("the poster is due on Friday")
    darcy.model.calls(("update_task", {"task": POSTER, "assignees": ["Priya"]}))
    other = await darcy.ask("Priya does the poster")
    for one in (card, other):
        assert "✅ Done" in words_of(await darcy.press(one, "Confirm"))
    row = darcy.notion.row(POSTER)
    assert row.due is not None
    assert row.assignees == ("Priya Raman",)


async def test_a_card_that_asked_for_the_trash_is_replaced_by_a_change(darcy: Darcy) -> None:
    darcy.model.calls(("archive_task", {"task": FORMS}))
    card = await darcy.ask("throw the forms away")
    darcy.model.calls(FINISH)
    await darcy.ask("no, they are done")
    await drawn(darcy, card, "Replaced by a newer card")


async def test_somebody_elses_card_stays(darcy: Darcy) -> None:
    darcy.model.calls(FINISH)
    card = await darcy.ask("the forms are done")
    darcy.model.calls(FINISH)
    await darcy.ask("the forms are done", by="Priya Raman")
    assert "✅" in words_of(await darcy.press(card, "Confirm"))


async def test_a_run_that_died_before_it_could_wait_has_nothing_more_to_say(darcy: Darcy) -> None:
    darcy.model.calls(FINISH)
    card = await darcy.ask("the forms are done")
    async with open_database(darcy.settings.darcy_database_url) as database:
        waiting = await database.proposals.open_of(
            GuildId(darcy.discord.guild_id), DiscordId(darcy.discord.person(darcy.speaker).id), NOW
        )
        run = await database.runs.get_run(waiting[0].run)
        await database.runs.save_run(replace(run, state=RunState.RUNNING))
    assert "✅" in words_of(await darcy.press(card, "Confirm"))
    darcy.model.says("Hello.")
    later = await darcy.ask("hello")
    there = darcy.discord.messages(card.channel_id, darcy.discord.person(darcy.speaker))
    assert [one.id for one in there if one.id >= card.id] == [card.id, later.id]


async def test_the_model_is_told_that_what_it_proposed_was_replaced(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": POSTER, "due_on": "2026-06-12"}))
    await darcy.ask("the poster is due on Friday")
    darcy.model.calls(("update_task", {"task": POSTER, "due_on": "2026-06-11"}))
    await darcy.ask("no, Thursday")
    darcy.model.says("On Thursday.")
    await darcy.ask("when is it due?")
    told = str(darcy.model.requests[-1]["messages"])
    assert told.count("Proposed, then replaced by a newer proposal") == 1
    assert told.count("Proposed, not yet decided") == 1


async def test_the_model_is_told_that_nobody_decided_in_time(darcy: Darcy) -> None:
    darcy.model.calls(FINISH)
    await darcy.ask("the forms are done")
    darcy.clock.advance(dt.timedelta(hours=25))
    darcy.model.says("Nobody pressed.")
    await darcy.ask("are the forms done?")
    told = str(darcy.model.requests[-1]["messages"])
    assert "Proposed, and nobody decided in time" in told
    assert "Proposed, not yet decided" not in told
