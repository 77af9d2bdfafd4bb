"""What the types of discord-api-types wrongly refuse, one by one."""

from __future__ import annotations

from enum import Enum
from typing import Any

Json = dict[str, Any]

_RESUMED = "RESUMED"
_RESUME, _REQUEST_MEMBERS = 6, 8


class GatewayDeviation(Enum):
    """One disagreement of the types with Discord. Its value is the reason to side with Discord."""

    NO_DATA = (
        "a payload has `d`, null where there is nothing to tell "
        "(discord.com/developers/docs/events/gateway-events#payload-structure); the types leave it out"
    )
    RESUMED_DATA = "RESUMED comes with an object, into which discord.py writes; the types leave it out"
    GUILD_ID = "discord.py asks for members of a guild by its number, and Discord takes it"
    COMPONENT_ID = (
        "a press or a pick tells the `id` of its component "
        "(discord.com/developers/docs/components/reference#button-button-interaction-response-structure); "
        "the types have it in forms alone"
    )
    NO_SESSION = (
        "where a connection breaks before READY, discord.py resumes a session that it has not got yet; "
        "Discord answers that it is invalid (op 9), and discord.py begins one"
    )
    ROLE_DESCRIPTION = "a role has a `description`, which Discord's OpenAPI requires; the types are older"


class GatewayLeniency:
    """Which deviations are forgiven, and which of them have been needed."""

    def __init__(self, forgiven: frozenset[GatewayDeviation] = frozenset(GatewayDeviation)) -> None:
        self._forgiven = forgiven
        self.used: set[GatewayDeviation] = set()

    def _forgives(self, deviation: GatewayDeviation) -> bool:
        if deviation in self._forgiven:
            self.used.add(deviation)
            return True
        return False

    def said(self, payload: Json) -> Json:
        """What a bot said, as the types have it."""
        op, data = payload.get("op"), payload.get("d")
        if not isinstance(data, dict):
            return payload
        if op == _REQUEST_MEMBERS and type(data.get("guild_id")) is int:
            return {
                **payload,
                "d": self._mended(data, {"guild_id": str(data["guild_id"])}, GatewayDeviation.GUILD_ID),
            }
        if op == _RESUME and {"session_id", "seq"} <= data.keys() and data["session_id"] is None:
            begun = {"session_id": "", "seq": data["seq"] or 0}
            return {**payload, "d": self._mended(data, begun, GatewayDeviation.NO_SESSION)}
        return payload

    def _mended(self, data: Json, by: Json, deviation: GatewayDeviation) -> Json:
        return {**data, **by} if self._forgives(deviation) else data

    def told(self, payload: Json) -> Json:
        """What Discord told, as the types have it."""
        if payload.get("t") == _RESUMED and self._forgives(GatewayDeviation.RESUMED_DATA):
            return _without(payload, "d")
        if payload["d"] is None and self._forgives(GatewayDeviation.NO_DATA):
            return _without(payload, "d")
        return {**payload, "d": self._older(payload["d"])}

    def _older(self, part: Any) -> Any:
        """The part without what is newer than the types."""
        if isinstance(part, list):
            return [self._older(one) for one in part]
        if not isinstance(part, dict):
            return part
        if {"colors", "description"} <= part.keys() and self._forgives(GatewayDeviation.ROLE_DESCRIPTION):
            part = _without(part, "description")
        if {"component_type", "id"} <= part.keys() and self._forgives(GatewayDeviation.COMPONENT_ID):
            part = _without(part, "id")
        return {name: self._older(value) for name, value in part.items()}


def _without(body: Json, name: str) -> Json:
    return {key: value for key, value in body.items() if key != name}
