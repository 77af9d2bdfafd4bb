"""What becomes the title of a task made of somebody's message."""

from __future__ import annotations

import pytest

from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.quoted import title_of


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
        ("会場を予約する", "会場を予約する"),
    ],
)
def test_it_is_the_first_sentence_without_its_markup(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_long_one_is_cut_between_words() -> None:
    title = title_of("book " * 60)
    assert len(title) <= 100
    assert title.endswith("book…")
    assert len(title_of("x" * 400)) == 100


@pytest.mark.parametrize("text", ["", "🎉", "---\n***", "…"])
def test_where_there_are_no_words_there_is_no_title(text: str) -> None:
    with pytest.raises(UnclearError):
        title_of(text)
