"""What can be made to go wrong, one table: at Notion, at Discord, and with the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sandbox.discord.emulator import Fault as DiscordFault
from sandbox.model_relay import SLOW_S as MODEL_SLOW_S
from sandbox.model_relay import ModelFault
from sandbox.notion.faults import Fault, FaultKind
from sandbox.notion.integration import Capability
from sandbox.terminal.slash import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.world import World

_SLOW_S = 2.0


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that goes wrong.

    `fails` makes that many next requests fail; or else `turn` switches it on or off; or else `happens` lets
    it happen, once. `meets` says what meets it.
    """

    name: str
    help: str
    fails: Callable[[World, int], None] | None = None
    turn: Callable[[World, bool], None] | None = None
    happens: Callable[[World], None] | None = None
    meets: str = "request"


_DONE = "done all the same"
# Of a request that changes nothing, nothing could be done all the same.
_OF_WRITES = frozenset(
    {
        FaultKind.UNAVAILABLE_AFTER_COMMIT,
        FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT,
        FaultKind.DROPPED_AFTER_COMMIT,
        FaultKind.SILENT_AFTER_COMMIT,
    }
)
_NOTION = {
    FaultKind.RATE_LIMITED: "429, to wait 1 s",
    FaultKind.OVERLOADED: "529, to wait 1 s",
    FaultKind.UNAVAILABLE: "503",
    FaultKind.UNAVAILABLE_AFTER_COMMIT: f"503, {_DONE}",
    FaultKind.CONFLICT: "409",
    FaultKind.INTERNAL_ERROR: "500",
    FaultKind.BAD_GATEWAY: "502, in HTML",
    FaultKind.GATEWAY_TIMEOUT: "504",
    FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT: f"504, {_DONE}",
    FaultKind.DROPPED: "the connection is cut",
    FaultKind.DROPPED_AFTER_COMMIT: f"cut, {_DONE}",
    FaultKind.SILENT: "no answer ever comes",
    FaultKind.SILENT_AFTER_COMMIT: f"no answer ever, {_DONE}",
    FaultKind.SLOW: f"answers take {_SLOW_S:g} s",
    FaultKind.MALFORMED: "half of the JSON",
    FaultKind.MISSHAPEN: "answers of null alone",
    FaultKind.INVALID: "400",
    FaultKind.FORBIDDEN: "403",
    FaultKind.NOT_FOUND: "404",
}
_DISCORD = (
    ("rate limited", "429, to wait 1 s", DiscordFault(429, retry_after_s=1.0)),
    ("internal error", "500", DiscordFault(500)),
    ("unavailable", "503", DiscordFault(503)),
    ("unavailable after all", f"503, {_DONE}", DiscordFault(503, after_all=True)),
    ("dropped", "the connection is cut", DiscordFault(is_cut=True)),
    ("dropped after all", f"cut, {_DONE}", DiscordFault(is_cut=True, after_all=True)),
    ("slow", f"answers take {_SLOW_S:g} s", DiscordFault(delay_s=_SLOW_S)),
)


_MODEL = {
    ModelFault.BUSY: "429",
    ModelFault.BROKEN: "500",
    ModelFault.UNAUTHORIZED: "401, the key is not accepted",
    ModelFault.DROPPED: "the connection is cut",
    ModelFault.SLOW: f"answers take {MODEL_SLOW_S:g} s more",
}


def _invalidate(world: World, resumable: bool) -> None:  # noqa: FBT001 - as a switch
    world.discord.invalidate_sessions(resumable=resumable)


def _refuse_direct_messages(world: World) -> None:
    for person in world.discord.people:
        person.refuse_direct_messages()


_EVENTS = (
    ("gateway dropped", "events: its connection is cut", lambda world: world.discord.drop_connections()),
    ("gateway silent", "events: not a word any more", lambda world: world.discord.fall_silent()),
    (
        "gateway reconnect",
        "events: asks for a new connection",
        lambda world: world.discord.ask_to_reconnect(),
    ),
    ("gateway session lost", "events: the session has ended", lambda world: _invalidate(world, False)),
    ("gateway session resumable", "events: to be resumed", lambda world: _invalidate(world, True)),
    ("direct messages refused", "by everybody, for good", _refuse_direct_messages),
)


def _unshare(world: World, on: bool) -> None:  # noqa: FBT001 - a switch
    (world.notion.unshare if on else world.notion.share)(world.notion.database_id)


def _fill(world: World, on: bool) -> None:  # noqa: FBT001 - a switch
    (world.notion.use_up_blocks if on else world.notion.upgrade)()


def _of_notion() -> Iterator[Switch]:
    for kind, explained in _NOTION.items():
        name, meets = f"notion {kind.value.replace('_', ' ')}", "change" if kind in _OF_WRITES else "request"
        yield Switch(name, explained, fails=_notion_failing(kind), meets=meets)
    for capability in Capability:
        name = f"notion may not {capability.value}"
        yield Switch(name, "403", turn=_forbidding(capability))
    yield Switch("notion unshared", "404, the board is not shared", turn=_unshare)
    yield Switch("notion full", "403, a free plan used up", turn=_fill)


def _notion_failing(kind: FaultKind) -> Callable[[World, int], None]:
    fault = Fault(kind=kind, delay_s=_SLOW_S, only_writes=kind in _OF_WRITES)
    return lambda world, count: world.notion.fail_next(replace(fault, count=count))


def _forbidding(capability: Capability) -> Callable[[World, bool], None]:
    return lambda world, on: (world.notion.forbid if on else world.notion.allow)(capability)


def _of_discord() -> Iterator[Switch]:
    for name, explained, fault in _DISCORD:
        yield Switch(f"discord {name}", explained, fails=_discord_failing(fault))
    for name, explained, happens in _EVENTS:
        yield Switch(f"discord {name}", explained, happens=happens)


def _discord_failing(fault: DiscordFault) -> Callable[[World, int], None]:
    return lambda world, count: world.discord.fail(replace(fault, times=count))


def _of_model() -> Iterator[Switch]:
    for fault, explained in _MODEL.items():
        yield Switch(f"model {fault.value}", explained, fails=_model_failing(fault))


def _model_failing(fault: ModelFault) -> Callable[[World, int], None]:
    def fails(world: World, count: int) -> None:
        if world.relay is None:
            raise UsageError("No model is asked here: the built-in grammar answers.")
        world.relay.fail(fault, count)

    return fails


SWITCHES = (*_of_notion(), *_of_discord(), *_of_model())
