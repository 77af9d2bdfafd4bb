"""The words of a request, each with all that it may be: in the grammar, and on this board."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.agent.grammar import slips
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.names import Names
from bot.agent.grammar.remarks import remark_after
from bot.agent.grammar.words import Kinds, Word, split, with_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lark.lexer import TerminalDef

    from bot.agent.context import Context
    from storage.records import BoardOptions, Member, Project

# Reading takes time with the square of the words and more, and the event loop waits.
_MAX_WORDS = 40
_MAX_LETTERS = 500
_MAX_REMARK = 2000
TOO_MUCH = "That is more than I can read at once. Could you say it in one short sentence?"


class Vocabulary:
    most_letters = _MAX_LETTERS

    def __init__(self, terminals: Iterable[TerminalDef]) -> None:
        self._spellings = {one.name: re.compile(one.pattern.to_regexp()) for one in terminals}
        self._known = slips.vocabulary(pattern.pattern for pattern in self._spellings.values())
        self._spelled = lru_cache(maxsize=4096)(self._look_up)
        self._names = lru_cache(maxsize=16)(self._names_of)

    def words(self, text: str, context: Context) -> list[Word]:
        """The words of a request with all that they may be here. Raises `UnclearError` for too many."""
        words, remark = self._split(text)
        words = [word for word in words if "FILLER" not in self._spelled(word.spelling)]
        names = self._names(context.members, context.projects, context.options)
        known = with_kinds(words, self._spelled, names.found_in([word.spelling for word in words]))
        known = [self._mended(word, slips.DAYS) for word in known]
        return [*known, remark] if remark else known

    def _split(self, text: str) -> tuple[list[Word], Word | None]:
        words = split(text[: _MAX_LETTERS + 1])
        after = remark_after(words, self._spelled)
        remark = None
        if after is not None:
            start, words = words[after].end, words[: after + 1]
            remark = Word(text[start:], start, len(text), "", Kinds(frozenset({"REMARK"})))
        read = len(text) if remark is None else remark.start
        if read > _MAX_LETTERS or len(words) > _MAX_WORDS or len(text) - read > _MAX_REMARK:
            raise UnclearError(TOO_MUCH)
        return words, remark

    def without_slips(self, words: Sequence[Word]) -> list[Word] | None:
        """With words that mean nothing here read as those they resemble; None if there are none."""
        again = [self._mended(word, self._known) for word in words]
        return again if any(one is not other for one, other in zip(again, words, strict=True)) else None

    def _mended(self, word: Word, known: Sequence[str]) -> Word:
        meant = slips.meant_by(word.spelling, known) if "STRANGE" in word.type.names else None
        if meant is None:
            return word
        return Word(word.text, word.start, word.end, meant, Kinds(word.type.names | self._spelled(meant)))

    def _look_up(self, spelling: str) -> frozenset[str]:
        return frozenset(name for name, pattern in self._spellings.items() if pattern.fullmatch(spelling))

    def _names_of(
        self, members: tuple[Member, ...], projects: tuple[Project, ...], options: BoardOptions
    ) -> Names:
        return Names(members, projects, options, self._spelled)
