"""What passes between Darcy, Discord and Notion, in the order in which it passed."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.discord.exchanges import NO_ANSWER

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.exchanges import GatewayPayload, RestExchange
    from sandbox.notion.exchanges import Exchange

_ID = re.compile(r"(?<=/)(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\d{15,}|[\w.=-]{40,})")
_NOT_SHOWN = {"at", "kind", "name", "guild", "run", "proposal", "ms", "outcome"}
_DISPATCH = 0
_LOOK_EVERY_S = 0.002


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that passed. `at_s` counts from 1970, in real time; ids in paths are left out."""

    at_s: float
    where: str
    what: str


class Recorder:
    """Notes what the emulators tell it; what Darcy does it reads from the trace Darcy writes."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace
        self.line = ""
        self._since_s = time.time()
        self._moments: list[Moment] = []

    def begin(self, line: str) -> None:
        """A new request, made by this line: what was before it is forgotten."""
        self.line, self._since_s, self._moments = line, time.time(), []

    def hear_notion(self, exchange: Exchange) -> None:
        self._note("Notion", f"{exchange.method} {_short(exchange.path)} → {exchange.status or 'no answer'}")

    def hear_discord(self, exchange: RestExchange) -> None:
        status = "no answer" if exchange.status == NO_ANSWER else exchange.status
        self._note("Discord", f"{exchange.method} {_short(exchange.path)} → {status}")

    def hear_model(self, told: str) -> None:
        self._note("Model", told)

    def hear_gateway(self, told: GatewayPayload) -> None:
        if not told.by_bot and told.payload.get("op") == _DISPATCH:
            self._note("Discord", f"tells of {told.payload['t']}")

    def moments(self) -> list[tuple[int, Moment]]:
        """All since the request was made, each with how many ms after it."""
        both = sorted([*self._moments, *self._darcys()], key=lambda moment: moment.at_s)
        return [(round((one.at_s - self._since_s) * 1000), one) for one in both]

    async def until_begun(self) -> None:
        """Wait until Darcy has noted the request down and asks its model."""
        while not any("ModelAsked" in one.what for one in self._darcys()):  # noqa: ASYNC110 - in a file
            await asyncio.sleep(_LOOK_EVERY_S)

    def _note(self, where: str, what: str) -> None:
        self._moments.append(Moment(time.time(), where, what))

    def _darcys(self) -> list[Moment]:
        if not self.trace.exists():
            return []
        whole = self.trace.read_text(encoding="utf-8").rpartition("\n")[0]  # the last line may be underway
        lines = [json.loads(line) for line in whole.splitlines()]
        return [Moment(line["at"], "Darcy", _told(line)) for line in lines if line["at"] >= self._since_s]


def _told(line: dict[str, Any]) -> str:
    """A line of Darcy's trace in words."""
    if line["kind"] == "command":
        return f"command {line['name']} → {line['outcome']} in {line['ms']} ms"
    fields = {"outcome": line.get("outcome"), **{key: line[key] for key in line.keys() - _NOT_SHOWN}}
    shown = [f"{key} {_value(value)}" for key, value in sorted(fields.items()) if value]
    return " · ".join([f"event {line['name']}", *shown]).replace("_", " ")


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else _short(f"/{value}")[1:]


def _short(path: str) -> str:
    return _ID.sub("…", path.removeprefix("/v1"))
