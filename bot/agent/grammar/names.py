"""Names the board knows, found in a sentence: whole, in part, or with a slip of the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.agent.grammar import slips
from bot.agent.grammar.words import folded, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from storage.records import BoardOptions, Member, Project

_ALIKE = 80  # rapidfuzz's ratio, 0-100: one slip in a word of four or five letters
_LONG_ENOUGH = 4  # shorter words differ by one letter and are other words: red, rod
_LONGEST_NAME = 12  # words of a name that are looked at
_TELLING = 3  # letters a part of a name must have to stand for the whole


class Names:
    """What people may call the members, projects, statuses, priorities and tags of one board.

    Any run of the words of a name may stand for it, since tools/resolve.py asks where several fit; the
    options of a column must be said in full. `is_common` knows the grammar's own words: they do not name
    a project they are a part of.
    """

    def __init__(
        self,
        members: Iterable[Member],
        projects: Iterable[Project],
        options: BoardOptions,
        is_common: Callable[[str], object],
    ) -> None:
        self._runs: dict[tuple[str, ...], set[str]] = {}
        self._is_common = is_common
        for member in members:
            self._add_parts("PERSON", _parts(member.name), lambda _: True)
        for project in projects:
            self._add_parts("PROJECT", _parts(project.name), self._tells)
        self._words = frozenset(word for run in self._runs for word in run)
        self._alike = sorted({word for run in self._runs for word in run if len(word) >= _LONG_ENOUGH})
        for status in options.statuses:
            self._add("STATUS", _parts(status.name))
        for priority in options.priorities:
            self._add("PRIORITY", _parts(priority))
        for tag in options.tags:
            self._add("TAG", _parts(tag))
        self._longest = max(map(len, self._runs), default=0)

    def _add(self, kind: str, run: tuple[str, ...]) -> None:
        if run:
            self._runs.setdefault(run, set()).add(kind)

    def _add_parts(self, kind: str, parts: tuple[str, ...], tells: Callable[[str], bool]) -> None:
        self._add(kind, parts)
        for i in range(len(parts)):
            for j in range(i + 1, len(parts) + 1):
                if any(map(tells, parts[i:j])):
                    self._add(kind, parts[i:j])

    def _tells(self, word: str) -> bool:
        return len(word) >= _TELLING and not self._is_common(word)

    def found_in(self, spellings: Sequence[str]) -> list[frozenset[str]]:
        """For each word the kinds of name it begins (PERSON) or goes on with (PERSON_MORE)."""
        known = [self._known(word) for word in spellings]
        kinds: list[set[str]] = [set() for _ in known]
        for start in range(len(known)):
            for end in range(start + 1, min(start + self._longest, len(known)) + 1):
                for kind in self._runs.get(tuple(known[start:end]), ()):
                    kinds[start].add(kind)
                    for place in range(start + 1, end):
                        kinds[place].add(f"{kind}_MORE")
        return [frozenset(found) for found in kinds]

    def _known(self, word: str) -> str:
        """The word of a name that is meant, or the word itself."""
        if (word,) in self._runs or self._is_common(word):
            return word
        if slip := self.slip_in(word):
            return slip
        if len(word) < _LONG_ENOUGH:
            return word
        if word[-1] == "s" and (word[:-1],) in self._runs:  # "bens tasks"
            return word[:-1]
        same_start = [part for part in self._alike if part[0] == word[0]]
        if begun := [part for part in same_start if part.startswith(word)]:
            return begun[0]
        match = process.extractOne(word, same_start, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return match[0] if match else word

    def slip_in(self, word: str) -> str:
        """The word of a name that was surely meant by one with a slip in it; empty if there is none."""
        if (word,) in self._runs or self._is_common(word):
            return ""
        return slips.meant_by(word, self._words) or ""


def _parts(name: str) -> tuple[str, ...]:
    return tuple(word.spelling for word in split(folded(name)))[:_LONGEST_NAME]
