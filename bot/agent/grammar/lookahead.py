"""Which rules are worth trying at a word: those that it can begin and that find all they need from there on.

Most of the two thousand rules speak of words that a sentence does not have. Sets of terminals are numbers
here, a bit for each: to compare two of them is one step.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lark.grammar import NonTerminal, Rule, Symbol, Terminal

    from bot.agent.grammar.words import Word


class Lookahead:
    """The rules of each origin, as lark's predictor asks for them: `lookahead[origin]`.

    It holds the place of one sentence that is being parsed, so there may be one at a time.
    """

    def __init__(self, rules: Sequence[Rule], terminals: Iterable[Terminal]) -> None:
        self._bits = {terminal.name: 1 << place for place, terminal in enumerate(terminals)}
        self._all = (1 << len(self._bits)) - 1
        self._by_origin: dict[NonTerminal, list[Rule]] = {}
        for rule in rules:
            self._by_origin.setdefault(rule.origin, []).append(rule)
        self._first: dict[NonTerminal, int] = dict.fromkeys(self._by_origin, 0)
        self._needed: dict[NonTerminal, int] = dict.fromkeys(self._by_origin, self._all)
        while self._has_learned():
            pass
        self._asked = {
            origin: [(rule, self._first_of(rule), self._needed_by(rule)) for rule in its_rules]
            for origin, its_rules in self._by_origin.items()
        }
        self._stand_before(self._all, self._all)

    def along(self, words: Sequence[Word]) -> Iterator[Word]:
        """The words, one at a time: while one is being read, only what fits it and the rest is tried."""
        self._stand_before(self._all, self._all)  # the parser expects a sentence before it asks for a word
        return self._each(words)

    def _each(self, words: Sequence[Word]) -> Iterator[Word]:
        kinds = [self._set_of(word.type.names) for word in words]
        for place, word in enumerate(words):
            self._stand_before(kinds[place], reduce(or_, kinds[place:]))
            yield word
        self._stand_before(0, 0)

    def __getitem__(self, origin: NonTerminal) -> list[Rule]:
        if origin not in self._found:
            coming, missing = self._coming, ~self._left
            self._found[origin] = [
                rule for rule, first, needed in self._asked[origin] if first & coming and not needed & missing
            ]
        return self._found[origin]

    def _stand_before(self, coming: int, left: int) -> None:
        """What the next word may be, and what it or any word after it may be."""
        self._coming, self._left = coming, left
        self._found: dict[NonTerminal, list[Rule]] = {}

    def _set_of(self, names: Iterable[str]) -> int:
        return reduce(or_, (self._bits.get(name, 0) for name in names), 0)

    # --- what the grammar says of each rule -----------------------------------------------------------

    def _has_learned(self) -> bool:
        """A round through the rules, each by what is known of those it consists of."""
        before = dict(self._first), dict(self._needed)
        for origin, rules in self._by_origin.items():
            self._first[origin] = reduce(or_, map(self._first_of, rules))
            self._needed[origin] = reduce(and_, map(self._needed_by, rules))
        return before != (self._first, self._needed)

    def _first_of(self, rule: Rule) -> int:
        """What it can begin with. No rule is empty (x? makes two), so its first symbol tells."""
        return self._of(rule.expansion[0], self._first)

    def _needed_by(self, rule: Rule) -> int:
        """What there must be for it, in whatever way it is read."""
        return reduce(or_, (self._of(symbol, self._needed) for symbol in rule.expansion))

    def _of(self, symbol: Symbol, known: dict[NonTerminal, int]) -> int:
        return self._bits[symbol.name] if symbol.is_term else known[symbol]  # type: ignore[index]
