"""What a card says, as plain lines, and what a drawn card holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.ui.layout import Link, Markdown, Mention, Moment, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

    from bot.ui.layout import Block, Card, Line, Span


def _read(span: Span) -> str:
    match span:
        case Text(value):
            return value
        case Link(text):
            return text
        case Mention(discord_id):
            return f"@{discord_id}"
        case Moment(at):
            return f"{at:%d %b %H:%M}"
        case Markdown(value):
            return value


def read_line(line: Line) -> str:
    return "".join(_read(span) for span in line)


def read_block(block: Block) -> list[str]:
    return [read_line(line) for line in block]


def read(card: Card) -> list[str]:
    """Every line of the card, its heading first."""
    heading = [read_line(card.heading)] if card.heading else []
    return heading + [line for block in card.blocks for line in read_block(block)]


def labels(card: Card) -> list[str]:
    return [action.label for action in card.actions]


def components_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """Every component of a drawn card, whatever it stands in."""
    return list(_walked(payload_of(view)))


def payload_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """What discord.py would send of it."""
    payload: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call] # discord.py's own
    return payload


def _walked(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walked(component.get("components", []))
