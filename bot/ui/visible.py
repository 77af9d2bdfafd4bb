"""What can be seen of somebody's words, whatever draws them."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Joiners shape emoji and several scripts; between plain letters they can only make two names look the same.
_JOINERS = "\u200c\u200d"
_PLAIN_JOINER = re.compile(rf"(?<![^\x00-\x7f])[{_JOINERS}]+|[{_JOINERS}]+(?![^\x00-\x7f])")


def visible(text: str) -> str:
    """The text on one line without what cannot be seen: controls, and marks that turn the direction."""
    text = _LINE_BREAKS.sub(" ⏎ ", text)
    kept = (char for char in text if char in _JOINERS or unicodedata.category(char) not in {"Cf", "Cs", "Co"})
    one_line = "".join(" " if unicodedata.category(char) == "Cc" else char for char in kept)
    return _PLAIN_JOINER.sub("", one_line)
