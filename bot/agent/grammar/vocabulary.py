"""The words of a request, each with all that it may be: in the grammar, and on this board."""

from __future__ import annotations

import re
from dataclasses import replace
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
_SURE = 4  # letters; words of titles that are shorter are taken as they stand
_MAX_REMARK = 2000
TOO_MUCH = "That is too much at once for me. Could you say it in one short sentence?"


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
        words = [replace(word, meant=names.slip_in(word.spelling)) for word in words]
        known = with_kinds(words, self._spelled, names.found_in([word.spelling for word in words]))
        known = [self._undone(self._mended(word, slips.DAYS)) for word in known]
        titles = frozenset(part.spelling for task in context.tasks for part in split(task.task.title))
        known = [self._retitled(word, titles) for word in known]
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
        means_little = word.type.names <= {"PLAIN", "NAME", "STRANGE"}
        if not means_little or not (meant := slips.meant_by(word.spelling, known)):
            return word
        return replace(word, spelling=meant, type=Kinds(word.type.names | self._spelled(meant)))

    def _undone(self, word: Word) -> Word:
        """What looks like the past of some verb, and is one of the grammar's with two letters swapped."""
        if not word.type.names <= {"PLAIN", "NAME", "SENT"}:
            return word
        meant = slips.swapped_in(word.spelling, self._known)
        return replace(word, spelling=meant, type=Kinds(self._spelled(meant) | {"PLAIN"})) if meant else word

    def _retitled(self, word: Word, titles: frozenset[str]) -> Word:
        """A strange word as the one of a title that it resembles; so it stands on the card."""
        is_strange = "STRANGE" in word.type.names and len(word.spelling) > _SURE
        meant = slips.swapped_in(word.spelling, titles) if is_strange else None
        return replace(word, meant=meant) if meant else word

    def _look_up(self, spelling: str) -> frozenset[str]:
        return frozenset(name for name, pattern in self._spellings.items() if pattern.fullmatch(spelling))

    def _names_of(
        self, members: tuple[Member, ...], projects: tuple[Project, ...], options: BoardOptions
    ) -> Names:
        return Names(members, projects, options, self._spelled)
