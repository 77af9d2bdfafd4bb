"""What others wrote is shown as it is. An independent reading of Discord's Markdown is the judge."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.discord.escaping import escaped, is_safe, linked, sanitised
from bot.ui.texts.controls import LINK_LEFT_OUT
from bot.ui.visible import visible

SIGNS = set("\\`*_~|<[]@")
NASTY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"\\`*_~|<>[]()@#:/-+ .!\n\t",
                "](",
                "://",
                "<@1>",
                "@everyone",
                "https://notion.so",
                "https://evil.example",
                "1.",
                "-# ",
                "# ",
                "<https://",
                "[a](https://notion.so/x)",
                "\u202e",
                "\u200d",
                "\u200b",
                "👩‍🚀",
                "é",
                "x",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=25,
).map("".join)


def unescaped(text: str) -> str:
    """What Discord shows of a text in which a backslash makes a sign plain."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def live_signs(text: str) -> set[str]:
    """The signs that no backslash makes plain."""
    return set(re.sub(r"\\[^0-9A-Za-z\s]", "", text)) & SIGNS


@given(NASTY)
def test_nothing_in_a_text_is_markup_and_all_of_it_is_shown(text: str) -> None:
    drawn = escaped(text)
    assert not live_signs(drawn)
    assert not re.search(r"\w://", drawn)
    assert not re.match(r"\s*([#>+-]|\d+[.)])", drawn)
    assert unescaped(drawn) == visible(text)
    assert len(drawn.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fresher's fair (room 2) - poster!", "Fresher's fair (room 2) - poster!"),
        ("*bold* _it_ ~~no~~ ||spoil||", r"\*bold\* \_it\_ \~\~no\~\~ \|\|spoil\|\|"),
        ("[click](https://evil.example)", r"\[click\](https\://evil.example)"),
        ("`code`", r"\`code\`"),
        ("@everyone <@123> <#4> <t:1:R>", r"\@everyone \<\@123> \<#4> \<t:1:R>"),
        ("# heading", r"\# heading"),
        ("-# small", r"\-# small"),
        ("1. list", r"1\. list"),
        ("two\nlines", "two ⏎ lines"),
        ("to\u202eevil\u2066 z\u200bero\ufeff", "toevil zero"),
        ("Pri\u200dya", "Priya"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("tab\tand\x00nul", "tab and nul"),
    ],
)
def test_a_text_is_shown_as_it_was_written(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    "url",
    [
        "https://www.notion.so/Poster-0123456789abcdef",
        "https://app.notion.com/p/team/Poster-1?pvs=4#block",
        "https://team.notion.site/x",
        "https://discord.com/channels/1/2/3",
    ],
)
def test_links_to_notion_and_discord_are_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/notion.so",
        "https://notion.so.evil.example/",
        "https://notion.so@evil.example/",
        "https://evilnotion.so/",
        "http://notion.so/x",
        "https://evil.example\\@notion.so/",
        "https://notion.so:443@evil.example",
        "https://notion.so/a)b",
        "https://notion.so/a>b",
        "https://notion.so/a b",
        "javascript:alert(1)//notion.so",
        "https://nоtion.so/",  # noqa: RUF001 - a Cyrillic o is the point
        "",
    ],
)
def test_no_other_link_is(url: str) -> None:
    assert not is_safe(url)


def test_a_title_is_linked_where_it_can_be() -> None:
    url = "https://www.notion.so/Poster-1"
    assert linked("Poster *A*", url) == rf"[Poster \*A\*](<{url}>)"
    assert linked("[A] Poster", url) == rf"\[A\] Poster · [open](<{url}>)"
    assert linked("see https://evil.example", url) == rf"see https\://evil.example · [open](<{url}>)"
    assert linked("Poster", "https://evil.example") == "Poster"
    assert linked("\u200b ", url).endswith(f"[open](<{url}>)")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("**Two** tasks are _late_:", "**Two** tasks are _late_:"),
        ("- one", "- one"),
        ("[Poster](https://www.notion.so/P-1)", "[Poster](<https://www.notion.so/P-1>)"),
        ("See https://www.notion.so/P-1.", "See <https://www.notion.so/P-1>."),
        ("<https://discord.com/channels/1>", "<https://discord.com/channels/1>"),
        ("[Log in](https://evil.example/x)", f"Log in {LINK_LEFT_OUT}"),
        ("[notion.so](https://evil.example)", f"notion.so {LINK_LEFT_OUT}"),
        ("go to https://evil.example/?q=secret now", f"go to {LINK_LEFT_OUT} now"),
        ("<https://evil.example>", LINK_LEFT_OUT),
        ("# Big", r"\# Big"),
        ("- # Big", r"- \# Big"),
        ("-# small", r"\-# small"),
        ("we are #1", "we are #1"),
        ("ask <@123> and @everyone", r"ask \<\@123> and \@everyone"),
        (r"\<@123>", r"\\\<\@123>"),
        ("`@everyone`", r"\`\@everyone\`"),
        ("||hidden||", r"\|\|hidden\|\|"),
    ],
)
def test_the_models_markdown_keeps_emphasis_and_safe_links_alone(said: str, shown: str) -> None:
    assert sanitised(said) == shown


@given(NASTY)
def test_whatever_the_model_writes_leads_nowhere_else_and_calls_nobody(text: str) -> None:
    drawn = sanitised(text)
    without_safe = re.sub(r"\(?<(https://[^<>\s]+)>\)?", lambda m: "" if is_safe(m[1]) else m[0], drawn)
    assert "://" not in unescaped_links(without_safe)
    assert not live_signs(without_safe) & set("\\`|<@")
    assert not re.search(r"(?<!\S)-?#{1,3}(\s|$)", without_safe)
    assert len(drawn.splitlines()) <= 1


def unescaped_links(text: str) -> str:
    """The text without what only stands in words: an address whose colon is plain is no link."""
    return text.replace("\\://", "")
