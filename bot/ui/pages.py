"""Cards that fit: whatever is too long for one page goes on on the next, and nothing is left out.

Discord takes 4,000 characters and 40 components a message. Texts grow when they are drawn, since what could
be read as markup is escaped, so they are weighed by what they can grow to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.layout import Block, Card, Line, Link, Markdown, Mention, Moment, Span, Text, Tone
from bot.ui.texts import controls as texts
from bot.ui.wording import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.ui.layout import Action
    from storage.records import DiscordId

PAGE_WEIGHT = 3_800
BLOCKS_PER_PAGE = 10
_MENTION = 24  # <@ and a snowflake of at most 20 digits, and >
_MOMENT = 40  # <t:…:f> (<t:…:R>)
_LINKED = 24  # the brackets, and the word "open" where a title cannot be linked itself
_BLANK = 9  # what is said of a block in which nothing can be seen
_SMALL = 3  # what makes a line small print, which any may be
_SIGN_OF_MODEL = 2  # signs can make a link, and a link left out is said in words
_CONTINUED = line_of(texts.CONTINUED)


def weight(text: str) -> int:
    """The most characters a text can take when drawn."""
    return sum(_weight(char) for char in text)


def _weight(char: str) -> int:
    if char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return 3  # a line break within a line is drawn as a sign, between spaces
    return 1 if char == " " or (char.isalnum() and ord(char) < 0x10000) else 2  # noqa: PLR2004 - one UTF-16 unit


def weight_of_span(span: Span) -> int:
    match span:
        case Text(value, bold):
            return weight(value) + 4 * bold
        case Markdown(value):
            return _SIGN_OF_MODEL * weight(value)
        case Link(text, url):
            return weight(text) + len(url) + _LINKED
        case Mention():
            return _MENTION
        case Moment():
            return _MOMENT


def weight_of_line(line: Line) -> int:
    return 1 + _SMALL + sum(weight_of_span(span) for span in line)


def weight_of_block(block: Block) -> int:
    return _BLANK + sum(weight_of_line(line) for line in block)


def paged(blocks: Iterable[Block], most: int = PAGE_WEIGHT) -> list[tuple[Block, ...]]:
    """The blocks in order, on as many pages as they need; at least one page, though it be empty."""
    pages: list[list[Block]] = [[]]
    left = most
    for piece in (piece for block in blocks for piece in _pieces(block, most)):
        needed = weight_of_block(piece)
        if pages[-1] and (needed > left or len(pages[-1]) == BLOCKS_PER_PAGE):
            pages.append([])
            left = most
        pages[-1].append(piece)
        left -= needed
    return [tuple(page) for page in pages]


def _pieces(block: Block, most: int) -> Iterator[Block]:
    """The block, or if it is too long for a page, parts of it that are not."""
    if weight_of_block(block) <= most:
        yield block
        return
    room = most - weight_of_line(_CONTINUED)
    lines: list[Line] = []
    for part in (part for line in block for part in _parts(line, room)):
        if lines and weight_of_block((*lines, part)) > room:
            yield tuple(lines)
            lines = [_CONTINUED]
        lines.append(part)
    yield tuple(lines)


def _parts(line: Line, most: int) -> Iterator[Line]:
    if weight_of_line(line) <= most:
        yield line
        return
    part: list[Span] = []
    for piece in (piece for span in line for piece in _cut(span, most // 2)):
        if part and weight_of_line((*part, piece)) > most // 2:
            yield tuple(part)
            part = []
        part.append(piece)
    yield tuple(part)


def _cut(span: Span, most: int) -> Iterator[Span]:
    """A span in pieces of which each fits. A link too long for that loses its address, never its text."""
    if isinstance(span, Mention | Moment) or weight_of_span(span) < most:
        yield span
        return
    value = span.text if isinstance(span, Link) else span.value
    step = most // 3 - 4  # no character weighs more than 3
    start = 0
    while start < len(value):
        end = start + step
        if end < len(value):
            end = value.rfind(" ", start + step // 2, end) + 1 or end
        piece = value[start:end]
        yield Markdown(piece) if isinstance(span, Markdown) else Text(piece)
        start = end


def assembled(
    tone: Tone,
    heading: Line,
    blocks: Sequence[Block],
    *,
    page: int = 0,
    turn: Callable[[int, str], Action] | None = None,
    about: Block = (),
    actions: Sequence[Action] = (),
    at_end: Sequence[Action] = (),
    deciders: tuple[DiscordId, ...] = (),
) -> Card:
    """One page of a card: `about` and `actions` are on every page, `at_end` on the last one alone.

    Without `turn` there is no way to another page, and the card says that there would be more.
    """
    room = PAGE_WEIGHT - weight_of_line(heading) - weight_of_block(about) - 120
    pages = paged(blocks, room)
    page = min(max(page, 0), len(pages) - 1)
    is_last = page == len(pages) - 1
    notes: list[Line] = list(about)
    turns: list[Action] = []
    if len(pages) > 1 and turn is None:
        notes.append(line_of(texts.DOES_NOT_FIT))
    elif len(pages) > 1 and turn is not None:
        told = texts.PAGE_BEFORE_CONFIRM if at_end and not is_last else texts.PAGE
        notes.append(line_of(told, page=page + 1, pages=len(pages)))
        turns = [turn(page - 1, texts.PREVIOUS)] if page else []
        turns += [] if is_last else [turn(page + 1, texts.NEXT)]
    return Card(
        tone=tone,
        heading=heading,
        blocks=(*pages[page], *([tuple(notes)] if notes else [])),
        actions=(*(at_end if is_last else ()), *actions, *turns),
        deciders=deciders,
        small_print=bool(notes),
    )
