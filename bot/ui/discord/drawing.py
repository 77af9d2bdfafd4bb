"""A Card as Discord's Components V2: one container, texts in it, and under them what can be pressed.

A message takes 40 components and 4,000 characters of text (https://docs.discord.com/developers/components/reference);
`bot/ui/pages.py` sees to it that a card stays below both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.ui.discord.buttons import CardButton
from bot.ui.discord.escaping import escaped, linked, sanitised
from bot.ui.discord.selects import CardSelect, PickSelect
from bot.ui.layout import Card, Link, Markdown, Mention, Moment, Span, Text, Tone
from bot.ui.texts.controls import NO_TEXT

if TYPE_CHECKING:
    from bot.ui.layout import Block, Line

_COLOURS = {
    Tone.NEUTRAL: 0x80848E,
    Tone.ASK: 0xF0B232,
    Tone.SUCCESS: 0x23A55A,
    Tone.WARNING: 0xE67E22,
    Tone.ERROR: 0xDA373C,
}


def drawn(card: Card) -> discord.ui.LayoutView:
    """The card as a message. It keeps nothing in memory: what is pressed on it finds its way by its id."""
    texts = [_block(block) for block in card.blocks]
    if card.small_print:
        texts[-1] = _small(card.blocks[-1])
    if card.heading:
        texts.insert(0, _block((card.heading,)))
    texts[0] = f"{card.tone.value} {texts[0]}".strip()
    children: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(text) for text in texts]
    if card.choice:
        children.append(discord.ui.ActionRow(CardSelect(card.choice)))
    children += [discord.ui.ActionRow(PickSelect(pick)) for pick in card.picks]
    if card.actions:
        children.append(discord.ui.ActionRow(*(CardButton(action) for action in card.actions)))
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*children, accent_colour=_COLOURS[card.tone]))
    return view


def mentions_of(card: Card) -> discord.AllowedMentions:
    """Who is notified: those who must decide, and nobody else, whatever the text says."""
    users = [discord.Object(user) for user in card.deciders]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


def _block(block: Block) -> str:
    """The block's lines. Discord takes no empty text, and words may hold nothing that can be seen."""
    text = "\n".join(_line(line) for line in block)
    return text if text.strip() else NO_TEXT


def _small(block: Block) -> str:
    """The block as subtext, which Discord begins anew with each line."""
    return "\n".join(f"-# {_line(line)}" for line in block)


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    match span:
        case Text(value, bold):
            words = escaped(value)
            return f"**{words.strip()}**" if bold and words.strip() else words
        case Link(text, url):
            return linked(text, url)
        case Mention(discord_id):
            return f"<@{discord_id}>"
        case Moment(at):
            return f"<t:{int(at.timestamp())}:f> (<t:{int(at.timestamp())}:R>)"
        case Markdown(value):
            return sanitised(value)
