"""How a server is served, said and seen by its admins."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.errors import ClientRefusedError
from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

FINISH = "I've just finished sending out the recruitment forms"
ASSIGN = "assign the poster to Priya by Friday in Recruitment"


async def settings(darcy: Darcy, **options: object) -> str:
    answer = await darcy.said(darcy.speaker, "darcy-admin settings", options)
    assert answer.ephemeral
    return words_of(answer)


async def confirmed(darcy: Darcy, card: Message) -> str:
    return words_of(await darcy.press(card, "Confirm"))


async def test_an_admin_says_for_how_long_cards_wait_and_those_shown_keep_their_time(
    plain_darcy: Darcy,
) -> None:
    assert "A card waits for its decision: 24 hours" in await settings(plain_darcy)
    earlier = await plain_darcy.ask(FINISH)
    said = await settings(plain_darcy, expiry_hours=1)
    assert "Saved." in said
    assert "A card waits for its decision: 1 hour\n" in said
    later = await plain_darcy.ask(ASSIGN)

    plain_darcy.clock.advance(dt.timedelta(minutes=61))

    assert "Expired: nobody decided until" in await confirmed(plain_darcy, later)
    assert "Done" in await confirmed(plain_darcy, earlier)
    assert plain_darcy.notion.row(FORMS).status == "Done"


async def test_a_week_is_kept_over_a_restart_and_seen_in_the_status(plain_darcy: Darcy) -> None:
    await settings(plain_darcy, expiry_hours=168)
    assert "That is how it was already." in await settings(plain_darcy, expiry_hours=168)
    await plain_darcy.stop()
    await plain_darcy.start()
    status = await plain_darcy.said(plain_darcy.speaker, "darcy-admin status", {})
    assert "A card waits for its decision: 168 hours" in words_of(status)

    card = await plain_darcy.ask(FINISH)
    plain_darcy.clock.advance(dt.timedelta(days=6, hours=23))
    assert "Done" in await confirmed(plain_darcy, card)


@pytest.mark.parametrize("hours", [0, 169])
async def test_discord_itself_takes_no_other_length(plain_darcy: Darcy, hours: int) -> None:
    with pytest.raises(ClientRefusedError):
        await settings(plain_darcy, expiry_hours=hours)
