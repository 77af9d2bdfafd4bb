"""The desk: a command goes to its one handler, an event to whoever subscribed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar, cast

from storage.asking import on_behalf_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.desk.commands import Command
    from bot.desk.events import Event

log = logging.getLogger(__name__)

R = TypeVar("R")


class Desk:
    """The one front door of every user interface."""

    def __init__(self, handlers: Mapping[type[Command[Any]], Callable[[Any], Awaitable[Any]]]) -> None:
        self._handlers = handlers

    async def handle(self, command: Command[R]) -> R:
        """Hand a command to its handler and return the answer. A `DarcyError` is fit to be read."""
        with on_behalf_of(command.asker):
            return cast("R", await self._handlers[type(command)](command))


class Publisher:
    """Tells subscribers what happened. One that fails is logged and harms nobody."""

    def __init__(self, subscribers: Sequence[Callable[[Event], None]] = ()) -> None:
        self._subscribers = list(subscribers)

    def subscribe(self, subscriber: Callable[[Event], None]) -> None:
        """Tell this one too from now on."""
        self._subscribers.append(subscriber)

    def publish(self, event: Event) -> None:
        for subscriber in self._subscribers:
            try:
                subscriber(event)
            except Exception:
                log.exception("subscriber failed", extra={"event": type(event).__name__})
