"""Every way to ask something of Darcy in Discord, as data: what is there before, and what the person does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from tests.doubles.darcy import POSTER
from tests.promises.answers.seen import CHANNEL, DIRECT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from sandbox.discord.emulator import Choice, Sent
    from tests.doubles.darcy import Darcy
    from tests.doubles.openai_server import ScriptedModel

    Done = Sent | list[Choice] | None
    Doing = Callable[[Darcy, str, Any], Awaitable[Done]]
    """Done by whom, on what was there before: mostly a card. A message is no interaction: None."""

MENU = "Make this a task"
NO_MODEL = "The model is not asked."
ANYBODY = "Anybody may ask for themselves."
NO_INTERACTION = "A message is no interaction, so there is no token."
AT_ONCE = "It is answered within Discord's three seconds, so no token is needed later."
KEYSTROKE = "Each keystroke asks anew, and Discord shows the latest suggestions alone."


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`does` is done by the person; `draws` is what was there before it, `scripts` what the model answers.

    `writes` counts what is written to the board if nothing goes wrong, and `answers` the messages. `line` is
    the decisive one of an answer. `senseless` has the reasons why it cannot meet a fault, by its name.
    Where `is_kept`, a process that dies leaves it to the next; where `is_prompt`, it takes no second.
    """

    name: str
    does: Doing
    draws: Callable[[Darcy], Awaitable[Any]] | None = None
    scripts: Callable[[ScriptedModel], None] | None = None
    writes: int = 0
    answers: int = 1
    line: int = 0
    is_kept: bool = True
    is_prompt: bool = True
    senseless: Mapping[str, str] = field(default_factory=dict)


def _lists(model: ScriptedModel) -> None:
    model.calls(("show_tasks", {"whose": "me"}))


def _assigns(model: ScriptedModel) -> None:
    changes: dict[str, object] = {"task": "poster", "in_project": "Recruitment", "assignees": ["Priya"]}
    model.calls(("update_task", changes))


def _asks_which(model: ScriptedModel) -> None:
    model.calls(("update_task", {"task": "poster", "assignees": ["Priya"]}))


def _creates(model: ScriptedModel) -> None:
    model.calls(("create_task", {"title": "Book the hall"}))


def _finds_none(model: ScriptedModel) -> None:
    model.calls(("show_tasks", {"words": "zeppelin", "whose": "me"}))


def _shows_all(model: ScriptedModel) -> None:
    model.calls(("show_tasks", {}))


def _card(script: Callable[[ScriptedModel], None]) -> Callable[[Darcy], Awaitable[Any]]:
    async def draws(darcy: Darcy) -> Any:
        script(darcy.model)
        return await darcy.ask("what was scripted")

    return draws


def _command(command: str, **options: object) -> Doing:
    async def does(darcy: Darcy, by: str, _: Any) -> Sent:
        return await darcy.discord.person(by).slash(command, options)

    return does


def _press(label: str) -> Doing:
    async def does(darcy: Darcy, by: str, card: Any) -> Sent:
        return await darcy.discord.person(by).press(card, label)

    return does


def _choose(label: str, select: str | None = None) -> Doing:
    async def does(darcy: Darcy, by: str, card: Any) -> Sent:
        return await darcy.discord.person(by).choose(card, [label], select)

    return does


def _say(words: str, channel: str) -> Doing:
    async def does(darcy: Darcy, by: str, _: Any) -> None:
        said = words.format(darcy=f"<@{darcy.discord.application_id}>")
        await darcy.discord.person(by).say(said, channel=channel)

    return does


async def _message_of_priyas(darcy: Darcy) -> Any:
    return await darcy.discord.person("Priya Raman").say("Book the hall for the gala!", channel=CHANNEL)


async def _use_menu(darcy: Darcy, by: str, message: Any) -> Sent:
    return await darcy.discord.person(by).use_on(message, MENU)


async def _setup(darcy: Darcy) -> Any:
    return await darcy.said(darcy.speaker, "darcy-admin setup", {})


async def _setup_of_due(darcy: Darcy) -> Any:
    return await darcy.choose(await _setup(darcy), "due")


async def _suggest(darcy: Darcy, by: str, _: Any) -> list[Choice]:
    options: dict[str, object] = {"member": "Hugo Pellerin", "person": "pri"}
    return await darcy.discord.person(by).autocomplete("darcy-admin link", options, "person")


async def _old_button(darcy: Darcy) -> Any:
    """A message of another version of Darcy."""
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Old", custom_id="darcy:apply:everything"))
    channel = darcy.client.get_partial_messageable(darcy.discord.channels[CHANNEL])
    return darcy.discord.message((await channel.send("From long ago", view=view)).id)


async def _old_form(darcy: Darcy) -> Any:
    """A form that was opened by another version of Darcy, and is still open."""

    async def edit(interaction: discord.Interaction[Any]) -> None:
        form = discord.ui.Modal(title="Edit", custom_id="darcy:old-form:1")
        form.add_item(discord.ui.TextInput(label="Notes"))
        await interaction.response.send_modal(form)

    darcy.client.tree.add_command(app_commands.Command(name="edit", description="Edit", callback=edit))
    await darcy.client.tree.sync()
    modal = await (await darcy.discord.person(darcy.speaker).slash("edit")).modal()
    await darcy.stop()
    await darcy.start()
    return modal


async def _submit(darcy: Darcy, by: str, modal: Any) -> Sent:
    return await darcy.discord.person(by).submit(modal, {"Notes": "all of the posters"})


_OWN = {"foreign press": ANYBODY}
_UNKNOWN = {"expired token": AT_ONCE}

KINDS = (
    Kind(
        name="`/darcy`, a change asked for",
        does=_command("darcy", request="assign the poster to Priya", private=False),
        scripts=_assigns,
        senseless=_OWN,
    ),
    Kind(
        name="`/darcy private`, a list asked for",
        does=_command("darcy", request="show me my tasks", private=True),
        scripts=_lists,
        senseless=_OWN,
    ),
    Kind(
        name="a mention of Darcy",
        does=_say("{darcy} show me my tasks", CHANNEL),
        scripts=_lists,
        senseless=_OWN | {"expired token": NO_INTERACTION},
    ),
    Kind(
        name="a direct message",
        does=_say("show me my tasks", DIRECT),
        scripts=_lists,
        senseless={"foreign press": "Nobody else can write there.", "expired token": NO_INTERACTION},
    ),
    Kind(
        name="a message's menu, “Make this a task”",
        does=_use_menu,
        draws=_message_of_priyas,
        scripts=_creates,
        senseless=_OWN,
    ),
    Kind(name="Confirm", does=_press("Confirm"), draws=_card(_assigns), writes=1),
    Kind(name="Cancel", does=_press("Cancel"), draws=_card(_assigns)),
    Kind(name="a list to choose a task from", does=_choose(POSTER), draws=_card(_asks_which)),
    Kind(name="a list's next page", does=_press("Next ▶"), draws=_card(_shows_all), line=-1),
    Kind(name="an empty list's “Of everybody”", does=_press("Of everybody"), draws=_card(_finds_none)),
    Kind(
        name="the setup's list, a column picked",
        does=_choose("Due", "darcy:pick:due:0"),
        draws=_setup_of_due,
        line=1,
    ),
    Kind(name="the setup's button, “Keep these”", does=_press("Keep these"), draws=_setup, line=1),
    Kind(
        name="a suggestion while typing (`/darcy-admin link`)",
        does=_suggest,
        is_kept=False,
        senseless={"expired token": AT_ONCE, "double press": KEYSTROKE, "restart in between": KEYSTROKE},
    ),
    Kind(name="`/darcy-me show`", does=_command("darcy-me show"), senseless=_OWN),
    Kind(name="`/darcy-me settings`", does=_command("darcy-me settings", private=True), senseless=_OWN),
    Kind(name="`/darcy-admin list`", does=_command("darcy-admin list")),
    Kind(
        name="`/darcy-admin link`",
        does=_command("darcy-admin link", member="Hugo Pellerin", person="Hugo Pellerin"),
    ),
    Kind(name="`/darcy-admin status`", does=_command("darcy-admin status")),
    Kind(name="`/darcy-admin setup`", does=_command("darcy-admin setup")),
    Kind(
        name="a button of another version",
        does=_press("Old"),
        draws=_old_button,
        is_prompt=False,
        is_kept=False,
        senseless=_UNKNOWN,
    ),
    Kind(
        name="a form of another version",
        does=_submit,
        draws=_old_form,
        is_prompt=False,
        answers=2,
        is_kept=False,
        senseless=_UNKNOWN | {"foreign press": "A form is open to one person."},
    ),
)
