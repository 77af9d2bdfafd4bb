"""The `darcy` command: run it on your server, in a terminal or in its sandbox; look at its tools."""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import sys
import tempfile
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from rich.console import RenderableType

    from bot.workbench import Workbench
    from tools.toolset import ToolSpec

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
    chat = commands.add_parser("chat", help="talk to Darcy here, on the board of .env, without Discord")
    chat.add_argument("--as", metavar="NAME", dest="speaker", required=True, help="who you are in Notion")
    chat.set_defaults(command=_chat)
    _add_tools(commands)
    return parser


def _add_tools(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tools = commands.add_parser("tools", help="what the model may call, as it sees it")
    tools.set_defaults(command=_tools)
    where = "on the sandbox's board, also where .env has one of yours"
    tools.add_argument("--sandbox", action="store_true", help=where)
    tools.add_argument("--json", action="store_true", help="the schemas themselves")
    try_it = tools.add_subparsers(metavar="try").add_parser(
        "try",
        help="what a call would do: parsed, judged, planned and drawn, without a model and changing nothing",
    )
    try_it.add_argument("name", help="the tool's name")
    try_it.add_argument(
        "fields", nargs="*", metavar="FIELD=VALUE", help="assignees=Ana,Ben due_on=2026-06-12 …"
    )
    try_it.add_argument("--as", metavar="NAME", dest="speaker", help="who calls; else the first of the board")
    try_it.add_argument("--sandbox", action="store_true", default=argparse.SUPPRESS, help=where)
    try_it.set_defaults(command=_try)


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
    try:
        asyncio.run(serve(settings))
    finally:
        gc.freeze()  # Python looks through everything once more before it ends: half a second, of the five
    return 0


def _chat(arguments: argparse.Namespace) -> int:
    from bot.chat import chat  # noqa: PLC0415
    from bot.settings import read_board_settings  # noqa: PLC0415
    from bot.telemetry.logs import set_up_logging  # noqa: PLC0415

    settings = read_board_settings()
    set_up_logging("ERROR")  # on a screen that is talked on, only what nobody could know otherwise
    chat(settings, arguments.speaker)
    return 0


def _tools(arguments: argparse.Namespace) -> int:
    from bot.ui.terminal.tools import drawn_offers  # noqa: PLC0415

    async def offer() -> Sequence[ToolSpec]:
        async with _open_workbench(sandbox=arguments.sandbox) as workbench:
            return await workbench.offered()

    specs = asyncio.run(offer())
    if arguments.json:
        sys.stdout.write(json.dumps([spec._asdict() for spec in specs], ensure_ascii=False, indent=2) + "\n")
    else:
        _print(drawn_offers(specs))
    return 0


def _try(arguments: argparse.Namespace) -> int:
    from bot.ui.terminal.tools import drawn_try  # noqa: PLC0415

    said = dict(field.partition("=")[::2] for field in arguments.fields)

    async def try_it() -> RenderableType:
        async with _open_workbench(sandbox=arguments.sandbox) as workbench:
            tried = await workbench.try_call(arguments.name, said, arguments.speaker)
            zone = workbench.zone
            return drawn_try(tried.call, tried.handled, run=tried.run, called=tried.called, zone=zone)

    _print(asyncio.run(try_it()))
    return 0


@asynccontextmanager
async def _open_workbench(*, sandbox: bool) -> AsyncGenerator[Workbench]:
    """The tools on the board of `.env` or, where it has none, on the sandbox's."""
    from bot.settings import read_board_settings  # noqa: PLC0415
    from bot.telemetry.logs import set_up_logging  # noqa: PLC0415
    from bot.workbench import open_workbench  # noqa: PLC0415

    set_up_logging("ERROR")  # a Darcy that is running on the board is nothing to be warned of here
    async with AsyncExitStack() as stack:
        if sandbox or not _has_board():
            settings = read_board_settings(**await stack.enter_async_context(_sandbox_board()))
        else:
            settings = read_board_settings()
        yield await stack.enter_async_context(open_workbench(settings))


def _has_board() -> bool:
    """Whether the environment or `.env` names a board at all; if they do, what is wrong with it is told."""
    from dotenv import dotenv_values  # noqa: PLC0415

    return any((os.environ | dotenv_values(".env")).get(name) for name in ("NOTION_TASKS", "NOTION_TOKEN"))


@asynccontextmanager
async def _sandbox_board() -> AsyncGenerator[dict[str, Any]]:
    """The settings of an emulated Notion with the seeded workspace on it."""
    from sandbox.clock import Clock  # noqa: PLC0415
    from sandbox.notion.server import open_notion  # noqa: PLC0415
    from sandbox.workspace import seeded_workspace  # noqa: PLC0415

    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="darcy-tools-") as folder:
        async with open_notion(seeded_workspace(clock.now().date()), clock=clock) as notion:
            yield {
                "_env_file": None,
                "notion_token": notion.token,
                "notion_base_url": notion.base_url,
                "notion_tasks": notion.database_id,
                "darcy_database_url": f"sqlite:///{folder}/darcy.db",
                "darcy_timezone": "UTC",
            }


def _print(shown: RenderableType) -> None:
    from rich.console import Console  # noqa: PLC0415

    Console(highlight=False, markup=False, emoji=False).print(shown)


def _sandbox(arguments: argparse.Namespace) -> int:
    from sandbox.run import run_sandbox  # noqa: PLC0415

    return run_sandbox(arguments, darcy=[sys.executable, "-m", "bot", "run"])
