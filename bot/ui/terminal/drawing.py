"""A Card as a terminal shows it, with a number on whatever can be pressed or picked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from rich.console import Group
from rich.segment import Segment
from rich.style import Style
from rich.text import Text as Drawing

from bot.ui import words
from bot.ui.layout import (
    Action,
    Confirm,
    Decline,
    Link,
    Markdown,
    Mention,
    Moment,
    Text,
    Tone,
)
from bot.ui.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.ui.layout import Block, Card, Choice, Line, Span
    from storage.records import DiscordId, QuestionId

_COLOURS = {
    Tone.NEUTRAL: "bright_black",
    Tone.ASK: "blue",
    Tone.SUCCESS: "green",
    Tone.WARNING: "yellow",
    Tone.ERROR: "red",
}
_EMPHASIS = re.compile(r"(\*\*|__|[*_`])(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to a question, of those on the card."""

    question: QuestionId
    id: str
    label: str


Pressable = Action | Option


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card drawn, and what its numbers stand for, from 1."""

    shown: RenderableType
    choices: tuple[Pressable, ...] = ()


@dataclass(slots=True)
class Pen:
    """Draws cards for one reader. `name_of` says how somebody is called who is mentioned."""

    name_of: Callable[[DiscordId], str]
    zone: ZoneInfo
    _choices: list[Pressable] = field(default_factory=list)

    def drawn(self, *cards: Card) -> Drawn:
        """One below the other, the numbers going on."""
        self._choices = []
        bars = [_Bar(Group(*self._lines(card)), _COLOURS[card.tone]) for card in cards]
        return Drawn(Group(*bars), tuple(self._choices))

    def _lines(self, card: Card) -> Iterator[RenderableType]:
        blocks = ((card.heading,), *card.blocks) if card.heading else card.blocks
        for number, block in enumerate(blocks):
            glyph = f"{card.tone.value} " if number == 0 and card.tone.value else ""
            yield from self._block(block, glyph)
        if card.choice:
            yield from self._options(card.choice)
        if card.actions:
            yield Drawing("  ").join(self._button(action) for action in card.actions)

    def _block(self, block: Block, glyph: str) -> Iterator[Drawing]:
        for number, line in enumerate(block):
            yield Drawing.assemble(glyph if number == 0 else "", self._line(line))

    def _line(self, line: Line) -> Drawing:
        return Drawing.assemble(*(self._span(span) for span in line))

    def _span(self, span: Span) -> Drawing:
        match span:
            case Text(value, bold):
                return Drawing(visible(value), "bold" if bold else "")
            case Link(text, url):
                return Drawing(visible(text), _linked(url))
            case Mention(discord):
                return Drawing(visible(self.name_of(discord)), "bold")
            case Moment(at):
                return Drawing(self._moment(at))
            case Markdown(value):
                return Drawing(_EMPHASIS.sub(r"\2", visible(value)))
            case _:
                assert_never(span)

    def _moment(self, at: dt.datetime) -> str:
        here = at.astimezone(self.zone)
        return f"{words.day(here.date(), here.date())} {here:%Y %H:%M}"

    def _options(self, choice: Choice) -> Iterator[Drawing]:
        for option in choice.options:
            detail = Drawing(f" · {visible(option.detail)}" if option.detail else "", "dim")
            yield self._numbered(Option(choice.question, option.id, option.label), "bold").append_text(detail)

    def _button(self, action: Action) -> Drawing:
        style = (
            "bold green" if isinstance(action, Confirm) else "red" if isinstance(action, Decline) else "bold"
        )
        return self._numbered(action, style)

    def _numbered(self, pressable: Pressable, style: str) -> Drawing:
        self._choices.append(pressable)
        return Drawing.assemble((f"[{len(self._choices)}]", "cyan"), " ", (visible(pressable.label), style))


def _linked(url: str) -> Style:
    """Terminals follow what stands between their own escapes, so only a plain web address goes there."""
    is_plain = url.isascii() and url.isprintable() and urlsplit(url).scheme in ("http", "https")
    return Style(underline=True, link=url if is_plain else None)


@dataclass(frozen=True, slots=True)
class _Bar:
    """What it holds, with a bar in the card's colour beside it."""

    held: RenderableType
    colour: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = Style(color=self.colour)
        for line in console.render_lines(
            self.held, options.update_width(max(options.max_width - 2, 1)), pad=False
        ):
            yield Segment("┃ ", style)
            yield from line
            yield Segment.line()
