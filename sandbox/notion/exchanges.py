"""What passes between the emulated Notion and whoever asks it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - a record's own fields
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A request that got past the door: the ids in its path, its query and its body."""

    ids: dict[str, str]
    query: dict[str, list[str]]
    body: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer. `path` begins with /v1 and has no query.

    `request` is None if there was no JSON body. `status` is 0 if no answer came. `answer` is None if none
    came, or not one that Notion meant: no JSON, cut short, or of another shape.
    """

    method: str
    path: str
    request: Any
    status: int
    answer: Json | None
    started_at: dt.datetime
    query: dict[str, list[str]] = field(default_factory=dict)


# Told of each exchange once its answer is known. It is called while the answer waits, so it should be quick.
Watch = Callable[[Exchange], None]
