"""The terminal's client in a whole world, with a small bot in Darcy's place."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from rich.console import Console

from sandbox.terminal.client import Terminal
from sandbox.terminal.commands import COMMANDS
from sandbox.terminal.switches import SWITCHES
from sandbox.world import DarcyStoppedError
from tests.doubles.notion import open_sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sandbox.terminal.output import Output
    from sandbox.world import World

SMALL_BOT = (sys.executable, str(Path(__file__).parents[1] / "doubles" / "small_bot.py"))
CARD = ["┃ [1] Confirm  [2] Cancel", "┃ (one or more, such as: 3 4)", "┃ [3] Red", "┃ [4] Blue"]


@asynccontextmanager
async def small_world(
    state: Path, environment: Mapping[str, str] | None = None, *, today: dt.date | None = None
) -> AsyncIterator[World]:
    given = {"PATH": os.environ["PATH"], **(environment or {})}
    async with open_sandbox(darcy=SMALL_BOT, state=state, today=today, environment=given) as world:
        yield world


def lines(output: Output) -> list[str]:
    pipe = io.StringIO()
    output.print_to(Console(file=pipe, width=80, force_terminal=False))
    return [line.rstrip() for line in pipe.getvalue().splitlines()]


async def test_a_line_is_said_and_its_card_pressed_by_number(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)

        said = await terminal.do("hello @Priya")
        assert said.ok
        assert lines(said) == ["Darcy", "┃ You said hello @Priya Raman", *CARD]

        assert lines(await terminal.do("2")) == ["(Cancel)", "Darcy · edited", "@Maya Lindqvist chose Cancel"]
        again = await terminal.do("2")
        assert not again.ok
        assert lines(again) == ["! There is nothing to press here."]


async def test_a_person_reads_whole_words_at_the_end_of_a_line(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        said = await Terminal(world).do(":as")
        screen = io.StringIO()
        said.print_to(Console(file=screen, width=40, force_terminal=True, no_color=True))

        assert len(lines(said)) == 1
        assert all(len(line) <= 40 for line in screen.getvalue().splitlines())
        assert screen.getvalue().split() == lines(said)[0].split()


async def test_a_button_is_pressed_and_an_option_picked_by_its_words(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert lines(await terminal.do("confirm"))[1] == "┃ You said confirm"
        assert lines(await terminal.do("red")) == ["(Red)", "Darcy · edited", "picked r"]
        await terminal.do("hello")
        assert lines(await terminal.do("Cancel!"))[0] == "(Cancel)"


async def test_a_second_press_is_not_of_an_older_card(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await terminal.do("hello")
        await terminal.do("hello again")
        assert (await terminal.do("1")).ok

        assert lines(await terminal.do("1")) == ["! There is nothing to press here."]
        await terminal.do(":as maya")
        assert lines(await terminal.do("1"))[1:] == ["Darcy · edited", "@Maya Lindqvist chose Confirm"]


async def test_a_private_card_is_seen_and_picked_from_by_one_alone(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world, "maya")
        await terminal.do("for all to see")
        private = await terminal.do("/darcy request:for me private:true")
        assert lines(private) == ["Darcy · only you see this", "┃ You said for me", *CARD]

        assert lines(await terminal.do(":as Priya")) == ["You are Priya Raman now."]
        assert terminal.prompt == "Priya> "
        # What Priya sees last is the public card.
        assert lines(await terminal.do("1"))[1:] == ["Darcy · edited", "@Priya Raman chose Confirm"]

        await terminal.do(":as Maya Lindqvist")
        assert lines(await terminal.do("4"))[-1] == "picked b"


async def test_several_options_of_a_list_are_picked_at_once(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await terminal.do("hello")
        for line in ("1 3", "1, 2"):
            refused = await terminal.do(line)
            assert not refused.ok
            assert "options of one list" in lines(refused)[0]
        assert lines(await terminal.do("3, 4")) == ["(Red, Blue)", "Darcy · edited", "picked r and b"]


async def test_what_cannot_be_done_is_answered_with_what_can(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await terminal.do("hello")

        for line, why in (
            (":bord", "! There is no :bord. Is it :board? :help lists what there is."),
            (":h", "! There is no :h. Is it :history or :help? :help lists what there is."),
            (":xyzzy", "! There is no :xyzzy. :help lists what there is."),
            (":members", "! There is no :members. :help lists what there is."),
            (":history many", "! How many messages? Write :history, or :history 3."),
            (":", "! There is no :. :help lists what there is."),
            ("9", "! There is no 9 to press. There is [1] Confirm, [2] Cancel, [3] Red, [4] Blue."),
            ("0", "! There is no 0 to press. There is [1] Confirm, [2] Cancel, [3] Red, [4] Blue."),
            ("/darc", "! There is no /darc. There is: /darcy request:… [private:…], "),
            (":as Sam", "! “Sam” could be Sam Okonjo or Sam Whitlock. Type more of the name."),
            (":as", "! As whom? There are Maya Lindqvist, "),
        ):
            output = await terminal.do(line)
            assert not output.ok
            assert "\n".join(lines(output)).startswith(why)


async def test_blank_lines_and_comments_come_to_nothing_and_quit_ends(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)

        for line in ("", "  ", "# a comment"):
            assert (await terminal.do(line)).parts == ()
        assert not terminal.closed
        for line in (":quit", "quit", "Exit", ":q"):
            terminal.closed = False
            assert (await terminal.do(line)).ok
            assert terminal.closed


async def test_the_board_is_one_row_a_line_whatever_its_length(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        title = "A title " + "of many words " * 10
        world.notion.edit(world.notion.rows("poster")[0].id, title=f"{title}\nin two lines")

        shown = lines(await terminal.do(":board many words"))
        whole = lines(await terminal.do(":board"))

        assert shown[0] == "title | status | assignees | due | project"
        assert shown[1:] == [f"{title}in two lines | Not started | - | - | Recruitment"]
        assert len(whole) == 1 + len(world.workspace.tasks)


async def done(terminal: Terminal, line: str) -> list[str]:
    """What a line that was understood led to."""
    output = await terminal.do(line)
    assert output.ok, lines(output)
    return lines(output)


async def test_the_first_screen_names_somebody_else_to_be(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        first, second = (lines(Terminal(world, name).welcome) for name in ("Maya", "Priya"))

        assert first[1] == "You are Maya Lindqvist of the Lantern Film Society, in #general, or :as Priya."
        assert second[1].endswith(", or :as Maya.")
        assert len(first) == 8


async def test_help_tells_every_command_and_each_of_them_alone(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        whole = await done(terminal, ":help")
        assert all(len(line) <= 80 for line in whole)
        for command in COMMANDS:
            told = await done(terminal, f":help {command.name}")
            assert told[0].startswith(f":{command.name}")
            assert told[0] in whole
        assert not (await terminal.do(":help bogus")).ok


async def test_a_task_is_shown_in_full_with_who_changed_what(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        several = await terminal.do(":task poster")
        assert not several.ok
        assert "3 tasks fit “poster”" in lines(several)[0]

        assert (await done(terminal, ":task make the poster"))[-2:] == [
            "no comments",
            "no edits since the sandbox was opened",
        ]
        await done(terminal, ":edit make the poster status In progress")
        await done(terminal, ":edit make the poster assignees Priya, Tom Achterberg")
        await done(terminal, ":comment make the poster: it goes to the printer")

        shown = await done(terminal, ":task Make the poster for new members")
        assert "assignees  Priya Raman, Tom Achterberg" in shown
        assert "  Maya Lindqvist: it goes to the printer" in shown
        edits = [line.partition(" in Notion: ")[2] for line in shown[-2:]]
        assert edits == [
            "status Not started → In progress",
            "assignees - → Priya Raman, Tom Achterberg",
        ]


async def test_each_field_of_a_task_is_edited_in_notion(tmp_path: Path) -> None:
    edits = {
        "title A flyer": "title Make the poster for new members → A flyer",
        "due 2026-06-12": "due - → 2026-06-12",
        "due Friday": "due - → 2026-06-12",
        "due monday": "due - → 2026-06-15",
        "due tomorrow": "due - → 2026-06-09",
        "due +3": "due - → 2026-06-11",
        "priority none": "priority Medium → -",
        "project Sponsorship": "project Recruitment → Sponsorship",
        "tags print": "tags design, print → print",
        "trash": "trash no → yes",
        "status Not started": "nothing changed",
    }
    async with small_world(tmp_path, today=dt.date(2026, 6, 8)) as world:
        terminal = Terminal(world)
        for typed, told in edits.items():
            world.notion.reset()
            world.history.look("nobody")
            task = '"make the poster"' if typed.startswith("due") else "make the poster"
            assert await done(terminal, f":edit {task} {typed}") == [
                f"In Notion, somebody edited “Make the poster for new members”: {told}"
            ]


async def test_what_went_to_the_trash_is_taken_out_again(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await done(terminal, ":edit make the poster trash")
        assert not (await terminal.do(":task make the poster")).ok

        await done(terminal, ":edit make the poster trash no")
        assert "trash yes → no" in (await done(terminal, ":task make the poster"))[-1]


async def test_an_edit_that_notion_would_not_take_changes_nothing(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        before = world.notion.rows()
        for line in (
            ":edit make the poster",
            ":edit make the poster status Bogus",
            ":edit make the poster due someday",
            ":edit make the poster assignee Nobody Known",
            ":edit make the poster title",
            ":edit make the poster trash perhaps",
            ":edit xyzzy status Done",
            ":comment make the poster it is late",
            ":task",
        ):
            assert not (await terminal.do(line)).ok, line
        assert world.notion.rows() == before


async def test_time_passes_at_once(tmp_path: Path) -> None:
    async with small_world(tmp_path, today=dt.date(2026, 6, 8)) as world:
        terminal = Terminal(world)
        assert (await done(terminal, ":clock"))[0].startswith("It is Monday, 08 June 2026, ")
        assert (await done(terminal, ":clock +3d"))[0].startswith("It is Thursday, 11 June 2026, ")
        assert (await done(terminal, ":clock 2 weeks"))[0].startswith("It is Thursday, 25 June 2026, ")
        for line in (":clock +3x", ":clock -1d", ":clock soon"):
            assert lines(await terminal.do(line))[0].startswith("! “"), line


async def test_what_goes_wrong_is_switched_by_words(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert await done(terminal, ":faults discord 503 once") == [
            "discord unavailable: the next request that Darcy makes there meets it."
        ]
        listed = await done(terminal, ":faults")
        assert len(listed) == len(SWITCHES) + 1
        assert not [line for line in listed if line.startswith("on ")]

        some = await done(terminal, ":faults discord gateway")
        assert 0 < len(some) - 1 < len(SWITCHES)
        assert all("discord gateway" in line for line in some[:-1])
        assert lines(await terminal.do(":faults quinces"))[0].startswith("! “quinces” is none of them.")

        await done(terminal, ":faults notion insert content on")
        await done(terminal, ":faults notion 529 on")
        listed = await done(terminal, ":faults")
        assert [line[4:42].strip() for line in listed if line.startswith("on ")] == [
            "notion overloaded",
            "notion may not insert content",
        ]
        await done(terminal, ":faults overloaded off")
        assert len([line for line in await done(terminal, ":faults") if line.startswith("on ")]) == 1
        await done(terminal, ":faults off")
        assert not [line for line in await done(terminal, ":faults") if line.startswith("on ")]
        for line in (
            ":faults bogus on",
            ":faults notion on",
            ":faults notion full once",
        ):
            assert not (await terminal.do(line)).ok, line


async def test_what_comes_after_a_change_waits_for_one(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert await done(terminal, ":faults notion unavailable after commit once") == [
            "notion unavailable after commit: the next change that Darcy makes there meets it."
        ]

        headers = {"Authorization": f"Bearer {world.notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=f"{world.notion.base_url}/v1", headers=headers) as api:
            page = f"/pages/{world.notion.rows('poster')[0].id}"
            assert (await api.get(page)).status_code == 200
            assert (await api.patch(page, json={"properties": {}})).status_code == 503


async def test_each_thing_that_can_go_wrong_is_found_by_its_name(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        for switch in SWITCHES:
            if switch.name.startswith("model"):
                refused = await terminal.do(f":faults {switch.name} on")
                assert lines(refused) == ["! No model is asked here: the built-in grammar answers."]
                continue
            assert (await done(terminal, f":faults {switch.name} on"))[0].startswith(switch.name)
            assert await done(terminal, ":faults off") == ["Nothing goes wrong any more."]


async def test_a_form_is_filled_in_line_by_line(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert (await done(terminal, "open a form"))[-1] == "Title * [Buy glue]"
        assert terminal.prompt == "… "
        assert await done(terminal, ":keep") == ["Notes [Two of them]"]
        assert await done(terminal, "-") == ["Colour * (1 Red, 2 Blue) []"]
        assert not (await terminal.do("Green")).ok
        assert (await done(terminal, "2"))[-1] == "Buy glue |  | ['b']"

        await done(terminal, "open a form")
        assert await done(terminal, ":cancel") == ["The form is closed; nothing was sent."]
        assert terminal.prompt == "Maya> "


async def test_one_speaks_where_one_went(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert await done(terminal, ":in #tasks") == ["You are in #tasks now."]
        assert terminal.prompt == "Maya in #tasks> "
        await done(terminal, "hello")
        assert [one.channel for one in world.discord.messages("tasks", terminal.seat.speaker)] == ["tasks"]
        assert not (await terminal.do(":in nowhere")).ok


async def test_what_was_said_before_is_shown_to_whom_it_was_for(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await done(terminal, "one")
        await done(terminal, "/darcy request:two private:true")
        await done(terminal, "three")
        assert [line for line in await done(terminal, ":history 2") if "You said" in line] == [
            "┃ You said two",
            "┃ You said three",
        ]
        await done(terminal, ":as Priya")
        assert [line for line in await done(terminal, ":history") if "You said" in line] == [
            "┃ You said one",
            "┃ You said three",
        ]
        await done(terminal, ":in tasks")
        assert await done(terminal, ":history") == ["Nothing was said yet in #tasks."]


async def test_a_message_is_said_used_from_its_menu_and_replied_to(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert await done(terminal, ":say the hall is booked") == ["#1 Maya Lindqvist", "the hall is booked"]
        await done(terminal, ":say so @Tom Achterberg knows it")
        assert await done(terminal, ":menu 1") == ["Darcy", "4 words by Maya Lindqvist"]
        assert await done(terminal, ":menu #2 count") == ["Darcy", "4 words by Maya Lindqvist"]
        assert await done(terminal, ":menu") == ["Darcy", "4 words by Maya Lindqvist"]

        assert await done(terminal, ":reply 3 which ones?") == ["Darcy", "heard @Darcy: which ones?"]
        assert (await done(terminal, ":reply and these?"))[1] == "heard @Darcy: and these?"
        assert await done(terminal, ":reply #1 well done") == ["#10 Maya Lindqvist", "well done"]
        assert (await done(terminal, ":history 2"))[0] == "#9 Darcy"


async def test_what_no_message_is_there_for_is_told(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        for line, why in (
            (":menu", "! Nobody but Darcy wrote here yet. Write something first: :say TEXT."),
            (":reply hello", "! Darcy wrote nothing here yet that can be replied to."),
            (":reply", "! Reply what? Such as :reply 3 TEXT; :history numbers the messages."),
            (":say", "! Say what? Such as :say the hall is free on Friday."),
            (":menu 7", "! There is no message 7 here. :history numbers them."),
        ):
            refused = await terminal.do(line)
            assert not refused.ok
            assert lines(refused) == [why]
        for line in (f":say {'x' * 2001}", f"@Darcy {'x' * 2001}"):
            assert lines(await terminal.do(line)) == ["! A message has at most 2000 characters."]
        await done(terminal, "/darcy request:two private:true")
        assert lines(await terminal.do(":reply 1 and?")) == ["! Nobody can reply to what only they see."]
        await done(terminal, ":say something")
        assert lines(await terminal.do(":menu 2 burn")) == [
            "! There is no “burn” in a message's menu. There is: Count words."
        ]
        await done(terminal, ":in dm")
        await done(terminal, ":say hello")
        assert lines(await terminal.do(":menu")) == ["! A message's menu has nothing here."]


async def test_the_exchanges_of_the_last_request_are_told(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        assert not (await terminal.do(":trace")).ok
        await done(terminal, "hello")
        await terminal.do("99")

        heading, *told = await done(terminal, ":trace")

        assert heading == "    ms  after “hello”; the built-in grammar stands in for a model"
        assert told[0].endswith("Discord  tells of INTERACTION_CREATE")
        assert told[-1].endswith("Discord  PATCH /webhooks/…/…/messages/@original → 200")


async def test_a_reset_is_asked_for(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await done(terminal, ":reset")
        assert terminal.closed
        assert terminal.wants_reset


async def test_a_card_is_still_pressed_after_a_restart(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)
        await terminal.do("hello")
        before = world.darcy.pid

        assert lines(await terminal.do(":restart")) == ["Darcy was killed and started again."]

        assert world.darcy.pid not in (None, before)
        assert lines(await terminal.do("1"))[-1] == "@Maya Lindqvist chose Confirm"


@pytest.mark.slow
async def test_a_line_nobody_answers_is_not_ok(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        unseen = await Terminal(world, visible_within_s=0.2).do("answer nothing")
        assert not unseen.ok
        assert lines(unseen) == ["! /darcy was acknowledged, but nothing was to be seen in 0.2 s."]

        silent = await Terminal(world).do("stay silent")
        assert not silent.ok
        assert lines(silent) == ["! No answer to /darcy within 3 s."]


async def test_an_end_of_darcy_is_told_with_its_log_and_mended_by_a_restart(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        terminal = Terminal(world)

        died = await terminal.do("die")
        assert not died.ok
        told = "\n".join(lines(died))
        assert "Darcy stopped (status 7)" in told
        assert str(tmp_path / "darcy.log") in told
        assert "dying, as asked" in told
        assert "Start it again with :restart." in "\n".join(lines(await terminal.do("hello")))

        await terminal.do(":restart")
        assert (await terminal.do("hello")).ok


async def test_an_admin_links_everyone_to_be_linked_once_in_a_worlds_life(tmp_path: Path) -> None:
    async with small_world(tmp_path) as world:
        people = world.workspace.people
        await Terminal(world).do("hello")
    first = json.loads((tmp_path / "links.json").read_text())
    assert sorted(first) == sorted([str(one.discord_id), one.notion_id] for one in people if one.linked)
    assert 0 < len(first) < len(people)

    async with small_world(tmp_path) as world:
        # The card of last time can be pressed without having been drawn this time.
        assert lines(await Terminal(world).do("1"))[-1] == "@Maya Lindqvist chose Confirm"
    assert json.loads((tmp_path / "links.json").read_text()) == first


async def test_darcy_gets_its_settings_and_nothing_else_of_the_developers(tmp_path: Path) -> None:
    secrets = {
        "DISCORD_TOKEN": "real",
        "NOTION_TOKEN": "real",
        "AWS_SECRET": "real",
        "DARCY_MODEL": "some-model",
    }
    async with small_world(tmp_path, secrets) as world:
        assert world.model == "the built-in grammar, without a language model"
        expected = {"DISCORD_TOKEN": world.discord.token, "NOTION_TOKEN": world.notion.token}

    given = json.loads((tmp_path / "environment.json").read_text())
    assert "real" not in given.values()
    assert given.items() >= {**expected, "DARCY_MODEL": "grammar", "PATH": os.environ["PATH"]}.items()


async def test_a_model_that_is_set_is_used_and_named(tmp_path: Path) -> None:
    model = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "DARCY_MODEL": "some-model"}
    async with small_world(tmp_path, model) as world:
        assert "some-model at http://127.0.0.1:9/v1" in "\n".join(lines(Terminal(world).welcome))

        assert world.relay is not None
        asked = {"OPENAI_BASE_URL": world.relay.base_url, "DARCY_MODEL": "some-model"}

    assert json.loads((tmp_path / "environment.json").read_text()).items() >= asked.items()


async def test_a_darcy_that_does_not_start_is_told_with_what_it_said(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('NOTION_TASKS is missing')"]

    with pytest.raises(DarcyStoppedError, match=r"Darcy stopped \(status 1\)(.|\n)*NOTION_TASKS is missing"):
        async with open_sandbox(darcy=command, state=tmp_path, today=None, environment={}):
            pytest.fail("It did not start.")
