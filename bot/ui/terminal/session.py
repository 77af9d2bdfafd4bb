"""One person's conversation with Darcy in a terminal: a line typed in, what comes of it drawn."""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.agent.outcomes import AlreadyAnswered, AlreadyDecided, Answered, NotTheirs, Refused
from bot.desk.commands import Answer, Ask
from bot.ui.cards import card_of, cards_beside, sentence
from bot.ui.layout import Tone
from bot.ui.pressed import Pressing
from bot.ui.terminal.drawing import Option, Pen
from bot.ui.texts import door
from bot.ui.texts import terminal as texts
from bot.ui.wording import line_of, phrase
from storage.errors import DarcyError
from storage.records import ChannelId, Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from rich.console import RenderableType

    from bot.agent.outcomes import Outcome
    from bot.desk.commands import Command
    from bot.ui.layout import Card
    from bot.ui.terminal.drawing import Pressable
    from storage.records import Link

log = logging.getLogger(__name__)

R = TypeVar("R")

MAX_REQUEST = 2000
# What leaves the card it was pressed on as it is.
_BESIDE_THE_CARD = (NotTheirs, Refused, AlreadyAnswered, AlreadyDecided)
# What leaves a card of before to be pressed still: words alone, as those that something was not understood.
_BESIDE_A_REQUEST = Answered


class Desk(Protocol):
    async def handle(self, command: Command[R], /) -> R:
        """Do what is asked, and say how it ended. Raises `DarcyError` with words for the person."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Session:
    """`who` is the person at the keyboard, linked to who they are in Notion, and `zone` where they live."""

    desk: Desk
    who: Link
    zone: ZoneInfo
    now: Callable[[], dt.datetime] = _now
    _choices: tuple[Pressable, ...] = field(default=())

    async def do(self, line: str) -> RenderableType | None:
        """Ask for what a line says or, if it is the number or the words of a button, press it.

        Blank lines do nothing.
        """
        line = line.strip()
        if not line:
            return None
        try:
            return await self._do(line)
        except DarcyError as error:
            return self._drawn(sentence(Tone.WARNING, str(error)))
        except Exception:
            error_id = secrets.token_hex(3)
            log.exception("failed", extra={"error_id": error_id})
            return self._drawn(sentence(Tone.ERROR, *line_of(texts.BROKEN, error_id=error_id)))

    async def _do(self, line: str) -> RenderableType:
        number = self._number_of(line)
        command = self._asked(line) if number is None else self._press(number)
        outcome = await self.desk.handle(command)
        today = self.now().astimezone(self.zone).date()
        beside = _BESIDE_A_REQUEST if isinstance(command, Ask) else _BESIDE_THE_CARD
        keeps = isinstance(command, Answer) or not isinstance(outcome, beside)
        cards = (card_of(outcome, today=today), *cards_beside(outcome, today=today))
        return self._drawn(*cards, keeps=keeps)

    def _asked(self, line: str) -> Command[Outcome]:
        if len(line) > MAX_REQUEST:
            raise DarcyError(phrase(door.TOO_LONG, count=MAX_REQUEST))
        return Ask(
            Request(
                guild=self.who.guild,
                channel=ChannelId(0),
                asked_by=self.who.discord,
                words=line,
                received_at=self.now(),
                private=True,
            )
        )

    def _number_of(self, line: str) -> int | None:
        """The number typed, or the one by which exactly these words stand."""
        if line.isascii() and line.isdigit():
            return int(line)
        labels = [_words(choice.label) for choice in self._choices]
        words = _words(line)
        return labels.index(words) + 1 if words and words in labels else None

    def _press(self, number: int) -> Command[Outcome]:
        if not self._choices:
            raise DarcyError(texts.NOTHING_TO_PRESS)
        if not 1 <= number <= len(self._choices):
            there = ", ".join(f"[{at}] {one.label}" for at, one in enumerate(self._choices, 1))
            raise DarcyError(phrase(texts.NO_SUCH_NUMBER, number=number, there=there))
        pressed = self._choices[number - 1]
        if isinstance(pressed, Option):
            return Answer(pressed.question, self.who.guild, self.who.discord, pressed.id, self.now())
        return Pressing(self.who.guild, self.who.discord, self.now()).command_of(pressed)

    def _drawn(self, *cards: Card, keeps: bool = False) -> RenderableType:
        drawn = Pen(self._name_of, self.zone).drawn(*cards)
        if keeps:
            self._choices = drawn.choices
        return drawn.shown

    def _name_of(self, discord: int) -> str:
        return (
            self.who.member.name if discord == self.who.discord else phrase(texts.A_MEMBER, discord=discord)
        )


def _words(label: str) -> str:
    """What is typed for a label: its words, without arrows and the like."""
    return " ".join(re.findall(r"\w+", label.casefold()))
