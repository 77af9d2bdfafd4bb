"""The team, its board and Darcy, on which a script is played: everything real but Notion and the model."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, assert_never

from bot.desk.commands import Answer, Ask, Decide, LinkMember, ShowProposal, TakeUp, UnlinkMember
from sandbox.notion import schema
from sandbox.notion.faults import Fault, FaultKind
from sandbox.notion.schema_changes import SchemaChange
from storage.errors import DarcyError
from storage.proposals import CallState, ProposalState
from storage.records import ChannelId, DiscordId, GuildId, MemberId, Request
from tests.doubles.interleavings import steps
from tests.doubles.interleavings.audience import Audience, denies_changes
from tests.doubles.interleavings.broken import Broken
from tests.doubles.interleavings.model import words_of
from tests.doubles.interleavings.receipts import untrue_receipts

if TYPE_CHECKING:
    from pathlib import Path

    from bot.agent.outcomes import Outcome
    from bot.desk.commands import Command
    from sandbox.clock import Clock
    from sandbox.notion.emulator import NotionEmulator
    from sandbox.workspace import Workspace
    from storage.proposals import Proposal, Verdict
    from storage.records import RunId
    from tests.doubles.interleavings.ledger import Ledger
    from tests.doubles.interleavings.life import Lives
    from tests.doubles.interleavings.model import TurnsByRequest
    from tests.doubles.interleavings.steps import Script, Step

GUILD = GuildId(7)
_PATHS = {"PATCH": "/pages/", "POST": "/(pages|comments)$", "GET": "/pages/"}


@dataclass
class Stage:
    """Plays scripts, each on the board and the database as they were at first."""

    notion: NotionEmulator
    model: TurnsByRequest
    clock: Clock
    workspace: Workspace
    lives: Lives
    ledger: Ledger
    template: Path
    audience: Audience = field(default_factory=Audience)
    broken: Broken = field(default_factory=Broken)
    asked: list[tuple[DiscordId, dt.datetime]] = field(default_factory=list)
    pressed: list[tuple[str, int, str]] = field(default_factory=list)
    receipts: set[str] = field(default_factory=set)

    async def begin(self) -> None:
        self.notion.mend()
        self.notion.reset()
        self.notion.exchanges.clear()
        self.lives.begin(self.template)
        self.ledger.begin(self.lives.database)
        self.model.turns.clear()
        self.audience, self.asked, self.pressed = Audience(), [], []
        self.receipts.clear()
        self.broken.records.clear()
        await self.lives.start()

    async def play(self, script: Script) -> None:
        for step in script:
            self.ledger.step_begins()
            await self.do(step)
            while self.lives.headless is None or self.lives.is_dead:
                await self._restart()
            self._read_receipts()

    async def rest(self) -> None:
        """Everything is well again, and what was in doubt is looked at once more."""
        self.ledger.step_begins()
        self.notion.mend()
        await self._restart()
        for card in list(self.audience.cards):
            await self._look(card, 0)
        self._read_receipts()

    def _read_receipts(self) -> None:
        self.audience.wrong += untrue_receipts(self.lives.database, self.receipts, self.ledger)

    async def do(self, step: Step) -> None:  # noqa: C901 - one case for each step
        match step:
            case steps.Ask() | steps.Press() | steps.Pick() | steps.AtOnce():
                await self.lives.run(self._said(step))
            case steps.TurnPage(card, page):
                if self.audience.cards:
                    await self._look(self.audience.card(card), page)
            case steps.Edit() | steps.DropOption():
                with self.ledger.others():
                    self._edit(step)
            case steps.Fail(kind, method, count, names_page):
                self.notion.fail_next(
                    Fault(kind=kind, method=method, path=_PATHS[method], count=count, names_page=names_page)
                )
            case steps.Wait(days):
                self.clock.advance(dt.timedelta(days=days))
            case steps.Unlink(who):
                await self._heard(UnlinkMember(GUILD, self._discord(who), self._discord(who)))
            case steps.Link(who):
                me, person = self._discord(who), self.workspace.person(who)
                await self._heard(LinkMember(GUILD, me, MemberId(person.notion_id), me, self.clock.now()))
            case steps.Restart():
                await self._restart()
            case steps.Killed(during, when):
                self._arm(when)
                await self.do(during)
                await self._restart()
            case _:
                assert_never(step)

    def _arm(self, when: steps.AtCommit | steps.AtWrite) -> None:
        if isinstance(when, steps.AtWrite):
            kind = FaultKind.SILENT_AFTER_COMMIT if when.is_done else FaultKind.SILENT
            path = _PATHS[when.method]
            self.notion.fail_next(Fault(kind=kind, method=when.method, path=path, met=self.lives.kill))
            return
        left = when.number

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                self.lives.kill()

        self.lives.at_commit = count

    async def _restart(self) -> None:
        """Kill it, start another, and take up what was asked and not answered, as Discord's side does."""
        if self.lives.headless is not None:
            self.lives.kill()
        self.ledger.database = self.lives.next_database
        await self.lives.start()
        for by, at in list(self.asked):
            if self.lives.headless is not None:
                await self.lives.run(self._heard(TakeUp(GUILD, by, at, None, go_on=True)))
                self.asked.remove((by, at))

    async def _said(self, step: steps.Ask | steps.Press | steps.Pick | steps.AtOnce) -> None:
        match step:
            case steps.Ask(who, turns):
                await self._ask(self._discord(who), turns)
            case steps.AtOnce(several):
                await asyncio.gather(*(self._said(one) for one in several))
            case steps.Press() if self.audience.cards:
                await self._press(step)
            case steps.Pick() if self.audience.questions:
                await self._pick(step)
            case steps.Press() | steps.Pick():
                pass
            case _:
                assert_never(step)

    async def _ask(self, by: DiscordId, turns: tuple[steps.Turn, ...]) -> None:
        number, at = len(self.model.turns), self.clock.now()
        self.model.turns.append(turns)
        self.asked.append((by, at))
        asked = Request(
            guild=GUILD, channel=ChannelId(number), asked_by=by, words=words_of(number), received_at=at
        )
        await self._heard(Ask(asked))
        self.asked.remove((by, at))

    async def _press(self, step: steps.Press) -> None:
        card = self.audience.card(step.card)
        by = self._discord(step.by) if step.by else card.asked_by
        verdict: Verdict = ProposalState.DECLINED
        if step.verdict == "confirm":
            verdict = ProposalState.CONFIRMED
        at = self.clock.now()
        self.pressed.append((card.id, by, verdict))
        await self._heard(Decide(card.id, GUILD, by, verdict, at))

    async def _pick(self, step: steps.Pick) -> None:
        question = self.audience.questions[-1 - step.question % len(self.audience.questions)]
        if question.options:
            choice = question.options[step.option % len(question.options)].id
            by = self._discord(step.by) if step.by else question.asked_of
            await self._heard(Answer(question.id, GUILD, by, choice, self.clock.now()))

    async def _look(self, card: Proposal, page: int) -> None:
        await self._heard(ShowProposal(card.id, GUILD, card.asked_by, page, self.clock.now()))

    async def _heard(self, command: Command[Any]) -> None:
        """Ask the desk, and see what is drawn of what it says."""
        assert self.lives.headless is not None
        try:
            outcome: Outcome = await self.lives.headless.desk.handle(command)
        except DarcyError:
            return
        today = self.clock.now().date()
        self.audience.see(outcome, today)
        if denies_changes(outcome, today) and (run := await self._run_of(command)):
            proposals = await self.lives.headless.database.proposals.of_run(run)
            if any(call.state is CallState.DONE for proposal in proposals for call in proposal.calls):
                self.audience.wrong.append(f"P5: something was changed in the run that ends so: {outcome}")

    async def _run_of(self, command: Command[Any]) -> RunId | None:
        """The run that a command goes on with; None if it begins one."""
        match command:
            case Decide() | ShowProposal():
                return self.audience.shown[command.proposal][0].run
            case Answer():
                return next(one.run for one in self.audience.questions if one.id == command.question)
            case TakeUp() if self.lives.headless is not None:
                runs = self.lives.headless.database.runs
                run = await runs.find_run(GUILD, command.by, command.asked_at)
                return run.id if run else None
            case _:
                return None

    def _edit(self, step: steps.Edit | steps.DropOption) -> None:
        if isinstance(step, steps.DropOption):
            _drop(self.notion, step)
            return
        tasks = list(self.ledger.now)
        page = tasks[step.task % len(tasks)]
        if self.ledger.now[page]["trashed"] and (step.field, step.value) != ("in_trash", False):
            return  # Notion lets nobody
        self.notion.edit(page, **{step.field: step.value})

    def _discord(self, name: str) -> DiscordId:
        return DiscordId(self.workspace.person(name).discord_id)


def _drop(notion: NotionEmulator, step: steps.DropOption) -> None:
    world = notion._world
    source = world.get("data_source", schema.TASKS_ID, "")
    kind = source["properties"][step.column]["type"]
    left = [one for one in source["properties"][step.column][kind]["options"] if one["name"] != step.name]
    change = SchemaChange(world, source)
    change.apply({step.column: {kind: {"options": [{"id": one["id"]} for one in left]}}}, "")
    world.store.save_all(change.everything())
