"""What became of a card, by the board's history and by what was decided in Darcy's database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.approvals.executor import MOVED, NOT_ARRIVED
from sandbox.history import DARCY, in_words
from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import DateEdit, ParentEdit, PeopleEdit, ProjectEdit, TagsEdit, TextEdit
from storage.proposals import CallState, ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sandbox.history import Edit as Noted
    from storage.changes import Change
    from storage.edits import Edit
    from storage.proposals import DeferredCall, Proposal
    from tests.faults.lane import Lane

Key = tuple[str, str]
_OFFERED_AGAIN = (MOVED, NOT_ARRIVED)
_TOLD_AS = 40
"""How many of a reason's characters must be read. The rest may name a request of Notion's."""


@dataclass
class Verdict:
    """What is wrong, in words, by promise; and how it went."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    without_decision: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    is_done_once: bool = False
    was_offered_again: bool = False

    @property
    def wrongs(self) -> Iterator[str]:
        for name in ("lost", "twice", "without_decision", "unanswered", "untrue"):
            for one in getattr(self, name):
                yield f"{name}: {one}"


def judged(lane: Lane, proposals: Sequence[Proposal], read: Sequence[str]) -> Verdict:
    """Compare the decisions of one run with the board. `read` is every message, whenever it was looked at."""
    verdict = Verdict()
    board = _Board(lane)
    decided: dict[Key, list[DeferredCall]] = {}
    for proposal in proposals:
        for call in proposal.calls:
            if proposal.state is ProposalState.CONFIRMED:
                decided.setdefault(key_of(call.change), []).append(call)
    for call in proposals[0].calls:
        key = key_of(call.change)
        if key not in decided:
            verdict.lost.append(f"{key} was never decided on")
    for key, calls in decided.items():
        _judge(verdict, board, key, calls, read)
    board.judge_decisions(verdict, [call.change for calls in decided.values() for call in calls])
    _judge_ends(verdict, proposals)
    verdict.was_offered_again = len(proposals) > 1
    verdict.is_done_once = not list(verdict.wrongs) and all(
        calls[-1].state is CallState.DONE for calls in decided.values()
    )
    return verdict


def _judge_ends(verdict: Verdict, proposals: Sequence[Proposal]) -> None:
    for proposal in proposals:
        if proposal.state is ProposalState.OPEN:
            verdict.lost.append("something is still offered that could not be pressed")


def _judge(
    verdict: Verdict, board: _Board, key: Key, calls: Sequence[DeferredCall], read: Sequence[str]
) -> None:
    last = calls[-1]
    times = board.times(last.change)
    verdict.twice += [f"{key}: {what} {count} times" for what, count in times.items() if count > 1]
    if last.state is CallState.DONE:
        if not board.has(last.change) and last.reason is None:
            verdict.lost.append(f"{key} is done, and not on the board")
        if not any(last.change.title in words and "one" in words for words in read):
            verdict.lost.append(f"{key} is done, and nobody was told")
    elif last.state in (CallState.REFUSED, CallState.FAILED, CallState.UNCERTAIN):
        reason = (last.reason or "")[:_TOLD_AS]
        if not reason or not any(last.change.title in words and reason in words for words in read):
            verdict.lost.append(f"{key} is {last.state}, and nobody was told why: {reason}")
        if last.reason in _OFFERED_AGAIN:
            verdict.lost.append(f"{key} was not offered again: {reason}")
        if times and last.state is not CallState.UNCERTAIN:
            verdict.untrue.append(f"{key} happened, and is {last.state}: {reason}")
    else:
        verdict.lost.append(f"{key} is {last.state}")


def key_of(change: Change) -> Key:
    """What the change is meant to do, however the task stands meanwhile."""
    return change.kind, change.title if isinstance(change, CreateTask) else change.task_id


class _Board:
    """What the integration did on the board, and what is there."""

    def __init__(self, lane: Lane) -> None:
        self._notion = lane.processes.notion
        self._rows = {row.id: row for row in self._notion.rows()}
        self._history = lane.history
        self._seeded = {one.task_id for one in lane.changes if one.task_id}
        self._noted = [one for one in lane.history.edits if one.by == DARCY]

    def times(self, change: Change) -> Counter[str]:
        """How often each part of a change was done."""
        match change:
            case CreateTask(title=title):
                made = [one for one in self._noted if self._is_new(one) and one.after == title]
                return Counter("made" for _ in made)
            case AddComment():
                return Counter(self._said(change))
            case _:
                return Counter(one.field for one in self._noted if _is_of(one, change))

    def _is_new(self, one: Noted) -> bool:
        return one.field == "made" and one.page_id not in self._seeded

    def _said(self, change: AddComment) -> list[str]:
        told = [one.text for one in self._notion.comments(change.task_id)]
        return ["said" for text in told if text == change.text]

    def has(self, change: Change) -> bool:
        match change:
            case CreateTask(title=title):
                return any(row.title == title for row in self._rows.values())
            case AddComment():
                return bool(self._said(change))
            case ArchiveTask(task_id=task_id, restores=restores):
                return (task_id in self._rows) is restores
            case UpdateTask(task_id=task_id, edits=edits):
                row = self._rows.get(task_id)
                return row is not None and all(_shows(getattr(row, one.field), one) for one in edits)

    def judge_decisions(self, verdict: Verdict, decided: Sequence[Change]) -> None:
        """Whatever the integration did was decided on, as it did it."""
        for one in self._noted:
            if not any(_allows(change, one, is_new=self._is_new(one)) for change in decided):
                verdict.without_decision.append(f"{one.field} of {one.page_id}: {one.before} → {one.after}")
        texts = {change.text for change in decided if isinstance(change, AddComment)}
        for task_id in self._seeded:
            for comment in self._notion.comments(task_id):
                if comment.text not in texts:
                    verdict.without_decision.append(f"comment on {task_id}: {comment.text}")


def _is_of(one: Noted, change: UpdateTask | ArchiveTask) -> bool:
    if one.page_id != change.task_id:
        return False
    if isinstance(change, ArchiveTask):
        return one.field in ("trash", "made")  # what began in the trash is new to whoever looks
    return one.field in {edit.field for edit in change.edits}


def _allows(change: Change, one: Noted, *, is_new: bool) -> bool:
    match change:
        case CreateTask(title=title):
            return is_new and one.after == title
        case ArchiveTask():
            return _is_of(one, change) and (one.after != "yes") is change.restores
        case UpdateTask(edits=edits):
            return _is_of(one, change) and any(
                edit.field == one.field and _brings(edit, one) for edit in edits
            )
        case AddComment():
            return False


def _brings(edit: Edit, one: Noted) -> bool:
    """Whether the edit makes of the one value the other. People who are there meanwhile stay."""
    if not isinstance(edit, PeopleEdit | TagsEdit):
        return in_words(_value(edit)) == one.after
    was, now = ({part for part in text.split(", ") if part != "-"} for text in (one.before, one.after))
    before, after = ({_name(part) for part in side} for side in (edit.before, edit.after))
    return now - was <= after - before and was - now <= before - after


def _shows(value: object, edit: Edit) -> bool:
    if isinstance(edit, PeopleEdit | TagsEdit):
        there = set(value) if isinstance(value, tuple) else set()
        before, after = ({_name(part) for part in side} for side in (edit.before, edit.after))
        return after - before <= there and not (before - after) & there
    return in_words(value) == in_words(_value(edit))


def _value(edit: Edit) -> object:
    match edit:
        case TextEdit(after=after):
            return after
        case DateEdit(after=after):
            return after and after.on
        case ProjectEdit(after=after):
            return after and after.name
        case ParentEdit(after=after):
            return after and after.title
        case _:
            return None


def _name(part: object) -> str:
    return part if isinstance(part, str) else part.name  # type: ignore[attr-defined] # a member
