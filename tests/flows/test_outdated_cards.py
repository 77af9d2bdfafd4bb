"""Cards on which nobody can decide any more say so by themselves, wherever they can be drawn again."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from typing import TYPE_CHECKING

import pytest

from bot.agent.outcomes import AlreadyDecided, AwaitingDecision, Settled, TasksShown
from bot.desk.commands import Ask, Decide, ShowOutdated, TakeUp
from bot.desk.events import ProposalExpired, ProposalReplaced
from sandbox.discord.emulator import Fault
from sandbox.discord.permissions import Permission
from storage.proposals import ProposalState
from storage.records import Listing, ProposalId, RunId
from storage.runs import Shown
from tests.doubles.clicks import drawn
from tests.doubles.darcy import FORMS, POSTER, words_of
from tests.doubles.examples import proposal
from tests.doubles.replies import reply_to
from tests.doubles.talk import WAIT_S, Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

FINISH = "I've just finished sending out the recruitment forms"
ASSIGN = "assign the poster to Priya by Friday in Recruitment"
EXPIRED = "⌛ Expired: nobody decided until "
LONGER_THAN_A_DAY = dt.timedelta(hours=24, minutes=1)
OPEN = AwaitingDecision(proposal())


async def a_day_later(darcy: Darcy) -> None:
    """Darcy is away while the day passes, and comes back."""
    await darcy.stop()
    darcy.clock.advance(LONGER_THAN_A_DAY)
    await darcy.start()


async def test_what_expired_while_darcy_was_away_is_drawn_again_at_its_start(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await a_day_later(plain_darcy)

    expired = await drawn(plain_darcy, card, EXPIRED)

    assert expired.buttons == []
    assert words_of(expired).endswith(f"Nothing was changed. Ask again with /darcy.\n– {FORMS}")
    assert plain_darcy.notion.row(FORMS).status == "In progress"


async def test_an_answer_to_a_message_expires_too(plain_darcy: Darcy) -> None:
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    card = await reply_to(plain_darcy.discord, await maya.say(FINISH, channel="dm"), maya)
    await a_day_later(plain_darcy)
    assert (await drawn(plain_darcy, card, EXPIRED)).buttons == []


async def test_a_private_card_that_can_not_be_edited_any_more_says_so_when_it_is_pressed(
    plain_darcy: Darcy,
) -> None:
    card = await plain_darcy.ask(FINISH, private=True)
    shown = await plain_darcy.ask(ASSIGN)
    await a_day_later(plain_darcy)
    await drawn(plain_darcy, shown, EXPIRED)
    assert [button.label for button in plain_darcy.discord.message(card).buttons] == ["Confirm", "Cancel"]

    assert EXPIRED in words_of(await plain_darcy.press(card, "Confirm"))

    assert (await drawn(plain_darcy, card, EXPIRED)).buttons == []
    assert plain_darcy.notion.row(FORMS).status == "In progress"


async def moved_meanwhile(darcy: Darcy, *, private: bool = False) -> Message:
    """A card with receipts and, below, what was left because the task had moved."""
    card = await darcy.ask(ASSIGN, private=private)
    darcy.notion.edit(darcy.notion.row(POSTER).id, assignees=["Alice Ferreira"])
    return await darcy.press(card, "Confirm")


async def test_receipts_stay_where_what_was_left_has_expired(plain_darcy: Darcy) -> None:
    card = await moved_meanwhile(plain_darcy)
    assert [button.label for button in card.buttons] == ["Confirm", "Cancel"]
    await a_day_later(plain_darcy)

    expired = await drawn(plain_darcy, card, "⌛ Nobody decided on what was left until ")

    assert expired.buttons == []
    assert "has changed" in words_of(expired)


async def test_receipts_stay_too_where_what_was_left_is_pressed_too_late(plain_darcy: Darcy) -> None:
    card = await moved_meanwhile(plain_darcy, private=True)
    plain_darcy.clock.advance(LONGER_THAN_A_DAY)

    await plain_darcy.press(card, "Confirm")

    expired = await drawn(plain_darcy, card, "⌛ Nobody decided on what was left until ")
    assert "has changed" in words_of(expired)
    assert plain_darcy.notion.row(POSTER).assignees == ("Alice Ferreira",)


async def test_a_card_that_a_newer_one_takes_the_place_of_says_so_at_once(plain_darcy: Darcy) -> None:
    older = await plain_darcy.ask(FINISH)
    newer = await plain_darcy.ask(FINISH)

    replaced = await drawn(plain_darcy, older, "↪️ Replaced by a newer card. Nothing was changed by this one.")

    assert replaced.buttons == []
    assert "Done" in words_of(await plain_darcy.press(newer, "Confirm"))


# --- with a desk that answers as told -----------------------------------------------------------------


def outdated(state: ProposalState) -> AlreadyDecided:
    return AlreadyDecided(proposal(state=state))


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        talk.desk.answers |= {Ask: OPEN, ShowOutdated: outdated(ProposalState.EXPIRED)}
        yield talk


async def asked(talk: Talk, id_: str = "prop-1", *, private: bool = False) -> Message:
    """A card whose place is kept."""
    talk.desk.answers[Ask] = AwaitingDecision(proposal(id_=id_))
    card = await talk.ask(private=private)
    await kept(talk, id_)
    return card


async def kept(talk: Talk, id_: str) -> None:
    async with asyncio.timeout(WAIT_S):
        while not await talk.cards.of(ProposalId(id_)):  # noqa: ASYNC110 - a store tells nobody
            await asyncio.sleep(0.01)


async def is_drawn(talk: Talk, card: Message, words: str) -> bool:
    return bool(await talk.discord.until(lambda: words in talk.now(card) or None, WAIT_S))


def edits_of(talk: Talk, card: Message) -> int:
    return len(talk.calls("PATCH", f"/channels/{card.channel_id}/messages/{card.id}"))


@pytest.mark.parametrize("private", [False, True])
async def test_a_card_is_drawn_again_as_soon_as_it_is_outdated(talk: Talk, *, private: bool) -> None:
    card = await asked(talk, private=private)
    talk.desk.answers[ShowOutdated] = outdated(ProposalState.REPLACED)
    talk.client.outdated.hear(ProposalExpired(ProposalId("another")))
    talk.client.outdated.hear(ProposalReplaced(ProposalId("prop-1")))

    assert await is_drawn(talk, card, "Replaced by a newer card")
    assert talk.discord.message(card).buttons == []


async def test_a_card_that_was_overtaken_before_it_appeared_is_drawn_again_too(talk: Talk) -> None:
    talk.desk.answers[ShowOutdated] = outdated(ProposalState.REPLACED)
    talk.client.outdated.hear(ProposalReplaced(ProposalId("prop-1")))
    card = await talk.ask()
    assert await is_drawn(talk, card, "Replaced by a newer card")


@pytest.mark.slow
async def test_a_card_that_a_later_process_drew_is_drawn_again_too(talk: Talk) -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    talk.desk.answers |= {Ask: never, TakeUp: OPEN}
    sent = await talk.maya.slash("darcy", {"request": "anything"})
    await talk.discord.until(lambda: talk.desk.asked or None, WAIT_S)
    await talk.crash()
    card = await sent.answer(WAIT_S)
    await kept(talk, "prop-1")

    talk.client.outdated.hear(ProposalExpired(ProposalId("prop-1")))

    assert await is_drawn(talk, card, EXPIRED)


async def test_what_is_left_after_a_press_is_drawn_again_by_the_token_of_the_press(talk: Talk) -> None:
    card = await asked(talk, private=True)
    (before,) = await talk.cards.of(ProposalId("prop-1"))
    done = proposal(state=ProposalState.CONFIRMED)
    talk.desk.answers[Decide] = Settled(done, proposal(id_="prop-2"))
    await talk.press(card, "Confirm")
    await kept(talk, "prop-2")
    (after,) = await talk.cards.of(ProposalId("prop-2"))
    assert (after.message, after.proposal, after.token == before.token) == (card.id, "prop-1", False)

    talk.client.outdated.hear(ProposalExpired(ProposalId("prop-2")))

    assert await is_drawn(talk, card, EXPIRED)


@pytest.mark.parametrize("hindrance", ["deleted", "denied", "refused"])
async def test_a_card_that_cannot_be_edited_is_tried_once_and_keeps_nobody_from_theirs(
    talk: Talk, hindrance: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    lost, other = await asked(talk), await asked(talk, "prop-2", private=True)
    if hindrance == "deleted":
        await talk.client.http.delete_message(lost.channel_id, lost.id)
    elif hindrance == "denied":
        talk.discord.deny_bot(lost.channel_id, Permission.VIEW_CHANNEL)
    else:
        talk.discord.fail(Fault(400, path=f"/messages/{lost.id}"))

    for id_ in ("prop-1", "prop-2"):
        talk.client.outdated.hear(ProposalExpired(ProposalId(id_)))
    assert await is_drawn(talk, other, EXPIRED)
    await talk.discord.until(lambda: edits_of(talk, lost) or None, WAIT_S)
    again = await asked(talk, "prop-3", private=True)
    for id_ in ("prop-1", "prop-3"):
        talk.client.outdated.hear(ProposalExpired(ProposalId(id_)))
    assert await is_drawn(talk, again, EXPIRED)

    assert edits_of(talk, lost) == 1
    told = [one for one in caplog.records if getattr(one, "message_id", None) == lost.id]
    words = "outdated card not drawn" if hindrance == "refused" else "outdated card out of reach"
    assert [one.message for one in told] == [words]


async def test_a_limit_of_discords_is_waited_for(talk: Talk) -> None:
    card = await asked(talk)
    talk.discord.fail(Fault(429, path=f"/messages/{card.id}", retry_after_s=0.05))
    talk.client.outdated.hear(ProposalExpired(ProposalId("prop-1")))
    assert await is_drawn(talk, card, EXPIRED)
    assert edits_of(talk, card) == 2


async def test_what_does_not_wait_for_a_decision_is_not_remembered(talk: Talk) -> None:
    talk.desk.answers[Ask] = TasksShown(RunId("run-1"), Shown(title="Your open tasks", listing=Listing(())))
    await talk.ask()
    card = await asked(talk)
    (only,) = await talk.cards.of(ProposalId("prop-1"))
    assert (only.message, only.private, only.token) == (card.id, False, None)
