"""A seat in the emulated Discord, at which one member at a time speaks, in one channel at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from sandbox.discord.drafts import MAX_CONTENT
from sandbox.discord.emulator import DidNotRespondError
from sandbox.discord.people import DIRECT
from sandbox.discord.sent import is_underway
from sandbox.terminal.drawing import drawn_from_message
from sandbox.terminal.form import CANCEL, Form
from sandbox.terminal.names import Names
from sandbox.terminal.output import Output, told
from sandbox.terminal.picking import picked
from sandbox.terminal.slash import UsageError, read_slash
from sandbox.world import BOT_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.discord.emulator import EmulatedPerson, Message, Sent
    from sandbox.terminal.drawing import Choice, Drawn
    from sandbox.world import World

VISIBLE_WITHIN_S = 30.0
_COMMAND, _OPTION = "darcy", "request"
_AT_DARCY = re.compile(rf"(?<![\w<])@{BOT_NAME}\b", re.IGNORECASE)


class Seat:
    """What the speaker says, presses and fills in, and what they see of it."""

    def __init__(self, world: World, speaker: str, visible_within_s: float) -> None:
        """Raises `UnknownNameError`."""
        self._world = world
        self._visible_within_s = visible_within_s
        self._people = {str(person.id): person for person in world.discord.people}
        self.members = Names({member: person.name for member, person in self._people.items()})
        self._names = Names({**self.members.by_id, str(world.discord.application_id): BOT_NAME})
        self.channel = next(iter(world.discord.channels))
        self.speaker = self.find(speaker)
        self.form: Form | None = None
        self._shown: list[int] = []
        self._pressed: set[int] = set()

    def find(self, name: str) -> EmulatedPerson:
        """Raises `UnknownNameError`."""
        return self._people[self.members.find(name)]

    def take(self, speaker: EmulatedPerson) -> None:
        """Let another member speak."""
        self.speaker = speaker
        self._pressed.clear()

    async def say(self, line: str) -> Output:
        """Say it to Darcy: as a message where it is called or written to directly, else as a request."""
        if self.channel != DIRECT and not _AT_DARCY.search(self.members.with_mentions(line)):
            return await self.answer(await self.request(line))
        return await self.write(line)

    async def write(self, line: str, *, reply_to: Message | None = None) -> Output:
        """Write a message. Where Darcy is told of it, wait for the answer below it; else show it alone."""
        darcy = self._world.discord.application_id
        words = _AT_DARCY.sub(f"<@{darcy}>", self.members.with_mentions(line))
        if len(words) > MAX_CONTENT:
            raise UsageError(f"A message has at most {MAX_CONTENT} characters.")
        self._world.recorder.begin(line)
        said = await self.speaker.say(words, channel=self.channel, reply_to=reply_to)
        if self.channel == DIRECT or darcy in said.pinged:
            return await self._reply_to(said)
        return self._seen([said], numbered=True)

    async def use_on(self, message: Message, command: str) -> Output:
        """Use a command of a message's menu."""
        self._world.recorder.begin(command)
        return await self.answer(await self.speaker.use_on(message, command))

    async def request(self, line: str) -> Sent:
        """Send it as the one command for members."""
        words: dict[str, object] = {_OPTION: self.members.with_mentions(line)}
        self._world.recorder.begin(line)
        return await self.speaker.slash(_COMMAND, words, channel=self.channel)

    async def slash(self, line: str) -> Output:
        slash = read_slash(line, self.speaker.commands(self.channel), self.members)
        self._world.recorder.begin(line)
        sent = await self.speaker.slash(" ".join(slash.path), dict(slash.values), channel=self.channel)
        return await self.answer(sent)

    def history(self, most: int) -> Output:
        """The last messages here, as the speaker sees them now."""
        return self._seen(self.messages()[-most:], numbered=True)

    def number_of(self, words: str) -> int | None:
        """The number by which exactly these words can be pressed, if there is one."""
        if not (wanted := _plain(words)):
            return None
        labels = [_plain(choice.label) for choice in self._latest_choices()[1]]
        return labels.index(wanted) + 1 if wanted in labels else None

    async def press(self, numbers: Sequence[int]) -> Output:
        """Press a button, or pick one or several options of one list."""
        message, choices = self._latest_choices()
        if message is None:
            raise UsageError("There is nothing to press here.")
        meant = picked(numbers, choices)
        values = [choice.value for choice in meant if choice.value is not None]
        pressed = ", ".join(choice.label for choice in meant)
        self._world.recorder.begin(pressed)
        self._pressed.add(message.id)
        if values:
            sent = await self.speaker.choose(message, values, meant[0].custom_id)
        else:
            sent = await self.speaker.press(message, meant[0].custom_id)
        output = await self.answer(sent)
        return Output((Text(f"({pressed})", "dim"), *output.parts))

    async def fill(self, form: Form, line: str) -> Output:
        """Fill in the next field of the form; after the last one it is sent."""
        if line == CANCEL:
            self.form = None
            return told("The form is closed; nothing was sent.")
        form.fill(line)
        if not form.is_full:
            return told(form.asks)
        self.form = None
        self._world.recorder.begin(form.modal.title)
        return await self.answer(await self.speaker.submit(form.modal, form.values))

    async def answer(self, sent: Sent) -> Output:
        """Wait for what is to be seen because of it: messages, or a form. Raises `DidNotRespondError`."""
        await self._world.while_it_runs(sent.acknowledged())
        try:
            self.form = Form(await sent.modal())
        except DidNotRespondError:
            return self._seen(await self._world.while_it_runs(sent.answers(self._visible_within_s)))
        return told(*self.form.intro)

    async def _reply_to(self, said: Message) -> Output:
        """Wait for what is answered below a message."""

        def look() -> list[Message] | None:
            below = [one for one in self.messages() if one.reply_to == said.id]
            return [one for one in below if not (one.loading or is_underway(one))] or None

        found = await self._world.while_it_runs(self._world.discord.until(look, self._visible_within_s))
        if not found:
            raise DidNotRespondError(f"Nothing was answered in {self._visible_within_s:g} s.")
        return self._seen(found)

    def _seen(self, messages: Sequence[Message], *, numbered: bool = False) -> Output:
        """Show messages; numbers count all that are here, from 1."""
        self._shown += [message.id for message in messages]
        at = {one.id: number for number, one in enumerate(self.messages(), 1)} if numbered else {}
        return Output(tuple(self._drawn(message, at.get(message.id)).shown for message in messages))

    def _latest_choices(self) -> tuple[Message | None, tuple[Choice, ...]]:
        """The last message with something to press: of those drawn here, else of all the speaker sees.

        Where the speaker pressed the last one and nothing is left to press on it, an older one is not meant.
        """
        drawn_at = {message: at for at, message in enumerate(self._shown)}
        for message in sorted(
            self.messages(), key=lambda one: (drawn_at.get(one.id, -1), one.id), reverse=True
        ):
            if choices := self._drawn(message).choices:
                return message, choices
            if message.id in self._pressed:
                break
        return None, ()

    def messages(self) -> list[Message]:
        """What is written here, as the speaker sees it now, oldest first."""
        return self._world.discord.messages(self.channel, self.speaker)

    def _drawn(self, message: Message, number: int | None = None) -> Drawn:
        return drawn_from_message(message, self._names, self._world.clock.now(), number)


def _plain(label: str) -> str:
    """What is typed for a label: its words, without arrows and the like."""
    return " ".join(re.findall(r"\w+", label.casefold()))
