"""What a person sees of an answer: which messages are new to them or changed, and in what words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.doubles.darcy import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sandbox.discord.emulator import Message, RestExchange
    from tests.doubles.darcy import Darcy

CHANNEL, DIRECT = "general", "dm"
ALONE = "🔒 "
"""Before what only the person sees."""
MEANWHILE = "⏳ "
EACH, THEN = "each time: ", " · then · "

_UNSTABLE = ((r"\(id [0-9a-f]+\)", "(id …)"), (r"<t:\d+:\w>( \(<t:\d+:R>\))?", "(a time)"))


@dataclass(frozen=True)
class View:
    """What a person sees of the bot's, in the channel and in direct messages, by the messages' ids."""

    messages: Mapping[int, Message]

    def answers_since(self, earlier: View) -> list[Message]:
        """What was edited, then what is new; not what only says that the bot is at it."""
        final = [one for one in self.messages.values() if not is_underway(one)]
        known = [one for one in final if one.id in earlier.messages]
        edited = [one for one in known if one.components != earlier.messages[one.id].components]
        return edited + [one for one in final if one.id not in earlier.messages]

    def underway_since(self, earlier: View) -> list[Message]:
        """What still says that the bot is at it."""
        new = (one for key, one in self.messages.items() if key not in earlier.messages)
        return [one for one in new if is_underway(one)]


def view_of(darcy: Darcy, name: str) -> View:
    person = darcy.discord.person(name)
    there = [one for place in (CHANNEL, DIRECT) for one in darcy.discord.messages(place, person)]
    return View({one.id: one for one in there if one.author_id == darcy.discord.application_id})


def is_underway(message: Message) -> bool:
    """Whether it is Discord's "thinking…", or one line of the bot's own in its place."""
    return message.loading or (len(message.text) == 1 and message.text[0].endswith("…"))


def progress_in(exchanges: Sequence[RestExchange]) -> str:
    """What was last shown to be done meanwhile, as the beginning of a cell; empty if nothing was."""
    asked = (json.dumps(one.request, ensure_ascii=False) for one in exchanges if one.request)
    texts = [re.findall(r'"content": "((?:[^"\\]|\\.)*)"', body) for body in asked]
    shown = [text[0] for text in texts if len(text) == 1 and text[0].endswith("…")]
    return f"{MEANWHILE}{shown[-1]}{THEN}" if shown else ""


def told_in(darcy: Darcy, messages: Sequence[Message], line: int = 0) -> str:
    """The decisive line of each message, without what differs from one time to the next."""
    told = [_told(darcy, one, line) for one in messages]
    once = told[: len(told) // 2]
    return EACH + THEN.join(once) if once and once * 2 == told else THEN.join(told)


def _told(darcy: Darcy, message: Message, line: int) -> str:
    lines = words_of(message).splitlines()
    reason = next((one for one in lines if one.startswith("Why: ")), "")
    words = f"{lines[min(line, len(lines) - 1)].removeprefix('-# ').strip()}{reason and f' … {reason}'}"
    for pattern, instead in _UNSTABLE:
        words = re.sub(pattern, instead, words)
    for person in darcy.workspace.people:
        words = words.replace(f"<@{person.discord_id}>", f"@{person.name}")
    is_direct = message.channel_id not in darcy.discord.channels.values()
    return f"{ALONE if message.ephemeral or is_direct else ''}{words}"
