"""Makes what is to strike strike: faults of the emulators, edits in Notion, and Darcy's end among them."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from sandbox.discord.faults import Fault as DiscordFault
from sandbox.history import SOMEBODY
from sandbox.notion.faults import Fault
from tests.faults.kinds import Request
from tests.faults.strikes import AtDiscord, AtNotion, CatchUp, InNotion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.notion.board import Edits
    from tests.faults.lane import Lane
    from tests.faults.strikes import Edit, Strike

EXPIRED = dt.timedelta(minutes=16)
_EDITS: dict[Edit, Edits] = {
    "renamed": {"title": "Something else altogether"},
    "redated": {"due": dt.date(2026, 6, 20)},
    "moved": {"project": "Freshers Fair"},
    "trashed": {"in_trash": True},
    "reassigned": {"assignees": ["Tom Achterberg"]},
    "joined": {"assignees": ["Maya Lindqvist", "Tom Achterberg"]},
}


def arm(lane: Lane, strikes: Sequence[Strike]) -> None:
    """Let all of it happen: some at once, some when Darcy comes to it.

    The lane is struck once Darcy is killed or, where nothing kills it, has met the last of them.
    """
    lane.struck.clear()
    for one in strikes:
        match one:
            case AtNotion():
                lane.processes.notion.fail_next(_notion_fault(lane, one, last=one is strikes[-1]))
            case AtDiscord():
                lane.processes.discord.fail(_discord_fault(lane, one))
            case InNotion(edit, number):
                _edit(lane, edit, number)
            case CatchUp():
                lane.processes.notion.catch_up()
    if all(isinstance(one, InNotion | CatchUp) for one in strikes):
        lane.struck.set()


def _edit(lane: Lane, edit: Edit, number: int) -> None:
    task_id = lane.changes[number].task_id
    assert task_id is not None
    lane.processes.notion.edit(task_id, **_EDITS[edit])
    lane.history.look(SOMEBODY)


def _notion_fault(lane: Lane, strike: AtNotion, *, last: bool) -> Fault:
    request = _request(lane, strike)
    return Fault(
        kind=strike.fault,
        method=request.method,
        path=request.path,
        skip=request.skip + strike.skip,
        count=strike.count,
        retry_after_s=strike.retry_after_s,
        names_page=strike.names_page,
        delay_s=0,
        met=_met(lane, strike, last=last),
    )


def _request(lane: Lane, strike: AtNotion) -> Request:
    change = lane.changes[strike.change]
    if strike.where == "read-back":
        return Request("GET", "/pages/")
    found = {"check": change.check, "write": change.write, "look": change.look}[strike.where]
    assert found is not None
    return found


def _met(lane: Lane, strike: AtNotion, *, last: bool) -> Callable[[], None]:
    def met() -> None:
        if strike.expires:
            lane.processes.clock.advance(EXPIRED)
        if strike.kills and strike.kill_after_s:
            asyncio.get_running_loop().call_later(strike.kill_after_s, lane.kill_now)
        elif strike.kills:
            lane.kill_now()
        elif last:
            lane.struck.set()

    return met


def _discord_fault(lane: Lane, strike: AtDiscord) -> DiscordFault:
    is_first = strike.where == "acknowledge"
    return DiscordFault(
        strike.status,
        path="/callback" if is_first else "/messages/@original",
        method="POST" if is_first else "PATCH",
        times=strike.times,
        is_cut=strike.is_cut,
        after_all=strike.after_all,
        code=strike.code,
        met=lane.kill_now if strike.kills else lane.struck.set,
    )
