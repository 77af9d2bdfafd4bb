"""What sounds like a decision. Words decide nothing: buttons do, so these are answered with what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from lark import v_args

from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.reading import Reading
from bot.agent.grammar.suggestions import not_understood, what_to_say
from storage.runs import PRESSED, PROPOSED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.grammar.words import Word
    from storage.runs import Exchange

PRESS_CONFIRM = "Press Confirm on the card: I change nothing without it."
PRESS_CANCEL = "Press Cancel on the card, or leave it: nothing happens without Confirm."
CANNOT_UNDO = (
    "I cannot undo a change yet. Say what it should be again: the card of the change tells what was there "
    "before. For example: reopen the poster, restore the poster, or move the poster back to Friday."
)


def awaits_decision(exchanges: Sequence[Exchange]) -> bool:
    """Whether a card of the conversation waits, whatever was said since it came."""
    for exchange in reversed(exchanges):
        if exchange.asked.startswith(PRESSED):
            return False
        if exchange.answered.startswith(PROPOSED):
            return True
    return False


@v_args(inline=True)
class Deciding(Reading):
    def agreed(self) -> NoReturn:
        raise UnclearError(self._if_waiting(PRESS_CONFIRM) or not_understood(self._context))

    def fine(self) -> NoReturn:
        """“OK” is also what people say to nothing in particular."""
        raise UnclearError(self._if_waiting(PRESS_CONFIRM) or what_to_say(self._context))

    def declined(self) -> NoReturn:
        raise UnclearError(self._if_waiting(PRESS_CANCEL) or not_understood(self._context))

    def undo(self, *_: Word) -> NoReturn:
        raise UnclearError(self._if_waiting(PRESS_CANCEL) or CANNOT_UNDO)

    def _if_waiting(self, text: str) -> str:
        return text if awaits_decision(self._context.exchanges) else ""
