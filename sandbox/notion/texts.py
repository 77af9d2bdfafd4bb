"""Rich text: from what a request may give to what Notion keeps and answers.

Facts: developers.notion.com/reference/rich-text and …/request-limits. Text pieces only: the sandbox refuses
mentions and equations, which Darcy never writes.
"""

from __future__ import annotations

from typing import Any

from sandbox.notion.errors import (
    Json,
    a_text,
    an_array,
    an_object,
    only_keys,
    should_be_defined,
    too_long,
    validation_error,
)

LONGEST_TEXT = 2000
_PLAIN = {
    "bold": False,
    "italic": False,
    "strikethrough": False,
    "underline": False,
    "code": False,
    "color": "default",
}


def rich_text(text: str) -> list[Json]:
    """A plain text; an empty one has no pieces."""
    return [_piece(text, None, {})] if text else []


def plain_text(pieces: list[Json]) -> str:
    return "".join(piece["plain_text"] for piece in pieces)


def utf16_length(text: str) -> int:
    """How long Notion finds a text: it counts as JavaScript does."""
    return len(text.encode("utf-16-le")) // 2


def stored_text(value: Any, where: str) -> list[Json]:
    """Pieces as a page keeps them, from what a request gives. Refuses more than a hundred."""
    pieces = [_checked(piece, f"{where}[{number}]") for number, piece in enumerate(an_array(value, where))]
    return [piece for piece in pieces if piece["plain_text"]]


def _checked(piece: Any, where: str) -> Json:
    piece = an_object(piece, where)
    only_keys(piece, {"type", "text", "annotations", "mention", "equation", "plain_text", "href"}, where)
    if piece.get("type", "text") != "text" or "mention" in piece or "equation" in piece:
        raise validation_error(f"{where}: the sandbox's Notion keeps text, neither mentions nor equations.")
    if "text" not in piece:
        raise should_be_defined(f"{where}.text")
    text = an_object(piece["text"], f"{where}.text")
    only_keys(text, {"content", "link"}, f"{where}.text")
    if "content" not in text:
        raise should_be_defined(f"{where}.text.content")
    content = a_text(text["content"], f"{where}.text.content")
    if utf16_length(content) > LONGEST_TEXT:
        raise too_long(f"{where}.text.content", LONGEST_TEXT, utf16_length(content))
    annotations = an_object(piece.get("annotations", {}), f"{where}.annotations")
    only_keys(annotations, set(_PLAIN), f"{where}.annotations")
    return _piece(content, _link(text.get("link"), f"{where}.text.link"), annotations)


def _link(link: Any, where: str) -> str | None:
    if link is None:
        return None
    url = a_text(an_object(link, where).get("url"), f"{where}.url")
    if utf16_length(url) > LONGEST_TEXT:
        raise too_long(f"{where}.url", LONGEST_TEXT, utf16_length(url))
    return url


def _piece(content: str, link: str | None, annotations: Json) -> Json:
    return {
        "type": "text",
        "text": {"content": content, "link": {"url": link} if link else None},
        "annotations": {**_PLAIN, **annotations},
        "plain_text": content,
        "href": link,
    }
