"""What parts of a sentence fill: some fields of a call's arguments, by name, and how parts become one."""

from __future__ import annotations

from typing import Any, TypeAlias

from bot.agent.grammar.errors import UnclearError

Fields: TypeAlias = dict[str, Any]
"""Besides arguments: `tool`; `tasks` for several named; `where` for those that fit conditions; `open`, what
must still be asked; `amends` for a word on the request before."""

IT = object()
"""The task of a sentence that names it by "it", where no single task was spoken of last."""


def merged(parts: tuple[object, ...], **more: object) -> Fields:
    """All the fields that parts of a sentence fill. Raises `UnclearError` if two differ."""
    fields: Fields = {}
    for part in (*parts, more):
        for name, value in part.items() if isinstance(part, dict) else ():
            if fields.setdefault(name, value) != value:
                subject = name.removesuffix("_on").replace("_", " ")
                raise UnclearError(f"I read two different things for {subject} in that. Which do you mean?")
    return fields
