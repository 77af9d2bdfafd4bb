"""The forms in which people copy a Notion id, and the one form in which we compare ids."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit
from uuid import UUID

from storage.errors import BoardChangedError

# An id ends a path, alone or after the page's title: `Tasks-0123…`. The `?v=` of a link is a view's id, its
# `?p=` a page that is open above the board, its `#` a block.
_AT_END = re.compile(r"(?:^|[-/])([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$", re.IGNORECASE)
_AROUND = " \t\r\n<>\"'`“”\u2018\u2019«»()[],;"


def id_in(words: str) -> str:
    """The dashed id in an id or in a link to a page or a database.

    A link may be of notion.so, app.notion.com, a notion.site, `notion://` or `collection://`, and stand
    between quotes or in angle brackets. Raises `BoardChangedError` if there is no id.
    """
    try:
        parts = urlsplit(words.strip(_AROUND))
    except ValueError:  # a bracket where an address would be
        parts = urlsplit("")
    path = unquote(parts.path).rstrip("/") or parts.netloc
    found = _AT_END.search(path)
    if found is None:
        raise BoardChangedError(
            "NOTION_TASKS does not name a Notion database. Open the task board in Notion as a full page, "
            "choose ••• → Copy link, and give that link, or the id of 32 digits and letters in it."
        )
    return str(UUID(found[1]))


def is_id(words: str) -> bool:
    """Whether it can be an id of Notion's, and so be part of a path."""
    try:
        UUID(words)
    except ValueError:
        return False
    return True


def same_property(one: str, other: str) -> bool:
    """Whether two ids name one column. Notion percent-encodes them in some places and not in others."""
    return unquote(one) == unquote(other)
