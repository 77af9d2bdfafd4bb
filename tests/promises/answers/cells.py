"""One kind of interaction meets one fault: what the person sees in the end, and what must hold always."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.discord.emulator import ClientRefusedError, Sent
from storage.database.open import open_database
from tests.doubles.darcy import open_world, words_of
from tests.promises.answers.faults import FOREIGN, NORMAL, WITHIN_S
from tests.promises.answers.seen import ALONE, progress_in, told_in, view_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path
    from typing import Any

    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy
    from tests.promises.answers.faults import Fault
    from tests.promises.answers.kinds import Done, Kind
    from tests.promises.answers.seen import View

NOT_OFFERED = "*Discord does not let them: it is not shown to them.*"
_READS = ("/query", "/search")


@dataclass(frozen=True)
class Met:
    """How it went: what each of the interactions came to, and what the person saw before and after."""

    done: list[Done]
    before: View
    meanwhile: str
    after: View

    @property
    def answers(self) -> list[Message]:
        return self.after.answers_since(self.before)


class Start:
    """Lets a number of cells begin together, once the world of each is made: that takes all of a core."""

    def __init__(self, number: int = 1) -> None:
        self._left, self._turn, self._ready = number, asyncio.Lock(), asyncio.Event()

    @asynccontextmanager
    async def preparing(self) -> AsyncGenerator[None]:
        try:
            async with self._turn:
                yield
        finally:
            self._left -= 1
            if self._left == 0:
                self._ready.set()

    async def begun(self) -> None:
        await self._ready.wait()


async def cell_of(kind: Kind, fault: Fault, folder: Path, start: Start) -> str:
    """What a person sees, in a world of its own, for which there must be a folder.

    Raises AssertionError where the promise is not kept.
    """
    async with AsyncExitStack() as stack:
        async with start.preparing():
            if reason := kind.senseless.get(fault.name):
                return f"*{reason}*"
            darcy = await stack.enter_async_context(open_world(folder))
            before = await kind.draws(darcy) if kind.draws else None
        await start.begun()
        written = len(darcy.notion.exchanges)
        try:
            met = await _meet(darcy, kind, fault, before)
        except ClientRefusedError:
            return NOT_OFFERED
        _check_answered(kind, fault, met)
        writes = 0 if fault.keeps_from_writing else kind.writes
        assert _writes_since(darcy, written) == writes, "the board was not written to as was decided"
        await _check_nothing_owed(darcy)
        return met.meanwhile + _told(darcy, kind, met)


async def _meet(darcy: Darcy, kind: Kind, fault: Fault, before: Any) -> Met:
    """Make the interaction, wait for its answer, and end Darcy, which gives what is still underway."""
    if fault.restarts and not kind.is_kept:
        await darcy.stop()
        await darcy.start()
        fault = NORMAL
    if kind.scripts:
        for _ in range(fault.times):
            kind.scripts(darcy.model)
    by = FOREIGN if fault.foreign else darcy.speaker
    seen, asked = view_of(darcy, by), len(darcy.discord.exchanges)
    async with fault.around(darcy):
        done = [await kind.does(darcy, by, before) for _ in range(fault.times)]
        for one in done:
            if isinstance(one, Sent):
                await one.acknowledged()
    if fault.restarts:  # what the next process tells may come by another way
        await _nothing_owed(darcy)
    else:
        await _answered(darcy, by, seen, done)
        await _only_one_waits(darcy, by, seen)
    await darcy.stop()
    progress = progress_in(darcy.discord.exchanges[asked:]) if fault.shows_progress else ""
    return Met(done, seen, progress, view_of(darcy, by))


async def _answered(darcy: Darcy, by: str, seen: View, done: list[Done]) -> None:
    """Wait until the person sees the answer to each."""
    for one in done:
        if isinstance(one, Sent):
            await one.answers(WITHIN_S)
        elif one is None:

            def look() -> bool | None:
                return len(view_of(darcy, by).answers_since(seen)) >= len(done) or None

            assert await darcy.discord.until(look, WITHIN_S), "no answer"


async def _only_one_waits(darcy: Darcy, by: str, seen: View) -> None:
    """Wait until a card that another has taken the place of says so."""

    def look() -> bool | None:
        shown = view_of(darcy, by).answers_since(seen)
        waiting = [one for one in shown if any(button.label == "Confirm" for button in one.buttons)]
        return len({words_of(one).partition("-# ")[0] for one in waiting}) == len(waiting) or None

    assert await darcy.discord.until(look, WITHIN_S), "two cards wait for one thing"


def _check_answered(kind: Kind, fault: Fault, met: Met) -> None:
    left = met.after.underway_since(met.before)
    if fault.outlives_tokens:  # what one person alone sees can be reached by the token alone
        left = [one for one in left if not one.ephemeral]
    assert not left, "something was left as if it were still being done"
    if isinstance(met.done[0], list):
        return
    assert met.answers, "no answer"
    assert len(met.answers) <= kind.answers * fault.times, f"more than one answer: {met.answers}"


def _told(darcy: Darcy, kind: Kind, met: Met) -> str:
    if isinstance(offered := met.done[0], list):
        return f"{ALONE}{', '.join(one.name for one in offered) or '*nothing*'}"
    return told_in(darcy, met.answers, kind.line)


def _writes_since(darcy: Darcy, earlier: int) -> int:
    made = darcy.notion.exchanges[earlier:]
    writes = [one for one in made if one.method != "GET" and not one.path.endswith(_READS)]
    return len([one for one in writes if one.status == 200])


async def _check_nothing_owed(darcy: Darcy) -> None:
    async with open_database(darcy.settings.darcy_database_url) as database:
        assert not await database.interactions.owed(), "an answer is owed still"


async def _nothing_owed(darcy: Darcy) -> None:
    async with asyncio.timeout(WITHIN_S), open_database(darcy.settings.darcy_database_url) as database:
        while await database.interactions.owed():  # noqa: ASYNC110 - a store tells nobody
            await asyncio.sleep(0.02)
