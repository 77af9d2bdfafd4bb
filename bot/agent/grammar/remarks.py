"""What a comment is to say, cut off before the rest is read: it may be anything, and long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.agent.grammar.words import Word

_MARKS = {":", "-", "–", "—", "that", "saying", "says"}
_LEADS = {
    "add",
    "leave",
    "make",
    "create",
    "write",
    "post",
    "put",
    "drop",
    "give",
    "a",
    "an",
    "another",
    "the",
}
_REMARKS = {"comment", "remark", "note", "reply", "comments"}
_TELLERS = {"tell", "let", "notify", "write", "post", "say"}
_JOINTS = {"and", ",", ";", "then", "&"}
_BLOCKED = {"blocked", "stuck", "waiting"}
_POLITE = frozenset(
    {"_HELLO", "_CAN", "_WOULD", "_YOU", "_I", "_WANT", "_LIKE", "_TO", "_ME", "_COMMA", "_THANKS"}
)


def remark_after(words: Sequence[Word], spelled: Callable[[str], frozenset[str]]) -> int | None:
    """The place of the word after which the remark begins, if the sentence is to leave one."""
    said = [word.spelling for word in words]
    starts = [0, *(at + 1 for at, word in enumerate(said) if word in _JOINTS)]
    found = (_remark_from(start, said, spelled) for start in starts)
    after = next((at for at in found if at is not None), None)
    if after is None and not _BLOCKED.isdisjoint(said) and "because" in said:
        return said.index("because")
    return after


def _remark_from(start: int, said: Sequence[str], spelled: Callable[[str], frozenset[str]]) -> int | None:
    """The same for a request that begins at a place."""
    places = range(start, len(said))
    first = next((at for at in places if not spelled(said[at]) & _POLITE), len(said))
    keyword = next((at for at in range(first, len(said)) if said[at] not in _LEADS), len(said))
    if keyword < len(said) and said[keyword] in _REMARKS:
        return _mark(said, range(keyword + 2, len(said)), {*_MARKS, ","})
    if first < len(said) and said[first] in _TELLERS and "on" in said[first:]:
        return _mark(said, range(said.index("on", first) + 2, len(said)), _MARKS)
    return None


def _mark(said: Sequence[str], places: Iterable[int], marks: set[str]) -> int | None:
    """The first of the marks, where words follow it."""
    return next((at for at in places if said[at] in marks and at + 1 < len(said)), None)
