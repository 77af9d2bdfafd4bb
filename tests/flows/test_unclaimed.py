"""What nobody knows any more is answered too: within Discord's time, to the person alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from tests.doubles.talk import WAIT_S, Talk, open_talk

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from sandbox.discord.emulator import Modal

NOTES = "- *all* of the posters\n- [the plan](https://example.com)"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncGenerator[Talk]:
    async with open_talk(tmp_path) as talk:
        await talk.start()
        yield talk


class _Form(discord.ui.Modal):
    """A form of another version of Darcy."""

    def __init__(self) -> None:
        super().__init__(title="Edit", custom_id="darcy:old-form:1")
        self.name: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Title")
        self.notes: discord.ui.TextInput[Any] = discord.ui.TextInput(
            label="Notes", style=discord.TextStyle.paragraph
        )
        self.add_item(self.name)
        self.add_item(self.notes)


async def form_of_an_old_version(talk: Talk) -> Modal:
    async def edit(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(_Form())

    talk.client.tree.add_command(app_commands.Command(name="edit", description="Edit", callback=edit))
    await talk.client.tree.sync()
    modal = await (await talk.maya.slash("edit", {})).modal()
    await talk.start()
    return modal


async def test_an_unknown_form_gives_back_what_was_written_into_it(talk: Talk) -> None:
    modal = await form_of_an_old_version(talk)
    sent = await talk.maya.submit(modal, {"Title": "Poster", "Notes": NOTES})
    assert await sent.acknowledged() < 3
    answers = await talk.discord.until(lambda: _three(talk), WAIT_S)
    assert answers is not None
    told, title, notes = answers
    assert "I do not know this form any more" in told
    assert title == "Poster"
    assert re.sub(r"\\([\W_])", r"\1", notes) == NOTES


def _three(talk: Talk) -> list[str] | None:
    seen = [one.text[0] for one in talk.discord.messages("general", talk.maya) if one.ephemeral]
    return seen if len(seen) == 3 else None


async def test_a_long_text_is_given_back_whole(talk: Talk) -> None:
    modal = await form_of_an_old_version(talk)
    await talk.maya.submit(modal, {"Title": "Poster", "Notes": "word " * 790})

    def found() -> list[str] | None:
        seen = [one.text[0] for one in talk.discord.messages("general", talk.maya) if one.ephemeral]
        return seen if len(seen) == 5 else None

    answers = await talk.discord.until(found, WAIT_S)
    assert answers is not None
    assert "".join(answers[2:]).count("word") == 790
