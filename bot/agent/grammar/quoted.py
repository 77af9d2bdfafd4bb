"""A task of somebody's message, without a model: its first sentence becomes the title, the rest its notes."""

from __future__ import annotations

import re
from itertools import zip_longest

from bot.agent.grammar.errors import UnclearError

_MOST_OF_A_TITLE = 100
_MOST_OF_NOTES = 2000  # as tools/arguments.py takes
_BEGINS = re.compile(r"^[\s>#*+\-–•]+|^\d{1,3}[.)]\s+")
_MARKS = re.compile(r"[*_~`|]{2,}|`")
_ENDS = re.compile(r"(?<=[.!?…])\s")
# A block of code, with the language that its first line may name.
_CODE = re.compile(r"```(?:[\w+#.-]{1,20}[ \t]*\n)?(.*?)(?:```|\Z)", re.DOTALL)
NO_WORDS = "I find no words in that message to make a task of. Say with /darcy what is to be done."


def title_and_notes_of(text: str) -> tuple[str, str]:
    """The first sentence that has words in it, without markup, cut between words where it is long.

    Words outside blocks of code go before those inside. The notes are what the title does not say; the whole
    message where the title was cut or is not its beginning. Raises `UnclearError` where there are no words.
    """
    bare = _bare(text)
    title = _first_sentence(_CODE.sub("\n", text)) or _first_sentence(bare)
    if title is None:
        raise UnclearError(NO_WORDS)
    before, _, after = bare.partition(title)
    rest = after.lstrip(" .…:,;!?\n")
    if len(title) > _MOST_OF_A_TITLE or _has_words(before):
        rest = bare
    return _cut(title, _MOST_OF_A_TITLE), _cut(rest.strip(), _MOST_OF_NOTES) if _has_words(rest) else ""


def _first_sentence(text: str) -> str | None:
    sentences = (sentence for line in _plain(text).splitlines() for sentence in _ENDS.split(line))
    return next((sentence.rstrip(" .…:,;") for sentence in sentences if _has_words(sentence)), None)


def _bare(text: str) -> str:
    """Without markup, but for what lines begin with; code as it stands."""
    *pairs, last = _CODE.split(text)
    prose = (_MARKS.sub("", part) for part in (*pairs[::2], last))
    between = "\n".join(part for both in zip_longest(prose, pairs[1::2], fillvalue="") for part in both)
    return re.sub(r"\s*\n\s*\n", "\n\n", between)


def _plain(text: str) -> str:
    """Its lines without markup and without what lists and quotations begin with."""
    return "\n".join(" ".join(_BEGINS.sub("", _MARKS.sub("", line)).split()) for line in text.splitlines())


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept[: kept.rfind(" ", most // 2)] if " " in kept[most // 2 :] else kept).rstrip(" ,;:") + "…"
