from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bot.desk.bus import Desk
from bot.desk.commands import Ask, Decide, LinkMember, ListLinks, SuggestMembers, TurnPage
from storage.asking import asking_for
from storage.proposals import ProposalState
from storage.records import ChannelId, DiscordId, GuildId, MemberId, ProposalId, Request, RunId

if TYPE_CHECKING:
    from bot.desk.commands import Command

NOW = dt.datetime(2026, 6, 10, 9, tzinfo=dt.UTC)
GUILD, ANA = GuildId(1), DiscordId(7)
REQUEST = Request(guild=GUILD, channel=ChannelId(2), asked_by=ANA, words="my tasks", received_at=NOW)


@pytest.mark.parametrize(
    ("command", "asker"),
    [
        (Ask(REQUEST), ANA),
        (Decide(ProposalId("p"), GUILD, ANA, ProposalState.CONFIRMED, NOW), ANA),
        (TurnPage(RunId("r"), GUILD, ANA, 1), ANA),
        (LinkMember(GUILD, DiscordId(8), MemberId("m"), ANA, NOW), ANA),
        (ListLinks(GUILD, ANA), ANA),
        (SuggestMembers(GUILD, "an"), None),
    ],
)
async def test_what_a_member_asks_for_is_done_on_their_behalf_and_what_follows_is_not(
    command: Command[Any], asker: DiscordId | None
) -> None:
    async def handler(_: Command[Any]) -> DiscordId | None:
        return asking_for.get()

    assert await Desk({type(command): handler}).handle(command) == asker
    assert asking_for.get() is None
