"""The terminal's Discord client: a line typed becomes what a member would do, and its answer is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from sandbox.discord.emulator import ClientRefusedError, DidNotRespondError
from sandbox.terminal.drawing import drawn_from_message
from sandbox.terminal.names import Names, UnknownNameError
from sandbox.terminal.output import Output, complained, told
from sandbox.terminal.slash import UsageError, read_slash
from sandbox.terminal.texts import HELP, welcome
from sandbox.world import BOT_NAME, DarcyStoppedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sandbox.discord.emulator import EmulatedPerson, Message, Sent
    from sandbox.notion.board import Row
    from sandbox.terminal.drawing import Choice, Drawn
    from sandbox.world import World

VISIBLE_WITHIN_S = 30.0
_COMMAND, _OPTION = "darcy", "request"
_COLUMNS = ("title", "status", "assignees", "due", "project")
_NOTHING = "-"
_NUMBERS = re.compile(r"\d+(?:[ ,]+\d+)*")


class Terminal:
    """One seat in the emulated Discord, at which one member at a time speaks."""

    def __init__(
        self, world: World, speaker: str | None = None, *, visible_within_s: float = VISIBLE_WITHIN_S
    ) -> None:
        """Take a seat as this member, or as the first. Raises `UnknownNameError`."""
        self._world = world
        self._visible_within_s = visible_within_s
        self._people = {str(person.id): person for person in world.discord.people}
        self._members = Names({member: person.name for member, person in self._people.items()})
        self._names = Names({**self._members.by_id, str(world.discord.application_id): BOT_NAME})
        self._channel = next(iter(world.discord.channels))
        self._speaker = self._find(speaker or world.workspace.people[0].name)
        self._shown: list[int] = []
        self._pressed: set[int] = set()
        self.closed = False
        self._commands: dict[str, Callable[[str], Awaitable[Output]]] = {
            ":as": self._speak_as,
            ":board": self._board,
            ":restart": self._restart,
            ":help": self._help,
            ":quit": self._quit,
        }

    @property
    def prompt(self) -> str:
        return f"{self._speaker.name.split()[0]}> "

    @property
    def welcome(self) -> Output:
        workspace = self._world.workspace
        return told(
            *welcome(
                society=workspace.name,
                channel=self._channel,
                speaker=self._speaker.name,
                model=self._world.model,
            )
        )

    async def do(self, line: str) -> Output:
        """Do what a line says, and tell what came of it. Blank lines and those with a # come to nothing."""
        line = line.strip()
        if not line or line.startswith("#"):
            return Output()
        try:
            return await self._do(line)
        except (UnknownNameError, UsageError, ClientRefusedError) as error:
            return complained(error)
        except (DidNotRespondError, DarcyStoppedError) as error:
            if self._world.darcy.is_running:
                return complained(error)
            return complained(f"{self._world.why_stopped()}\nStart it again with :restart.")

    async def _do(self, line: str) -> Output:
        word, _, rest = line.partition(" ")
        if word.startswith(":"):
            command = self._commands.get(word.lower())
            if command is None:
                raise UsageError(f"There is no {word}. There is {', '.join(self._commands)}.")
            return await command(rest.strip())
        if not self._world.darcy.is_running:
            raise DarcyStoppedError(self._world.why_stopped())
        if _NUMBERS.fullmatch(line):
            return await self._press([int(number) for number in re.findall(r"\d+", line)])
        if line.startswith("/"):
            return await self._slash(line)
        words: dict[str, object] = {_OPTION: self._members.with_mentions(line)}
        return await self._answer(await self._speaker.slash(_COMMAND, words, channel=self._channel))

    async def _slash(self, line: str) -> Output:
        slash = read_slash(line, self._speaker.commands(self._channel), self._members)
        sent = await self._speaker.slash(" ".join(slash.path), dict(slash.values), channel=self._channel)
        return await self._answer(sent)

    async def _press(self, numbers: Sequence[int]) -> Output:
        """Press a button, or pick one or several options of one list."""
        message, choices = self._latest_choices()
        if message is None:
            raise UsageError("There is nothing to press here.")
        meant = [_meant(number, choices) for number in dict.fromkeys(numbers)]
        values = [choice.value for choice in meant if choice.value is not None]
        if len(meant) > 1 and (len(values) < len(meant) or len({choice.custom_id for choice in meant}) > 1):
            raise UsageError("Several numbers are options of one list. Press a button by its number alone.")
        self._pressed.add(message.id)
        if values:
            sent = await self._speaker.choose(message, values, meant[0].custom_id)
        else:
            sent = await self._speaker.press(message, meant[0].custom_id)
        output = await self._answer(sent)
        return Output((Text(f"({', '.join(choice.label for choice in meant)})", "dim"), *output.parts))

    def _latest_choices(self) -> tuple[Message | None, tuple[Choice, ...]]:
        """The last message with something to press: of those drawn here, else of all the speaker sees.

        Where the speaker pressed the last one and nothing is left to press on it, an older one is not meant.
        """
        messages = self._world.discord.messages(self._channel, self._speaker)
        drawn_at = {message: at for at, message in enumerate(self._shown)}
        for message in sorted(messages, key=lambda one: (drawn_at.get(one.id, -1), one.id), reverse=True):
            if choices := self._drawn(message).choices:
                return message, choices
            if message.id in self._pressed:
                break
        return None, ()

    async def _answer(self, sent: Sent) -> Output:
        messages = await self._world.while_it_runs(sent.answers(self._visible_within_s))
        self._shown += [message.id for message in messages]
        return Output(tuple(self._drawn(message).shown for message in messages))

    def _drawn(self, message: Message) -> Drawn:
        return drawn_from_message(message, self._names, self._world.clock.now())

    def _find(self, name: str) -> EmulatedPerson:
        return self._people[self._members.find(name)]

    async def _speak_as(self, name: str) -> Output:
        if not name:
            raise UsageError(f"As whom? There are {', '.join(self._members.by_id.values())}.")
        self._speaker = self._find(name)
        self._pressed.clear()
        return told(f"You are {self._speaker.name} now.")

    async def _board(self, words: str) -> Output:
        rows = [_cells(row) for row in self._world.notion.rows(words)]
        return told(*(" | ".join(row) for row in (_COLUMNS, *rows)))

    async def _restart(self, _: str) -> Output:
        await self._world.restart_darcy()
        return told("Darcy was killed and started again.")

    async def _help(self, _: str) -> Output:
        return told(*HELP.splitlines())

    async def _quit(self, _: str) -> Output:
        self.closed = True
        return Output()


def _meant(number: int, choices: tuple[Choice, ...]) -> Choice:
    if not 1 <= number <= len(choices):
        raise UsageError(f"There is no {number} to press. There is {_numbered(choices)}.")
    return choices[number - 1]


def _numbered(choices: tuple[Choice, ...]) -> str:
    return ", ".join(f"[{number}] {choice.label}" for number, choice in enumerate(choices, 1))


def _cells(row: Row) -> tuple[str, ...]:
    """A row of the board as words, each on one line."""
    due = row.due.isoformat() if row.due else ""
    cells = (row.title, row.status or "", ", ".join(row.assignees), due, row.project or "")
    return tuple(" ".join(cell.split()) or _NOTHING for cell in cells)
