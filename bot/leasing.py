"""One Darcy per database: waits for its turn, says that it is alive, and knows when its turn is over."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import DarcyError
from storage.leases import Holder

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from storage.leases import Lease
    from storage.ports import LeaseStore

log = logging.getLogger(__name__)

_THIS_PROCESS = secrets.token_hex(8)


class TakenOverError(DarcyError):
    """Another Darcy has the database."""

    def __init__(self) -> None:
        super().__init__(
            "Another Darcy has taken over this database, because this one was not heard of for too long, so "
            "this one stopped. If it was not you who started the other, look who else uses the database."
        )


class InUseError(DarcyError):
    """Another Darcy has the database, and is alive."""

    def __init__(self) -> None:
        super().__init__(
            "A Darcy is running on this database (DARCY_DATABASE_URL), and there can be one at a time. "
            "Stop it first, or ask it in Discord."
        )


class NotHoldingError(DarcyError):
    """Another Darcy may be about to take over, so nothing is begun."""

    def __init__(self) -> None:
        super().__init__("I cannot reach my database just now. Nothing was changed; try again in a minute.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """In seconds. A holder stops `lost_after_s` after its last beat, before another may follow it."""

    beat_every_s: float = 2.5
    lost_after_s: float = 7.5
    free_after_s: float = 10.0
    look_every_s: float = 0.5


@dataclass(slots=True)
class Tenure:
    """The time in which this process is Darcy. `lost` is set once another one is."""

    lease: Lease
    rhythm: Rhythm
    beaten_at_s: float
    lost: asyncio.Event = field(default_factory=asyncio.Event)

    def holds(self) -> bool:
        """Whether nobody else can be Darcy yet. It is not where the database could not be told for long."""
        return not self.lost.is_set() and time.monotonic() - self.beaten_at_s < self.rhythm.lost_after_s

    def check(self) -> None:
        """Raises `NotHoldingError` where `holds` does not."""
        if not self.holds():
            raise NotHoldingError

    async def keep(self, store: LeaseStore) -> None:
        """Beat until another has the lease, or until cancelled."""
        while True:
            await asyncio.sleep(self.rhythm.beat_every_s)
            began_s = time.monotonic()
            try:
                beaten = await store.beat(self.lease)
            except DarcyError as error:
                log.warning("not heard", extra={"why": type(error).__name__})
                continue
            if beaten is None:
                log.error("taken over")
                self.lost.set()
                return
            self.beaten_at_s = began_s


@asynccontextmanager
async def open_tenure(
    store: LeaseStore, rhythm: Rhythm | None = None, *, waits: bool = True
) -> AsyncGenerator[Tenure]:
    """Wait until this process is Darcy, and give that back at the end.

    Not `waits`, it waits only until it is certain that another one is alive, and raises `InUseError`.
    """
    rhythm = rhythm or Rhythm()
    began_s, lease = await _taken(store, rhythm, waits=waits)
    tenure = Tenure(lease, rhythm, began_s)
    keeping = asyncio.create_task(tenure.keep(store))
    try:
        yield tenure
    finally:
        keeping.cancel()
        await asyncio.wait({keeping})
        with suppress(DarcyError):  # it is free after some seconds all the same
            await store.give_back(lease)


async def _taken(store: LeaseStore, rhythm: Rhythm, *, waits: bool) -> tuple[float, Lease]:
    """Take the lease as soon as it is free. What its holder last said is timed by our own clock."""
    holder = Holder(id=secrets.token_hex(8), place=_place(), process=f"{os.getpid()}:{_THIS_PROCESS}")
    seen, since_s = None, time.monotonic()
    is_told = False
    while True:
        now_s = time.monotonic()
        lease = await store.find()
        if lease != seen:
            if seen is not None and lease is not None and not waits:
                raise InUseError
            seen, since_s = lease, now_s
        is_free = lease is None or _has_died(lease.holder) or now_s - since_s >= rhythm.free_after_s
        if is_free and (taken := await store.take(holder, lease)) is not None:
            return now_s, taken
        if not is_told:
            log.warning("waiting until the other Darcy of this database ends")
            is_told = True
        await asyncio.sleep(rhythm.look_every_s)


def _has_died(holder: Holder) -> bool:
    """Whether it certainly has: it was a process of this system, which has it no more."""
    number, _, process = holder.process.partition(":")
    if holder.place != _place() or process == _THIS_PROCESS or os.name != "posix":
        return False
    if number == str(os.getpid()):
        return True  # the number is ours now
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError):
        return False
    return False


def _place() -> str:
    """Where process numbers mean what they mean here: this boot and this container, or else this host."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return socket.gethostname()
