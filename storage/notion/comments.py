"""Comments: as Notion takes them, and whether one of Notion's is the one that was meant.

Facts: developers.notion.com/reference/create-a-comment, …/comment-object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.notion.pages import is_mention, words_in
from storage.notion.texts import at_most_100, merged, pieces_of
from storage.records import Member, MemberId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.notion.pages import Value
    from storage.notion.schema import Schema

Parts = tuple[str | Member, ...]


def comment_of(parts: Parts, schema: Schema) -> list[Value]:
    """A comment's rich text: words in pieces, people as mentions, which notify them.

    Where tasks are given to people who are no users of Notion, a mention is their name. Raises
    `WriteRefusedError` if the comment is too long.
    """
    column = schema.columns.get("assignees")
    if column is not None and column.kind != "people":
        parts = _without_mentions(parts)
    found: list[Value] = []
    for part in merged(parts):
        if isinstance(part, Member):
            found.append({"type": "mention", "mention": {"type": "user", "user": {"id": part.id}}})
        else:
            found += [{"type": "text", "text": {"content": piece}} for piece in pieces_of(part)]
    return at_most_100(found)


def is_that_comment(rich_text: Sequence[Value], parts: Parts) -> bool:
    """Whether a comment of Notion's has these words and mentions these people, by whatever names."""
    there = _trimmed(merged([_part_in(part) for part in rich_text]))
    return there in (_trimmed(merged(parts)), _trimmed(merged(_without_mentions(parts))))


def _without_mentions(parts: Parts) -> Parts:
    return tuple(f"@{part.name}" if isinstance(part, Member) else part for part in parts)


def _part_in(part: Value) -> str | Member:
    if is_mention(part) and part["mention"].get("type") == "user":
        return Member(MemberId(part["mention"]["user"]["id"]), part.get("plain_text", ""))
    return words_in([part])


def _trimmed(parts: list[str | Member]) -> list[str | Member]:
    """Without space at both ends, which says nothing."""
    if parts and isinstance(parts[0], str):
        parts = [parts[0].lstrip(), *parts[1:]]
    if parts and isinstance(parts[-1], str):
        parts = [*parts[:-1], parts[-1].rstrip()]
    return merged(parts)
