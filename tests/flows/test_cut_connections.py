"""A connection to Discord breaks off amid a request, before Discord took it or after: all is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.agent.outcomes import Answered, AwaitingDecision, Settled
from bot.desk.commands import Ask, Decide
from sandbox.discord.emulator import Fault
from storage.proposals import CallState, ProposalState
from tests.doubles.examples import call, proposal
from tests.doubles.replies import reply_to
from tests.doubles.talk import open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from tests.doubles.talk import Talk

DONE = proposal(call(state=CallState.DONE), state=ProposalState.CONFIRMED)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        talk.desk.answers[Ask] = Answered("Hello.")
        yield talk


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_an_acknowledgement_cut_off_is_answered_once(talk: Talk, *, after_all: bool) -> None:
    talk.discord.fail(Fault(path="/callback", is_cut=True, after_all=after_all))
    answer = await talk.ask()
    assert answer.text[0] == "Hello."
    assert len(talk.desk.asked) == 1
    await talk.stop()
    assert await talk.interactions.owed() == []


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_a_press_whose_acknowledgement_is_cut_off_has_its_effect_once(
    talk: Talk, *, after_all: bool
) -> None:
    talk.desk.answers |= {Ask: AwaitingDecision(proposal()), Decide: Settled(DONE)}
    card = await talk.ask()
    talk.discord.fail(Fault(path="/callback", is_cut=True, after_all=after_all))
    assert (await talk.press(card, "Confirm")).id == card.id
    assert talk.now(card).startswith("✅ **Done**")
    assert [type(command) for command in talk.desk.asked] == [Ask, Decide]


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_an_answer_that_is_cut_off_is_given_again(talk: Talk, *, after_all: bool) -> None:
    talk.discord.fail(Fault(path="/messages/@original", is_cut=True, after_all=after_all))
    answer = await talk.ask()
    await talk.stop()
    assert talk.now(answer).startswith("Hello.")
    assert await talk.interactions.owed() == []


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_what_is_told_at_once_and_is_cut_off_is_told_once(talk: Talk, *, after_all: bool) -> None:
    talk.client.door.closing.set()
    talk.discord.fail(Fault(path="/callback", is_cut=True, after_all=after_all))
    assert "I am being restarted" in (await talk.ask()).text[0]
    assert len(talk.discord.messages("general", talk.maya)) == 1


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_an_answer_below_a_message_that_is_cut_off_is_given_again(
    talk: Talk, *, after_all: bool
) -> None:
    talk.discord.fail(Fault(path="/messages/", method="PATCH", is_cut=True, after_all=after_all))
    said = await talk.maya.say(f"<@{talk.discord.application_id}> hello", channel="general")
    answer = await reply_to(talk.discord, said, talk.maya)
    await talk.stop()
    assert talk.now(answer).startswith("Hello.")
    assert await talk.interactions.owed() == []


@pytest.mark.parametrize("after_all", [False, True], ids=["before", "after"])
async def test_a_message_that_is_cut_off_is_sent_once(talk: Talk, *, after_all: bool) -> None:
    talk.discord.fail(Fault(path="/messages", method="POST", is_cut=True, after_all=after_all))
    said = await talk.maya.say(f"<@{talk.discord.application_id}> hello", channel="general")
    assert "Hello." in (await reply_to(talk.discord, said, talk.maya)).text
    assert len(talk.discord.messages("general", talk.maya)) == 2
