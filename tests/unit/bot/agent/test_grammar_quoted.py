"""What becomes the title and the notes of a task made of somebody's message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.quoted import title_and_notes_of
from storage.records import QuotedMessage
from tests.doubles.workspaces import MODEL, THEATRE, TOOLS
from tools.arguments import CreateArguments


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Book the hall", "Book the hall"),
        ("Book the hall. It fills up fast.", "Book the hall"),
        ("Can you book the hall? Thanks", "Can you book the hall?"),
        ("\n\n## **Book** the `hall`\nand more", "Book the hall"),
        ("- [ ] book v2.5 of the hall", "[ ] book v2.5 of the hall"),
        ("1. Book the hall\n2. Pay", "Book the hall"),
        ("🎉\n> Book the hall…", "Book the hall"),
        ("```py\nprint(1)\n```", "print(1)"),
        ("```\nprint(1)\n```", "print(1)"),
        ("```print(1)```", "print(1)"),
        ("```py\nprint(1)", "print(1)"),
        ("```py\nprint(1)\n```\nThis crashes. Who can look?", "This crashes"),
        ("会場を予約する", "会場を予約する"),
    ],
)
def test_it_is_the_first_sentence_without_its_markup(text: str, title: str) -> None:
    assert title_and_notes_of(text)[0] == title


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Book the hall", ""),
        ("**Book the hall!** 🎉", ""),
        ("Book the hall. It fills up fast. Ask Noah.", "It fills up fast. Ask Noah."),
        ("## Book the hall\n- by Friday\n- for **60**", "- by Friday\n- for 60"),
        ("It crashes:\n```py\nif a:\n    b()\n\n# c\n```", "if a:\n    b()\n\n# c"),
        ("```py\nprint(1)\n```\nThis crashes", "print(1)\n\nThis crashes"),
    ],
)
def test_what_the_title_does_not_say_goes_into_the_notes(text: str, notes: str) -> None:
    assert title_and_notes_of(text)[1] == notes


def test_notes_are_no_longer_than_a_tool_takes() -> None:
    assert len(title_and_notes_of("Book it. " + "now " * 1000)[1]) <= 2000


def test_a_long_one_is_cut_between_words() -> None:
    title, notes = title_and_notes_of("book " * 60)
    assert len(title) <= 100
    assert title.endswith("book…")
    assert notes == ("book " * 60).strip()
    assert len(title_and_notes_of("x" * 400)[0]) == 100


@pytest.mark.parametrize("text", ["", "🎉", "---\n***", "…"])
def test_where_there_are_no_words_there_is_no_title(text: str) -> None:
    with pytest.raises(UnclearError):
        title_and_notes_of(text)


async def test_a_board_without_notes_gets_the_title_alone() -> None:
    context = THEATRE.context("")
    quoted = QuotedMessage(
        text="Book the hall. It fills up fast.", author="May", url="https://chat.example/1"
    )

    reply = await MODEL.reply(replace(context, request=replace(context.request, quoted=quoted)), [], TOOLS)

    (call,) = reply.tool_calls
    assert CreateArguments.model_validate_json(call.arguments) == CreateArguments(title="Book the hall")
