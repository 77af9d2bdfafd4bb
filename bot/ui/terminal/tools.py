"""`darcy tools` on paper: what is offered, and what a call would do."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from bot.agent.outcomes import AwaitingAnswer, AwaitingDecision, TasksShown
from bot.approvals.calls import calls_of
from bot.ui.cards import card_of
from bot.ui.terminal.drawing import Pen
from bot.ui.visible import visible
from storage.proposals import Proposal
from storage.records import ProposalId, QuestionId
from storage.runs import Question, ToolResult
from tools.toolset import Asked, Held, Refusal, ShownToPerson

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from rich.console import RenderableType

    from bot.agent.outcomes import Outcome
    from storage.runs import Run, ToolCall
    from tools.toolset import Handled, ToolSpec

_INDENT = (0, 0, 0, 4)
_SUCH_AS = 'darcy tools try update_task "task=some words" assignees=Ana,Ben'


def drawn_offers(specs: Sequence[ToolSpec]) -> RenderableType:
    """Every tool with its description and the fields of its schema."""
    offers = [part for spec in specs for part in (*_offer(spec), Text())]
    return Group(*offers, Text("What a call would do, changing nothing:", "dim"), Text(f"  {_SUCH_AS}"))


def _offer(spec: ToolSpec) -> Iterator[RenderableType]:
    yield Text(spec.name, "bold cyan")
    yield Padding(Text(spec.description), _INDENT)
    for name, field in spec.parameters["properties"].items():
        kind = Text(f" {_kind_of(field)}", "dim")
        described = Text(f"  {field['description']}" if "description" in field else "")
        yield Padding(Text.assemble((name, "bold"), kind, described), _INDENT)


def _kind_of(field: dict[str, object]) -> str:
    kinds = field.get("type", "object")
    names = kinds if isinstance(kinds, list) else [kinds]
    enum = field.get("enum")
    options = f" of {', '.join(visible(str(one)) for one in enum if one)}" if isinstance(enum, list) else ""
    return "/".join(str(name) for name in names if name != "null") + options


def drawn_try(call: ToolCall, handled: Handled, *, run: Run, called: str, zone: ZoneInfo) -> RenderableType:
    """The call as it was understood, the gate's verdict, and the card there would be.

    `called` is the name of the person it was made as, in `run`.
    """
    verdict, outcome = _verdict(handled, run)
    arguments = json.dumps(json.loads(call.arguments), ensure_ascii=False)
    parts: list[RenderableType] = [
        Text.assemble(("Call     ", "bold"), visible(f"{call.name} {arguments}")),
        Text.assemble(("As       ", "bold"), visible(called)),
        Text.assemble(("Verdict  ", "bold"), visible(verdict)),
    ]
    if outcome is not None:
        today = run.request.received_at.astimezone(zone).date()
        card = replace(card_of(outcome, today=today), actions=(), choice=None)
        parts += [Text(), Pen(lambda _: called, zone).drawn(card).shown]
    if isinstance(outcome, AwaitingAnswer):
        named = [(one.label, one.detail) if one.detail else (one.label,) for one in outcome.question.options]
        parts += [Text(f"- {' · '.join(map(visible, words))}") for words in named]
    return Group(*parts, Text("Nothing was changed: this was a try.", "dim"))


def _verdict(handled: Handled, run: Run) -> tuple[str, Outcome | None]:
    asked = run.request
    match handled:
        case ToolResult(_, text, ok):
            return (f"answered: {text}" if ok else f"back to the model: {text}"), None
        case Refusal(_, reason):
            return f"refused: {reason}", None
        case ShownToPerson(_, shown):
            return "shown to the person", TasksShown(run.id, shown)
        case Asked(call, need, is_result):
            question = Question(
                id=QuestionId(""),
                run=run.id,
                asked_of=asked.asked_by,
                text=need.text,
                options=need.options,
                subject=None if is_result else need.subject,
                words=need.words,
                call_id=call.id if is_result else None,
                expires_at=asked.received_at + dt.timedelta(days=1),
            )
            return "the person is asked", AwaitingAnswer(question)
        case Held():
            proposal = Proposal(
                id=ProposalId(""),
                run=run.id,
                guild=asked.guild,
                asked_by=asked.asked_by,
                calls=calls_of([handled]),
                created_at=asked.received_at,
                expires_at=asked.received_at + dt.timedelta(days=1),
            )
            return "held for a decision", AwaitingDecision(proposal, handled.note)
        case _:
            assert_never(handled)
