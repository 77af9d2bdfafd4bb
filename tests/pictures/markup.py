"""A message of Discord's as HTML, in the dark look of its client.

The components: https://docs.discord.com/developers/components/reference.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from sandbox.terminal.drawing import Kind
from sandbox.terminal.markdown import text_from_markdown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from rich.text import Text

    from sandbox.discord.emulator import Message
    from sandbox.terminal.names import Names

STYLE = Path(__file__).with_name("discord.css").read_text(encoding="utf-8")
_BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}
_SHOWN_OPEN = 5
_CONSOLE = Console(width=10_000)


def page_of(message: Message, names: Names, now: dt.datetime) -> str:
    """The message alone on a page. `now` is what its relative times are relative to."""
    pen = _Pen(names, now)
    only = '<p class="only">👁 Only you can see this · <a>Dismiss message</a></p>' if message.ephemeral else ""
    edited = '<span class="when">(edited)</span>' if message.edited else ""
    body = "".join(map(pen.part, message.components))
    return (
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>"
        f'<article><div class="face">D</div><section><header><b>{escape(message.author)}</b>'
        f'<span class="app">✓ APP</span><span class="when">Today at {now:%H:%M}</span></header>'
        f"{body}{edited}{only}</section></article>"
    )


class _Pen:
    def __init__(self, names: Names, now: dt.datetime) -> None:
        self._names, self._now = names, now

    def part(self, part: Mapping[str, Any]) -> str:
        match part["type"]:
            case Kind.TEXT:
                return f'<p class="text">{self._words(part["content"])}</p>'
            case Kind.CONTAINER:
                colour = part.get("accent_color")
                bar = f' style="--bar: #{colour:06x}"' if colour is not None else ""
                return f'<div class="container"{bar}>{self._all(part["components"])}</div>'
            case Kind.SEPARATOR:
                return "<hr>"
            case Kind.ROW:
                return f'<div class="row">{self._all(part["components"])}</div>'
            case Kind.BUTTON:
                off = " off" if part.get("disabled") else ""
                return f'<span class="button {_BUTTONS[part["style"]]}{off}">{escape(part["label"])}</span>'
            case Kind.SELECT:
                return self._select(part)
            case kind:
                raise ValueError(f"Components of type {kind} are not drawn yet.")

    def _all(self, parts: Sequence[Mapping[str, Any]]) -> str:
        return "".join(map(self.part, parts))

    def _select(self, select: Mapping[str, Any]) -> str:
        """A list as it is, closed, and below it what it opens to, unless that is long."""
        prompt = escape(select.get("placeholder") or "Make a selection")
        options = "".join(map(_option, select["options"])) if len(select["options"]) <= _SHOWN_OPEN else ""
        opened = f'<div class="options">{options}</div>' if options else ""
        return f'<div class="select">{prompt}<i>⌄</i></div>{opened}'

    def _words(self, source: str) -> str:
        return _html(text_from_markdown(source, self._names, self._now))


def _option(option: Mapping[str, Any]) -> str:
    detail = f"<small>{escape(option['description'])}</small>" if option.get("description") else ""
    return f"<div>{escape(option['label'])}{detail}</div>"


def _html(text: Text) -> str:
    parts = []
    for segment in text.render(_CONSOLE):
        words = escape(segment.text)
        parts.append(_styled(words, segment.style) if segment.style and words.strip() else words)
    return "".join(parts).replace("\n", "<br>")


def _styled(words: str, style: Style) -> str:
    if style.link:
        words = f"<a>{words}</a>"
    elif style.color is not None and style.color.name == "blue":
        words = f'<span class="mention">{words}</span>'
    marks = {
        "b": style.bold and style.color is None,
        "i": style.italic,
        "s": style.strike,
        "u": style.underline,
        "small": style.dim,
    }
    for mark, is_on in marks.items():
        if is_on and not (mark == "u" and style.link):
            words = f"<{mark}>{words}</{mark}>"
    return words
