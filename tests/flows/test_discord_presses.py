"""Buttons and lists over real sockets: pressed by the right one, by another, twice, after a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
import pytest

from bot.agent.outcomes import (
    AlreadyAnswered,
    AlreadyDecided,
    AwaitingAnswer,
    AwaitingDecision,
    Declined,
    NotTheirs,
    Refused,
    Settled,
    TasksShown,
)
from bot.desk.commands import Answer, Ask, Decide, ShowProposal, TurnPage
from storage.errors import StoreUnavailableError
from storage.proposals import CallState, ProposalState
from storage.records import DiscordId, Listing, RunId
from storage.runs import QuestionOption, Shown
from tests.doubles.examples import CREATE, POSTER, call, proposal, question
from tests.doubles.talk import WAIT_S, Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import Message

OPEN = AwaitingDecision(proposal())
DONE = proposal(call(state=CallState.DONE), state=ProposalState.CONFIRMED)
APPLYING = proposal(call(state=CallState.APPLYING), state=ProposalState.CONFIRMED)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        talk.desk.answers |= {Ask: OPEN, Decide: Settled(DONE)}
        yield talk


async def test_confirm_decides_by_id_and_the_receipt_takes_the_cards_place(talk: Talk) -> None:
    card = await talk.ask()
    assert [button.label for button in card.buttons] == ["Confirm", "Cancel"]
    assert (await talk.press(card, "Confirm")).id == card.id
    decided = talk.desk.asked[-1]
    assert (decided.proposal, decided.by) == ("prop-1", 1001)
    assert (decided.guild, decided.verdict) == (talk.discord.guild_id, ProposalState.CONFIRMED)
    assert talk.now(card).startswith("✅ **Done**")
    assert talk.discord.message(card).buttons == []


async def test_cancel_declines(talk: Talk) -> None:
    talk.desk.answers[Decide] = Declined(proposal(state=ProposalState.DECLINED))
    card = await talk.ask()
    await talk.press(card, "Cancel")
    assert talk.desk.asked[-1].verdict is ProposalState.DECLINED
    assert "Cancelled, nothing was changed" in talk.now(card)


async def test_a_private_card_is_edited_where_it_is(talk: Talk) -> None:
    card = await talk.ask(private=True)
    assert (await talk.press(card, "Confirm")).ephemeral
    assert talk.now(card).startswith("✅ **Done**")


async def test_a_card_works_after_a_restart(talk: Talk) -> None:
    card = await talk.ask()
    await talk.start()
    await talk.press(card, "Confirm")
    assert talk.now(card).startswith("✅ **Done**")


async def test_another_person_is_told_alone_and_the_card_stays(talk: Talk) -> None:
    card = await talk.ask()
    talk.desk.answers[Decide] = NotTheirs(DiscordId(1001))
    told = await talk.press(card, "Confirm", by=talk.omar)
    assert told.ephemeral
    assert "<@1001> asked for this" in told.text[0]
    assert talk.desk.asked[-1].by == 1002
    assert [button.label for button in talk.discord.message(card).buttons] == ["Confirm", "Cancel"]


async def test_a_second_press_is_told_so_and_a_stale_card_is_brought_up_to_date(talk: Talk) -> None:
    card = await talk.ask()
    talk.desk.answers[Decide] = AlreadyDecided(DONE)
    sent = await talk.maya.press(card, "Confirm")
    told = await talk.discord.until(
        lambda: next((one for one in talk.discord.messages(card.channel, talk.maya) if one.ephemeral), None),
        WAIT_S,
    )
    assert told is not None
    assert told.text[0].startswith("This was already confirmed by <@11>")
    assert (await sent.answer(WAIT_S)).id == card.id
    assert talk.now(card).startswith("✅ **Done**")


async def test_a_second_press_while_changes_are_applied_leaves_the_card_to_the_first(talk: Talk) -> None:
    card = await talk.ask()
    talk.desk.answers[Decide] = AlreadyDecided(APPLYING)
    told = await talk.press(card, "Confirm")
    assert told.ephemeral
    assert talk.now(card) == "\n".join(card.text)


async def test_a_refusal_leaves_the_card(talk: Talk) -> None:
    card = await talk.ask()
    talk.desk.answers[Decide] = Refused("You may no longer assign others.")
    assert (await talk.press(card, "Confirm")).text == ["⚠️ You may no longer assign others."]
    talk.desk.answers[Decide] = StoreUnavailableError("The database is away. Nothing was changed.")
    assert (await talk.press(card, "Confirm")).ephemeral
    talk.desk.answers[Decide] = KeyError("a bug")
    assert "Something broke on our side" in (await talk.press(card, "Confirm")).text[0]
    assert talk.now(card) == "\n".join(card.text)


async def test_a_receipt_whose_card_was_deleted_reaches_the_person_all_the_same(talk: Talk) -> None:
    card = await talk.ask()

    async def meanwhile_deleted() -> Settled:
        await talk.client.http.delete_message(card.channel_id, card.id)
        return Settled(DONE)

    talk.desk.answers[Decide] = meanwhile_deleted
    told = await talk.press(card, "Confirm")
    assert told.ephemeral
    assert told.text[0] == "✅ **Done**"


async def test_a_list_is_turned_page_by_page(talk: Talk) -> None:
    shown = Shown(title="Your open tasks", listing=Listing((POSTER,) * 12))
    talk.desk.answers |= {
        Ask: TasksShown(RunId("run-1"), shown),
        TurnPage: TasksShown(RunId("run-1"), shown, 1),
    }
    card = await talk.ask()
    await talk.press(card, "Next ▶")
    turned = talk.desk.asked[-1]
    assert (turned.run, turned.page, turned.by) == ("run-1", 1, 1001)
    assert talk.now(card).endswith("Page 2 of 2")


async def test_a_long_question_is_confirmed_on_its_last_page(talk: Talk) -> None:
    many = proposal(*[call(CREATE)] * 14)
    talk.desk.answers |= {Ask: AwaitingDecision(many), ShowProposal: AwaitingDecision(many, page=1)}
    card = await talk.ask()
    assert [button.label for button in card.buttons] == ["Cancel", "Next ▶"]
    await talk.press(card, "Next ▶")
    assert (talk.desk.asked[-1].proposal, talk.desk.asked[-1].page) == ("prop-1", 1)
    assert [one.label for one in talk.discord.message(card).buttons] == ["Confirm", "Cancel", "◀ Previous"]


async def test_a_choice_answers_the_question(talk: Talk) -> None:
    options = (QuestionOption("t-1", "Poster", "Recruitment"), QuestionOption("", "None of these"))
    asking = question(*options)
    talk.desk.answers |= {Ask: AwaitingAnswer(asking), Answer: OPEN}
    card = await talk.ask()
    await (await talk.maya.choose(card, ["Poster"])).answer(WAIT_S)
    answered = talk.desk.asked[-1]
    assert (answered.question, answered.choice, answered.by) == ("q-1", "t-1", 1001)
    assert "Make this change?" in talk.now(card)


async def test_none_of_them_is_a_choice_too_and_a_late_one_leaves_the_card(talk: Talk) -> None:
    asking = question(QuestionOption("t-1", "Poster"), QuestionOption("", "None of these"))
    talk.desk.answers |= {Ask: AwaitingAnswer(asking), Answer: AlreadyAnswered(asking)}
    card = await talk.ask()
    told = await (await talk.maya.choose(card, ["None of these"])).answer(WAIT_S)
    assert talk.desk.asked[-1].choice == ""
    assert told.ephemeral
    assert "too late" in told.text[0]


async def test_a_button_nobody_knows_is_answered_at_once(talk: Talk) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Old", custom_id="darcy:apply:everything"))
    channel = talk.client.get_partial_messageable(next(iter(talk.discord.channels.values())))
    posted = await channel.send("From long ago", view=view)
    message = talk.discord.message(posted.id)
    told = await talk.press(message, "Old")
    assert told.ephemeral
    assert "I do not know this button any more" in told.text[0]
    assert talk.desk.asked == []


# --- what takes longer --------------------------------------------------------------------------------


def beside(talk: Talk, *cards: Message) -> list[Message]:
    """What Maya alone is shown, other than these cards."""
    known = {card.id for card in cards}
    there = talk.discord.messages("general", talk.maya)
    return [one for one in there if one.ephemeral and one.id not in known]


async def _never() -> Settled:
    await asyncio.Event().wait()
    raise AssertionError


@pytest.mark.slow
async def test_while_a_press_takes_long_the_card_stays_and_the_next_process_can_draw_it(talk: Talk) -> None:
    card = await talk.ask()
    talk.desk.answers |= {Decide: _never, ShowProposal: Settled(DONE)}
    await talk.maya.press(card, "Confirm")
    told = await talk.discord.until(lambda: beside(talk, card) or None, WAIT_S)
    assert told is not None
    assert told[0].text == ["Writing to Notion…"]
    now = talk.discord.message(card)
    assert (now.text, now.buttons) == (card.text, card.buttons)
    await talk.crash()
    drawn = await talk.discord.until(lambda: talk.now(card).startswith("✅ **Done**") or None, WAIT_S)
    assert drawn, talk.now(card)


@pytest.mark.slow
async def test_of_two_presses_the_slow_one_does_not_bring_the_card_back(talk: Talk) -> None:
    card = await talk.ask()
    may_end = asyncio.Event()

    async def slowly() -> AlreadyDecided:
        await may_end.wait()
        return AlreadyDecided(APPLYING)

    talk.desk.answers[Decide] = slowly
    await talk.maya.press(card, "Confirm")
    await talk.discord.until(lambda: talk.desk.asked[1:] or None, WAIT_S)
    talk.desk.answers[Decide] = Settled(DONE)
    await talk.press(card, "Confirm")
    assert await talk.discord.until(lambda: beside(talk) or None, WAIT_S) is not None
    assert talk.now(card).startswith("✅ **Done**")
    may_end.set()

    def only_told() -> bool | None:
        texts = [one.text[0] for one in beside(talk)]
        return (len(texts) == 1 and texts[0].startswith("This was already confirmed")) or None

    assert await talk.discord.until(only_told, WAIT_S)
    assert talk.now(card).startswith("✅ **Done**")
