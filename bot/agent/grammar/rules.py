"""The grammar's rules, built into a parser that is handed words instead of text."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, UnexpectedInput
from lark.lexer import Lexer

from bot.agent.grammar.lookahead import Lookahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lark import Tree

    from bot.agent.grammar.words import Word

_FILES = ("sentence", "views", "writes", "edits", "follow_ups", "decisions", "things", "days", "spellings")


class _AsGiven(Lexer):
    """The words were found before: names are known to the board, not to the grammar."""

    def __init__(self, _lexer_conf: Any) -> None: ...

    def lex(self, data: Any, parser_state: Any = None) -> Iterator[Any]:  # noqa: ARG002 - lark's interface
        yield from data


@functools.cache
def the_rules() -> Rules:
    """Built once: it takes half a second, and nothing of a sentence stays in them once it is read."""
    return Rules()


class Rules:
    """What stands in the .lark files."""

    def __init__(self) -> None:
        files = (Path(__file__).with_name(f"{name}.lark") for name in _FILES)
        said = "\n".join(file.read_text(encoding="utf-8") for file in files)
        self.lark = Lark(said, parser="earley", lexer=_AsGiven)
        earley = self.lark.parser.parser
        # Lark would try, at each word, all rules that the grammar allows there: measured, 9 of 10 in vain.
        self._lookahead = Lookahead(earley.parser_conf.rules, earley.TERMINALS)
        earley.predictions = self._lookahead

    def tree(self, words: Sequence[Word]) -> Tree[Word] | None:
        """The reading that explains most of the words; None if the rules do not read all of them."""
        try:
            tree: Tree[Any] = self.lark.parse(self._lookahead.along(words))
        except UnexpectedInput:
            return None
        return tree
