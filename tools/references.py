"""The short names, `T1` and on, by which a conversation knows tasks. The model never sees an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.records import TaskId

_REFERENCE = re.compile(r"t\s?(\d{1,4})", re.IGNORECASE)


class References:
    """Gives each task one name for the whole conversation."""

    def __init__(self, known: Mapping[str, TaskId] | None = None) -> None:
        self._ids: dict[str, TaskId] = dict(known or {})
        self._names = {task_id: name for name, task_id in self._ids.items()}

    def of(self, task_id: TaskId) -> str:
        """The task's name, given now if it had none."""
        if task_id not in self._names:
            name = f"T{1 + max((int(known[1:]) for known in self._ids), default=0)}"
            self._ids[name] = task_id
            self._names[task_id] = name
        return self._names[task_id]

    def is_reference(self, words: str) -> bool:
        """Whether the words can only be such a name, known or not."""
        return _REFERENCE.fullmatch(words.strip()) is not None

    def find(self, words: str) -> TaskId | None:
        """The task meant, if the words are a name given before."""
        match = _REFERENCE.fullmatch(words.strip())
        return self._ids.get(f"T{match[1]}") if match else None

    def as_record(self) -> dict[str, TaskId]:
        return dict(self._ids)
