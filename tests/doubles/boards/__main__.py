"""`python -m tests.doubles.boards` prints which boards are told apart, and how."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.doubles.boards.trial import SHAPES, columns_in, tried


async def main() -> None:
    verdicts: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    for shape in SHAPES:
        trial = await tried(shape)
        verdicts[trial.verdict] += 1
        told = columns_in(trial.settled)
        ways.update(how.value for _, how in told.values())
        how = ", ".join(f"{field} {name!r} ({way.value})" for field, (name, way) in told.items())
        print(f"{shape.name:18} {trial.verdict:13} {how}")  # noqa: T201 - it is a command
    print(dict(verdicts), dict(ways))  # noqa: T201 - it is a command


if __name__ == "__main__":
    asyncio.run(main())
