"""What a sentence must lead to, in plain values, and whether an outcome is that.

An expectation is exact: a change more, a field more or a task more on a list is a failure. Names in braces
are placeholders of the workspace, and tasks go by their roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, Refused, TasksShown
from evals.plain import plain_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.agent.outcomes import RunOutcome
    from evals.workspace import Workspace
    from storage.records import Task

    Fits = Callable[[Task, Workspace], bool]


class Expectation(Protocol):
    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:
        """What is wrong with an outcome, in words; empty where it is what was meant."""


@dataclass(frozen=True)
class Plans:
    """These changes are held for a decision, and no others."""

    changes: tuple[dict[str, Any], ...]

    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:
        if not isinstance(outcome, AwaitingDecision):
            return f"no change planned: {told(outcome)}"
        planned = [plain_change(call.change) for call in outcome.proposal.calls]
        left = list(planned)
        for change in self.changes:
            wanted = _named(change, workspace)
            same = next((one for one in left if _is_meant(wanted, one)), None)
            if same is None:
                return f"wanted {wanted}, planned {planned}"
            left.remove(same)
        return f"planned besides: {left}" if left else ""


@dataclass(frozen=True)
class Shows:
    """A list of just those tasks that fit, in any order."""

    fits: Fits

    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:
        if not isinstance(outcome, TasksShown):
            return f"no list: {told(outcome)}"
        shown = {task.title for task in outcome.shown.listing.tasks}
        meant = {task.title for task in workspace.board.values() if self.fits(task, workspace)}
        return "" if shown == meant else f"missing {sorted(meant - shown)}, too many {sorted(shown - meant)}"


@dataclass(frozen=True)
class AsksWhich:
    """A question with these candidates, tasks or people by their roles, and perhaps "none of these"."""

    roles: frozenset[str]

    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:
        if not isinstance(outcome, AwaitingAnswer):
            return f"no question: {told(outcome)}"
        known: dict[str, str] = {key: task.id for key, task in workspace.board.items()}
        known |= {role: member.id for role, member in workspace.members.items()}
        offered = {option.id for option in outcome.question.options if option.id}
        meant = {known[role] for role in self.roles}
        return "" if offered == meant else f"asked which of {sorted(offered)}, meant {sorted(meant)}"


@dataclass(frozen=True)
class NothingWritten:
    """Whatever is said or shown, no change is held, nor a question asked that would lead to one."""

    is_answer: bool = False

    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:  # noqa: ARG002
        fine = (Answered, Refused) if self.is_answer else (Answered, Refused, TasksShown)
        return "" if isinstance(outcome, fine) else told(outcome)


@dataclass(frozen=True)
class Either:
    """Of several readings that people would accept, any."""

    ways: tuple[Expectation, ...]

    def fault_of(self, outcome: RunOutcome, workspace: Workspace) -> str:
        faults = [way.fault_of(outcome, workspace) for way in self.ways]
        return "" if "" in faults else faults[0]


def told(outcome: RunOutcome) -> str:
    """An outcome in a line, for whoever reads the failures."""
    match outcome:
        case Answered(text):
            return f"said {text[:90]!r}"
        case Refused(reason):
            return f"refused: {reason[:90]!r}"
        case TasksShown(_, shown):
            return f"showed {shown.title!r}"
        case AwaitingDecision(proposal):
            return f"planned {[plain_change(call.change) for call in proposal.calls]}"
        case AwaitingAnswer(question):
            return f"asked {question.text!r}: {[option.label for option in question.options]}"
        case _:
            return type(outcome).__name__


def _named(value: Any, workspace: Workspace) -> Any:
    """The value with the workspace's names in place of placeholders."""
    if isinstance(value, str):
        return value.format_map(workspace.words)
    if isinstance(value, dict):
        return {name: _named(one, workspace) for name, one in value.items()}
    if isinstance(value, frozenset):
        return frozenset(_named(one, workspace) for one in value)
    return value


def _is_meant(wanted: dict[str, Any], planned: dict[str, Any]) -> bool:
    """Whether they are the same, but for case and the stop at the end of what people type.

    A comment begins with who signs it, which is no part of the sentence.
    """
    wanted, planned = _folded(wanted), _folded(planned)
    if wanted["does"] == planned["does"] == "comment" and planned["text"].endswith(wanted["text"]):
        planned["text"] = wanted["text"]
    return wanted == planned


def _folded(change: dict[str, Any]) -> dict[str, Any]:
    typed = ("title", "new_title", "text")
    return {name: v.casefold().rstrip(".!") if name in typed else v for name, v in change.items()}
