"""Which messages are for Darcy, and what happens to one that cannot be answered as asked."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.agent.outcomes import Answered
from bot.desk.commands import Ask, FindGuilds, TakeUp
from bot.leasing import NotHoldingError
from sandbox.discord.emulator import Permission
from storage.errors import StoreUnavailableError
from storage.records import GuildId
from tests.doubles.replies import reply_to
from tests.doubles.stores import MemoryInteractions, MemoryNotices
from tests.doubles.talk import WAIT_S, open_talk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import Message
    from storage.answers import OwedAnswer
    from tests.doubles.talk import Talk

SECRET_WORDS = "the surprise party"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        yield talk


async def told(talk: Talk, words: str, *, channel: str = "general") -> Message:
    said = await talk.maya.say(words, channel=channel)
    return await reply_to(talk.discord, said, talk.maya)


def at_darcy(talk: Talk, words: str = "") -> str:
    return f"<@{talk.discord.application_id}> {words}"


async def test_the_words_reach_the_desk_without_the_mention(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Nothing to do.")
    await told(talk, f"Hey <@!{talk.discord.application_id}>, what has <@1002> to do?")
    request = talk.desk.asked[0].request
    assert request.words == "Hey  , what has <@1002> to do?"
    assert (request.asked_by, request.guild) == (1001, talk.discord.guild_id)
    assert not request.private


async def test_what_is_not_said_to_darcy_is_none_of_its_business(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Yes?")
    first = await talk.maya.say("shall we meet on Friday?", channel="general")
    await talk.omar.say("yes <@1001>", reply_to=first)
    await told(talk, at_darcy(talk, "show me my tasks"))
    assert [command.request.words for command in talk.desk.asked] == ["show me my tasks"]


class _SeenOnce(MemoryInteractions):
    """Has seen the first message that it is asked about before."""

    asked = 0

    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        self.asked += 1
        is_first = self.asked == 1
        return await super().is_new(interaction_id, at, owed) and not is_first


async def test_what_came_before_is_not_answered_again(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Yes?")
    talk.interactions = _SeenOnce()
    await talk.start()
    await talk.maya.say(at_darcy(talk, "first"), channel="general")
    await told(talk, at_darcy(talk, "second"))
    assert [command.request.words for command in talk.desk.asked] == ["second"]


async def test_who_is_linked_in_several_servers_is_asked_to_ask_there(talk: Talk) -> None:
    talk.guilds = frozenset({talk.discord.guild_id, 7})
    await talk.start()
    talk.desk.answers[FindGuilds] = (GuildId(7), GuildId(talk.discord.guild_id), GuildId(8))
    answer = await told(talk, "show me my tasks", channel="dm")
    assert "linked in several servers" in answer.text[0]
    assert "The Society" in answer.text[0]
    assert [type(command) for command in talk.desk.asked] == [FindGuilds]


async def test_what_a_person_can_be_told_is_told_where_they_asked(talk: Talk) -> None:
    talk.desk.answers[Ask] = StoreUnavailableError("Notion cannot be reached now. Nothing was changed.")
    answer = await told(talk, at_darcy(talk, "show me my tasks"))
    assert answer.text == ["⚠️ Notion cannot be reached now. Nothing was changed."]


async def test_anything_else_is_told_by_an_id_that_is_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.desk.answers[Ask] = RuntimeError(f"could not parse {SECRET_WORDS}")
    caplog.set_level(logging.INFO)
    answer = await told(talk, at_darcy(talk, SECRET_WORDS))
    (logged,) = [vars(record) for record in caplog.records if record.getMessage() == "failed"]
    assert answer.text[0].startswith("❌ Something broke on our side")
    assert f"(id {logged['error_id']})" in answer.text[0]
    assert logged["message_id"] == answer.reply_to
    assert SECRET_WORDS not in str([vars(record) for record in caplog.records])


async def test_what_is_underway_is_answered_before_leaving(talk: Talk) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly() -> Answered:
        begun.set()
        await may_end.wait()
        return Answered("Just in time.")

    talk.desk.answers[Ask] = slowly
    said = await talk.maya.say(at_darcy(talk, "write"), channel="general")
    await asyncio.wait_for(begun.wait(), WAIT_S)
    leaving = asyncio.create_task(talk.client.close())
    await asyncio.wait_for(talk.client.door.closing.wait(), WAIT_S)
    may_end.set()
    assert "Just in time." in (await reply_to(talk.discord, said, talk.maya)).text
    await asyncio.wait_for(leaving, WAIT_S)


async def test_who_comes_while_leaving_is_told_so(talk: Talk) -> None:
    talk.client.door.closing.set()
    assert "I am being restarted" in (await told(talk, at_darcy(talk, "show me my tasks"))).text[0]
    assert talk.desk.asked == []


async def test_who_comes_while_another_darcy_may_follow_is_told_so(talk: Talk) -> None:
    def not_now() -> None:
        raise NotHoldingError

    talk.client.door.checks.append(not_now)
    assert "I cannot reach my database" in (await told(talk, at_darcy(talk, "show me my tasks"))).text[0]
    assert talk.desk.asked == []


class _Unavailable(MemoryInteractions):
    """Cannot be used when it is asked for the `at`-th time."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._left = at

    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        self._left -= 1
        if self._left == 0:
            raise StoreUnavailableError("My database is away. Nothing was changed.")
        return await super().is_new(interaction_id, at, owed)


@pytest.mark.parametrize("at", [1, 2], ids=["before anything", "before the answer"])
async def test_while_it_cannot_be_kept_nothing_is_begun_and_that_is_told(talk: Talk, at: int) -> None:
    talk.interactions = _Unavailable(at)
    await talk.start()
    answer = await told(talk, at_darcy(talk, "show me my tasks"))
    assert answer.text == ["⚠️ My database is away. Nothing was changed."]
    assert talk.desk.asked == []
    assert [one.text for one in talk.discord.messages("general", talk.maya)][1:] == [answer.text]


async def _never() -> Answered:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.slow
async def test_an_answer_cut_off_is_put_in_its_place_by_the_next_process(talk: Talk) -> None:
    talk.desk.answers |= {Ask: _never, TakeUp: Answered("Hello.")}
    said = await talk.maya.say(at_darcy(talk, "show me my tasks"), channel="general")
    await talk.discord.until(lambda: talk.desk.asked or None, WAIT_S)
    await talk.crash()
    assert (await reply_to(talk.discord, said, talk.maya)).text[0] == "Hello."
    there = talk.discord.messages("general", talk.maya)
    assert [one.id for one in there if one.reply_to == said.id] == [there[-1].id]


@pytest.mark.slow
async def test_an_answer_whose_place_was_deleted_is_given_below_the_message_all_the_same(talk: Talk) -> None:
    may_end = asyncio.Event()

    async def slowly() -> Answered:
        await may_end.wait()
        return Answered("Hello.")

    talk.desk.answers[Ask] = slowly
    said = await talk.maya.say(at_darcy(talk, "show me my tasks"), channel="general")
    await talk.discord.until(lambda: talk.desk.asked or None, WAIT_S)
    (thinking,) = [one for one in talk.discord.messages("general", talk.maya) if one.reply_to == said.id]
    await talk.client.http.delete_message(thinking.channel_id, thinking.id)
    may_end.set()
    assert (await reply_to(talk.discord, said, talk.maya)).text[0] == "Hello."


async def test_where_darcy_may_not_speak_nothing_is_begun(talk: Talk) -> None:
    talk.discord.deny_bot("general", Permission.SEND_MESSAGES)
    talk.desk.answers[Ask] = Answered("Hello.")
    await talk.maya.say(at_darcy(talk, "first"), channel="general")
    await told(talk, at_darcy(talk, "second"), channel="tasks")
    assert [command.request.words for command in talk.desk.asked] == ["second"]


# --- servers that are not served ----------------------------------------------------------------------


def told_so(talk: Talk) -> list[Message]:
    there = [one for place in ("general", "tasks") for one in talk.discord.messages(place, talk.maya)]
    return [one for one in there if "I do not serve this server" in "".join(one.text)]


async def say_and_be_seen(talk: Talk, words: str, *, channel: str = "general") -> None:
    """Return once Darcy has done with it: it is told of messages in order."""
    await talk.maya.say(at_darcy(talk, words), channel=channel)
    await told(talk, "are you there?", channel="dm")


async def test_a_server_that_is_not_served_is_told_so_once(talk: Talk) -> None:
    talk.desk.answers[FindGuilds] = ()
    talk.guilds = frozenset({1})
    await talk.start()
    assert await talk.discord.until(lambda: told_so(talk) or None, WAIT_S) is not None
    await say_and_be_seen(talk, "hello")
    await talk.start()
    await say_and_be_seen(talk, "hello?")
    assert [one.reply_to for one in told_so(talk)] == [None]
    assert [type(command) for command in talk.desk.asked] == [FindGuilds, FindGuilds]


class _AwayAtFirst(MemoryNotices):
    def __init__(self) -> None:
        super().__init__()
        self.has_failed = asyncio.Event()

    async def is_first(self, guild: GuildId, at: dt.datetime) -> bool:
        if not self.has_failed.is_set():
            self.has_failed.set()
            raise StoreUnavailableError("The database is away.")
        return await super().is_first(guild, at)


async def test_who_mentions_darcy_is_told_so_once_where_nobody_was_before(talk: Talk) -> None:
    talk.desk.answers[FindGuilds] = ()
    talk.guilds = frozenset({1})
    talk.notices = away = _AwayAtFirst()
    await talk.start()
    await asyncio.wait_for(away.has_failed.wait(), WAIT_S)
    first = await talk.maya.say(at_darcy(talk, "hello"), channel="tasks")
    assert "I do not serve this server" in (await reply_to(talk.discord, first, talk.maya)).text[0]
    await say_and_be_seen(talk, "hello?", channel="tasks")
    assert [one.reply_to for one in told_so(talk)] == [first.id]
