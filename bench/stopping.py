# ruff: noqa: INP001 - a script, run with -m
"""How long `darcy run` takes to end after SIGTERM, in the middle of various things.

    .venv/bin/python -m bench.stopping [runs]

A whole process on the emulators. It promises 5 seconds: what is under way has 3, taking leave the rest.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.notion.faults import Fault, FaultKind
from tests.doubles.darcy import FORMS
from tests.doubles.processes import WITHIN_S, open_processes

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from sandbox.darcy_process import DarcyProcess
    from tests.doubles.processes import Processes

RUNS = 3
KILL_AFTER_S = 20.0
FINISH: tuple[str, dict[str, object]] = ("update_task", {"task": FORMS, "status": "done"})


@asynccontextmanager
async def opened() -> AsyncGenerator[Processes]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_processes(Path(folder), grammar=False) as world:
            yield world


async def waiting_for_notion(world: Processes) -> DarcyProcess:
    asked = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    world.environment["NOTION_BASE_URL"] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    darcy = world.new()
    await darcy.start()
    await asyncio.wait_for(asked.wait(), WITHIN_S)
    server.close()
    return darcy


async def idle(world: Processes) -> DarcyProcess:
    return await world.started()


async def waiting_for_the_model(world: Processes) -> DarcyProcess:
    darcy = await world.started()
    await world.link()
    world.model.stalls()
    await world.maya.slash("darcy", {"request": "whatever"})
    await asyncio.wait_for(world.model.received.wait(), WITHIN_S)
    return darcy


async def in_a_write(world: Processes, takes_s: float) -> DarcyProcess:
    darcy = await world.started()
    await world.link()
    world.model.calls(FINISH)
    card = await world.ask("the forms are done")
    world.notion.fail_next(Fault(kind=FaultKind.SLOW, method="PATCH", path="/pages/", delay_s=takes_s))
    await (await world.maya.press(card, "Confirm")).acknowledged()
    await world.discord.until(lambda: world.notion.row(FORMS).status == "Done" or None, WITHIN_S)
    return darcy


MOMENTS: dict[str, Callable[[Processes], Awaitable[DarcyProcess]]] = {
    "at its start, Notion silent": waiting_for_notion,
    "idle": idle,
    "the model silent": waiting_for_the_model,
    "a write that takes 1 s": lambda world: in_a_write(world, 1.0),
    "a write that takes 8 s": lambda world: in_a_write(world, 8.0),
}


async def ended_after_s(reach: Callable[[Processes], Awaitable[DarcyProcess]]) -> float:
    async with opened() as world:
        darcy = await reach(world)
        begun = time.perf_counter()
        await darcy.stop(KILL_AFTER_S)
        took_s = time.perf_counter() - begun
        assert darcy.status == 0, f"it ended with {darcy.status}"
        return took_s


async def measure(runs: int) -> None:
    sys.stdout.write(f"{'in the middle of':30} {'median s':>9} {'max s':>7}   ({runs} runs each)\n")
    for name, reach in MOMENTS.items():
        took = [await ended_after_s(reach) for _ in range(runs)]
        sys.stdout.write(f"{name:30} {statistics.median(took):9.2f} {max(took):7.2f}\n")
        sys.stdout.flush()


def main() -> None:
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))


if __name__ == "__main__":
    main()
