"""An empty list, looked for once more without one of its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.runs import Wider

if TYPE_CHECKING:
    from tools.arguments import ListArguments

_LEFT_OUT: dict[Wider, dict[str, Any]] = {
    Wider.OPEN: {"status": "any"},
    Wider.STATUS: {"status": "any"},
    Wider.WHOSE: {"whose": None},
    Wider.DAYS: {"due_from": None, "due_until": None, "without_due": False},
    Wider.PROJECT: {"project": None},
}


def wider_than(said: ListArguments) -> tuple[Wider, ...]:
    """The conditions that were given and could be left out, the likeliest to help first."""
    given = {
        Wider.OPEN: said.status == "open",
        Wider.STATUS: said.status not in {"open", "any"},
        Wider.WHOSE: bool(said.whose),
        Wider.DAYS: bool(said.due_from or said.due_until or said.without_due),
        Wider.PROJECT: bool(said.project),
    }
    return tuple(wider for wider in Wider if given[wider])


def widened(said: ListArguments, wider: Wider) -> ListArguments:
    return said.model_copy(update=_LEFT_OUT[wider])
