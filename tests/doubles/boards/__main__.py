"""`python -m tests.doubles.boards` prints which boards are told apart and how, as docs/boards.md has it."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.doubles.boards.table import heading, row_of
from tests.doubles.boards.trial import SHAPES, columns_in, tried


async def main() -> None:
    verdicts: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    print(heading())  # noqa: T201 - it is a command
    for shape in SHAPES:
        trial = await tried(shape)
        verdicts[trial.verdict] += 1
        ways.update(how.value for _, how in columns_in(trial.settled).values())
        print(row_of(shape, trial))  # noqa: T201 - it is a command
    print(dict(verdicts), dict(ways))  # noqa: T201 - it is a command


if __name__ == "__main__":
    asyncio.run(main())
