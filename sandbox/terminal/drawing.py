"""A message of Discord's, as a terminal shows it, with a number on whatever can be pressed or picked.

The components: https://docs.discord.com/developers/components/reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from sandbox.terminal.markdown import text_from_markdown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from sandbox.discord.emulator import Message
    from sandbox.terminal.names import Names

_COMPONENTS_V2 = 1 << 15
_BUTTON_STYLES = {1: "bold blue", 3: "bold green", 4: "bold red"}


class Kind(IntEnum):
    """A component's type, of those that are drawn."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    SECTION = 9
    TEXT = 10
    SEPARATOR = 14
    CONTAINER = 17


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number stands for: a button, or with `value` an option of a select."""

    custom_id: str
    label: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message drawn, and what its numbers stand for, from 1."""

    shown: RenderableType
    choices: tuple[Choice, ...]


def drawn_from_message(message: Message, names: Names, now: dt.datetime, number: int | None = None) -> Drawn:
    """Draw a message as a person sees it, with its number if it has one.

    `now` is what its relative timestamps are relative to.
    """
    pen = _Pen(names, now)
    # A message of components has no other text; the text of one without them is its content.
    body: list[RenderableType] = (
        [] if message.flags & _COMPONENTS_V2 else [pen.text(said) for said in message.text]
    )
    body += pen.all(message.components)
    if message.loading:
        body = [Text("… thinking", "dim italic")]
    return Drawn(Group(_header(message, number), *body), tuple(pen.choices))


def _header(message: Message, number: int | None) -> Text:
    header = Text.assemble(("" if number is None else f"#{number} ", "dim"), (message.author, "bold magenta"))
    if message.ephemeral:
        header.append(" · only you see this", "dim")
    if message.edited:
        header.append(" · edited", "dim")
    return header


@dataclass(slots=True)
class _Pen:
    """Draws components one after the other, numbering as it goes."""

    names: Names
    now: dt.datetime
    choices: list[Choice] = field(default_factory=list)

    def text(self, content: str) -> Text:
        return text_from_markdown(content, self.names, self.now)

    def all(self, components: Iterable[Mapping[str, Any]]) -> Iterator[RenderableType]:
        for component in components:
            yield from self.one(component)

    def one(self, component: Mapping[str, Any]) -> Iterator[RenderableType]:
        match component["type"]:
            case Kind.TEXT:
                yield self.text(component["content"])
            case Kind.CONTAINER:
                yield _Bar(tuple(self.all(component["components"])), component.get("accent_color"))
            case Kind.SEPARATOR:
                yield Rule(style="dim") if component.get("divider", True) else Text()
            case Kind.SECTION:
                yield from self.all(component["components"])
                yield from self.one(component["accessory"])
            case Kind.ROW:
                yield from self.row(component["components"])
            case Kind.BUTTON:
                yield self.button(component)
            case Kind.SELECT:
                yield from self.select(component)
            case kind:
                yield Text(f"(a component of type {kind}, not drawn here)", "dim")

    def row(self, components: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
        """A row holds buttons, or one select."""
        buttons = [self.button(component) for component in components if component["type"] == Kind.BUTTON]
        if buttons:
            yield Text("  ").join(buttons)
        yield from self.all(component for component in components if component["type"] != Kind.BUTTON)

    def button(self, button: Mapping[str, Any]) -> Text:
        emoji = (button.get("emoji") or {}).get("name", "")
        label = " ".join(part for part in (emoji, button.get("label", "")) if part)
        if "url" in button:
            return Text(f"{label} ↗", Style(underline=True, link=button["url"]))
        if button.get("disabled"):
            return Text(f"({label})", "dim")
        return self.numbered(Choice(button["custom_id"], label), _BUTTON_STYLES.get(button["style"], "bold"))

    def select(self, select: Mapping[str, Any]) -> Iterator[Text]:
        if heading := _heading_of(select, len(self.choices) + 1):
            yield Text(heading, "dim italic")
        for option in select["options"]:
            detail = Text(f" · {option['description']}" if option.get("description") else "", "dim not bold")
            if option.get("default"):
                detail.append(" ✓", "green")
            if select.get("disabled"):
                yield Text.assemble((f"({option['label']})", "dim"), detail)
            else:
                picked = Choice(select["custom_id"], option["label"], option["value"])
                yield self.numbered(picked, "bold").append_text(detail)

    def numbered(self, choice: Choice, style: str) -> Text:
        self.choices.append(choice)
        return Text.assemble((f"[{len(self.choices)}]", "cyan"), " ", (choice.label, style))


def _heading_of(select: Mapping[str, Any], first: int) -> str:
    """What stands over a list's options, of which the first has this number."""
    several = f"(one or more, such as: {first} {first + 1})" if select.get("max_values", 1) > 1 else ""
    return " ".join(part for part in (select.get("placeholder"), several) if part)


@dataclass(frozen=True, slots=True)
class _Bar:
    """A container: a bar in its accent colour beside what it holds."""

    held: tuple[RenderableType, ...]
    colour: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = Style(color=f"#{self.colour:06x}") if self.colour is not None else Style(dim=True)
        inner = options.update_width(max(options.max_width - 2, 1))
        for line in console.render_lines(Group(*self.held), inner, pad=False):
            yield Segment("┃ ", style)
            yield from line
            yield Segment.line()
