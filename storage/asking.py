"""On whose behalf something is looked up, so that one person's many questions do not hold up another's."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.records import DiscordId

asking_for: ContextVar[DiscordId | None] = ContextVar("asking_for", default=None)
"""The person; None for what Darcy does of its own accord. Tasks started meanwhile inherit it."""


@contextmanager
def on_behalf_of(person: DiscordId | None) -> Iterator[None]:
    """Do what follows for this person."""
    before = asking_for.set(person)
    try:
        yield
    finally:
        asking_for.reset(before)
