"""What a process was asked and did not answer before it died: the next one does."""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, Refused, Settled
from bot.desk.commands import Answer, Ask, Decide, ListLinks, ShowProposal, TakeUp
from bot.desk.events import ProposalSettled
from bot.desk.interrupted import INTERRUPTED
from sandbox.discord.emulator import Fault
from storage.proposals import CallState, ProposalState
from storage.records import ProposalId
from storage.runs import QuestionOption
from tests.doubles.examples import call, proposal, question
from tests.doubles.talk import WAIT_S, Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import EmulatedPerson, Message, Sent

pytestmark = pytest.mark.slow

OPEN = AwaitingDecision(proposal())
DONE = Settled(proposal(call(state=CallState.DONE), state=ProposalState.CONFIRMED))
IN_DOUBT = Settled(proposal(call(state=CallState.UNCERTAIN), state=ProposalState.CONFIRMED))
TOKEN_LIFE = dt.timedelta(minutes=15, seconds=1)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        talk.desk.answers |= {Ask: _never, Decide: _never, ShowProposal: OPEN, TakeUp: Answered("Hello.")}
        yield talk


async def _never() -> Any:
    await asyncio.Event().wait()


async def asked(talk: Talk, *, private: bool = False) -> Sent:
    """A request that is being worked on."""
    sent = await talk.maya.slash("darcy", {"request": "anything", "private": private})
    await sent.acknowledged()
    await talk.discord.until(lambda: talk.desk.asked or None, WAIT_S)
    return sent


async def pressed(talk: Talk, *, private: bool = False) -> tuple[Message, Sent]:
    """A card whose Confirm is being worked on."""
    talk.desk.answers[Ask] = OPEN
    card = await talk.ask(private=private)
    sent = await talk.maya.press(card, "Confirm")
    await talk.discord.until(lambda: isinstance(talk.desk.asked[-1], Decide) or None, WAIT_S)
    return card, sent


async def direct_message(talk: Talk, person: EmulatedPerson) -> Message:
    found = await talk.discord.until(lambda: talk.discord.messages("dm", person) or None, WAIT_S)
    assert found
    return found[-1]


def all_text(talk: Talk, person: EmulatedPerson) -> str:
    return "\n".join(text for one in talk.discord.messages("general", person) for text in one.text)


async def nothing_owed(talk: Talk) -> None:
    async with asyncio.timeout(WAIT_S):
        while await talk.interactions.owed():  # noqa: ASYNC110 - a store tells nobody
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("private", [False, True])
async def test_an_answer_cut_off_is_given_in_its_place_by_the_next_process(
    talk: Talk, *, private: bool
) -> None:
    sent = await asked(talk, private=private)
    await talk.crash()
    answer = await sent.answer(WAIT_S)
    assert answer.text[0] == "Hello."
    assert answer.ephemeral is private
    taken_up = talk.desk.asked[-1]
    request = talk.desk.asked[0].request
    assert (taken_up.by, taken_up.asked_at) == (request.asked_by, request.received_at)
    assert taken_up.go_on
    await nothing_owed(talk)


async def test_a_run_that_ends_a_process_twice_is_not_gone_on_with_again(talk: Talk) -> None:
    sent = await asked(talk)
    talk.desk.answers[TakeUp] = _never
    await talk.crash()
    await talk.discord.until(lambda: isinstance(talk.desk.asked[-1], TakeUp) or None, WAIT_S)
    talk.desk.answers[TakeUp] = Refused(INTERRUPTED)
    await talk.crash()
    assert "I was interrupted" in (await sent.answer(WAIT_S)).text[0]
    assert not talk.desk.asked[-1].go_on


async def test_what_was_answered_is_not_answered_again(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Once.")
    answer = await talk.ask()
    await nothing_owed(talk)
    await talk.crash()
    assert talk.now(answer).startswith("Once.")
    assert [type(command) for command in talk.desk.asked] == [Ask]


async def test_after_the_tokens_life_a_public_answer_is_edited_as_a_message(talk: Talk) -> None:
    sent = await asked(talk)
    talk.clock.advance(TOKEN_LIFE)
    await talk.crash()
    answer = await sent.answer(WAIT_S)
    assert answer.text[0] == "Hello."
    assert not answer.ephemeral
    await nothing_owed(talk)


async def test_after_the_tokens_life_a_private_answer_goes_by_direct_message(talk: Talk) -> None:
    await asked(talk, private=True)
    talk.clock.advance(TOKEN_LIFE)
    await talk.crash()
    assert (await direct_message(talk, talk.maya)).text[0] == "Hello."
    assert "Hello." not in all_text(talk, talk.maya)
    await nothing_owed(talk)


async def test_who_takes_no_direct_messages_is_told_once_at_their_next_request(talk: Talk) -> None:
    await asked(talk, private=True)
    talk.clock.advance(TOKEN_LIFE)
    talk.maya.refuse_direct_messages()
    await talk.crash()
    await talk.discord.until(lambda: talk.calls("POST", "/users/@me/channels") or None, WAIT_S)
    talk.desk.answers |= {Ask: Answered("Now."), ListLinks: Refused("Later.")}
    await talk.omar.slash("darcy", {"request": "anything"})
    await talk.ask()
    await nothing_owed(talk)
    assert all_text(talk, talk.maya).count("Hello.") == 1
    assert "Hello." not in all_text(talk, talk.omar)
    await talk.ask()
    assert all_text(talk, talk.maya).count("Hello.") == 1


@pytest.mark.parametrize("private", [False, True])
async def test_a_card_whose_press_was_cut_off_is_drawn_as_it_is_now(talk: Talk, *, private: bool) -> None:
    card, _ = await pressed(talk, private=private)
    talk.desk.answers[ShowProposal] = DONE
    await talk.crash()
    await nothing_owed(talk)
    assert talk.now(card).startswith("✅ **Done**")


async def test_a_public_card_is_drawn_as_it_is_now_also_after_the_tokens_life(talk: Talk) -> None:
    card, _ = await pressed(talk)
    talk.clock.advance(TOKEN_LIFE)
    talk.desk.answers[ShowProposal] = DONE
    await talk.crash()
    await nothing_owed(talk)
    assert talk.now(card).startswith("✅ **Done**")


async def test_a_press_that_had_no_effect_is_owned_up_to(talk: Talk) -> None:
    card, _ = await pressed(talk)
    await talk.crash()
    await nothing_owed(talk)
    assert "press again" in all_text(talk, talk.maya)
    assert "press again" not in all_text(talk, talk.omar)
    assert [button.label for button in talk.discord.message(card).buttons] == ["Confirm", "Cancel"]


@pytest.mark.parametrize("is_lost", [False, True])
async def test_a_choice_that_was_taken_is_not_asked_for_again(talk: Talk, *, is_lost: bool) -> None:
    asking = AwaitingAnswer(question(QuestionOption("t-1", "Poster"), QuestionOption("", "None of these")))
    talk.desk.answers |= {Ask: asking, Answer: _never, TakeUp: asking if is_lost else OPEN}
    card = await talk.ask()
    sent = await talk.maya.choose(card, ["Poster"])
    await talk.discord.until(lambda: isinstance(talk.desk.asked[-1], Answer) or None, WAIT_S)
    await talk.crash()
    await sent.answer(WAIT_S)
    await nothing_owed(talk)
    said = "I was interrupted before I could answer this. No task was changed by it; press again."
    assert (said in all_text(talk, talk.maya)) is is_lost
    assert ("Make this change?" in talk.now(card)) is not is_lost


async def test_a_card_in_doubt_is_drawn_again_once_that_is_settled(talk: Talk) -> None:
    talk.desk.answers |= {Ask: OPEN, Decide: IN_DOUBT}
    card = await talk.ask()
    await talk.press(card, "Confirm")
    assert "Uncertain" in talk.now(card)
    talk.desk.answers[ShowProposal] = DONE
    talk.client.completing.hear(ProposalSettled(ProposalId("another")))
    talk.client.completing.hear(ProposalSettled(ProposalId("prop-1")))
    await nothing_owed(talk)
    assert talk.now(card).startswith("✅ **Done**")


def more_asked(talk: Talk, before: int) -> bool | None:
    return len(talk.desk.asked) > before or None


async def test_what_is_looked_at_again_and_again_is_told_once_to_who_could_not_be_reached(talk: Talk) -> None:
    talk.desk.answers |= {Ask: OPEN, Decide: IN_DOUBT, ShowProposal: IN_DOUBT}
    card = await talk.ask(private=True)
    await talk.press(card, "Confirm")
    talk.clock.advance(TOKEN_LIFE)
    talk.maya.refuse_direct_messages()
    await talk.crash()
    await talk.discord.until(lambda: talk.calls("POST", "/users/@me/channels") or None, WAIT_S)
    for _ in range(3):
        before = len(talk.desk.asked)
        talk.client.completing.hear(ProposalSettled(ProposalId("prop-1")))
        await talk.discord.until(partial(more_asked, talk, before), WAIT_S)
    talk.desk.answers |= {Ask: Answered("Now."), ShowProposal: DONE}
    await talk.ask()
    await nothing_owed(talk)
    assert all_text(talk, talk.maya).count("✅") == 1


async def test_a_press_on_what_changes_nothing_is_owned_up_to(talk: Talk) -> None:
    talk.desk.answers |= {Ask: OPEN, ListLinks: _never}
    sent = await talk.maya.slash("darcy-admin list", {})
    await talk.discord.until(lambda: talk.desk.asked or None, WAIT_S)
    talk.desk.answers[TakeUp] = Refused(INTERRUPTED)
    await talk.crash()
    assert "I was interrupted" in (await sent.answer(WAIT_S)).text[0]


async def test_an_answer_that_discord_does_not_take_is_given_by_the_process_after(talk: Talk) -> None:
    sent = await asked(talk)
    talk.discord.fail(Fault(400, path="/messages/@original"))
    await talk.crash()
    await talk.discord.until(lambda: talk.calls("PATCH", "/webhooks/") or None, WAIT_S)
    await talk.crash()
    assert (await sent.answer(30)).text[0] == "Hello."
