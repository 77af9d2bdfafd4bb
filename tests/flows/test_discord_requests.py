"""Slash commands over real sockets: acknowledged, handed to the desk, answered whatever happens."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.agent.outcomes import Answered, LinkRemoved, LinkSaved, LinksListed, NotLinked, Refused
from bot.desk.commands import Ask, LinkMember, ListLinks, SuggestMembers, UnlinkMember
from bot.ui.texts.answers import UNCHANGED
from storage.errors import StoreUnavailableError
from storage.records import DiscordId, GuildId, Link, Member, MemberId
from tests.doubles.examples import ASKER, NOON, OMAR, PRIYA
from tests.doubles.stores import MemoryInteractions
from tests.doubles.talk import MONDAY, WAIT_S, Talk, open_talk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path

    from storage.answers import OwedAnswer

SECRET_WORDS = "the surprise party for Alex"
SMALL_UNCHANGED = f"-# {UNCHANGED}"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        yield talk


async def test_a_request_reaches_the_desk_word_for_word_and_its_answer_everyone(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Hello, **Maya**.")
    words = "assign the *poster* to <@1002> by Friday"
    message = await talk.ask(words)
    (asked,) = talk.desk.asked
    assert (asked.request.words, asked.request.asked_by) == (words, 1001)
    assert (asked.request.guild, asked.request.channel) == (talk.discord.guild_id, message.channel_id)
    assert asked.request.received_at.date() == MONDAY
    assert asked.request.private is False
    assert message.text == ["Hello, **Maya**.", SMALL_UNCHANGED]
    assert not message.ephemeral


async def test_a_private_request_is_answered_to_the_person_alone(talk: Talk) -> None:
    talk.desk.answers[Ask] = Answered("Only for you.")
    message = await talk.ask(private=True)
    assert message.ephemeral
    assert talk.desk.asked[0].request.private is True


async def test_a_request_is_acknowledged_before_the_desk_is_done(talk: Talk) -> None:
    may_end = asyncio.Event()

    async def slowly() -> Answered:
        await may_end.wait()
        return Answered("Done thinking.")

    talk.desk.answers[Ask] = slowly
    sent = await talk.maya.slash("darcy", {"request": "think"})
    await sent.acknowledged()
    may_end.set()
    assert (await sent.answer(WAIT_S)).text == ["Done thinking.", SMALL_UNCHANGED]


async def test_what_a_person_can_be_told_is_told_as_it_is(talk: Talk) -> None:
    talk.desk.answers[Ask] = StoreUnavailableError("Notion cannot be reached now. Nothing was changed.")
    message = await talk.ask()
    assert message.text == ["⚠️ Notion cannot be reached now. Nothing was changed."]


async def test_anything_else_is_told_by_an_id_that_is_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.desk.answers[Ask] = RuntimeError(f"could not parse {SECRET_WORDS}")
    caplog.set_level(logging.INFO)
    message = await talk.ask(SECRET_WORDS)
    (text,) = message.text
    assert text.startswith("❌ Something broke on our side")
    (logged,) = [vars(record) for record in caplog.records if record.name.startswith("bot.")]
    assert logged["msg"] == "failed"
    assert f"(id {logged['error_id']})" in text
    assert logged["error"].startswith("RuntimeError at ")
    everything = str([vars(record) for record in caplog.records])
    assert SECRET_WORDS not in everything
    assert talk.discord.token not in everything


async def test_an_empty_request_is_told_what_to_type(talk: Talk) -> None:
    message = await talk.ask("   ")
    assert "Tell me what you want" in message.text[0]
    assert talk.desk.asked == []


async def test_a_server_that_is_not_served_is_told_so_alone(talk: Talk) -> None:
    talk.guilds = frozenset({1})
    await talk.start()
    message = await talk.ask()
    assert message.ephemeral
    assert "I do not serve this server" in message.text[0]
    assert talk.desk.asked == []


class _SeenAll(MemoryInteractions):
    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        await super().is_new(interaction_id, at)
        return await super().is_new(interaction_id, at, owed)


async def test_an_interaction_that_came_before_is_not_done_again(talk: Talk) -> None:
    talk.interactions = _SeenAll()
    await talk.start()
    message = await talk.ask()
    assert "This reached me twice" in message.text[0]
    assert talk.desk.asked == []


class _Heard(logging.Handler):
    """Tells when a line about something is logged."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.records: asyncio.Queue[dict[str, object]] = asyncio.Queue()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.records.put_nowait(vars(record))


@pytest.fixture
def too_late() -> Generator[_Heard]:
    heard = _Heard("too late")
    logging.getLogger("bot").addHandler(heard)
    yield heard
    logging.getLogger("bot").removeHandler(heard)


async def test_one_that_is_too_late_is_logged_and_left(tmp_path: Path, too_late: _Heard) -> None:
    async with open_talk(tmp_path, ack_deadline=0) as talk:
        await talk.start()
        await talk.maya.slash("darcy", {"request": "hello"})
        assert (await asyncio.wait_for(too_late.records.get(), WAIT_S))["code"] == 10062
        assert talk.desk.asked == []


async def test_what_is_underway_is_finished_before_leaving(talk: Talk) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slowly() -> Answered:
        begun.set()
        await may_end.wait()
        return Answered("Just in time.")

    talk.desk.answers[Ask] = slowly
    sent = await talk.maya.slash("darcy", {"request": "write"})
    await asyncio.wait_for(begun.wait(), WAIT_S)
    leaving = asyncio.create_task(talk.client.close())
    await asyncio.wait_for(talk.client.door.closing.wait(), WAIT_S)
    late = await talk.ask("one more")
    assert late.ephemeral
    assert "I am being restarted" in late.text[0]
    may_end.set()
    assert (await sent.answer(WAIT_S)).text == ["Just in time.", SMALL_UNCHANGED]
    await asyncio.wait_for(leaving, WAIT_S)


async def test_a_command_that_is_gone_is_answered(talk: Talk) -> None:
    old = {"name": "old", "description": "From an earlier version.", "type": 1}
    await talk.client.http.upsert_global_command(talk.discord.application_id, old)  # type: ignore[arg-type] # JSON
    message = await (await talk.maya.slash("old")).answer(WAIT_S)
    assert message.ephemeral
    assert "This command has changed" in message.text[0]


async def test_commands_are_registered_once_and_again_only_when_they_change(talk: Talk) -> None:
    assert len(talk.calls("PUT", "/commands")) == 1
    await talk.start()
    assert len(talk.calls("PUT", "/commands")) == 1
    old = {"name": "old", "description": "From an earlier version.", "type": 1}
    await talk.client.http.upsert_global_command(talk.discord.application_id, old)  # type: ignore[arg-type] # JSON
    await talk.start()
    assert len(talk.calls("PUT", "/commands")) == 2


# --- who is who ---------------------------------------------------------------------------------------


def _link(talk: Talk, member: Member) -> Link:
    guild = GuildId(talk.discord.guild_id)
    return Link(guild=guild, discord=DiscordId(1002), member=member, linked_by=ASKER, linked_at=NOON)


async def test_an_admin_picks_a_person_and_links_a_member(talk: Talk) -> None:
    talk.desk.answers |= {SuggestMembers: (PRIYA, OMAR), LinkMember: LinkSaved(_link(talk, OMAR))}
    offered = await talk.maya.autocomplete("darcy-admin link", {"member": "Omar", "person": "o"}, "person")
    assert [(choice.name, choice.value) for choice in offered] == [
        ("Priya Nair", "m-priya"),
        ("Omar Haddad", "m-omar"),
    ]
    options: dict[str, object] = {"member": "Omar", "person": offered[1].value}
    message = await (await talk.maya.slash("darcy-admin link", options)).answer(WAIT_S)
    assert message.ephemeral
    assert message.text == ["✅ <@1002> is now **Omar Haddad** in Notion."]
    linked = talk.desk.asked[-1]
    assert (linked.discord, linked.member, linked.by) == (1002, "m-omar", 1001)


async def test_a_whole_name_typed_is_as_good_as_a_pick(talk: Talk) -> None:
    talk.desk.answers |= {SuggestMembers: (PRIYA, OMAR), LinkMember: LinkSaved(_link(talk, OMAR))}
    options: dict[str, object] = {"member": "Omar", "person": " omar haddad "}
    await (await talk.maya.slash("darcy-admin link", options)).answer(WAIT_S)
    assert talk.desk.asked[-1].member == "m-omar"


async def test_a_name_that_two_have_is_left_to_the_desk_to_refuse(talk: Talk) -> None:
    twins = (Member(MemberId("m-one"), "Alex"), Member(MemberId("m-two"), "Alex"))
    talk.desk.answers |= {SuggestMembers: twins, LinkMember: Refused("Nobody in Notion is that one person.")}
    offered = await talk.maya.autocomplete("darcy-admin link", {"member": "Omar", "person": "al"}, "person")
    assert [choice.name for choice in offered] == ["Alex (…-one)", "Alex (…-two)"]
    options: dict[str, object] = {"member": "Omar", "person": "Alex"}
    message = await (await talk.maya.slash("darcy-admin link", options)).answer(WAIT_S)
    assert talk.desk.asked[-1].member == "Alex"
    assert "Nobody in Notion" in message.text[0]


async def test_suggestions_that_fail_are_none_at_all_and_the_log_says_why(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    talk.desk.answers[SuggestMembers] = RuntimeError(SECRET_WORDS)
    assert await talk.maya.autocomplete("darcy-admin link", {"member": "Omar", "person": "o"}, "person") == []
    (logged,) = [vars(record) for record in caplog.records if record.name.startswith("bot.")]
    assert logged["msg"] == "failed"
    assert logged["error_id"]
    assert logged["asked"] == "suggestions"
    assert logged["error"].startswith("RuntimeError at ")
    assert SECRET_WORDS not in str([vars(record) for record in caplog.records])


async def test_for_a_command_of_another_version_nothing_is_suggested_at_once(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    typed = {"type": 3, "name": "task", "description": "Which.", "autocomplete": True}
    old: Any = {"type": 1, "name": "darcy-find", "description": "Find.", "options": [typed]}
    await talk.client.http.bulk_upsert_global_commands(talk.discord.application_id, [old])
    assert await talk.maya.autocomplete("darcy-find", {"task": "p"}, "task") == []
    (logged,) = [vars(record) for record in caplog.records if record.name.startswith("bot.")]
    assert (logged["msg"], logged["why"]) == ("refused", "NotAdmittedError")


async def test_in_a_server_that_is_not_served_nothing_is_suggested(talk: Talk) -> None:
    talk.guilds = frozenset({1})
    await talk.start()
    assert await talk.maya.autocomplete("darcy-me settings", {"zone": "lon"}, "zone") == []


async def test_an_admin_unlinks_and_lists(talk: Talk) -> None:
    talk.desk.answers |= {
        UnlinkMember: LinkRemoved(DiscordId(1002), was_linked=True),
        ListLinks: LinksListed(tuple(_link(talk, PRIYA) for _ in range(12)), (OMAR,)),
    }
    gone = await (await talk.maya.slash("darcy-admin unlink", {"member": "Omar"})).answer(WAIT_S)
    assert gone.text == ["✅ <@1002> is no longer linked to anyone in Notion."]
    listed = await (await talk.maya.slash("darcy-admin list")).answer(WAIT_S)
    assert listed.ephemeral
    await talk.press(listed, "Next ▶")
    assert [command.page for command in talk.desk.asked if isinstance(command, ListLinks)] == [0, 1]


async def test_admin_commands_refuse_others_even_where_a_server_shows_them(talk: Talk) -> None:
    shown = [command.to_dict(talk.client.tree) for command in talk.client.tree.get_commands()]
    for command in shown:
        command["default_member_permissions"] = None
    await talk.client.http.bulk_upsert_global_commands(talk.discord.application_id, shown)
    talk.desk.answers[SuggestMembers] = (PRIYA,)
    message = await (await talk.omar.slash("darcy-admin unlink", {"member": "Maya"})).answer(WAIT_S)
    assert message.ephemeral
    assert message.text == ["⚠️ Only someone with the permission Manage Server can do this."]
    assert await talk.omar.autocomplete("darcy-admin link", {"member": "Maya", "person": ""}, "person") == []
    assert talk.desk.asked == []


async def test_someone_not_linked_is_told_who_can_link_them(talk: Talk) -> None:
    talk.desk.answers[Ask] = NotLinked(DiscordId(1001))
    assert "/darcy-admin link" in (await talk.ask()).text[0]
