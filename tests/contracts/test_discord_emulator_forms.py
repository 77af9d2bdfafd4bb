"""Forms, selects, suggestions and who is offered a command, between discord.py and the emulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands, ui

from sandbox.discord.emulator import (
    ClientRefusedError,
    Fault,
    Scope,
    Upload,
)
from tests.doubles.discord_bot import Bot, Talk, bot_in_discord, card

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.forms import Filled

DAYS = ("Mon", "Tue", "Wed")


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


class Again(ui.Modal, title="And another"):
    what = ui.TextInput[Any](label="What", custom_id="what")

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.response.send_modal(Again())
        await interaction.response.send_message(f"Refused with {refused.value.code}")


class OpensForm(ui.Button[Any]):
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Again())


async def test_a_form_opens_from_a_command_a_menu_and_a_button_but_not_from_a_form(tmp_path: Path) -> None:
    def opening(bot: Bot) -> None:
        forms(bot)

        @bot.tree.command(name="show", description="Shows a button")
        async def show(interaction: Talk) -> None:
            await interaction.response.send_message(view=card("Press", OpensForm(label="Open")))

        @bot.tree.context_menu(name="Write")
        async def write(interaction: Talk, _: discord.Message) -> None:
            await interaction.response.send_modal(Again())

    async with bot_in_discord(tmp_path, opening) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        shown = await (await alice.slash("show")).answer()
        for sent in (await alice.use_on(shown, "Write"), await alice.press(shown, "Open")):
            form = await sent.modal()
            assert form.title == "And another"
            assert (await (await alice.submit(form, {"What": "This"})).answer()).text == [
                "Refused with 50035"
            ]
        assert (await (await alice.slash("edit")).modal()).title == "Edit the task"


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


async def test_a_message_has_commands_in_its_menu(tmp_path: Path) -> None:
    def menu(bot: Bot) -> None:
        @bot.tree.context_menu(name="Make this a task")
        async def make(interaction: Talk, message: discord.Message) -> None:
            await interaction.response.send_message(f"{message.author.display_name}: {message.content}")

    async with bot_in_discord(tmp_path, menu) as (emulator, _):
        said = await emulator.person("Bob Lund").say("Print the poster")
        sent = await emulator.person("Alice Adeyemi").use_on(said, "Make this a task")
        assert (await sent.answer()).text == ["Bob Lund: Print the poster"]
        with pytest.raises(ClientRefusedError):
            await emulator.person("Alice Adeyemi").use_on(said, "Unmake it")


async def test_suggestions_come_while_an_option_is_typed(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, _):
        given: dict[str, object] = {"member": emulator.person("Bob Lund"), "person": "Pr"}
        found = await emulator.person("Alice Adeyemi").autocomplete("admin link", given, "person")
        assert [(one.name, one.value) for one in found] == [("Priya", "priya"), ("Prakash", "prakash")]


async def test_forms_and_suggestions_are_what_discord_describes(tmp_path: Path) -> None:
    async with bot_in_discord(tmp_path, forms) as (emulator, bot):
        alice = emulator.person("Alice Adeyemi")
        form = await (await alice.slash("edit")).modal()
        await (await alice.submit(form, {"due": "Friday"})).answer()
        shown = await (await alice.slash("pick")).answer()
        await (await alice.choose(shown, ["Poster"], "pick")).answer()
        await alice.autocomplete("admin link", {"member": "Bob Lund", "person": "P"}, "person")
        emulator.fail(Fault(429, path="/commands", retry_after_s=0.01, scope=Scope.GLOBAL))
        for command in await bot.tree.fetch_commands():
            await command.edit(name=command.name)
            await (await bot.tree.fetch_command(command.id)).delete()
        await bot.tree.sync(guild=discord.Object(emulator.guild_id))


class Everything(ui.Modal, title="Everything"):
    size: ui.Label[Any] = ui.Label(
        text="Size",
        component=ui.RadioGroup(options=[discord.RadioGroupOption(label=one, value=one) for one in "SM"]),
    )
    days: ui.Label[Any] = ui.Label(
        text="Days",
        component=ui.CheckboxGroup(
            options=[discord.CheckboxGroupOption(label=one, value=one, default=one == "Mon") for one in DAYS]
        ),
    )
    sure: ui.Label[Any] = ui.Label(text="Sure", component=ui.Checkbox())
    file: ui.Label[Any] = ui.Label(text="File", component=ui.FileUpload(required=False, max_values=2))
    who: ui.Label[Any] = ui.Label(text="Who", component=ui.UserSelect())

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        size, days, sure, file, who = (
            one.component for one in self.walk_children() if isinstance(one, ui.Label)
        )
        assert isinstance(size, ui.RadioGroup)
        assert isinstance(days, ui.CheckboxGroup)
        assert isinstance(sure, ui.Checkbox)
        assert isinstance(file, ui.FileUpload)
        assert isinstance(who, ui.UserSelect)
        read = [(await one.read()).decode() for one in file.values]
        said = [size.value, days.values, sure.value, read, who.values[0].display_name]
        await interaction.response.send_message(str(said))


async def test_a_form_may_ask_for_ticks_files_and_people(tmp_path: Path) -> None:
    def asking(bot: Bot) -> None:
        @bot.tree.command(name="everything", description="Opens a form")
        async def everything(interaction: Talk) -> None:
            await interaction.response.send_modal(Everything())

    async with bot_in_discord(tmp_path, asking) as (emulator, _):
        alice = emulator.person("Alice Adeyemi")
        form = await (await alice.slash("everything")).modal()
        files = [Upload("a.txt", "text/plain", b"Paper")]
        filled: Filled = {"Size": "M", "Sure": True, "File": files, "Who": ["Bob Lund"]}
        told = await (await alice.submit(form, filled)).answer()
        assert told.text == ["['M', ['Mon'], True, ['Paper'], 'Bob Lund']"]
        form = await (await alice.slash("everything")).modal()
        bare: Filled = {"Size": "S", "Days": ["Mon", "Tue"], "Who": "Bob Lund"}
        told = await (await alice.submit(form, bare)).answer()
        assert told.text == ["['S', ['Mon', 'Tue'], False, [], 'Bob Lund']"]
        wrongs: list[Filled] = [{"Size": "L"}, {"File": files * 3}, {"File": ["a.txt"]}, {"Sure": True}]
        for wrong in wrongs:
            with pytest.raises(ClientRefusedError):
                await alice.submit(form, {"Who": "Bob Lund", **wrong})


async def test_a_person_has_commands_in_their_menu(tmp_path: Path) -> None:
    def menu(bot: Bot) -> None:
        @bot.tree.context_menu(name="Their tasks")
        async def theirs(interaction: Talk, member: discord.Member) -> None:
            rights = member.guild_permissions.manage_guild
            await interaction.response.send_message(f"{member.display_name} {rights}")

    async with bot_in_discord(tmp_path, menu) as (emulator, _):
        alice, bob = emulator.person("Alice Adeyemi"), emulator.person("Bob Lund")
        answer = await (await bob.use_on_person(alice, "Their tasks")).answer()
        assert answer.text == ["Alice Adeyemi True"]
        assert (await (await bob.use_on_person("Bob Lund", "Their tasks")).answer()).text == [
            "Bob Lund False"
        ]
        said = await alice.say("Nothing")
        with pytest.raises(ClientRefusedError):
            await bob.use_on(said, "Their tasks")
        with pytest.raises(ClientRefusedError):
            await bob.use_on_person("Nobody", "Their tasks")
