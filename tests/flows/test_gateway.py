"""Darcy's connection is cut, replaced or renewed: nothing that people do meanwhile is lost, or done twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.agent.outcomes import Answered, AwaitingDecision, Settled
from bot.desk.commands import Ask, Decide
from sandbox.discord.emulator import SeedGuild, SeedMember
from storage.proposals import CallState, ProposalState
from tests.doubles.examples import call, proposal
from tests.doubles.replies import reply_to
from tests.doubles.talk import Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from sandbox.discord.emulator import Message

pytestmark = pytest.mark.slow

WITHIN_S = 30
DONE = proposal(call(state=CallState.DONE), state=ProposalState.CONFIRMED)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        yield talk


async def card_in(talk: Talk, channel: str | int = "general") -> Message:
    """A card that waits for a decision."""
    talk.desk.answers |= {Ask: AwaitingDecision(proposal()), Decide: Settled(DONE)}
    sent = await talk.maya.slash("darcy", {"request": "the poster"}, channel=channel)
    card = await sent.answer(WITHIN_S)
    talk.desk.asked.clear()
    talk.desk.answers[Ask] = Answered("Hello.")
    return card


async def answered_once(talk: Talk, card: Message, trouble: Callable[[], None] | None = None) -> None:
    """What is asked, pressed and said from the trouble on is answered, each once, in whatever order."""
    channel = card.channel_id
    if trouble is not None:
        trouble()
    asked = await talk.maya.slash("darcy", {"request": "one"}, channel=channel)
    pressed = await talk.maya.press(card, "Confirm")
    said = await talk.maya.say(f"<@{talk.discord.application_id}> two", channel=channel)

    assert (await asked.answer(WITHIN_S)).text[0] == "Hello."
    assert "✅ **Done**" in (await pressed.answer(WITHIN_S)).text[0]
    assert (await reply_to(talk.discord, said, talk.maya)).text[0] == "Hello."
    words = sorted(one.request.words for one in talk.desk.asked if isinstance(one, Ask))
    assert words == ["one", "two"]
    assert sum(isinstance(one, Decide) for one in talk.desk.asked) == 1


async def test_what_is_done_while_the_connection_is_cut_is_answered_once(talk: Talk) -> None:
    await answered_once(talk, await card_in(talk), talk.discord.drop_connections)
    assert talk.discord.connections == 1  # resumed


async def test_what_is_done_while_discord_wants_another_connection_is_answered_once(talk: Talk) -> None:
    await answered_once(talk, await card_in(talk), talk.discord.ask_to_reconnect)
    assert talk.discord.connections == 1


async def test_what_is_done_while_a_session_is_resumed_is_answered_once(talk: Talk) -> None:
    await answered_once(talk, await card_in(talk), lambda: talk.discord.invalidate_sessions(resumable=True))
    assert talk.discord.connections == 1


async def test_what_is_said_while_the_gateway_is_not_there_is_answered_when_it_is(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Hello.")
    talk.discord.gateway.is_up = False
    talk.discord.drop_connections()
    before = len(talk.discord.gateway.compressions)
    said = await talk.maya.say(f"<@{talk.discord.application_id}> one", channel="general")
    tried = talk.discord.gateway.compressions
    assert await talk.discord.until(lambda: len(tried) > before + 1 or None, WITHIN_S)
    talk.discord.gateway.is_up = True
    assert (await reply_to(talk.discord, said, talk.maya)).text[0] == "Hello."
    assert talk.discord.connections == 1
    assert len(talk.desk.asked) == 1


async def test_after_a_session_that_cannot_be_resumed_darcy_is_back(talk: Talk) -> None:
    """What Discord has no session to tell of meanwhile, it says itself was not answered."""
    card = await card_in(talk)
    talk.discord.invalidate_sessions(resumable=False)
    assert await talk.discord.until(lambda: talk.discord.connections == 2 or None, WITHIN_S)
    await talk.discord.ready(WITHIN_S)
    await answered_once(talk, card)


async def test_what_is_done_over_a_connection_that_died_in_silence_is_answered_once(tmp_path: Path) -> None:
    async with open_talk(tmp_path, heartbeat_s=0.2) as talk:
        talk.silent_for_s = 0.8
        await talk.start()
        await answered_once(talk, await card_in(talk), talk.discord.fall_silent)
        assert talk.discord.connections == 1


async def test_each_of_several_shards_answers_for_its_own_servers_once(tmp_path: Path) -> None:
    async with open_talk(tmp_path, shards=2) as talk:
        lobby = lobby_of_the_other_shard(talk)
        await talk.start()
        assert await talk.discord.until(lambda: talk.discord.connections == 2 or None, WITHIN_S)
        for channel in ("general", lobby):
            await answered_once(talk, await card_in(talk, channel), talk.discord.drop_connections)
        assert talk.discord.connections == 2


def lobby_of_the_other_shard(talk: Talk) -> int:
    """A channel of a second server, which the other of two shards is told of."""
    own = (talk.discord.guild_id >> 22) % 2
    talk.clock.advance(dt.timedelta(seconds=1))
    for number in range(100):
        name = f"Club {number}"
        guild_id = talk.discord.invite_bot(SeedGuild(name, [SeedMember(1001, "Maya")], [f"lobby {number}"]))
        if (guild_id >> 22) % 2 != own:
            talk.guilds = frozenset({talk.discord.guild_id, guild_id})
            return talk.discord.channels_in(name)[f"lobby {number}"]
        talk.discord.remove_bot(name)
        talk.clock.advance(dt.timedelta(milliseconds=1))
    raise AssertionError("Every server is the first shard's.")
