"""What one does with messages: say something to all, reply to one, use one's menu, look at what was said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.discord.command_rules import MESSAGE_MENU
from sandbox.terminal.output import Output, told
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from sandbox.terminal.client import Terminal

_SHOWN = 5
_NUMBERED = re.compile(r"#?(?P<number>\d+)(?:\s+(?P<rest>.*))?", re.DOTALL)


async def history(terminal: Terminal, typed: str) -> Output:
    """The last messages, with their numbers."""
    if typed and not (typed.isascii() and typed.isdigit() and int(typed)):
        raise UsageError("How many messages? Write :history, or :history 3.")
    shown = terminal.seat.history(int(typed or _SHOWN))
    return shown if shown.parts else told(f"Nothing was said yet in {terminal.where}.")


async def say(terminal: Terminal, words: str) -> Output:
    """Write a message that need not be for Darcy."""
    if not words:
        raise UsageError("Say what? Such as :say the hall is free on Friday.")
    return await terminal.seat.write(words)


async def reply(terminal: Terminal, typed: str) -> Output:
    """Reply to the message of a number, or to the last of Darcy's."""
    number, words = _numbered(typed)
    if not words:
        raise UsageError("Reply what? Such as :reply 3 TEXT; :history numbers the messages.")
    darcys = [one for one in terminal.seat.messages() if _is_darcys(terminal, one) and not one.ephemeral]
    if number is None and not darcys:
        raise UsageError("Darcy wrote nothing here yet that can be replied to.")
    message = darcys[-1] if number is None else _message(terminal, number)
    if message.ephemeral:
        raise UsageError("Nobody can reply to what only they see.")
    return await terminal.seat.write(words, reply_to=message)


async def menu(terminal: Terminal, typed: str) -> Output:
    """Use a command of the menu of a message: that of a number, or the last that Darcy did not write."""
    number, words = _numbered(typed)
    others = [one for one in terminal.seat.messages() if not _is_darcys(terminal, one)]
    if number is None and not others:
        raise UsageError("Nobody but Darcy wrote here yet. Write something first: :say TEXT.")
    message = others[-1] if number is None else _message(terminal, number)
    return await terminal.seat.use_on(message, _menu_command(terminal, words))


def _menu_command(terminal: Terminal, words: str) -> str:
    """The one whose name begins with these words."""
    offered = terminal.seat.speaker.commands(terminal.seat.channel)
    names = [one["name"] for one in offered if one["type"] == MESSAGE_MENU]
    if not names:
        raise UsageError("A message's menu has nothing here.")
    found = [name for name in names if name.casefold().startswith(words.casefold())]
    if len(found) != 1:
        why = "Which of them?" if found else f"There is no “{words}” in a message's menu."
        raise UsageError(f"{why} There is: {', '.join(names)}.")
    return str(found[0])


def _numbered(typed: str) -> tuple[int | None, str]:
    """A message's number, if one stands at the beginning, and the rest."""
    found = _NUMBERED.fullmatch(typed)
    return (int(found["number"]), found["rest"] or "") if found else (None, typed)


def _message(terminal: Terminal, number: int) -> Message:
    messages = terminal.seat.messages()
    if not 0 < number <= len(messages):
        raise UsageError(f"There is no message {number} here. :history numbers them.")
    return messages[number - 1]


def _is_darcys(terminal: Terminal, message: Message) -> bool:
    return message.author_id == terminal.world.discord.application_id
