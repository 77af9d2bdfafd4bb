"""P1 to P5, of a script that was played to its end: what of them was broken, in words."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.approvals.executor import BROKEN, MOVED, NOT_ARRIVED, TWO_FIT
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import PeopleEdit, TagsEdit
from storage.proposals import CallState, ProposalState
from storage.records import ProposalId

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from storage.changes import Change
    from storage.proposals import DeferredCall, Proposal
    from tests.doubles.interleavings.ledger import Save
    from tests.doubles.interleavings.stage import Stage

_AT_REST = {CallState.DONE, CallState.REFUSED, CallState.FAILED, CallState.UNCERTAIN}


async def broken_promises(stage: Stage) -> list[str]:
    """Nothing, where all is well."""
    headless = stage.lives.headless
    assert headless is not None
    with closing(sqlite3.connect(stage.lives.database)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM proposals ORDER BY created_at, rowid")]
    proposals = [await headless.database.proposals.get_proposal(ProposalId(one)) for one in ids]
    said = [*stage.ledger.wrong, *stage.audience.wrong, *stage.broken.records]
    if stage.ledger.board() != stage.ledger.now:
        said.append("The board is not its start, others' edits and what was written.")
    return [*dict.fromkeys([*said, *_Account(stage, proposals).wrong()])]


@dataclass
class _Account:
    stage: Stage
    proposals: Sequence[Proposal]

    @cached_property
    def calls(self) -> list[tuple[Proposal, DeferredCall]]:
        return [(proposal, call) for proposal in self.proposals for call in proposal.calls]

    def wrong(self) -> Iterator[str]:
        for proposal, call in self.calls:
            writes = self.stage.ledger.of(call.id)
            told = f"{call.change} ({proposal.state}, {call.state}: {call.reason})"
            for why in (
                *self._decided(proposal, writes),
                *self._once(proposal, call, writes),
                *self._not_lost(proposal, call),
                *(why for write in writes for why in self._as_shown(proposal, call.change, write)),
            ):
                yield f"{why}: {told}"
        yield from self._as_it_was_shown()
        yield from self._twice()

    def _decided(self, proposal: Proposal, writes: Sequence[Save]) -> Iterator[str]:
        """P1: somebody pressed Confirm on just this, before it was written."""
        if proposal.state is ProposalState.CONFIRMED:
            if (proposal.id, proposal.decided_by, ProposalState.CONFIRMED) not in self.stage.pressed:
                yield f"P1: nobody pressed what {proposal.decided_by} is said to have decided"
        elif writes:
            yield "P1: written, and not confirmed"

    def _once(self, proposal: Proposal, call: DeferredCall, writes: Sequence[Save]) -> Iterator[str]:
        """P2: what is written is done, and what is done is on the board."""
        if len(writes) > 1:
            yield f"P2: written {len(writes)} times"
        if not writes:
            if call.state is CallState.DONE and not self._came_otherwise(proposal, call):
                yield "P5: done, and not on the board"
        elif call.state is CallState.REFUSED:
            yield "P2: refused, and written"
        elif call.state is CallState.FAILED and not self.stage.ledger.is_touched(writes[0]):
            yield "P2: failed, and written"

    def _came_otherwise(self, proposal: Proposal, call: DeferredCall) -> bool:
        """Whether a receipt without a write of its own is of an earlier try, or of somebody's edit."""
        assert call.receipt is not None
        if isinstance(call.change, UpdateTask | ArchiveTask):
            return True  # read back, and looked at when it was
        tries = [one for on, one in self.calls if _lineage(on, one) == _lineage(proposal, call)]
        written = [save for one in tries for save in self.stage.ledger.of(one.id)]
        if isinstance(call.change, AddComment):
            return any(save.after["id"] == call.receipt.comment for save in written)
        return any(save.page == call.receipt.task.id for save in written)

    def _not_lost(self, proposal: Proposal, call: DeferredCall) -> Iterator[str]:
        """P2: at rest, what was approved has ended, or is asked again."""
        if proposal.state is not ProposalState.CONFIRMED:
            if call.state is not CallState.HELD:
                yield "P2: nobody confirmed what is not held any more"
            return
        if call.state not in _AT_REST or (call.state is CallState.UNCERTAIN and call.reason != TWO_FIT):
            yield "P2: confirmed, and not settled"
        if _must_be_asked_again(call) and not any(
            _lineage(on, one) == _lineage(proposal, call)
            and self.proposals.index(on) > self.proposals.index(proposal)
            for on, one in self.calls
        ):
            yield "P2: confirmed, not done, and not asked again"

    def _as_shown(self, proposal: Proposal, change: Change, write: Save) -> Iterator[str]:
        """P3: every value that was written could be read on the card."""
        if proposal.id not in self.stage.audience.shown:
            yield "P3: written, and never shown"
            return
        card = self.stage.audience.shown[proposal.id][1]
        for value in self._values(change, write):
            if value not in card:
                yield f"P3: {value!r} was written, and is not on the card {card!r}"

    def _values(self, change: Change, write: Save) -> Iterator[str]:
        yield change.title
        if isinstance(change, AddComment):
            yield self.stage.ledger.comments[write.after["id"]]
            return
        before = write.before or {}
        for name, value in write.after.items():
            if value != before.get(name) and value:
                yield from self._words(name, value)

    def _words(self, name: str, value: Any) -> Iterator[str]:
        names = {person.notion_id: person.name for person in self.stage.workspace.people}
        names |= {project.id: project.name for project in self.stage.workspace.projects}
        match name:
            case "assignees" | "project":
                yield from (names[one] for one in value)
            case "due":
                days = [dt.date.fromisoformat(point[:10]) for point in value if point]
                yield from (f"{day.day} {day:%b}" for day in days)
            case "tags":
                yield from value
            case "parent":
                yield "Part of: "
            case "trashed":
                yield "Move to the trash: "
            case _:
                yield str(value)

    def _as_it_was_shown(self) -> Iterator[str]:
        """P3: a proposal is now what it was when it was shown, but for its states."""
        kept = {proposal.id: proposal for proposal in self.proposals}
        for shown, _ in self.stage.audience.shown.values():
            now = kept.get(shown.id)
            if now is None:
                yield f"P2: shown, and forgotten: {shown}"
            elif [(one.id, one.change) for one in now.calls] != [(one.id, one.change) for one in shown.calls]:
                yield f"P3: not what was shown any more: {shown.calls} → {now.calls}"

    def _twice(self) -> Iterator[str]:
        """P2: of all tries of one change one was written, unless somebody undid that in Notion."""
        for lineage in dict.fromkeys(_lineage(on, one) for on, one in self.calls):
            tries = [one for on, one in self.calls if _lineage(on, one) == lineage]
            saves = [save for one in tries for save in self.stage.ledger.of(one.id)]
            for first, second in pairwise(saves):
                if not self.stage.ledger.is_touched(first, until=second):
                    yield f"P2: written twice: {tries[0].change}"
        named = Counter(
            call.receipt.comment or call.receipt.task.id
            for _, call in self.calls
            if call.receipt and isinstance(call.change, CreateTask | AddComment)
        )
        yield from (f"P5: {count} receipts name {what}" for what, count in named.items() if count > 1)


def _lineage(proposal: Proposal, call: DeferredCall) -> Hashable:
    """Alike for the tries of one change: a call of the model's may have been for many."""
    change = call.change
    about = change.title if isinstance(change, CreateTask) else change.task_id
    return proposal.run, call.tool_call_id, change.kind, about


def _must_be_asked_again(call: DeferredCall) -> bool:
    if call.state is CallState.FAILED:
        return call.reason == NOT_ARRIVED or (call.began_at is None and call.reason != BROKEN)
    if call.reason != MOVED:
        return False
    change = call.change  # people and tags may be so already, once they are put together
    edits = change.edits if isinstance(change, UpdateTask) else ()
    return not any(isinstance(edit, PeopleEdit | TagsEdit) for edit in edits)
