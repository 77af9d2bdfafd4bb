"""The terminal's client: a line typed is a member's doing at Discord, or a command to the sandbox itself."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sandbox.discord.emulator import ClientRefusedError, DidNotRespondError
from sandbox.discord.people import DIRECT
from sandbox.notion.errors import NotionError
from sandbox.terminal.commands import COMMANDS
from sandbox.terminal.names import UnknownNameError
from sandbox.terminal.output import Output, complained, told
from sandbox.terminal.seat import VISIBLE_WITHIN_S, Seat
from sandbox.terminal.slash import UsageError
from sandbox.terminal.texts import welcome
from sandbox.world import DarcyStoppedError

if TYPE_CHECKING:
    from sandbox.world import World

_NUMBERS = re.compile(r"\d+(?:[ ,]+\d+)*")
_ENDS = ("quit", "exit", ":q", ":exit")  # as one leaves nearly anything
_COMMANDS = {f":{command.name}": command for command in COMMANDS}


class Terminal:
    """Everything one can do in the sandbox. Once it is `closed`, no more lines are taken.

    With `wants_reset`, a new one is wanted, in a world as it was at its start.
    """

    def __init__(
        self, world: World, speaker: str | None = None, *, visible_within_s: float = VISIBLE_WITHIN_S
    ) -> None:
        """Take a seat as this member, or as the first. Raises `UnknownNameError`."""
        self.world = world
        self.seat = Seat(world, speaker or world.workspace.people[0].name, visible_within_s)
        self.faults: list[str] = []
        self.closed = self.wants_reset = False

    @property
    def prompt(self) -> str:
        if self.seat.form is not None:
            return "… "
        where = "" if self.seat.channel == next(iter(self.world.discord.channels)) else f" in {self.where}"
        return f"{self.seat.speaker.name.split()[0]}{where}> "

    @property
    def where(self) -> str:
        """The channel, in words."""
        return "direct messages" if self.seat.channel == DIRECT else f"#{self.seat.channel}"

    @property
    def welcome(self) -> Output:
        name, model = self.seat.speaker.name, self.world.model
        other = next(one.name.split()[0] for one in self.world.workspace.people[1::-1] if one.name != name)
        society = self.world.workspace.name
        return told(*welcome(society=society, where=self.where, speaker=name, other=other, model=model))

    async def do(self, line: str) -> Output:
        """Do what a line says, and tell what came of it. Blank lines and those with a # come to nothing."""
        line = line.strip()
        if self.seat.form is None and (not line or line.startswith("#")):
            return Output()
        try:
            return await self._do(line)
        except (UnknownNameError, UsageError, ClientRefusedError, NotionError) as error:
            return complained(error)
        except (DidNotRespondError, DarcyStoppedError) as error:
            if self.world.darcy.is_running:
                return complained(error)
            return complained(f"{self.world.why_stopped()}\nStart it again with :restart.")

    async def _do(self, line: str) -> Output:
        if self.seat.form is None and line.lower() in _ENDS:
            line = ":quit"
        word, _, rest = line.partition(" ")
        if self.seat.form is None and word.startswith(":"):
            command = _COMMANDS.get(word.lower())
            if command is None:
                raise UsageError(_unknown(word))
            return await command.handler(self, rest.strip())
        if not self.world.darcy.is_running:
            raise DarcyStoppedError(self.world.why_stopped())
        if self.seat.form is not None:
            return await self.seat.fill(self.seat.form, line)
        if _NUMBERS.fullmatch(line):
            return await self.seat.press([int(number) for number in re.findall(r"\d+", line)])
        if line.startswith("/"):
            return await self.seat.slash(line)
        if (number := self.seat.number_of(line)) is not None:
            return await self.seat.press([number])
        return await self.seat.say(line)


def _unknown(word: str) -> str:
    near = [name for name in _COMMANDS if len(word) > 1 and name.startswith(word.lower())]
    near = near or get_close_matches(word.lower(), _COMMANDS, n=1, cutoff=0.7)
    guess = f"Is it {' or '.join(near)}? " if near else ""
    return f"There is no {word}. {guess}:help lists what there is."
