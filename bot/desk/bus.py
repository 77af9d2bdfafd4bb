"""The desk: a command goes to its one handler, an event to whoever subscribed; one conversation at a time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence

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
        return cast("R", await self._handlers[type(command)](command))


class Publisher:
    """Tells subscribers what happened. One that fails is logged and harms nobody."""

    def __init__(self, subscribers: Sequence[Callable[[Event], None]] = ()) -> None:
        self._subscribers = subscribers

    def publish(self, event: Event) -> None:
        for subscriber in self._subscribers:
            try:
                subscriber(event)
            except Exception:
                log.exception("subscriber failed", extra={"event": type(event).__name__})


class Queues:
    """One queue per conversation: its requests are answered in order, others run beside it."""

    def __init__(self) -> None:
        self._queues: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn_of(self, conversation: str) -> AsyncGenerator[None]:
        """Wait until nothing else of the conversation is being worked on."""
        lock, waiting = self._queues.get(conversation, (asyncio.Lock(), 0))
        self._queues[conversation] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._queues[conversation]
            if waiting == 1:
                del self._queues[conversation]
            else:
                self._queues[conversation] = (lock, waiting - 1)
