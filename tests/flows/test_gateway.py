"""Darcy's connection is cut, replaced or renewed: nothing that people do meanwhile is lost, or done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.agent.outcomes import Answered
from bot.desk.commands import Ask
from tests.doubles.talk import Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

pytestmark = pytest.mark.slow

WITHIN_S = 30


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        talk.desk.answers[Ask] = Answered("Hello.")
        await talk.start()
        yield talk


async def answered_once(talk: Talk, count: int = 3) -> None:
    """What is asked from here on is answered, each once."""
    words = [f"request {number}" for number in range(count)]
    sent = [await talk.maya.slash("darcy", {"request": one}) for one in words]
    for one in sent:
        assert (await one.answer(WITHIN_S)).text[0] == "Hello."
    assert [command.request.words for command in talk.desk.asked] == words


async def test_what_is_asked_while_the_connection_is_cut_is_answered_once(talk: Talk) -> None:
    talk.discord.drop_connections()
    await answered_once(talk)
    assert talk.discord.connections == 1  # resumed


async def test_what_is_asked_while_discord_wants_another_connection_is_answered_once(talk: Talk) -> None:
    talk.discord.ask_to_reconnect()
    await answered_once(talk)


async def test_what_is_asked_while_a_session_is_resumed_is_answered_once(talk: Talk) -> None:
    talk.discord.invalidate_sessions(resumable=True)
    await answered_once(talk)


async def test_after_a_session_that_cannot_be_resumed_darcy_is_back(talk: Talk) -> None:
    talk.discord.invalidate_sessions(resumable=False)
    assert await talk.discord.until(lambda: talk.discord.connections == 2 or None, WITHIN_S)
    await talk.discord.ready(WITHIN_S)
    await answered_once(talk)


async def test_several_shards_answer_each_request_once(tmp_path: Path) -> None:
    async with open_talk(tmp_path, shards=2) as talk:
        talk.desk.answers[Ask] = Answered("Hello.")
        await talk.start()
        assert await talk.discord.until(lambda: talk.discord.connections == 2 or None, WITHIN_S)
        await answered_once(talk)
