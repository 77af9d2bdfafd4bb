"""A task of somebody's message, without a model: its first sentence becomes the title."""

from __future__ import annotations

import re

from bot.agent.grammar.errors import UnclearError

_MOST_OF_A_TITLE = 100
_BEGINS = re.compile(r"^[\s>#*+\-–•]+|^\d{1,3}[.)]\s+")
_MARKS = re.compile(r"[*_~`|]{2,}|`")
_ENDS = re.compile(r"(?<=[.!?…])\s")
NO_WORDS = "I find no words in that message to make a task of. Say with /darcy what is to be done."


def title_of(text: str) -> str:
    """The first sentence that has words in it, without markup, cut between words where it is long.

    Raises `UnclearError` if there is none.
    """
    for line in text.splitlines():
        plain = " ".join(_BEGINS.sub("", _MARKS.sub("", line)).split())
        for sentence in _ENDS.split(plain):
            if any(char.isalnum() for char in sentence):
                return _cut(sentence.rstrip(" .…:,;"))
    raise UnclearError(NO_WORDS)


def _cut(sentence: str) -> str:
    if len(sentence) <= _MOST_OF_A_TITLE:
        return sentence
    kept = sentence[: _MOST_OF_A_TITLE - 1]
    return (kept[: kept.rfind(" ", _MOST_OF_A_TITLE // 2)] if " " in kept[50:] else kept).rstrip(" ,;:") + "…"
