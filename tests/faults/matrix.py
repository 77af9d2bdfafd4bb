"""All the injections: each step of a press, by each kind of change."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from sandbox.notion.faults import FaultKind
from tests.faults.kinds import KINDS, TEN
from tests.faults.strikes import AtDiscord, AtNotion, Case, CatchUp, InNotion, Stage, Strike

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKED = ("update", "assign", "move", "archive", "restore", "comment")
SOME = ("create", "update", "archive", "comment")
_LATER_S = (0.001, 0.002, 0.004, 0.008, 0.016)
_SILENT, _SILENT_AFTER = FaultKind.SILENT, FaultKind.SILENT_AFTER_COMMIT
_LONG = 120
MANY = 99

_AT_WRITE: dict[str, AtNotion] = {
    "429, 1 s": AtNotion(fault=FaultKind.RATE_LIMITED, where="write"),
    "529, 1 s": AtNotion(fault=FaultKind.OVERLOADED, where="write"),
    "503": AtNotion(fault=FaultKind.UNAVAILABLE, where="write"),
    "503, done, said": AtNotion(fault=FaultKind.UNAVAILABLE_AFTER_COMMIT, where="write"),
    "503, done, unsaid": AtNotion(fault=FaultKind.UNAVAILABLE_AFTER_COMMIT, where="write", names_page=False),
    "409": AtNotion(fault=FaultKind.CONFLICT, where="write"),
    "500": AtNotion(fault=FaultKind.INTERNAL_ERROR, where="write"),
    "502": AtNotion(fault=FaultKind.BAD_GATEWAY, where="write"),
    "504": AtNotion(fault=FaultKind.GATEWAY_TIMEOUT, where="write"),
    "504, done": AtNotion(fault=FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT, where="write"),
    "cut": AtNotion(fault=FaultKind.DROPPED, where="write"),
    "cut, done": AtNotion(fault=FaultKind.DROPPED_AFTER_COMMIT, where="write"),
    "half an answer": AtNotion(fault=FaultKind.MALFORMED, where="write"),
    "an odd answer": AtNotion(fault=FaultKind.MISSHAPEN, where="write"),
    "400": AtNotion(fault=FaultKind.INVALID, where="write"),
    "403": AtNotion(fault=FaultKind.FORBIDDEN, where="write"),
    "404": AtNotion(fault=FaultKind.NOT_FOUND, where="write"),
}
_UNCERTAIN = ("503", "503, done, unsaid", "504, done", "cut", "cut, done")
_AT_CHECK = {
    "429, 1 s": FaultKind.RATE_LIMITED,
    "503": FaultKind.UNAVAILABLE,
    "504": FaultKind.GATEWAY_TIMEOUT,
    "409": FaultKind.CONFLICT,
    "cut": FaultKind.DROPPED,
    "half an answer": FaultKind.MALFORMED,
    "400": FaultKind.INVALID,
    "403": FaultKind.FORBIDDEN,
    "404": FaultKind.NOT_FOUND,
}
_KILLED: dict[str, Strike] = {
    "acknowledgement lost": AtDiscord(where="acknowledge", is_cut=True, kills=True),
    "acknowledged": AtDiscord(where="acknowledge", is_cut=True, after_all=True, kills=True),
    "at the check": AtNotion(fault=_SILENT, where="check", kills=True),
    "checked": AtNotion(fault=_SILENT_AFTER, where="check", kills=True),
    "before the commit": AtNotion(fault=_SILENT, where="write", kills=True),
    "after the commit": AtNotion(fault=_SILENT_AFTER, where="write", kills=True),
    "before the edit": AtDiscord(where="draw", is_cut=True, kills=True),
    "after the edit": AtDiscord(where="draw", is_cut=True, after_all=True, kills=True),
}
_IN_DISCORD: dict[str, tuple[Strike, ...]] = {
    "acknowledgement refused": (AtDiscord(where="acknowledge", status=404, code=10062),),
    "acknowledgement 500": (AtDiscord(where="acknowledge", status=500, times=MANY),),
    "edit 500 once": (AtDiscord(where="draw", status=500),),
    "edit 500": (AtDiscord(where="draw", status=500, times=MANY),),
    "edit 404, message": (AtDiscord(where="draw", status=404, code=10008, times=MANY),),
    "edit 404, webhook": (AtDiscord(where="draw", status=404, code=10015, times=MANY),),
    "edit cut": (AtDiscord(where="draw", is_cut=True, times=MANY),),
    "token expired": (AtNotion(fault=FaultKind.SLOW, where="write", expires=True),),
}
_EDITS = {
    "update": ("renamed", "redated", "moved", "trashed", "reassigned", "joined"),
    "assign": ("renamed", "trashed", "reassigned", "joined"),
    "move": ("moved", "redated"),
    "archive": ("renamed", "redated", "moved", "reassigned", "trashed"),
    "comment": ("renamed", "trashed", "moved"),
}


def matrix(seed: int) -> list[Case]:
    """Every case once, in an order that depends on the seed alone."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    parts = (
        *_killed_once(chance),
        *_killed_within_ten(chance),
        *_at_write(),
        *_at_check(),
        *_in_doubt(),
        *_killed_after_a_fault(),
        *_killed_twice(),
        *_late(),
        *_in_discord(),
        *_conflicts(),
        *_slow(),
    )
    return chance.sample(parts, len(parts))


def _one(step: str, kind: str, *stages: Stage, is_slow: bool = False) -> Case:
    return Case(step=step, kind=kind, kinds=(kind,), stages=stages, is_slow=is_slow)


def _ten(step: str, *stages: Stage) -> Case:
    return Case(step=step, kind="ten", kinds=TEN, stages=stages)


def _soon(chance: random.Random, change: int = 0) -> AtNotion:
    """Killed some ms after the write was answered: anywhere between it and what comes next."""
    later = chance.choice(_LATER_S)
    return AtNotion(fault=FaultKind.SLOW, where="write", change=change, kills=True, kill_after_s=later)


def _fits(strike: Strike, kind: str) -> bool:
    """Whether the kind of change has the request: nothing is compared before a task is made."""
    return not (isinstance(strike, AtNotion) and strike.where == "check" and kind not in CHECKED)


def _killed_once(chance: random.Random) -> Iterator[Case]:
    for kind in KINDS:
        for step, strike in _KILLED.items():
            if _fits(strike, kind):
                yield _one(f"killed {step}", kind, Stage((strike,)))
        for turn in ("a", "b"):
            yield _one(f"killed soon after the commit, {turn}", kind, Stage((_soon(chance),)))
    reading = AtNotion(fault=_SILENT, where="check", skip=1, kills=True)
    yield _one("killed reading the list", "move", Stage((reading,)))
    for kind in ("create", "subtask"):
        said = AtNotion(fault=FaultKind.UNAVAILABLE_AFTER_COMMIT, where="write")
        back = AtNotion(fault=_SILENT, where="read-back", kills=True)
        yield _one("killed at the read-back", kind, Stage((said, back)))


def _killed_within_ten(chance: random.Random) -> Iterator[Case]:
    for step, strike in _KILLED.items():
        if isinstance(strike, AtDiscord):
            yield _ten(f"killed {step}", Stage((strike,)))
    for number, kind in enumerate(TEN):
        for step, fault, where in (
            ("at the check", _SILENT, "check"),
            ("checked", _SILENT_AFTER, "check"),
            ("before the commit", _SILENT, "write"),
            ("after the commit", _SILENT_AFTER, "write"),
        ):
            strike = AtNotion(fault=fault, where=where, change=number, kills=True)  # type: ignore[arg-type]
            if _fits(strike, kind):
                yield _ten(f"killed {step} of change {number + 1}", Stage((strike,)))
        yield _ten(f"killed soon after change {number + 1}", Stage((_soon(chance, number),)))
    for number in (3, 6, 9):  # what did not arrive before is still to be offered again
        cut = AtNotion(fault=FaultKind.DROPPED, where="write", change=1)
        strike = AtNotion(fault=_SILENT, where="write", change=number, kills=True)
        yield _ten(f"write cut, killed before the commit of change {number + 1}", Stage((cut, strike)))


def _at_write() -> Iterator[Case]:
    for step, strike in _AT_WRITE.items():
        for kind in KINDS:
            yield _one(f"write {step}", kind, Stage((strike,)))
        for number in (0, 2, 4, 8):
            there = AtNotion(fault=strike.fault, where="write", change=number, names_page=strike.names_page)
            yield _ten(f"write {step} at change {number + 1}", Stage((there,)))
    for kind in KINDS:
        limit = AtNotion(fault=FaultKind.RATE_LIMITED, where="write", count=MANY, retry_after_s=_LONG)
        yield _one("write 429 for two minutes", kind, Stage((limit,), restarts=True))


def _at_check() -> Iterator[Case]:
    for kind in CHECKED:
        for step, fault in _AT_CHECK.items():
            yield _one(f"check {step}", kind, Stage((AtNotion(fault=fault, where="check"),)))
        lasting = AtNotion(fault=FaultKind.UNAVAILABLE, where="check", count=MANY)
        yield _one("check 503 for long", kind, Stage((lasting,)))


def _in_doubt() -> Iterator[Case]:
    for kind in KINDS:
        for step in ("cut", "cut, done"):
            blind = AtNotion(fault=FaultKind.FORBIDDEN, where="look", count=MANY, skip=_before_look(kind))
            yield _one(f"write {step}, look 403", kind, Stage((_AT_WRITE[step], blind)))


def _before_look(kind: str) -> int:
    """How often is asked before what the look asks: to compare, and to keep the rest of a list."""
    return {"update": 1, "assign": 1, "move": 2, "archive": 1, "restore": 1}.get(kind, 0)


def _killed_after_a_fault() -> Iterator[Case]:
    for kind in KINDS:
        for step in _UNCERTAIN:
            look = AtNotion(fault=_SILENT, where="look", skip=_before_look(kind), kills=True)
            yield _one(f"write {step}, killed at the look", kind, Stage((_AT_WRITE[step], look)))
        for step in ("503, done, said", "cut", "400"):
            strikes = (_AT_WRITE[step], _KILLED["before the edit"])
            yield _one(f"write {step}, killed before the edit", kind, Stage(strikes))


def _killed_twice() -> Iterator[Case]:
    for kind in KINDS:
        for step in ("before the commit", "after the commit"):
            look = AtNotion(fault=_SILENT, where="look", kills=True)
            stages = (Stage((_KILLED[step],)), Stage((look,), at_start=True))
            yield _one(f"killed {step}, and at the start", kind, *stages)
        for step in ("before the commit", "after the commit", "before the edit"):
            stages = (Stage((_AT_WRITE["cut"],)), Stage((_KILLED[step],)))
            yield _one(f"write cut, again, killed {step}", kind, *stages)


def _late() -> Iterator[Case]:
    for kind in KINDS:
        late = AtNotion(fault=FaultKind.LATE, where="write", kills=True)
        yield _one("killed, the write comes late", kind, Stage((late,)), Stage((CatchUp(),)))


def _in_discord() -> Iterator[Case]:
    for kind in SOME:
        for step, strikes in _IN_DISCORD.items():
            yield _one(step, kind, Stage(strikes))


def _conflicts() -> Iterator[Case]:
    for kind, edits in _EDITS.items():
        for edit in edits:
            yield _one(f"task {edit}", kind, Stage((InNotion(edit),)))  # type: ignore[arg-type]
            strikes = (InNotion(edit), _KILLED["before the edit"])  # type: ignore[arg-type]
            yield _one(f"task {edit}, killed before the edit", kind, Stage(strikes))


def _slow() -> Iterator[Case]:
    for kind in SOME:
        for step, fault in (("silent", _SILENT), ("silent, done", _SILENT_AFTER)):
            strike = AtNotion(fault=fault, where="write")
            yield _one(f"write {step}", kind, Stage((strike,)), is_slow=True)
    limit = AtNotion(fault=FaultKind.RATE_LIMITED, where="write", count=3, retry_after_s=40)
    yield _one("write 429 for two minutes, waited out", "update", Stage((limit,)), is_slow=True)
