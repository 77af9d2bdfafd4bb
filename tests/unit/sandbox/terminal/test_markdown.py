"""Discord's Markdown in a terminal: what is read, and what is hidden."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console

from sandbox.terminal.markdown import text_from_markdown
from sandbox.terminal.names import Names

NOW = dt.datetime(2026, 6, 8, 12, 0, tzinfo=dt.UTC)
NAMES = Names({"11": "Priya Nair", "12": "Maya Lindqvist"})


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("**Poster** is *late*", "Poster is late"),
        ("__under__ ~~struck~~ ||hidden|| `code`", "under struck hidden code"),
        ("[Design the poster](https://www.notion.so/abc)", "Design the poster"),
        (r"**[Poster \[v2\]](<https://www.notion.so/abc>)** now", "Poster [v2] now"),
        ("<https://example.com/a_b_c>", "https://example.com/a_b_c"),
        ("for <@11> and <@!12>, not <@99>", "for @Priya Nair and @Maya Lindqvist, not @someone"),
        (r"2 \* 3 \_a\_", "2 * 3 _a_"),
        ("snake_case_stays and 2 * 3 * 4", "snake_case_stays and 2 * 3 * 4"),
        ("# Title\n## Smaller\n-# small print", "Title\nSmaller\nsmall print"),
        ("- one\n  - two\n> said", "• one\n  • two\n│ said"),
        ("first\n\nthird", "first\n\nthird"),
        ("```py\n**raw**\n```", "**raw**"),
        ("</darcy:5> <:yes:7>", "/darcy :yes:"),
        ("", ""),
    ],
)
def test_markup_is_drawn_and_not_read(source: str, read: str) -> None:
    assert text_from_markdown(source, NAMES, NOW).plain == read


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("", "09 June 2026 12:00"),
        (":D", "09 June 2026"),
        (":F", "Tuesday, 09 June 2026 12:00"),
        (":t", "12:00"),
        (":R", "in a day"),
    ],
)
def test_a_timestamp_is_told_in_its_form(form: str, read: str) -> None:
    tomorrow = int((NOW + dt.timedelta(days=1)).timestamp())

    assert text_from_markdown(f"<t:{tomorrow}{form}>", NAMES, NOW).plain == read


@pytest.mark.parametrize(
    ("away", "read"),
    [
        (dt.timedelta(), "0 seconds ago"),
        (dt.timedelta(seconds=1), "in 1 second"),
        (dt.timedelta(seconds=59), "in 59 seconds"),
        (dt.timedelta(seconds=60), "in a minute"),
        (dt.timedelta(seconds=-90), "2 minutes ago"),
        (dt.timedelta(minutes=-5), "5 minutes ago"),
        (dt.timedelta(minutes=59, seconds=29), "in 59 minutes"),
        (dt.timedelta(minutes=59, seconds=30), "in an hour"),
        (dt.timedelta(hours=21), "in 21 hours"),
        (dt.timedelta(hours=22), "in a day"),
        (dt.timedelta(hours=23, minutes=59, seconds=59), "in a day"),
        (dt.timedelta(hours=-36), "2 days ago"),
        (dt.timedelta(days=25), "in 25 days"),
        (dt.timedelta(days=-26), "a month ago"),
        (dt.timedelta(days=60), "in 2 months"),
        (dt.timedelta(days=-335), "a year ago"),
        (dt.timedelta(days=730), "in 2 years"),
    ],
)
def test_a_relative_timestamp_is_relative_to_now(away: dt.timedelta, read: str) -> None:
    assert text_from_markdown(f"<t:{int((NOW + away).timestamp())}:R>", NAMES, NOW).plain == read


def test_a_terminal_gets_the_target_of_a_link_and_a_pipe_does_not() -> None:
    text = text_from_markdown("[**Poster**](https://www.notion.so/abc)", NAMES, NOW)
    terminal, pipe = io.StringIO(), io.StringIO()

    Console(file=terminal, force_terminal=True).print(text)
    Console(file=pipe, force_terminal=False).print(text)

    assert "https://www.notion.so/abc" in terminal.getvalue()
    assert pipe.getvalue() == "Poster\n"
