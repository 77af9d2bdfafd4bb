"""Messages as Discord's API gives them, drawn as text of 80 columns."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from rich.console import Console

from sandbox.discord.emulator import Message
from sandbox.terminal.drawing import Choice, Drawn, drawn_from_message
from sandbox.terminal.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = dt.datetime(2026, 6, 8, 12, 0, tzinfo=dt.UTC)
NAMES = Names({"11": "Priya Nair"})
V2 = 1 << 15

CONFIRM = {"type": 2, "style": 3, "label": "Confirm", "custom_id": "confirm:1"}
CANCEL = {"type": 2, "style": 2, "label": "Cancel", "custom_id": "cancel:1"}
OPEN = {"type": 2, "style": 5, "label": "Open in Notion", "url": "https://www.notion.so/abc"}
WHICH = {
    "type": 3,
    "custom_id": "answer:1",
    "placeholder": "Which poster?",
    "options": [
        {"label": "Draft the poster", "value": "a", "description": "due Fri 12 Jun"},
        {"label": "Print the poster", "value": "b"},
    ],
}


def drawn(*components: dict[str, Any], flags: int = V2, edited: bool = False) -> Drawn:
    return drawn_from_message(message(components, flags, edited=edited), NAMES, NOW)


def message(
    components: Sequence[dict[str, Any]],
    flags: int,
    *,
    author: str = "Darcy",
    text: tuple[str, ...] = (),
    edited: bool = False,
) -> Message:
    return Message(
        id=1,
        channel="general",
        channel_id=2,
        author=author,
        author_id=9,
        flags=flags,
        components=list(components),
        embeds=[],
        text=list(text),
        buttons=[],
        selects=[],
        mentions=[],
        reply_to=None,
        edited=edited,
    )


def lines(drawing: Drawn) -> list[str]:
    pipe = io.StringIO()
    Console(file=pipe, width=80, force_terminal=False).print(drawing.shown)
    return [line.rstrip() for line in pipe.getvalue().splitlines()]


def said(text: str) -> dict[str, Any]:
    return {"type": 10, "content": text}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": components}


def held(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": 17, "components": components, **fields}


def test_a_card_is_a_bar_with_numbered_buttons() -> None:
    card = drawn(
        held(
            said("**Change 1 task?**"),
            {"type": 14, "divider": False},
            said("[Poster](https://www.notion.so/abc)\nAssignee: nobody → <@11>"),
            row(CONFIRM, CANCEL, OPEN),
            accent_color=0x5865F2,
        )
    )

    assert lines(card) == [
        "Darcy",
        "┃ Change 1 task?",
        "┃",
        "┃ Poster",
        "┃ Assignee: nobody → @Priya Nair",
        "┃ [1] Confirm  [2] Cancel  Open in Notion ↗",
    ]
    assert card.choices == (Choice("confirm:1", "Confirm"), Choice("cancel:1", "Cancel"))


def test_options_of_a_select_are_numbered_on_from_the_buttons() -> None:
    card = drawn(row(CANCEL), row(WHICH))

    assert lines(card) == [
        "Darcy",
        "[1] Cancel",
        "Which poster?",
        "[2] Draft the poster · due Fri 12 Jun",
        "[3] Print the poster",
    ]
    assert card.choices[1:] == (
        Choice("answer:1", "Draft the poster", "a"),
        Choice("answer:1", "Print the poster", "b"),
    )


def test_a_list_that_takes_several_says_so_and_what_is_picked() -> None:
    options = [{"label": "Open", "value": "o"}, {"label": "Done", "value": "d", "default": True}]
    card = drawn(row(CANCEL), row({"type": 3, "custom_id": "done", "max_values": 2, "options": options}))
    assert lines(card)[2:] == ["(one or more, such as: 2 3)", "[2] Open", "[3] Done ✓"]


def test_what_is_disabled_has_no_number() -> None:
    card = drawn(row({**CONFIRM, "disabled": True}), row({**WHICH, "disabled": True}))

    assert lines(card)[1:] == [
        "(Confirm)",
        "Which poster?",
        "(Draft the poster) · due Fri 12 Jun",
        "(Print the poster)",
    ]
    assert card.choices == ()


def test_a_section_shows_its_button_after_its_words() -> None:
    assert lines(drawn({"type": 9, "components": [said("Poster")], "accessory": CONFIRM}))[1:] == [
        "Poster",
        "[1] Confirm",
    ]


def test_an_ephemeral_message_says_so_and_so_does_an_edited_one() -> None:
    assert lines(drawn(said("Hi"), flags=64 | V2))[0] == "Darcy · only you see this"
    assert lines(drawn(said("Hi"), edited=True))[0] == "Darcy · edited"


def test_a_deferred_answer_is_seen_as_waited_for() -> None:
    assert lines(drawn(flags=1 << 7)) == ["Darcy", "… thinking"]


def test_a_members_plain_message_is_drawn_under_their_name() -> None:
    plain = message((), 0, author="Priya Nair", text=("**Hello** <@11>",))

    assert lines(drawn_from_message(plain, NAMES, NOW)) == ["Priya Nair", "Hello @Priya Nair"]


def test_long_lines_are_wrapped_beside_the_bar() -> None:
    shown = lines(drawn(held(said("word " * 40))))

    assert len(shown) == 4
    assert all(line.startswith("┃ word") and len(line) <= 80 for line in shown[1:])


def test_titles_with_square_brackets_are_not_taken_for_markup() -> None:
    button = {**CONFIRM, "label": "[bold]Yes[/bold]"}

    assert lines(drawn(said("[red]Poster[/red]"), row(button)))[1:] == [
        "[red]Poster[/red]",
        "[1] [bold]Yes[/bold]",
    ]


def test_a_component_that_cannot_be_drawn_is_owned_up_to() -> None:
    assert lines(drawn({"type": 12, "items": []}))[1:] == ["(a component of type 12, not drawn here)"]
