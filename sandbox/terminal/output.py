"""What a line typed into the sandbox led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be printed. `ok` is whether the line was understood and answered."""

    parts: tuple[RenderableType, ...] = ()
    ok: bool = True

    def print_to(self, console: Console) -> None:
        for part in self.parts:
            # A line of the sandbox's own stays one, however long, where another program reads it.
            console.print(part, soft_wrap=isinstance(part, Text) and not console.is_terminal)


def told(*lines: str) -> Output:
    return Output(tuple(Text(line) for line in lines))


def complained(why: object) -> Output:
    """The line came to nothing, and this is why."""
    return Output((Text(f"! {why}", "red"),), ok=False)
