"""P1, by forged clicks: a button leads to what its sender may decide on there, or to nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.emulator import SeedMember
from sandbox.discord.founding import SeedGuild
from tests.doubles.clicks import (
    ASSIGN,
    FINISH,
    MAYA,
    PRIYA,
    UNKNOWN_BUTTON,
    UNKNOWN_CARD,
    assert_untouched,
    ids_on,
    maya,
    not_theirs,
    told,
)

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


FORGED = {
    "a proposal nobody made": ("darcy:confirm:0123456789abcdef0123456789abcdef", UNKNOWN_CARD),
    "none at all": ("darcy:confirm:", UNKNOWN_BUTTON),
    "another verb": ("darcy:apply:everything", UNKNOWN_BUTTON),
    "more than an id": ("darcy:confirm:a:1:b", UNKNOWN_BUTTON),
    "a statement": ("darcy:confirm:' OR 1=1 --", UNKNOWN_BUTTON),
    "another line": ("darcy:confirm:abc\n", UNKNOWN_BUTTON),
    "nothing of ours": ("🦊", UNKNOWN_BUTTON),
    "as long as can be": ("darcy:confirm:" + "a" * 64, UNKNOWN_CARD),
    "longer than Discord takes": ("darcy:confirm:" + "a" * 150, UNKNOWN_BUTTON),
}


async def test_forged_buttons_are_answered_and_decide_nothing(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)

    sent = {name: maya(plain_darcy).forge(card, custom_id) for name, (custom_id, _) in FORGED.items()}
    answers = dict(zip(sent, await asyncio.gather(*map(told, sent.values())), strict=True))

    assert answers == {name: words for name, (_, words) in FORGED.items()}
    assert plain_darcy.discord.message(card) == card
    assert_untouched(plain_darcy)


async def test_somebody_elses_open_proposal_cannot_be_decided_from_a_card_of_ones_own(
    plain_darcy: Darcy,
) -> None:
    hers = await plain_darcy.ask(ASSIGN, by=PRIYA)
    own = await plain_darcy.ask(FINISH)

    for custom_id in ids_on(hers).values():
        assert await told(maya(plain_darcy).forge(own, custom_id)) == not_theirs(plain_darcy, PRIYA)

    assert plain_darcy.discord.message(hers) == hers
    assert plain_darcy.discord.message(own) == own
    assert_untouched(plain_darcy)


@pytest.mark.slow
async def test_a_proposal_of_another_server_cannot_be_decided_here(plain_darcy: Darcy) -> None:
    seat = SeedMember(plain_darcy.workspace.person(MAYA).discord_id, MAYA, is_admin=True)
    club = plain_darcy.discord.invite_bot(SeedGuild("Film club", [seat], ["cutting room"]))
    both = frozenset({plain_darcy.discord.guild_id, club})
    plain_darcy.settings = plain_darcy.settings.model_copy(update={"darcy_guilds": both})
    await plain_darcy.stop()
    await plain_darcy.start()
    there = plain_darcy.discord.channels_in("Film club")["cutting room"]
    link: dict[str, object] = {
        "member": MAYA,
        "person": plain_darcy.workspace.person(MAYA).notion_id,
    }
    await (await maya(plain_darcy).slash("darcy-admin link", link, channel=there)).answer()
    asked = await maya(plain_darcy).slash("darcy", {"request": FINISH}, channel=there)
    elsewhere = await asked.answer()
    here = await plain_darcy.ask(FINISH)

    for custom_id in ids_on(elsewhere).values():
        assert await told(maya(plain_darcy).forge(here, custom_id)) == UNKNOWN_CARD

    assert plain_darcy.discord.message(elsewhere) == elsewhere
    assert_untouched(plain_darcy)
