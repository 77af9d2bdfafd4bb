"""The `darcy` command: run it on your server, or in its sandbox."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from typing import TYPE_CHECKING

from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED = 1
WRONG_USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.command(arguments)
    except DarcyError as error:
        sys.stderr.write(f"darcy: {error}\n")
        return FAILED
    except KeyboardInterrupt:
        return 130  # as a shell reports SIGINT
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="darcy", description="Run a team's Notion task board from Discord, each change confirmed first."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="serve your Discord server, with the settings of .env")
    run.set_defaults(command=_run)
    _add_sandbox(commands)
    return parser


def _add_sandbox(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from sandbox.run import add_sandbox_arguments  # noqa: PLC0415 - `darcy run` needs none of the sandbox

    sandbox = commands.add_parser("sandbox", help="try Darcy here, on an emulated Discord and Notion")
    add_sandbox_arguments(sandbox)
    sandbox.set_defaults(command=_sandbox)


def _run(_: argparse.Namespace) -> int:
    # Imported late, so that `darcy --help` and a settings error come at once.
    from bot.settings import read_settings  # noqa: PLC0415

    settings = read_settings()
    if settings.ssl_cert_file is not None:
        # OpenSSL reads it when the first connection is made, also where it was only set in `.env`.
        os.environ.setdefault("SSL_CERT_FILE", str(settings.ssl_cert_file))
    from bot.serving import serve  # noqa: PLC0415
    from bot.telemetry.logs import set_up_logging  # noqa: PLC0415

    set_up_logging(settings.darcy_log_level)
    asyncio.run(serve(settings))
    return 0


def _sandbox(arguments: argparse.Namespace) -> int:
    from sandbox.run import run_sandbox  # noqa: PLC0415

    return run_sandbox(arguments, darcy=[sys.executable, "-m", "bot", "run"])
