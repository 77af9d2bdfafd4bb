"""Darcy is spoken to: mentioned, answered, or written to directly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import POSTER, words_of
from tests.doubles.replies import reply_to

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy


async def told(darcy: Darcy, words: str, *, by: str = "", channel: str = "general") -> Message:
    """What is answered to a message, below it."""
    person = darcy.discord.person(by or darcy.speaker)
    return await reply_to(darcy.discord, await person.say(words, channel=channel), person)


def at_darcy(darcy: Darcy, words: str) -> str:
    return f"<@{darcy.discord.application_id}> {words}"


async def test_a_mention_is_answered_below_it_for_everybody(plain_darcy: Darcy) -> None:
    answer = await told(plain_darcy, at_darcy(plain_darcy, "show me my tasks"))
    assert "Your open tasks" in words_of(answer)
    assert not answer.ephemeral


async def test_a_change_asked_for_in_a_mention_is_confirmed_on_its_card(plain_darcy: Darcy) -> None:
    card = await told(plain_darcy, at_darcy(plain_darcy, "assign the poster to Priya in Recruitment"))
    assert plain_darcy.notion.row(POSTER).assignees == ()
    done = await plain_darcy.press(card, "Confirm")
    assert "Done" in words_of(done)
    assert plain_darcy.notion.row(POSTER).assignees == ("Priya Raman",)


async def test_only_who_asked_decides_on_a_card_in_a_channel(plain_darcy: Darcy) -> None:
    card = await told(plain_darcy, at_darcy(plain_darcy, "assign the poster to Priya in Recruitment"))
    refused = await plain_darcy.press(card, "Confirm", by="Priya Raman")
    assert "only they can press here" in words_of(refused)
    assert plain_darcy.notion.row(POSTER).assignees == ()


async def test_a_reply_to_a_card_goes_on_with_its_conversation(plain_darcy: Darcy) -> None:
    card = await told(plain_darcy, at_darcy(plain_darcy, "assign the poster to Priya in Recruitment"))
    await plain_darcy.press(card, "Confirm")
    person = plain_darcy.discord.person(plain_darcy.speaker)
    asked = await person.say("move it to Monday", reply_to=card)
    assert POSTER in words_of(await reply_to(plain_darcy.discord, asked, person))


async def test_a_mention_without_words_is_told_what_to_say(plain_darcy: Darcy) -> None:
    assert "Tell me what you want" in words_of(await told(plain_darcy, at_darcy(plain_darcy, "")))


async def test_who_is_not_linked_is_told_who_can_do_it(plain_darcy: Darcy) -> None:
    answer = await told(plain_darcy, at_darcy(plain_darcy, "show me my tasks"), by="Hugo Pellerin")
    assert "/darcy-admin link" in words_of(answer)


async def test_who_wants_private_answers_is_pointed_to_where_there_are_any(plain_darcy: Darcy) -> None:
    await plain_darcy.said(plain_darcy.speaker, "darcy-me settings", {"private": True})
    answer = words_of(await told(plain_darcy, at_darcy(plain_darcy, "show me my tasks")))
    assert "Use /darcy instead" in answer
    assert "Your open tasks" not in answer
    assert "Your open tasks" in words_of(await told(plain_darcy, "show me my tasks", channel="dm"))


async def test_a_direct_message_is_about_the_board_of_the_server_one_is_linked_in(plain_darcy: Darcy) -> None:
    card = await told(plain_darcy, "assign the poster to Priya in Recruitment", channel="dm")
    await plain_darcy.stop()
    await plain_darcy.start()
    assert "Done" in words_of(await plain_darcy.press(card, "Confirm"))
    assert plain_darcy.notion.row(POSTER).assignees == ("Priya Raman",)


async def test_lists_in_direct_messages_turn_their_pages(plain_darcy: Darcy) -> None:
    shown = await told(plain_darcy, "show everything", channel="dm")
    assert "Page 2" in words_of(await plain_darcy.press(shown, "Next ▶"))


async def test_a_direct_message_of_a_stranger_is_answered_without_the_board(plain_darcy: Darcy) -> None:
    answer = await told(plain_darcy, "show me my tasks", by="Hugo Pellerin", channel="dm")
    assert "I do not know yet who you are in Notion" in words_of(answer)
