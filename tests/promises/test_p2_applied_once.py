"""P2: an approved change is applied once. A fault or a crash leaves it done or not, settled by looking."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from storage.database.open import open_database
from storage.proposals import Decision, ProposalState
from storage.records import DiscordId, ProposalId
from tests.doubles.darcy import FORMS, FRIDAY, POSTER, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

FINISH = "I've just finished sending out the recruitment forms"
CREATE = "create a task: Wash the curtains"
NEW = "Wash the curtains"

BEFORE = [FaultKind.DROPPED, FaultKind.UNAVAILABLE, FaultKind.CONFLICT]
AFTER = [FaultKind.DROPPED_AFTER_COMMIT, FaultKind.UNAVAILABLE_AFTER_COMMIT]


def rows_called(darcy: Darcy, title: str) -> int:
    return sum(row.title == title for row in darcy.notion.rows())


@pytest.mark.parametrize("kind", BEFORE)
async def test_an_update_that_did_not_arrive_is_not_called_done(plain_darcy: Darcy, kind: FaultKind) -> None:
    card = await plain_darcy.ask(FINISH)
    plain_darcy.notion.fail_next(Fault(kind=kind, method="PATCH"))
    told = await plain_darcy.press(card, "Confirm")
    assert "✅" not in words_of(told)
    assert plain_darcy.notion.row(FORMS).status == "In progress"


@pytest.mark.parametrize("kind", BEFORE)
async def test_what_did_not_arrive_is_offered_again(plain_darcy: Darcy, kind: FaultKind) -> None:
    card = await plain_darcy.ask(FINISH)
    plain_darcy.notion.fail_next(Fault(kind=kind, method="PATCH"))
    again = await plain_darcy.press(card, "Confirm")
    assert "✅" in words_of(await plain_darcy.press(again, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "Done"


@pytest.mark.parametrize("kind", AFTER)
async def test_an_update_that_arrived_is_found_by_looking(plain_darcy: Darcy, kind: FaultKind) -> None:
    card = await plain_darcy.ask(FINISH)
    plain_darcy.notion.fail_next(Fault(kind=kind, method="PATCH"))
    assert "✅" in words_of(await plain_darcy.press(card, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "Done"


@pytest.mark.parametrize("names_page", [True, False])
@pytest.mark.parametrize("kind", AFTER)
async def test_a_creation_that_arrived_is_not_made_twice(
    plain_darcy: Darcy, kind: FaultKind, *, names_page: bool
) -> None:
    card = await plain_darcy.ask(CREATE)
    plain_darcy.notion.fail_next(Fault(kind=kind, method="POST", path="/pages$", names_page=names_page))
    assert "✅" in words_of(await plain_darcy.press(card, "Confirm"))
    assert rows_called(plain_darcy, NEW) == 1


@pytest.mark.parametrize("kind", BEFORE)
async def test_a_creation_that_did_not_arrive_is_offered_again(plain_darcy: Darcy, kind: FaultKind) -> None:
    card = await plain_darcy.ask(CREATE)
    plain_darcy.notion.fail_next(Fault(kind=kind, method="POST", path="/pages$"))
    again = await plain_darcy.press(card, "Confirm")
    assert "✅" not in words_of(again)
    assert rows_called(plain_darcy, NEW) == 0
    assert "✅" in words_of(await plain_darcy.press(again, "Confirm"))
    assert rows_called(plain_darcy, NEW) == 1


async def test_the_same_task_created_twice_on_purpose_is_there_twice(plain_darcy: Darcy) -> None:
    for _ in range(2):
        card = await plain_darcy.ask(CREATE)
        plain_darcy.notion.fail_next(
            Fault(kind=FaultKind.DROPPED_AFTER_COMMIT, method="POST", path="/pages$")
        )
        assert "✅" in words_of(await plain_darcy.press(card, "Confirm"))
    assert rows_called(plain_darcy, NEW) == 2


async def died_after_the_press(darcy: Darcy, card: Message, *, began: bool) -> None:
    """Leave the database as a process does that is killed after a press, before or within the write."""
    custom_id = next(str(b.custom_id) for b in card.buttons if b.label == "Confirm")
    proposal = ProposalId(custom_id.split(":")[2])
    maya = DiscordId(darcy.discord.person(darcy.speaker).id)
    at = darcy.clock.now()
    await darcy.stop()
    async with open_database(darcy.settings.darcy_database_url) as database:
        decision = Decision(proposal=proposal, by=maya, verdict=ProposalState.CONFIRMED, decided_at=at)
        for call in await database.proposals.claim(decision) or ():
            if began:
                await database.proposals.begin(call.id, at)


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_update_in_doubt_is_settled_at_the_next_start(plain_darcy: Darcy, *, arrived: bool) -> None:
    card = await plain_darcy.ask(FINISH)
    await died_after_the_press(plain_darcy, card, began=True)
    if arrived:
        plain_darcy.notion.edit(plain_darcy.notion.row(FORMS).id, status="Done")
    await plain_darcy.start()

    redrawn = await plain_darcy.press(card, "Confirm")
    assert ("✅ Done" in words_of(redrawn)) == arrived
    assert plain_darcy.notion.row(FORMS).status == ("Done" if arrived else "In progress")
    if not arrived:  # offered again
        await plain_darcy.press(redrawn, "Confirm")
        assert plain_darcy.notion.row(FORMS).status == "Done"


@pytest.mark.slow
async def test_what_stays_in_doubt_can_be_looked_at_again(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await died_after_the_press(plain_darcy, card, began=True)
    plain_darcy.notion.fail_next(Fault(kind=FaultKind.CONFLICT, method="GET", path="/pages/", count=99))
    await plain_darcy.start()

    doubtful = await plain_darcy.press(card, "Confirm")
    assert "Uncertain" in words_of(doubtful)
    assert [button.label for button in doubtful.buttons] == ["Look again"]

    plain_darcy.notion.mend()
    left = await plain_darcy.press(doubtful, "Look again")
    assert [button.label for button in left.buttons] == ["Confirm", "Cancel"]
    assert "✅" in words_of(await plain_darcy.press(left, "Confirm"))
    assert plain_darcy.notion.row(FORMS).status == "Done"


async def test_what_was_approved_and_not_begun_is_carried_out_at_the_next_start(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await died_after_the_press(plain_darcy, card, began=False)
    assert plain_darcy.notion.row(FORMS).status == "In progress"
    await plain_darcy.start()
    assert plain_darcy.notion.row(FORMS).status == "Done"
    assert "✅ Done" in words_of(await plain_darcy.press(card, "Confirm"))


async def doubtful_card(darcy: Darcy) -> Message:
    """A change that did not arrive, of a task that cannot be looked at."""
    card = await darcy.ask(FINISH)
    darcy.notion.fail_next(Fault(kind=FaultKind.DROPPED, method="PATCH"))
    darcy.notion.fail_next(Fault(kind=FaultKind.FORBIDDEN, method="GET", path="/pages/", skip=1, count=99))
    doubtful = await darcy.press(card, "Confirm")
    assert "Uncertain" in words_of(doubtful)
    darcy.notion.mend()
    return doubtful


async def test_a_card_that_was_in_doubt_stays_at_the_next_start_as_it_ended(plain_darcy: Darcy) -> None:
    left = await plain_darcy.press(await doubtful_card(plain_darcy), "Look again")
    done = await plain_darcy.press(left, "Confirm")
    assert "✅ Done" in words_of(done)

    await plain_darcy.stop()
    await plain_darcy.start()
    await nothing_owed(plain_darcy)
    assert "✅ Done" in words_of(plain_darcy.discord.message(done))


async def nothing_owed(darcy: Darcy) -> None:
    """Wait until everybody has been told what they were still to be told."""
    async with asyncio.timeout(30):
        while await darcy.client.door.interactions.owed():  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)


async def test_what_a_crash_kept_from_being_offered_again_is_offered_at_the_next_start(darcy: Darcy) -> None:
    darcy.model.calls(
        ("update_task", {"task": FORMS, "status": "Done"}),
        ("update_task", {"task": POSTER, "due_on": "2026-06-12"}),
    )
    card = await darcy.ask("forms done, poster on Friday")
    reached = asyncio.Event()
    poster = darcy.notion.row(POSTER).id
    darcy.notion.fail_next(Fault(kind=FaultKind.DROPPED, method="PATCH"))
    darcy.notion.fail_next(Fault(kind=FaultKind.SILENT, path=f"/pages/{poster}$", met=reached.set))
    await (await darcy.discord.person(darcy.speaker).press(card, "Confirm")).acknowledged()
    await reached.wait()
    await darcy.crash()
    await darcy.start()
    await nothing_owed(darcy)

    again = darcy.discord.message(card)
    assert FORMS in words_of(again)
    assert "✅ Done" in words_of(await darcy.press(again, "Confirm"))
    assert darcy.notion.row(FORMS).status == "Done"
    assert darcy.notion.row(POSTER).due == FRIDAY
