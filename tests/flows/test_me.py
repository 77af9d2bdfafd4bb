"""What members say of how they want to be answered, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.doubles.darcy import words_of
from tools.words import day

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

# Whatever the hour, it is another day in one than in the other.
FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


async def settings(darcy: Darcy, **said: object) -> str:
    return words_of(await darcy.said(darcy.speaker, "darcy-me settings", said))


async def test_a_member_sees_who_they_are_and_who_said_so(plain_darcy: Darcy) -> None:
    answer = await plain_darcy.said(plain_darcy.speaker, "darcy-me show", {})
    assert answer.ephemeral
    shown = words_of(answer)
    assert "In Notion: Maya Lindqvist" in shown
    assert "Linked by <@" in shown
    assert "Time zone: Europe/Berlin, the team’s" in shown
    assert "everybody in the channel" in shown


async def test_who_is_not_linked_sees_who_can_link_them(plain_darcy: Darcy) -> None:
    answer = await plain_darcy.said("Hugo Pellerin", "darcy-me show", {})
    assert "/darcy-admin link" in words_of(answer)


async def test_today_is_told_by_the_zone_of_who_asks(plain_darcy: Darcy) -> None:
    for zone in (FIRST, LAST):
        assert f"Time zone: {zone}" in await settings(plain_darcy, zone=zone)
        shown = words_of(await plain_darcy.ask("what is due today?"))
        assert day(plain_darcy.clock.now().astimezone(ZoneInfo(zone)).date()) in shown


async def test_what_was_said_holds_after_a_restart_and_can_be_taken_back(plain_darcy: Darcy) -> None:
    assert "Saved." in await settings(plain_darcy, zone="asia/kolkata", private=True)
    await plain_darcy.stop()
    await plain_darcy.start()
    shown = words_of(await plain_darcy.said(plain_darcy.speaker, "darcy-me show", {}))
    assert "Time zone: Asia/Kolkata" in shown
    assert "times of day on the board by the team’s, Europe/Berlin" in shown
    assert "you alone" in shown
    shown = await settings(plain_darcy, zone="team", private=False)
    assert "Europe/Berlin, the team’s" in shown
    assert "everybody in the channel" in shown


async def test_answers_are_private_where_nothing_else_is_said(plain_darcy: Darcy) -> None:
    await settings(plain_darcy, private=True)
    words: dict[str, object] = {"request": "show me my tasks"}
    assert (await plain_darcy.said(plain_darcy.speaker, "darcy", words)).ephemeral
    said = await plain_darcy.said(plain_darcy.speaker, "darcy", {**words, "private": False})
    assert not said.ephemeral
    assert not (await plain_darcy.said("Priya Raman", "darcy", words)).ephemeral


async def test_a_zone_that_is_none_changes_nothing(plain_darcy: Darcy) -> None:
    assert "I know no time zone of that name" in await settings(plain_darcy, zone="Atlantis", private=True)
    shown = words_of(await plain_darcy.said(plain_darcy.speaker, "darcy-me show", {}))
    assert "Europe/Berlin, the team’s" in shown
    assert "everybody in the channel" in shown


async def test_zones_are_suggested_by_their_city(plain_darcy: Darcy) -> None:
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    offered = await maya.autocomplete("darcy-me settings", {"zone": "new y"}, "zone")
    assert offered[0].value == "America/New_York"
    assert offered[0].name.startswith("America/New_York · ")
    assert offered[-1].value == "team"
    every = await maya.autocomplete("darcy-me settings", {"zone": ""}, "zone")
    assert every[0].value == "team"
    assert len(every) == 25
