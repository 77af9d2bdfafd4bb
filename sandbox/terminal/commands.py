"""The commands to the sandbox itself, one table: what is typed, what it does, who does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.people import DIRECT
from sandbox.terminal import at_notion, breaking, messages, running, tracing
from sandbox.terminal.names import UnknownNameError
from sandbox.terminal.output import Output, told
from sandbox.terminal.slash import UsageError
from sandbox.terminal.texts import HELP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.terminal.client import Terminal


@dataclass(frozen=True, slots=True)
class Command:
    """`handler` is given the terminal and what was typed after the name."""

    name: str
    arguments: str
    help: str
    handler: Callable[[Terminal, str], Awaitable[Output]]


async def _speak_as(terminal: Terminal, name: str) -> Output:
    if not name:
        raise UsageError(f"As whom? There are {', '.join(terminal.seat.members.by_id.values())}.")
    terminal.seat.take(terminal.seat.find(name))
    return told(f"You are {terminal.seat.speaker.name} now.")


async def _go_to(terminal: Terminal, name: str) -> Output:
    channels = [*terminal.world.discord.channels, DIRECT]
    found = [channel for channel in channels if channel == name.lower().removeprefix("#")]
    if not found:
        raise UsageError(f"Where? There is {', '.join(channels[:-1])}, or {DIRECT} for direct messages.")
    terminal.seat.channel = found[0]
    return told(f"You are in {terminal.where} now.")


async def _help(_: Terminal, name: str) -> Output:
    shown = [command for command in COMMANDS if name.removeprefix(":") in ("", command.name)]
    if not shown:
        raise UnknownNameError(f"There is no :{name.removeprefix(':')}. :help lists what there is.")
    lines = [f":{f'{command.name} {command.arguments}':<24} {command.help}" for command in shown]
    return told(*(() if name else HELP), *lines)


async def _quit(terminal: Terminal, _: str) -> Output:
    terminal.closed = True
    return Output()


COMMANDS = (
    Command("as", "NAME", "speak as another member: a name, or enough of it", _speak_as),
    Command("in", "CHANNEL", "go to another channel, or to dm: direct messages", _go_to),
    Command("history", "[3]", "the last messages the speaker sees here, by number", messages.history),
    Command("say", "TEXT", "write to everybody here, not to Darcy", messages.say),
    Command("reply", "[3] TEXT", "reply to that message, or to Darcy's last one", messages.reply),
    Command("menu", "[3] [COMMAND]", "a message's menu: make a task of it", messages.menu),
    Command("board", "[WORDS]", "the board in Notion, or its rows with all these words", at_notion.board),
    Command("task", "WORDS", "one task in full: columns, comments, who edited what", at_notion.task),
    Command("edit", "TASK FIELD VALUE", "somebody edits a task in Notion itself meanwhile", at_notion.edit),
    Command("comment", "TASK: WORDS", "the speaker comments on a task in Notion", at_notion.comment),
    Command("clock", "[+3d]", "the time, or let time pass: +30m +2h +3d +1w", running.clock),
    Command(
        "faults",
        "[WORDS] [on|off]",
        "what can go wrong; or once, for one request",
        breaking.faults,
    ),
    Command("trace", "", "what passed because of the last request, and when", tracing.trace),
    Command("restart", "[REQUEST]", "kill Darcy, also amid a request, and start it again", running.restart),
    Command("reset", "", "begin again, with everything as it was at first", running.reset),
    Command("help", "[COMMAND]", "this", _help),
    Command("quit", "", "end the sandbox; so do Ctrl-D and Ctrl-C", _quit),
)
