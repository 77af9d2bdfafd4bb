"""P2, of what leaves no trace in the task: a comment is written once, a task trashed once, whatever fails."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.notion.faults import Fault, FaultKind
from storage.changes import AddComment
from storage.database.open import open_database
from storage.notion.open import open_notion_board
from storage.proposals import Decision, ProposalState
from storage.records import DiscordId, ProposalId
from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

BEFORE = [FaultKind.DROPPED, FaultKind.UNAVAILABLE]
AFTER = [FaultKind.DROPPED_AFTER_COMMIT, FaultKind.UNAVAILABLE_AFTER_COMMIT]
TEXT = "Priya, all are out."
WRITTEN = "Maya Lindqvist: @Priya Raman, all are out."


async def comment_card(darcy: Darcy) -> Message:
    said: dict[str, object] = {"task": FORMS, "text": TEXT, "mentions": ["Priya"]}
    darcy.model.calls(("comment_on_task", said))
    return await darcy.ask("tell Priya on the forms that all are out")


async def archive_card(darcy: Darcy) -> Message:
    darcy.model.calls(("archive_task", {"task": FORMS}))
    return await darcy.ask("throw the forms away")


def comments(darcy: Darcy) -> list[str]:
    return [comment.text for comment in darcy.notion.comments(darcy.notion.row(FORMS).id)]


def fail(darcy: Darcy, kind: FaultKind, method: str = "POST", path: str = "/comments$") -> None:
    darcy.notion.fail_next(Fault(kind=kind, method=method, path=path))


@pytest.mark.parametrize("kind", AFTER)
async def test_a_comment_that_arrived_is_not_written_twice(darcy: Darcy, kind: FaultKind) -> None:
    card = await comment_card(darcy)
    fail(darcy, kind)
    told = await darcy.press(card, "Confirm")
    assert "✅ Done" in words_of(told)
    assert told.buttons == []
    assert comments(darcy) == [WRITTEN]


@pytest.mark.parametrize("kind", BEFORE)
async def test_a_comment_that_did_not_arrive_is_offered_again(darcy: Darcy, kind: FaultKind) -> None:
    card = await comment_card(darcy)
    fail(darcy, kind)
    again = await darcy.press(card, "Confirm")
    assert "✅" not in words_of(again)
    assert comments(darcy) == []
    assert "✅ Done" in words_of(await darcy.press(again, "Confirm"))
    assert comments(darcy) == [WRITTEN]


@pytest.mark.slow
async def test_a_comment_in_doubt_is_looked_for_again_and_not_written_again(darcy: Darcy) -> None:
    card = await comment_card(darcy)
    fail(darcy, FaultKind.DROPPED_AFTER_COMMIT)
    darcy.notion.fail_next(Fault(kind=FaultKind.CONFLICT, method="GET", path="/comments", count=99))
    doubtful = await darcy.press(card, "Confirm")
    assert "Uncertain" in words_of(doubtful)
    darcy.notion.mend()
    assert "✅" in words_of(await darcy.press(doubtful, "Look again"))
    assert comments(darcy) == [WRITTEN]


async def test_the_same_comment_written_twice_on_purpose_is_there_twice(darcy: Darcy) -> None:
    for _ in range(2):
        card = await comment_card(darcy)
        fail(darcy, FaultKind.DROPPED_AFTER_COMMIT)
        assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))
    assert comments(darcy) == [WRITTEN, WRITTEN]


async def test_of_two_comments_alike_one_that_did_not_arrive_is_not_taken_for_the_other(darcy: Darcy) -> None:
    cards = [await comment_card(darcy), await comment_card(darcy)]
    fail(darcy, FaultKind.DROPPED_AFTER_COMMIT)
    fail(darcy, FaultKind.DROPPED)
    told = await asyncio.gather(*(darcy.press(card, "Confirm") for card in cards))
    assert sorted("✅ Done" in words_of(each) for each in told) == [False, True]
    assert comments(darcy) == [WRITTEN]
    again = next(each for each in told if each.buttons)
    assert "✅ Done" in words_of(await darcy.press(again, "Confirm"))
    assert comments(darcy) == [WRITTEN, WRITTEN]


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_comment_in_doubt_is_settled_at_the_next_start(darcy: Darcy, *, arrived: bool) -> None:
    card = await comment_card(darcy)
    await died_while_writing(darcy, card, arrived=arrived)
    assert comments(darcy) == ([WRITTEN] if arrived else [])
    await darcy.start()
    redrawn = await darcy.press(card, "Confirm")
    assert ("✅ Done" in words_of(redrawn)) == arrived
    if not arrived:
        assert "✅ Done" in words_of(await darcy.press(redrawn, "Confirm"))
    assert comments(darcy) == [WRITTEN]


async def died_while_writing(darcy: Darcy, card: Message, *, arrived: bool) -> None:
    """Leave the database and the board as a process does that is killed within a write."""
    custom_id = next(str(button.custom_id) for button in card.buttons if button.label == "Confirm")
    maya = DiscordId(darcy.discord.person(darcy.speaker).id)
    at = darcy.clock.now()
    await darcy.stop()
    async with (
        open_database(darcy.settings.darcy_database_url) as database,
        open_notion_board(
            token=darcy.notion.token,
            tasks=darcy.notion.database_id,
            base_url=darcy.notion.base_url,
            zone=darcy.settings.zone,
            layouts=database.layouts,
        ) as board,
    ):
        proposal = ProposalId(custom_id.split(":")[2])
        decision = Decision(proposal=proposal, by=maya, verdict=ProposalState.CONFIRMED, decided_at=at)
        for call in await database.proposals.claim(decision) or ():
            await database.proposals.begin(call.id, at)
            if arrived:
                assert isinstance(call.change, AddComment)
                await board.writer.add_comment(call.change)


@pytest.mark.parametrize("kind", AFTER)
async def test_a_task_that_went_to_the_trash_is_found_there(darcy: Darcy, kind: FaultKind) -> None:
    card = await archive_card(darcy)
    fail(darcy, kind, "PATCH", "/pages/")
    assert "✅ Done" in words_of(await darcy.press(card, "Confirm"))


@pytest.mark.parametrize("kind", BEFORE)
async def test_a_task_that_did_not_go_to_the_trash_is_offered_again(darcy: Darcy, kind: FaultKind) -> None:
    card = await archive_card(darcy)
    fail(darcy, kind, "PATCH", "/pages/")
    again = await darcy.press(card, "Confirm")
    assert "✅" not in words_of(again)
    assert darcy.notion.row(FORMS).status == "In progress"
    assert "✅ Done" in words_of(await darcy.press(again, "Confirm"))
    assert all(row.title != FORMS for row in darcy.notion.rows())
