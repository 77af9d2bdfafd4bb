"""Many cases, on as many lanes as are asked for."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.lane import open_lane
from tests.faults.matrix import matrix
from tests.faults.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sandbox.notion.exchanges import Watch
    from tests.faults.running import Result
    from tests.faults.strikes import Case

SEED = 1
SLICE = 25


def chosen(seed: int, *, only: str = "", is_slice: bool = False) -> list[Case]:
    """The cases in the seed's order. A slice has steps of all kinds, and none that takes minutes."""
    cases = matrix(seed)
    cases = [case for case in cases if case.name == only] or [case for case in cases if only in case.name]
    if not is_slice:
        return cases
    quick = [case for case in cases if not case.is_slow]
    return quick[:: max(1, len(quick) // SLICE)][:SLICE]


async def run_all(
    cases: Sequence[Case],
    *,
    workers: int,
    hear: Callable[[Result], None] = lambda _: None,
    watch: Watch | None = None,
) -> list[Result]:
    """Run the cases; those that mostly wait beside the others, each two on a lane of their own.

    `hear` is told of each result, `watch` of each exchange with Notion.
    """
    quick = iter([case for case in cases if not case.is_slow])
    slow = [case for case in cases if case.is_slow]
    queues = [quick] * min(workers, len(cases)) + [iter(slow[at : at + 2]) for at in range(0, len(slow), 2)]
    results: list[Result] = []

    def keep(result: Result) -> None:
        results.append(result)
        hear(result)

    async with asyncio.TaskGroup() as group:
        for queue in queues:
            group.create_task(_run(queue, keep, watch))
    return results


async def _run(cases: Iterable[Case], keep: Callable[[Result], None], watch: Watch | None) -> None:
    """One after the other, in one world."""
    with tempfile.TemporaryDirectory(prefix="darcy-faults-") as folder:
        async with open_lane(Path(folder), watch) as lane:
            for case in cases:
                keep(await Running(lane, case).done())
