"""Where lines come from: somebody's keyboard, or a file."""

from __future__ import annotations

import importlib
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Lines(Protocol):
    """Lines, one at a time; `prompt` says what stands before the next one."""

    def __call__(self, prompt: Callable[[], str], /) -> Iterator[str]: ...


def typed_lines(prompt: Callable[[], str]) -> Iterator[str]:
    """Lines as they are typed, until Ctrl-D. The arrow keys edit and bring back earlier ones."""
    with suppress(ImportError):  # Some systems' Python is without it.
        importlib.import_module("readline")
    while True:
        try:
            line = input(prompt())
        except EOFError:
            print()  # noqa: T201 - the prompt's line is still open
            return
        yield line


def lines_of(source: Iterable[str], echo: Callable[[str], None]) -> Lines:
    """Lines of a file, without blank ones and comments, each shown as if it had been typed."""

    def read(prompt: Callable[[], str]) -> Iterator[str]:
        for line in source:
            words = line.strip()
            if words and not words.startswith("#"):
                echo(prompt() + words)
                yield words

    return read
