"""`darcy chat`: Darcy in a terminal, on the board of the settings, for one person of the team."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING

from anyio.from_thread import start_blocking_portal
from rich.console import Console
from rich.text import Text

from bot.headless import open_headless
from bot.ui.terminal.session import Session
from storage.errors import DarcyError
from storage.records import DiscordId, GuildId, Link, Member
from tools.choosing import best
from tools.matching import name_fit

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from bot.settings import BoardSettings

# No server of Discord's and no member of one: their ids begin in 2015.
TERMINAL, TYPIST = GuildId(0), DiscordId(0)
_MOST_NAMED = 20
_ENDS = ("quit", "exit", ":quit", ":q")
_WELCOME = """Darcy on your board, for {name}.
Requests are answered by {by}.
Say what you want, such as: show me my tasks. Nothing changes before you press Confirm.
A number presses a button, and so do its words. Ctrl-D or quit ends."""


class NobodyError(DarcyError):
    """Nobody on the board, or more than one person, is called that."""


def chat(settings: BoardSettings, name: str) -> None:
    """Talk until the lines end. Raises a `DarcyError` that says what to set right."""
    console = Console(highlight=False, markup=False, emoji=False)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(open_session(settings, name)) as session,
    ):
        console.print(Text(_WELCOME.format(name=session.who.member.name, by=_answered_by(settings)), "dim"))
        for line in _lines(f"{session.who.member.name.split()[0]}> "):
            if line.strip().lower() in _ENDS:
                return
            if (shown := portal.call(session.do, line)) is not None:
                console.print(shown)


@asynccontextmanager
async def open_session(settings: BoardSettings, name: str) -> AsyncGenerator[Session]:
    """A conversation in the name of the person called so in Notion. Raises like `open_headless`."""
    async with open_headless(settings, waits=False) as headless:
        member = member_named(name, await headless.board.directory.members())
        who = Link(
            guild=TERMINAL,
            discord=TYPIST,
            member=member,
            linked_by=TYPIST,
            linked_at=dt.datetime.now(dt.UTC),
        )
        await headless.database.members.save_link(who)
        yield Session(headless.desk, who, headless.preferences.zone_of(TERMINAL, TYPIST))


def member_named(name: str, members: Sequence[Member]) -> Member:
    """The one person of the board whom a name means. Raises `NobodyError`."""
    found = [member for _, member in best((name_fit(name, member.name), member) for member in members)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(member.name for member in (found or members)[:_MOST_NAMED])
    why = "could be several people" if found else "is nobody on the board"
    raise NobodyError(f"{name!r} {why}. Say --as with one of: {names or 'nobody, since it has no people'}.")


def _answered_by(settings: BoardSettings) -> str:
    return "the built-in grammar" if settings.uses_grammar else settings.model_name


def _lines(prompt: str) -> Iterator[str]:
    """Lines as they are typed, or as they are in what is piped in, until they end."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            print(f"{prompt}{line.rstrip()}", flush=True)  # noqa: T201 - as if it had been typed
            yield line
        return
    with suppress(ImportError):  # some systems' Python is without it
        import_module("readline")
    while True:
        try:
            yield input(prompt)
        except EOFError:
            print()  # noqa: T201 - the prompt's line is still open
            return
