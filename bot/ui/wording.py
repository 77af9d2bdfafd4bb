"""A text of `bot/ui/texts` with its values put in: as a line of a card, or as plain words.

Only the text is read for places and for what is bold; a value is what it is, whatever is in it.
"""

from __future__ import annotations

import re

from bot.ui.layout import Line, Span, Text
from bot.ui.texts.plural import Plural

Template = str | Plural
Value = str | int | Span | Line

_PIECES = re.compile(r"(\*\*|\{\w+\})")


def line_of(template: Template, /, **values: Value) -> Line:
    """A line of a card. A value that is a span, or a line, stays one. Raises `KeyError` if a value lacks."""
    spans: list[Span] = []
    is_bold = False
    for piece in _PIECES.split(_form_of(template, values)):
        if piece == "**":
            is_bold = not is_bold
        elif piece.startswith("{"):
            spans += _spans(values[piece[1:-1]], is_bold=is_bold)
        else:
            spans.append(Text(piece, is_bold))
    return _joined(spans)


def phrase(template: Template, /, **values: str | int) -> str:
    """Plain words: a label, a part of a line, an error's text. Raises `KeyError` if a value lacks."""
    return _form_of(template, values).format_map(values)


def _form_of(template: Template, values: dict[str, Value] | dict[str, str | int]) -> str:
    if isinstance(template, str):
        return template
    count = values["count"]
    assert isinstance(count, int)
    return template.of(count)


def _spans(value: Value, *, is_bold: bool) -> Line:
    if isinstance(value, str | int):
        return (Text(str(value), is_bold),)
    return value if isinstance(value, tuple) else (value,)


def _joined(spans: list[Span]) -> Line:
    """Words beside words are one text, so that what a line begins with is told from what stands within it."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if isinstance(span, Text) and isinstance(last, Text) and span.bold == last.bold:
            joined[-1] = Text(last.value + span.value, last.bold)
        elif span != Text(""):
            joined.append(span)
    return tuple(joined)
