"""What a line typed into the sandbox led to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, the first row its heading: drawn for a person, and a line for each row for a program.

    For a person what the last column says stands once, above the rows that have it. The other columns at
    `whole` are never broken.
    """

    rows: tuple[tuple[str, ...], ...]
    whole: tuple[int, ...] = ()

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        if not console.is_terminal:
            yield from (Text(" | ".join(row)) for row in self.rows)
            return
        heading, *rows = self.rows
        table = Table(box=None, pad_edge=False, header_style="bold")
        for at, name in enumerate(heading[:-1]):
            table.add_column(name, no_wrap=at in self.whole)
        above = None
        for *row, group in rows:
            if group != above:
                table.add_row(Text(group, "bold cyan"))
            table.add_row(*row)
            above = group
        yield table


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be printed. `ok` is whether the line was understood and answered."""

    parts: tuple[RenderableType, ...] = ()
    ok: bool = True

    def print_to(self, console: Console) -> None:
        for part in self.parts:
            # A line of the sandbox's own stays one, however long, where another program reads it.
            console.print(part, soft_wrap=isinstance(part, (Text, Rows)) and not console.is_terminal)


def told(*lines: str) -> Output:
    return Output(tuple(Text(line) for line in lines))


def complained(why: object) -> Output:
    """The line came to nothing, and this is why."""
    return Output((Text(f"! {why}", "red"),), ok=False)
