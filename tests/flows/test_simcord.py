"""A second opinion on how we speak Discord: the same client on simcord, which others wrote.

simcord checks what it is sent by its own idea of Discord's rules, and fails a test for any error it sees.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord
import pytest
import simcord

from bot.agent.outcomes import (
    AlreadyDecided,
    AwaitingAnswer,
    AwaitingDecision,
    BoardSurveyed,
    LinkSaved,
    Settled,
)
from bot.desk.commands import Answer, Ask, ChooseColumn, Decide, LinkMember, SuggestMembers, SurveyBoard
from bot.desk.preferences import KnownPreferences
from bot.ui.discord.client import DarcyClient
from storage.proposals import CallState, ProposalState
from storage.records import DiscordId, GuildId, Link
from storage.runs import QuestionOption
from tests.doubles.board_setup import survey
from tests.doubles.card_stores import MemoryCards
from tests.doubles.desk import CannedDesk
from tests.doubles.examples import ASKER, NOON, OMAR, PRIYA, call, proposal, question
from tests.doubles.stores import MemoryInteractions, MemoryNotices, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

MENU = "Make this a task"
DONE = proposal(call(state=CallState.DONE), state=ProposalState.CONFIRMED)


@pytest.fixture
def desk() -> CannedDesk:
    return CannedDesk()


@asynccontextmanager
async def opened(desk: CannedDesk) -> AsyncGenerator[simcord.Env]:
    client = DarcyClient(
        desk=desk,
        interactions=MemoryInteractions(),
        guilds=frozenset(),
        preferences=KnownPreferences(MemoryPreferences(), ZoneInfo("Europe/London")),
        notices=MemoryNotices(),
        cards=MemoryCards(),
    )
    async with simcord.run(client, shard_count=1) as env:
        env.create_guild().create_text_channel("general")
        yield env


def _people(env: simcord.Env) -> tuple[simcord.MemberActor, simcord.ChannelHandle]:
    manager = env.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    maya = env.guild.add_member(env.create_user("maya"), roles=[manager])
    return maya, env.guild.channels["general"]


def _text(message: simcord.ResponseMessage | None) -> str:
    assert message is not None
    (container,) = message.components
    return "\n".join(one["content"] for one in container["components"] if one["type"] == 10)


async def test_a_request_is_answered_with_a_card_and_confirmed_on_it(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        desk.answers |= {Ask: AwaitingDecision(proposal()), Decide: Settled(DONE)}
        asked = await maya.slash(general, "darcy", request="assign the poster to Priya by Friday")
        assert asked.acknowledged
        assert not asked.ephemeral
        assert "Assignee: nobody → Priya Nair" in _text(asked.response).replace("**", "")
        assert asked.response is not None
        pressed = await maya.click(asked.response, label="Confirm")
        assert "✅ **Done**" in _text(pressed.response)
        assert pressed.followups == []
        assert desk.asked[-1].verdict is ProposalState.CONFIRMED


async def test_a_private_card_and_a_second_press(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        desk.answers |= {Ask: AwaitingDecision(proposal()), Decide: AlreadyDecided(DONE)}
        asked = await maya.slash(general, "darcy", request="the poster", private=True)
        assert asked.ephemeral
        assert asked.response is not None
        pressed = await maya.click(asked.response, label="Confirm")
        (told,) = pressed.followups
        assert told.ephemeral
        assert "This was already confirmed" in _text(told)


async def test_a_choice_in_a_list(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        options = (QuestionOption("t-1", "Poster", "Recruitment"), QuestionOption("", "None of these"))
        desk.answers |= {Ask: AwaitingAnswer(question(*options)), Answer: AwaitingDecision(proposal())}
        asked = await maya.slash(general, "darcy", request="the poster")
        assert asked.response is not None
        chosen = await maya.select(asked.response, ["t-1"])
        assert desk.asked[-1].choice == "t-1"
        assert "Make this change?" in _text(chosen.response)


async def test_suggestions_and_a_link(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        link = Link(
            guild=GuildId(env.guild.id),
            discord=DiscordId(maya.id),
            member=OMAR,
            linked_by=ASKER,
            linked_at=NOON,
        )
        desk.answers |= {SuggestMembers: (PRIYA, OMAR), LinkMember: LinkSaved(link)}
        offered = await maya.autocomplete(general, "darcy-admin link", "person", "o")
        assert [choice["value"] for choice in offered] == ["m-priya", "m-omar"]
        linked = await maya.slash(general, "darcy-admin link", member=maya, person="m-omar")
        assert linked.ephemeral
        assert "is now **Omar Haddad** in Notion." in _text(linked.response)


async def test_the_board_is_set_up_by_lists(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        desk.answers |= {
            SurveyBoard: BoardSurveyed(survey(), role="done"),
            ChooseColumn: BoardSurveyed(survey(), note="Saved."),
        }
        card = await maya.slash(general, "darcy-admin setup")
        assert card.ephemeral
        assert card.response is not None
        chosen = await maya.select(card.response, ["o2", "o3"], custom_id="darcy:pick:done:0")
        assert (desk.asked[-1].role, desk.asked[-1].keys) == ("done", ("o2", "o3"))
        assert "Saved." in _text(chosen.response)


async def test_a_message_becomes_a_task_from_its_menu(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        desk.answers[Ask] = AwaitingDecision(proposal())
        message = await maya.send(general, "Book the hall")
        used = await maya.context_menu(general, MENU, message)
        assert "Make this change?" in _text(used.response)
        assert desk.asked[-1].request.quoted.text == "Book the hall"
        forwarded = await maya.forward(message, general)
        await maya.context_menu(general, MENU, forwarded)
        assert desk.asked[-1].request.quoted.text == "Book the hall"


async def test_a_message_of_files_alone_becomes_no_task(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        message = await maya.send(general, attachments=[("plan.pdf", b"%PDF")])
        used = await maya.context_menu(general, MENU, message)
        assert used.ephemeral
        assert "There are only files in that message" in _text(used.response)
        assert desk.asked == []


async def test_a_mention_is_answered_below_it(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        desk.answers[Ask] = AwaitingDecision(proposal())
        assert env.bot.user is not None
        await maya.send(general, f"<@{env.bot.user.id}> assign the poster to Priya")
        assert desk.asked[-1].request.words == "assign the poster to Priya"
        assert general.last_message is not None
        (container,) = general.last_message.components
        assert isinstance(container, discord.Container)
        told = [part.content for part in container.children if isinstance(part, discord.TextDisplay)]
        assert "Make this change?" in told[0]


async def test_a_button_of_nobody_is_answered(desk: CannedDesk) -> None:
    async with opened(desk) as env:
        maya, general = _people(env)
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Old", custom_id="darcy:apply:everything"))
        channel = env.bot.get_channel(general.id)
        assert isinstance(channel, discord.TextChannel)
        posted = await channel.send("From long ago", view=view)
        pressed = await maya.click(posted, label="Old")
        assert pressed.ephemeral
        assert "I do not know this button any more" in _text(pressed.response)
