"""What a line typed into the sandbox led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be printed. `ok` is whether the line was understood and answered."""

    parts: tuple[RenderableType, ...] = ()
    ok: bool = True


def told(*lines: str) -> Output:
    return Output(tuple(map(_whole, lines)))


def complained(why: object) -> Output:
    """The line came to nothing, and this is why."""
    return Output((Text(f"! {why}", "red"),), ok=False)


def table(rows: Iterable[Iterable[str]]) -> Output:
    """A row a line, however long, so that other programs can read it."""
    return told(*(" | ".join(row) for row in rows))


def _whole(line: str) -> Text:
    return Text(line, no_wrap=True, overflow="ignore")
