"""A real discord.py client talks with the emulated Discord: through its proxy, over TLS, unpatched."""

from __future__ import annotations

import asyncio
import datetime as dt
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands, ui

from sandbox.clock import Clock
from sandbox.discord.emulator import (
    ClientRefusedError,
    DidNotRespondError,
    DiscordEmulator,
    Fault,
    Permission,
    SeedMember,
    open_discord,
)
from tests.doubles.discord_bot import Bot, Setup, open_bot
from tests.doubles.discord_contract import check_discord_exchange

if TYPE_CHECKING:
    import re
    from collections.abc import AsyncGenerator
    from pathlib import Path

PEOPLE = (SeedMember(101, "Alice Adeyemi", is_admin=True), SeedMember(102, "Bob Lund"))
Talk = discord.Interaction[Bot]


@asynccontextmanager
async def bot_in_discord(
    folder: Path, set_up: Setup, *, intents: discord.Intents | None = None, **more: Any
) -> AsyncGenerator[tuple[DiscordEmulator, Bot]]:
    opened = open_discord(PEOPLE, folder=folder, **{"clock": Clock(), **more})
    async with opened as emulator, open_bot(emulator, set_up, intents=intents) as bot:
        yield emulator, bot


def card(text: str, *items: ui.Item[Any]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    rows = [ui.ActionRow[Any](item) for item in items]
    view.add_item(ui.Container[Any](ui.TextDisplay(text), *rows))
    return view


class Done(ui.DynamicItem[ui.Button[Any]], template=r"done:(?P<number>\d+)"):
    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label="Done", custom_id=f"done:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str], /
    ) -> Done:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=card(f"Task {self.number} is done"))
        await interaction.followup.send("Only you see this", ephemeral=True)


def darcy(bot: Bot) -> None:
    """A command that defers and then shows a card with a button."""

    @bot.tree.command(name="darcy", description="Ask")
    async def ask(interaction: Talk, request: str, *, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private, thinking=True)
        await interaction.edit_original_response(view=card(f"You said {request}", Done(7)))

    bot.add_dynamic_items(Done)


async def test_a_deferred_command_is_answered_with_a_card(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        sent = await emulator.person("alice adeyemi").slash("darcy", {"request": "hello"})
        message = await sent.answer()

        assert message.text == ["You said hello"]
        assert [button.label for button in message.buttons] == ["Done"]
        assert (message.author, message.channel) == ("Darcy", "general")
        assert not message.ephemeral
        assert not message.edited
        assert sent.acknowledged_after is not None
        assert sent.acknowledged_after < 3
        assert [one.id for one in emulator.messages("general", emulator.person("Bob Lund"))] == [message.id]


async def test_a_pressed_button_changes_its_card_and_adds_a_private_message(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        alice, bob = emulator.person("Alice Adeyemi"), emulator.person("Bob Lund")
        shown = await (await alice.slash("darcy", {"request": "hello"})).answer()

        sent = await bob.press(shown, "Done")
        changed = await sent.answer()
        assert (changed.id, changed.text, changed.buttons) == (shown.id, ["Task 7 is done"], [])
        assert changed.edited

        note = await emulator.until(lambda: next(iter(emulator.messages("general", bob)[1:]), None))
        assert note is not None
        assert (note.text, note.ephemeral, note.reply_to) == (["Only you see this"], True, shown.id)
        assert [one.text for one in emulator.messages("general", alice)] == [["Task 7 is done"]]
        assert [one.id for one in await sent.answers()] == [shown.id, note.id]
        with pytest.raises(ClientRefusedError):
            await bob.press(shown, "Done")


async def test_a_private_answer_is_seen_by_the_one_who_asked(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, _):
        bob = emulator.person("Bob Lund")
        message = await (
            await bob.slash("darcy", {"request": "x", "private": True}, channel="tasks")
        ).answer()
        assert message.ephemeral
        assert emulator.messages("tasks", bob) == [message]
        assert emulator.messages("tasks", emulator.person("Alice Adeyemi")) == []
        with pytest.raises(ClientRefusedError):
            await emulator.person("Alice Adeyemi").press(message, "Done")


async def test_what_was_exchanged_is_what_discord_describes(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        shown = await (await alice.slash("darcy", {"request": "hello"})).answer()
        sent = await alice.press(shown, "done:7")
        await emulator.until(lambda: len(emulator.messages("general", alice)) > 1 or None)
        await sent.answers()
        channel = await bot.fetch_channel(emulator.channels["tasks"])
        assert isinstance(channel, discord.TextChannel)
        posted = await channel.send("Hello <@101>", allowed_mentions=discord.AllowedMentions(users=True))
        await posted.edit(content="Hello")
        await posted.reply("And again")
        assert [one async for one in channel.history(limit=5)] != []
        await posted.delete()
        await (await bot.fetch_user(102)).send("To you alone")
        await bot.fetch_guild(emulator.guild_id)
        guild = bot.get_guild(emulator.guild_id)
        assert guild is not None
        await guild.fetch_member(101)
        await bot.fetch_guild(emulator.guild_id)
        await bot.application_info()
        with pytest.raises(discord.NotFound):
            await channel.fetch_message(1)
        with pytest.raises(discord.HTTPException):
            await channel.send("x" * 2001)

    assert problems(emulator) == []
    told = next(one for one in emulator.exchanges if one.path == "/users/@me")
    assert check_discord_exchange(replace(told, answer={**told.answer, "id": 7})) != []
    assert check_discord_exchange(replace(told, path="/users/@you/and/me")) != []


def problems(emulator: DiscordEmulator) -> list[tuple[str, str, list[str]]]:
    """What Discord's own description has against what was exchanged."""
    checked = [(one.method, one.path, check_discord_exchange(one)) for one in emulator.exchanges]
    return [one for one in checked if one[2]]


async def test_forms_and_suggestions_are_what_discord_describes(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        form = await (await alice.slash("edit")).modal()
        await (await alice.submit(form, {"due": "Friday"})).answer()
        shown = await (await alice.slash("pick")).answer()
        await (await alice.choose(shown, ["Poster"], "pick")).answer()
        await alice.autocomplete("admin link", {"member": "Bob Lund", "person": "P"}, "person")
        emulator.fail(Fault(429, path="/commands", retry_after_s=0.01, everywhere=True))
        for command in await bot.tree.fetch_commands():
            await command.edit(name=command.name)
            await (await bot.tree.fetch_command(command.id)).delete()
        await bot.tree.sync(guild=discord.Object(emulator.guild_id))
    assert problems(emulator) == []


def slow(bot: Bot) -> None:
    gate = asyncio.Event()

    @bot.tree.command(name="slow", description="Too late")
    async def late(interaction: Talk) -> None:
        await asyncio.wait_for(gate.wait(), 10)
        await interaction.response.send_message("Sorry")

    @bot.tree.command(name="go", description="Let the slow one go")
    async def go(interaction: Talk) -> None:
        gate.set()
        await interaction.response.send_message("Gone")

    @bot.tree.command(name="twice", description="Answers twice")
    async def twice(interaction: Talk) -> None:
        await interaction.response.send_message("Once")
        again = {"type": 4, "data": {"content": "Twice"}}
        route = discord.http.Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction.id,
            webhook_token=interaction.token,
        )
        await interaction.client.http.request(route, json=again)


async def test_an_answer_after_the_deadline_is_refused(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, slow, ack_deadline=0.2) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        sent = await alice.slash("slow")
        with pytest.raises(DidNotRespondError, match=r"No answer to /slow within 0\.2 s"):
            await sent.answer()
        await (await alice.slash("go")).answer()
        failure = await asyncio.wait_for(bot.failures.get(), 5)
        assert isinstance(failure, discord.NotFound)
        assert failure.code == 10062
        assert sent.acknowledged_after is None


async def test_a_second_answer_is_refused(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, slow) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        assert (await (await alice.slash("twice")).answer()).text == ["Once"]
        callbacks = await emulator.until(
            lambda: (
                (_found := [one for one in emulator.exchanges if "/interactions/" in one.path])[1:] or None
            )
        )
        assert callbacks is not None
        assert (callbacks[0].status, callbacks[0].answer["code"]) == (400, 40060)
        assert [one.text for one in emulator.messages("general", alice)] == [["Once"]]


class Fields(ui.Modal, title="Edit the task"):
    name: ui.Label[Any] = ui.Label(text="Title", component=ui.TextInput(custom_id="title", default="Poster"))
    due = ui.TextInput[Any](label="Due", custom_id="due", required=False, max_length=10)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        assert isinstance(self.name.component, ui.TextInput)
        await interaction.response.send_message(f"{self.name.component.value} by {self.due.value}")


class Pick(ui.Select[Any]):
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=card(f"Picked {', '.join(self.values)}"))


class PickPerson(ui.UserSelect[Any]):
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"Picked {self.values[0].display_name}")


def forms(bot: Bot) -> None:
    @bot.tree.command(name="edit", description="Opens a form")
    async def edit(interaction: Talk) -> None:
        await interaction.response.send_modal(Fields())

    @bot.tree.command(name="pick", description="Shows a select")
    async def pick(interaction: Talk) -> None:
        options = [
            discord.SelectOption(label="Poster", value="1"),
            discord.SelectOption(label="Flyer", value="2"),
        ]
        menu = Pick(placeholder="Which?", custom_id="pick", options=options, max_values=2)
        await interaction.response.send_message(view=card("Which?", menu, PickPerson(custom_id="who")))

    admin = app_commands.Group(
        name="admin", description="For admins", default_permissions=discord.Permissions(manage_guild=True)
    )

    @admin.command(name="link", description="Link")
    async def link(interaction: Talk, member: discord.Member, person: str) -> None:
        rights = interaction.permissions.manage_guild, member.guild_permissions.manage_guild
        await interaction.response.send_message(f"{member.display_name} is {person} {rights}", ephemeral=True)

    @link.autocomplete("person")
    async def people(interaction: Talk, typed: str) -> list[app_commands.Choice[str]]:
        assert interaction.namespace.member.id == 102
        names = ["Priya", "Prakash", "Sam"]
        return [app_commands.Choice(name=one, value=one.lower()) for one in names if one.startswith(typed)]

    bot.tree.add_command(admin)


async def test_a_form_is_filled_in_and_submitted(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        form = await (await alice.slash("edit")).modal()
        assert form.title == "Edit the task"
        submitted = await alice.submit(form, {"Due": "Friday"})
        assert (await submitted.answer()).text == ["Poster by Friday"]
        with pytest.raises(ClientRefusedError, match="1 to 10 characters, not 11"):
            await alice.submit(form, {"due": "x" * 11})


async def test_selects_offer_options_and_people(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        shown = await (await alice.slash("pick")).answer()
        assert [option.label for option in shown.selects[0].options] == ["Poster", "Flyer"]
        who = await (await alice.choose(shown, ["Bob Lund"], "who")).answer()
        assert who.text == ["Picked Bob Lund"]
        with pytest.raises(ClientRefusedError, match="Not offered: Banner"):
            await alice.choose(shown, ["Banner"], "pick")
        changed = await (await alice.choose(shown, ["Flyer", "1"], "Which?")).answer()
        assert (changed.id, changed.text) == (shown.id, ["Picked 2, 1"])


async def test_admin_commands_are_shown_to_admins_alone(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, _):
        alice, bob = emulator.person("Alice Adeyemi"), emulator.person("Bob Lund")
        options = {"member": "Bob Lund", "person": "priya"}
        told = await (await alice.slash("admin link", {**options})).answer()
        assert told.text == ["Bob Lund is priya (True, False)"]
        with pytest.raises(ClientRefusedError, match="no command /admin"):
            await bob.slash("admin link", {**options})
        with pytest.raises(ClientRefusedError, match="needs person"):
            await alice.slash("admin link", {"member": "Bob Lund"})


async def test_suggestions_come_while_an_option_is_typed(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, _):
        given: dict[str, object] = {"member": emulator.person("Bob Lund"), "person": "Pr"}
        found = await emulator.person("Alice Adeyemi").autocomplete("admin link", given, "person")
        assert [(one.name, one.value) for one in found] == [("Priya", "priya"), ("Prakash", "prakash")]


async def test_interactions_happen_in_sandbox_time(tmp_path: Path) -> None:
    made: list[dt.datetime] = []

    def clockwork(bot: Bot) -> None:
        @bot.tree.command(name="when", description="When was this?")
        async def when(interaction: Talk) -> None:
            made.append(interaction.created_at)
            await interaction.response.send_message("Now")

    clock = Clock(dt.date(2031, 5, 9))
    async with bot_in_discord(tmp_path, clockwork, clock=clock) as (emulator, _):
        await (await emulator.person("Bob Lund").slash("when")).answer()
        clock.advance(dt.timedelta(days=2))
        await (await emulator.person("Bob Lund").slash("when")).answer()
    assert [moment.date() for moment in made] == [dt.date(2031, 5, 9), dt.date(2031, 5, 11)]


async def test_a_token_lives_for_fifteen_minutes(tmp_path: Path) -> None:
    kept: asyncio.Queue[Talk] = asyncio.Queue()

    def keeping(bot: Bot) -> None:
        @bot.tree.command(name="keep", description="Keep the interaction")
        async def keep(interaction: Talk) -> None:
            await interaction.response.send_message("Kept")
            kept.put_nowait(interaction)

    clock = Clock()
    async with bot_in_discord(tmp_path, keeping, clock=clock) as (emulator, bot):
        shown = await (await emulator.person("Bob Lund").slash("keep")).answer()
        interaction = await asyncio.wait_for(kept.get(), 5)
        await interaction.followup.send("In time")
        clock.advance(dt.timedelta(minutes=16))
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.followup.send("Too late")
        assert (refused.value.status, refused.value.code) == (401, 50027)
        channel = bot.get_partial_messageable(shown.channel_id)
        await channel.get_partial_message(shown.id).edit(content="By the channel then")
        assert emulator.message(shown).text == ["By the channel then"]


async def test_a_message_reaches_the_bot_with_its_words_if_it_mentions_it(tmp_path: Path) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    def listening(bot: Bot) -> None:
        @bot.event
        async def on_message(message: discord.Message) -> None:
            if message.author != bot.user:
                await heard.put(message.content)
                await message.reply("Heard")

        darcy(bot)

    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    async with bot_in_discord(tmp_path, listening, intents=intents) as (emulator, _):
        bob = emulator.person("Bob Lund")
        said = await bob.say("Secret")
        await bob.say(f"<@{emulator.application_id}> hello")
        await bob.say("Between us", channel="dm")
        assert [await asyncio.wait_for(heard.get(), 5) for _ in range(3)] == [
            "",
            f"<@{emulator.application_id}> hello",
            "Between us",
        ]
        replies = await emulator.until(
            lambda: [one for one in emulator.messages("general", bob) if one.reply_to][:1] or None
        )
        assert replies is not None
        assert (replies[0].reply_to, replies[0].text) == (said.id, ["Heard"])
        answered = await bob.say("And you?", reply_to=replies[0])
        assert await asyncio.wait_for(heard.get(), 5) == "And you?"
        assert answered.mentions == [emulator.application_id]


async def test_the_bot_is_refused_where_it_may_not_write(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.person("Bob Lund").refuse_direct_messages()
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(102)).send("Hello?")
        assert refused.value.code == 50007
        channel = bot.get_partial_messageable(emulator.channels["tasks"])
        emulator.deny_bot("tasks", Permission.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("Hello?")
        assert refused.value.code == 50013
        emulator.deny_bot("tasks", Permission.VIEW_CHANNEL)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("Hello?")
        assert refused.value.code == 50001


async def test_a_429_makes_the_client_wait_and_try_again(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, darcy) as (emulator, bot):
        emulator.fail(Fault(429, path="/channels/", retry_after_s=0.05))
        await bot.get_partial_messageable(emulator.channels["tasks"]).send("Hello")
        statuses = [one.status for one in emulator.exchanges if one.path.startswith("/channels/")]
        assert statuses == [429, 200]
        emulator.fail(Fault(503, path="/channels/"))
        with pytest.raises(discord.DiscordServerError):
            await bot.get_partial_messageable(emulator.channels["tasks"]).send("Hello")


async def test_messages_and_commands_outlive_both_the_bot_and_discord(tmp_path: Path) -> None:
    state, clock = tmp_path / "discord.sqlite", Clock()
    async with bot_in_discord(tmp_path, darcy, clock=clock, state=state) as (emulator, _):
        token = emulator.token
        shown = await (await emulator.person("Bob Lund").slash("darcy", {"request": "x"})).answer()
    async with bot_in_discord(tmp_path, darcy, clock=clock, state=state) as (emulator, _):
        assert emulator.token == token
        bob = emulator.person("Bob Lund")
        assert emulator.messages("general", bob) == [shown]
        assert (await (await bob.press(shown, "Done")).answer()).text == ["Task 7 is done"]


async def test_nobody_answers_when_no_bot_is_there(tmp_path: Path) -> None:
    async with open_discord(PEOPLE, clock=Clock(), folder=tmp_path, ack_deadline=0.1) as emulator:
        async with open_bot(emulator, darcy):
            pass
        await emulator.wait_disconnected(5)
        with pytest.raises(DidNotRespondError):
            await (await emulator.person("Bob Lund").slash("darcy", {"request": "x"})).answer()
