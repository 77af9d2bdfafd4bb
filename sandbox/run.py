"""`darcy sandbox`: everything started, lines typed or read from a file, what comes of them printed."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sandbox.terminal.background import in_background
from sandbox.terminal.client import Terminal
from sandbox.terminal.lines import lines_of, typed_lines
from sandbox.terminal.names import UnknownNameError
from sandbox.terminal.output import complained
from sandbox.world import LOG, DarcyStoppedError, forget_all, open_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from types import FrameType

    from sandbox.discord.exchanges import GatewayWatch
    from sandbox.discord.exchanges import Watch as DiscordWatch
    from sandbox.notion.exchanges import Watch
    from sandbox.terminal.lines import Lines
    from sandbox.world import World

FAILED = 1
WRONG_USAGE = 2
_BY_SIGNAL = 128  # and its number, as a shell reports it


def add_sandbox_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `darcy sandbox` takes."""
    parser.add_argument(
        "--script",
        metavar="FILE",
        help="run these lines unattended (-: standard input); fails if one of them comes to nothing",
    )
    parser.add_argument(
        "--state",
        metavar="DIR",
        type=Path,
        help="keep database, board and messages there, and go on with what is there",
    )
    parser.add_argument("--today", metavar="YYYY-MM-DD", type=_day, help="the day it is in the sandbox")
    parser.add_argument("--as", metavar="NAME", dest="speaker", help="who speaks at first")


def run_sandbox(
    arguments: argparse.Namespace,
    *,
    darcy: Sequence[str],
    environment: Mapping[str, str] = os.environ,
    watch: Watch | None = None,
    watch_discord: DiscordWatch | None = None,
    watch_gateway: GatewayWatch | None = None,
) -> int:
    """Run the sandbox until its lines end, and return the exit status.

    `darcy` is the command that runs Darcy; `environment` may set a model for it; `watch`, `watch_discord`
    and `watch_gateway` are told what passes, as by `open_world`. Without `--state`, what was kept is removed
    unless it failed.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    folder, status = arguments.state or Path(tempfile.mkdtemp(prefix="darcy-sandbox-")), 0
    try:
        with _ending_on(signal.SIGTERM, signal.SIGHUP):
            opening = partial(
                open_world,
                darcy=darcy,
                state=folder,
                today=arguments.today,
                environment=environment,
                watch=watch,
                watch_discord=watch_discord,
                watch_gateway=watch_gateway,
            )
            status = _run(arguments, opening, console, folder)
    except (UnknownNameError, DarcyStoppedError, OSError) as error:
        status = FAILED if isinstance(error, DarcyStoppedError) else WRONG_USAGE
        complained(_why(error)).print_to(console)
    except KeyboardInterrupt:
        console.print()
        status = _BY_SIGNAL + signal.SIGINT if arguments.script else 0
    finally:
        if status == FAILED:
            console.print(f"Darcy's log is {folder / LOG}", soft_wrap=True)
        elif arguments.state is None:
            shutil.rmtree(folder, ignore_errors=True)
    return status


def _run(
    arguments: argparse.Namespace,
    opening: Callable[[], AbstractAsyncContextManager[World]],
    console: Console,
    folder: Path,
) -> int:
    is_script, all_ok = arguments.script is not None, True
    at: list[Terminal] = []
    lines = _lines(arguments.script, console)(lambda: "> " if is_script else at[-1].prompt)
    while True:
        with in_background(opening) as background:
            at[:] = [Terminal(background.opened, arguments.speaker)]
            at[0].welcome.print_to(console)
            for line in lines:
                output = background.run(at[0].do(line))
                output.print_to(console)
                all_ok = all_ok and output.ok
                if at[0].closed:
                    break
        if not at[0].wants_reset:
            return FAILED if is_script and not all_ok else 0
        forget_all(folder)


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _lines(script: str | None, console: Console) -> Lines:
    """Where lines come from. Raises OSError where there is no such script."""
    if script is None and sys.stdin.isatty():
        return typed_lines
    source = sys.stdin if script in (None, "-") else Path(script).read_text(encoding="utf-8").splitlines()
    return lines_of(source, lambda line: console.print(Text(line), soft_wrap=True))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; it is written YYYY-MM-DD") from error


@contextmanager
def _ending_on(*signals: signal.Signals) -> Iterator[None]:
    """Let these signals end everything in order."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(_BY_SIGNAL + number)

    before = {one: signal.signal(one, end) for one in signals}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
