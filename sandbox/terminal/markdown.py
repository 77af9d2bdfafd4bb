"""Discord's Markdown, as a terminal shows it.

What there is to draw: https://support.discord.com/hc/en-us/articles/210298617 (formatting) and
https://docs.discord.com/developers/reference#message-formatting (mentions, timestamps, emoji).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from sandbox.terminal.moments import words_of_moment

if TYPE_CHECKING:
    import datetime as dt

    from sandbox.terminal.names import Names

_INLINE = re.compile(
    r"""
    \\(?P<escaped>[^\w\s]|_)
  | ```(?:\w+\n)?(?P<block>.+?)```
  | (?P<ticks>`{1,2})(?P<code>.+?)(?P=ticks)
  | \[(?P<title>(?:\\.|[^\[\]\\])+)\]\(<?(?P<target>https?://[^\s)>]+)>?(?:\s"[^"]*")?\)
  | <(?P<url>https?://[^\s>]+)>
  | <@!?(?P<member>\d+)>
  | <@&(?P<role>\d+)>
  | <\#(?P<channel>\d+)>
  | <t:(?P<moment>-?\d+)(?::(?P<form>[tTdDfFsSR]))?>
  | <(?P<command>/[^:>]+):\d+>
  | <a?:(?P<emoji>\w+):\d+>
  | \*\*(?P<bold>.+?)\*\*(?!\*)
  | __(?P<underlined>.+?)__(?!_)
  | ~~(?P<struck>.+?)~~
  | \|\|(?P<spoiler>.+?)\|\|
  | \*(?P<italic>(?![\s*]).+?)(?<!\s)\*(?!\*)
  | (?<!\w)_(?P<oblique>.+?)_(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)
_NESTED = {
    "bold": "bold",
    "underlined": "underline",
    "struck": "strike",
    "spoiler": "reverse",
    "italic": "italic",
    "oblique": "italic",
}
_PLAIN = {
    "escaped": ("{}", ""),
    "block": ("{}", "cyan"),
    "code": ("{}", "cyan"),
    "emoji": (":{}:", ""),
    "command": ("{}", "blue"),
    "role": ("@role", "blue"),
    "channel": ("#channel", "blue"),
}
_LINE = re.compile(r"(?P<mark>\#{1,3}|-\#|>|[ ]*[-*])[ ]+(?P<rest>.*)")


def text_from_markdown(source: str, names: Names, now: dt.datetime) -> Text:
    """Draw a message's text. A link's title is shown, and its target only to terminals that can hide it.

    `now` is what a relative timestamp is relative to; the others are shown in UTC.
    """
    return Text("\n").join(_line(line, names, now) for line in _lines(source))


def _lines(source: str) -> list[str]:
    """Split into lines, a fenced block of code being one."""
    return re.findall(r"(?:```.*?```|[^\n])+|(?<=\n)(?=\n)|\A(?=\n)", source, re.DOTALL)


def _line(line: str, names: Names, now: dt.datetime) -> Text:
    marked = _LINE.fullmatch(line)
    if marked is None:
        return _inline(line, names, now)
    mark, rest = marked["mark"], _inline(marked["rest"], names, now)
    if mark == "-#":
        return _styled(rest, "dim")
    if mark == ">":
        return Text.assemble(("│ ", "dim"), rest)
    if mark.startswith("#"):
        return _styled(rest, "bold")
    return Text.assemble(mark[:-1], "• ", rest)


def _inline(source: str, names: Names, now: dt.datetime) -> Text:
    drawn, end = Text(), 0
    for found in _INLINE.finditer(source):
        drawn.append(source[end : found.start()])
        drawn.append_text(_span(found, names, now))
        end = found.end()
    return drawn.append(source[end:])


def _span(found: re.Match[str], names: Names, now: dt.datetime) -> Text:
    kind = found.lastgroup or ""
    if kind in _PLAIN:
        form, style = _PLAIN[kind]
        return Text(form.format(found[kind].strip("\n")), style)
    if kind in _NESTED:
        return _styled(_inline(found[kind], names, now), _NESTED[kind])
    if kind in ("url", "target"):
        title = Text(found["url"]) if kind == "url" else _inline(found["title"], names, now)
        return _styled(title, Style(underline=True, link=found[kind]))
    if kind == "member":
        return Text(f"@{names.of(found['member'])}", "bold blue")
    return Text(words_of_moment(int(found["moment"]), found["form"] or "f", now))


def _styled(text: Text, style: str | Style) -> Text:
    text.stylize(style)
    return text
