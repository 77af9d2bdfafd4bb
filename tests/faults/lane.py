"""A world in which one case follows the other: Darcy is a process of its own, and killed as one."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord.emulator import DidNotRespondError
from sandbox.history import History
from storage.database.open import open_database
from storage.proposals import CallState, ProposalState
from storage.records import ProposalId
from tests.doubles.processes import WITHIN_S, open_processes
from tests.faults.kinds import planned

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence
    from pathlib import Path

    from sandbox.darcy_process import DarcyProcess
    from sandbox.discord.emulator import EmulatedPerson, Message, Sent
    from sandbox.notion.exchanges import Exchange, Watch
    from storage.database.open import Database
    from storage.proposals import Proposal
    from storage.records import RunId
    from tests.doubles.processes import Processes
    from tests.faults.kinds import Planned

REQUESTS_PER_MINUTE = 6000
LOOK_EVERY_S = 0.02
_BEGUN = {CallState.APPROVED, CallState.APPLYING}


@dataclass
class Lane:
    """`history` and `changes` are of the case at hand, `struck` is set once its strike has met something."""

    processes: Processes
    darcy: DarcyProcess
    database: Database
    history: History
    _board: bytes
    changes: list[Planned] = field(init=False, default_factory=list)
    struck: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    has_restarted: bool = field(init=False, default=False)
    pressed: set[int] = field(init=False, default_factory=set)

    @property
    def maya(self) -> EmulatedPerson:
        return self.processes.maya

    # --- the board, and the card about it -----------------------------------------------------------------

    async def card_of(self, kinds: Sequence[str]) -> Message:
        """A card of these changes, on a board on which nothing else has happened."""
        notion, discord, model = self.processes.notion, self.processes.discord, self.processes.model
        self.mend()
        notion.exchanges.clear()
        discord.exchanges.clear()
        notion.reset(self._board)
        self.changes = planned(kinds, notion)
        self.history = History(notion, self.processes.clock)
        self.has_restarted = False
        self.pressed.clear()
        model.calls(*(change.call for change in self.changes))
        return await self.processes.ask("as planned")

    def hear(self, exchange: Exchange) -> None:
        """Note what became of the board."""
        self.history.hear(exchange)

    def seen(self) -> list[Message]:
        """What the person sees of Darcy's."""
        places = ("general", "dm")
        return [one for place in places for one in self.processes.discord.messages(place, self.maya)]

    # --- what strikes --------------------------------------------------------------------------------------

    def kill_now(self) -> None:
        """At once, before anything else here goes on: what is being told to Darcy just now never arrives."""
        if self.darcy.pid is not None:
            os.kill(self.darcy.pid, signal.SIGKILL)
        self.struck.set()

    def mend(self) -> None:
        self.processes.notion.mend()
        self.processes.discord.stop_failing()

    # --- the process --------------------------------------------------------------------------------------

    async def begin_again(self) -> None:
        """Start Darcy after it was killed, or kill it first. It may be killed again before it is ready."""
        await self.darcy.kill()
        await self.processes.discord.wait_disconnected()
        await self.darcy.start()
        self.has_restarted = True

    async def ready(self) -> None:
        await self.processes.discord.ready(WITHIN_S)

    # --- what Darcy has decided and is to do --------------------------------------------------------------

    async def proposals(self, run: RunId) -> Sequence[Proposal]:
        return await self.database.proposals.of_run(run)

    async def run_of(self, card: Message) -> RunId:
        """The run that asks on the card."""
        pressed = next(str(one.custom_id) for one in card.buttons if one.label == "Confirm")
        proposal = await self.database.proposals.get_proposal(ProposalId(pressed.split(":")[2]))
        return proposal.run

    async def at_rest(self, run: RunId, *, within_s: float) -> bool:
        """Wait until nothing of the run is under way, and nothing is owed; False if that takes too long.

        What is in doubt waits for another look, and its card is owed until then.
        """
        until_s = time.monotonic() + within_s
        while not await self._is_at_rest(run):
            if time.monotonic() > until_s:
                return False
            await asyncio.sleep(LOOK_EVERY_S)  # a database tells nobody
        return True

    async def _is_at_rest(self, run: RunId) -> bool:
        calls = [
            call
            for proposal in await self.proposals(run)
            if proposal.state is ProposalState.CONFIRMED
            for call in proposal.calls
        ]
        if any(call.state in _BEGUN for call in calls):
            return False
        owed = [one for one in await self.database.interactions.owed() if one.interaction in self.pressed]
        in_doubt = any(call.state is CallState.UNCERTAIN for call in calls)
        return not owed or (in_doubt and all(one.tries or not self.has_restarted for one in owed))

    async def answered(self, sent: Sent, within_s: float) -> bool:
        """Whether a press gets an answer that is one."""
        try:
            await sent.answer(within_s)
        except DidNotRespondError:
            return False
        return True


@asynccontextmanager
async def open_lane(folder: Path, watch: Watch | None = None) -> AsyncGenerator[Lane]:
    """Darcy at work in a world of its own. Promptness is none of its business: the machine may be busy.

    `watch` is told of each exchange with Notion.
    """
    hearers = [watch] if watch else []

    def hear(exchange: Exchange) -> None:
        for hearer in hearers:
            hearer(exchange)

    async with AsyncExitStack() as stack:
        processes = await stack.enter_async_context(
            open_processes(
                folder,
                grammar=False,
                requests_per_minute=REQUESTS_PER_MINUTE,
                ack_deadline_s=WITHIN_S,
                watch=hear,
            )
        )
        darcy = await processes.started()
        await processes.link()
        database = await stack.enter_async_context(open_database(processes.environment["DARCY_DATABASE_URL"]))
        notion = processes.notion
        history = History(notion, processes.clock)
        lane = Lane(processes, darcy, database, history, notion.snapshot())
        hearers.append(lane.hear)
        yield lane
