"""A task the conversation knows already, so that what is said of it can be counted from where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.matching import Fit, fit

if TYPE_CHECKING:
    from bot.agent.context import Context, ReferencedTask


def find_known(said: object, context: Context) -> ReferencedTask | None:
    """The one meant by a reference or by words of its title; None if none or several could be."""
    if not isinstance(said, str):
        return None
    named = [known for known in context.tasks if known.reference == said]
    fitting = named or [known for known in context.tasks if fit(said, known.task.title) >= Fit.WORDS]
    return fitting[0] if len(fitting) == 1 else None
