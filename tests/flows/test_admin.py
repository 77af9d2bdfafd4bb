"""Who is who: said by those who may manage the server, refused to others, suggested as they type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.emulator import ClientRefusedError
from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


async def test_who_is_not_linked_is_told_who_can_do_it(plain_darcy: Darcy) -> None:
    answer = await plain_darcy.ask("show me my tasks", by="Hugo Pellerin")
    assert "/darcy-admin link" in words_of(answer)


async def test_an_admin_links_and_the_person_is_served(plain_darcy: Darcy) -> None:
    await plain_darcy.link("Hugo Pellerin")
    assert "Make a playlist" in words_of(await plain_darcy.ask("show me my tasks", by="Hugo Pellerin"))


async def test_a_first_name_links_where_only_one_person_has_it(plain_darcy: Darcy) -> None:
    for member, person, answer in (
        ("Hugo Pellerin", "sam", "I cannot tell who in Notion that is"),
        ("Hugo Pellerin", "Nobody", "I cannot tell who in Notion that is"),
        ("Hugo Pellerin", "hugo", "is now Hugo Pellerin in Notion"),
    ):
        said = await plain_darcy.said(
            plain_darcy.speaker, "darcy-admin link", {"member": member, "person": person}
        )
        assert answer in words_of(said)


async def test_a_bot_is_linked_to_nobody(plain_darcy: Darcy) -> None:
    options: dict[str, object] = {"member": plain_darcy.discord.application_id, "person": "Hugo Pellerin"}
    said = await plain_darcy.said(plain_darcy.speaker, "darcy-admin link", options)
    assert words_of(said) == "⚠️ A bot is nobody in Notion. Pick a person of this server."
    assert "Hugo Pellerin" in words_of(await plain_darcy.said(plain_darcy.speaker, "darcy-admin list", {}))


async def test_one_notion_person_is_one_member(plain_darcy: Darcy) -> None:
    options: dict[str, object] = {
        "member": "Hugo Pellerin",
        "person": plain_darcy.workspace.person("Priya").notion_id,
    }
    answer = await plain_darcy.said(plain_darcy.speaker, "darcy-admin link", options)
    assert "already linked" in words_of(answer)


async def test_unlinked_is_unlinked(plain_darcy: Darcy) -> None:
    await plain_darcy.said(plain_darcy.speaker, "darcy-admin unlink", {"member": "Priya Raman"})
    answer = await plain_darcy.ask("show me my tasks", by="Priya Raman")
    assert "/darcy-admin link" in words_of(answer)


async def test_the_list_tells_who_is_linked_and_who_is_not(plain_darcy: Darcy) -> None:
    text = words_of(await plain_darcy.said(plain_darcy.speaker, "darcy-admin list", {}))
    assert "Priya Raman" in text
    assert "Hugo Pellerin" in text.split("Not linked")[1]


async def test_people_are_suggested_from_notion(plain_darcy: Darcy) -> None:
    maya = plain_darcy.discord.person(plain_darcy.speaker)
    choices = await maya.autocomplete(
        "darcy-admin link", {"member": "Sam Okonjo", "person": "sam"}, focused="person"
    )
    assert [choice.name for choice in choices] == ["Sam Okonjo", "Sam Whitlock"]


async def test_others_are_not_even_offered_the_command(plain_darcy: Darcy) -> None:
    with pytest.raises(ClientRefusedError):
        await plain_darcy.said("Priya Raman", "darcy-admin list", {})
