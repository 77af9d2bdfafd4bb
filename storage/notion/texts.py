"""Texts as Notion takes them: pieces of rich text, each of a length that it accepts.

Facts: developers.notion.com/reference/request-limits: 2,000 characters for a piece, 100 pieces for a text.
Characters are UTF-16 units there, of which an emoji has two or more.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

from storage.errors import WriteRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.notion.pages import Value

T = TypeVar("T")

PIECE_UNITS = 2000
MOST_PIECES = 100
_JOINER = "\u200d"
_LONGEST_CLUSTER = 40
"""In code points. Longer ones are made to annoy, and may be cut."""


def text_of(text: str) -> list[Value]:
    """A plain text, in pieces. Raises `WriteRefusedError` if Notion would not take so many."""
    return at_most_100([{"type": "text", "text": {"content": piece}} for piece in pieces_of(text)])


def at_most_100(parts: list[Value]) -> list[Value]:
    if len(parts) > MOST_PIECES:
        raise WriteRefusedError(
            f"The text is longer than Notion takes at once, so nothing was changed. It can be about "
            f"{MOST_PIECES * PIECE_UNITS:,} characters long."
        )
    return parts


def pieces_of(text: str) -> list[str]:
    """A text cut so that no piece is too long for Notion, and no character is cut in two.

    What is read as one character, such as an emoji of several, stays whole as well.
    """
    pieces, start, units = [], 0, 0
    for place, character in enumerate(text):
        size = 1 + (character > "\uffff")
        if units + size > PIECE_UNITS:
            end = _before_cluster(text, place, start)
            pieces.append(text[start:end])
            start, units = end, _units(text[end:place])
        units += size
    return [*pieces, text[start:]] if text else []


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _before_cluster(text: str, place: int, start: int) -> int:
    """The last place, not after this one, where a text can be cut."""
    for end in range(place, max(start, place - _LONGEST_CLUSTER), -1):
        if not _are_one(text, end):
            return end
    return place


def _are_one(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place are read as one."""
    before, after = text[place - 1], text[place]
    if _JOINER in (before, after) or unicodedata.category(after) in {"Mn", "Me", "Mc"}:
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or before + after == "\r\n":  # a skin tone
        return True
    return _is_flag_half(after) and _flag_halves_before(text, place) % 2 == 1


def _flag_halves_before(text: str, place: int) -> int:
    count = 0
    while count < place and _is_flag_half(text[place - 1 - count]):
        count += 1
    return count


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def merged(parts: Iterable[str | T]) -> list[str | T]:
    """Neighbouring texts as one, since Notion may cut them elsewhere; what is no text stays as it is."""
    found: list[str | T] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(last := found[-1], str):
            found[-1] = last + part
        elif part != "":
            found.append(part)
    return found
