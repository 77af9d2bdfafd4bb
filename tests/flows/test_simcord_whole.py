"""The second opinion on the whole of Darcy: the real client and the real desk, with people on simcord.

Only Discord is simcord's; the board is the emulated Notion's. simcord fails a test for any error it sees.
Where simcord is kinder than Discord: it lets an answer come after 3 seconds, and has no rate limits.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import discord
import pytest
import simcord
from discord import app_commands

from bot.desk.preferences import KnownPreferences
from bot.ui.discord.client import DarcyClient
from tests.doubles.card_stores import MemoryCards
from tests.doubles.darcy import FORMS, POSTER
from tests.doubles.distant_desk import DistantDesk, open_distant_desk
from tests.doubles.stores import MemoryInteractions, MemoryNotices, MemoryPreferences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

MAYA = "Maya Lindqvist"
FINISH: tuple[str, dict[str, object]] = ("update_task", {"task": FORMS, "status": "done"})


@dataclass(frozen=True, slots=True)
class Town:
    """A server on simcord with two people, Maya who may manage it and Omar who may not."""

    env: simcord.Env
    desk: DistantDesk
    interactions: MemoryInteractions
    manager: simcord.RoleHandle
    maya: simcord.MemberActor
    omar: simcord.MemberActor

    @property
    def general(self) -> simcord.ChannelHandle:
        return self.env.guild.channels["general"]

    async def link(self) -> str:
        """Maya links herself, choosing from what is suggested."""
        (offered,) = await self.maya.autocomplete(self.general, "darcy-admin link", "person", "maya")
        linked = await self.maya.slash(
            self.general, "darcy-admin link", member=self.maya, person=offered["value"]
        )
        return words_of(linked.response)

    async def ask(self, *call: tuple[str, dict[str, object]], **options: Any) -> simcord.ResponseMessage:
        self.desk.model.calls(*call)
        asked = await self.maya.slash(self.general, "darcy", request="whatever", **options)
        assert asked.response is not None
        return asked.response

    async def restart(self) -> None:
        """Another client, which remembers nothing, in place of this one."""
        await self.env.restart_bot(client_of(self.desk, self.interactions))


def client_of(desk: DistantDesk, interactions: MemoryInteractions) -> DarcyClient:
    return DarcyClient(
        desk=desk,
        interactions=interactions,
        guilds=frozenset(),
        preferences=KnownPreferences(MemoryPreferences(), ZoneInfo("Europe/Berlin")),
        notices=MemoryNotices(),
        cards=MemoryCards(),
    )


@asynccontextmanager
async def opened(folder: Path) -> AsyncGenerator[Town]:
    interactions = MemoryInteractions()
    with open_distant_desk(folder) as desk:
        async with simcord.run(client_of(desk, interactions), shard_count=1) as env:
            env.create_guild().create_text_channel("general")
            manager = env.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
            maya = env.guild.add_member(env.create_user("maya"), roles=[manager])
            omar = env.guild.add_member(env.create_user("omar"))
            yield Town(env, desk, interactions, manager, maya, omar)


def words_of(message: simcord.ResponseMessage | None) -> str:
    """The texts of a message, without bold and escapes."""
    assert message is not None
    texts: list[str] = []

    def walk(parts: list[dict[str, Any]]) -> None:
        for one in parts:
            texts.extend([one["content"]] if one["type"] == 10 else [])
            walk(one.get("components", []))

    walk(message.components)
    return "\n".join(texts).replace("**", "").replace("\\", "")


async def test_a_link_by_suggestion_a_request_and_its_button_change_the_board(tmp_path: Path) -> None:
    async with opened(tmp_path) as town:
        assert f"is now {MAYA} in Notion" in await town.link()
        card = await town.ask(FINISH)
        assert FORMS in words_of(card)
        assert town.desk.notion.row(FORMS).status == "In progress"
        pressed = await town.maya.click(card, label="Confirm")
        assert "✅ Done" in words_of(pressed.response)
        assert town.desk.notion.row(FORMS).status == "Done"


async def test_a_card_from_before_a_restart_is_confirmed_after_it_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as town:
        await town.link()
        card = await town.ask(FINISH)
        await town.restart()
        pressed = await town.maya.click(card, label="Confirm")
        assert "✅ Done" in words_of(pressed.response)
        assert town.desk.notion.row(FORMS).status == "Done"
        assert sum(one.method == "PATCH" for one in town.desk.notion.exchanges) == 1


async def test_one_of_several_tasks_is_chosen_from_a_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as town:
        await town.link()
        question = await town.ask(("update_task", {"task": "poster", "assignees": ["Priya Raman"]}))
        assert "which" in words_of(question).casefold()
        (listed,) = [row["components"][0] for row in _rows(question) if row["components"][0]["type"] == 3]
        value = next(one["value"] for one in listed["options"] if one["label"] == POSTER)
        card = await town.maya.select(question, [value])
        assert "Priya Raman" in words_of(card.response)
        assert POSTER in words_of(card.response)


def _rows(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    (container,) = message.components
    return [one for one in container["components"] if one["type"] == 1]


async def test_a_message_becomes_a_task_from_its_menu(tmp_path: Path) -> None:
    async with opened(tmp_path) as town:
        await town.link()
        message = await town.omar.send(town.general, "Book the hall")
        town.desk.model.calls(("create_task", {"title": "Book the hall"}))
        used = await town.maya.context_menu(town.general, "Make this a task", message)
        assert "Book the hall" in words_of(used.response)
        assert used.response is not None
        await town.maya.click(used.response, label="Confirm")
        assert len(town.desk.notion.rows("Book the hall")) == 1


async def test_who_may_not_manage_the_server_is_not_offered_its_commands_and_refused_on_its_cards(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as town:
        assert not [
            one for one in town.omar.available_commands(town.general) if one.startswith("darcy-admin")
        ]
        with pytest.raises(simcord.SetupError):
            await town.omar.slash(town.general, "darcy-admin setup")
        card = await town.maya.slash(town.general, "darcy-admin setup")
        assert card.ephemeral
        await town.link()
        public = await town.ask(FINISH)
        foreign = await town.omar.click(public, label="Confirm")
        assert town.desk.notion.row(FORMS).status == "In progress"
        assert any(told.ephemeral for told in foreign.followups)


@pytest.mark.slow
async def test_a_form_of_an_old_version_gives_back_what_was_written_into_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as town:

        async def edit(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_modal(_Form())

        client = town.env.bot
        assert isinstance(client, DarcyClient)
        client.tree.add_command(app_commands.Command(name="edit", description="Edit", callback=edit))
        await client.tree.sync()
        shown = await town.maya.slash(town.general, "edit")
        await town.restart()
        answered = await town.maya.submit_modal(shown, {"title": "Hang the posters"})
        assert answered.ephemeral
        assert "I do not know this form any more" in words_of(answered.response)
        assert "Hang the posters" in "\n".join(words_of(told) for told in answered.followups)


class _Form(discord.ui.Modal):
    def __init__(self) -> None:
        super().__init__(title="Edit", custom_id="darcy:old-form:1")
        self.add_item(discord.ui.TextInput[Any](label="Title", custom_id="title"))
