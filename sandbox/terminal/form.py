"""A form of Discord's, filled in line by line.

Its parts: https://docs.discord.com/developers/components/reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.discord.components import CHECKBOX, LABEL, RADIO_GROUP, ROW, STRING_SELECT, TEXT_INPUT
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sandbox.discord.emulator import Modal

KEEP, CANCEL, EMPTY = ":keep", ":cancel", "-"
_BOOLEANS = {"yes": True, "no": False}
_WITH_OPTIONS = (STRING_SELECT, RADIO_GROUP)


@dataclass(frozen=True, slots=True)
class _Field:
    """Something to be filled in: `stands` is what is in it already."""

    custom_id: str
    kind: int
    label: str
    stands: str
    options: Mapping[str, str]
    is_required: bool

    def asks(self) -> str:
        """The line above which it is typed."""
        offered = f" ({', '.join(f'{at} {label}' for at, label in enumerate(self.options, 1))})"
        must = " *" if self.is_required else ""
        return f"{self.label}{must}{offered if self.options else ''} [{self.stands}]"

    def read(self, line: str) -> str | bool | list[str]:
        """What a typed line means for it. Raises `UsageError`."""
        if self.kind == CHECKBOX:
            if line.lower() not in _BOOLEANS:
                raise UsageError(f"{self.label} takes yes or no.")
            return _BOOLEANS[line.lower()]
        if self.options:
            return [self._option(word.strip()) for word in line.split(",")] if line else []
        return line

    def _option(self, word: str) -> str:
        labels = list(self.options)
        if word.isdecimal() and 1 <= int(word) <= len(labels):
            return self.options[labels[int(word) - 1]]
        found = [value for label, value in self.options.items() if label.lower() == word.lower()]
        if not found:
            raise UsageError(f"{self.label} takes {', '.join(labels)}.")
        return found[0]


class Form:
    """A form being filled in: each line is for one field, in their order."""

    def __init__(self, modal: Modal) -> None:
        """Raises `UsageError` where it has something that cannot be typed."""
        self.modal = modal
        self.values: dict[str, str | bool | list[str]] = {}
        self._fields = list(_fields(modal.components))

    @property
    def intro(self) -> tuple[str, ...]:
        """What is told when it opens."""
        how = f"Enter or {KEEP} leaves what stands in [ ], {EMPTY} empties it, {CANCEL} closes the form."
        return (f"A form opened: {self.modal.title}", how, self.asks)

    @property
    def asks(self) -> str:
        """The field the next line is for."""
        return self._fields[0].asks()

    @property
    def is_full(self) -> bool:
        return not self._fields

    def fill(self, line: str) -> None:
        """Take a line for the next field. Raises `UsageError` if it will not do."""
        field = self._fields[0]
        if line not in ("", KEEP):
            self.values[field.custom_id] = field.read("" if line == EMPTY else line)
        del self._fields[0]


def _fields(components: Iterable[Mapping[str, Any]], label: str = "") -> Iterator[_Field]:
    for part in components:
        kind = part["type"]
        if kind == ROW:
            yield from _fields(part["components"], label)
        elif kind == LABEL:
            yield from _fields([part["component"]], part["label"])
        elif kind in (TEXT_INPUT, CHECKBOX, *_WITH_OPTIONS):
            yield _field(part, part.get("label") or label)
        elif "custom_id" in part:
            raise UsageError(f"{label or 'A field'} of the form that opened cannot be typed here.")


def _field(part: Mapping[str, Any], label: str) -> _Field:
    options = {one["label"]: one["value"] for one in part.get("options", ())}
    chosen = [one["label"] for one in part.get("options", ()) if one.get("default")]
    stands = ("yes" if part["default"] else "no") if part["type"] == CHECKBOX else part.get("value", "")
    return _Field(
        custom_id=part["custom_id"],
        kind=part["type"],
        label=label,
        stands=", ".join(chosen) or stands,
        options=options,
        is_required=part.get("required", False),
    )
