# ruff: noqa: INP001 - a script, run with -m
"""How long somebody who types in the sandbox waits: for its start, and for each answer.

    .venv/bin/python -m bench.typed [runs]

`darcy sandbox` as a whole, with Darcy as a process of its own and the built-in grammar; what is typed goes in
by a pipe, and an answer is there when the words that end it are printed.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE

RUNS = 5
WITHIN_S = 60.0
GREETING = b":quit leaves."
TYPED = {
    "show me my tasks": b"Tidy the shared drive",
    "assign the poster to Priya by Friday in Recruitment": b"Cancel",
    "1": b"Done",
    "what's overdue": b"Send out recruitment forms",
    "I've just finished sending out the recruitment forms": b"Cancel",
}


async def main(runs: int) -> None:
    rows = [await measured() for _ in range(runs)]
    for name in rows[0]:
        times = [row[name] for row in rows]
        print(f"{name:55} median {statistics.median(times):6.3f} s   max {max(times):6.3f} s")  # noqa: T201 - it is what this is for


async def measured() -> dict[str, float]:
    """Seconds for the start and for each line that is typed."""
    began_s = time.monotonic()
    command = (sys.executable, "-m", "bot", "sandbox")
    sandbox = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    assert sandbox.stdin is not None
    assert sandbox.stdout is not None
    try:
        async with asyncio.timeout(WITHIN_S):
            await sandbox.stdout.readuntil(GREETING)
            took = {"its start": time.monotonic() - began_s}
            for line, end in TYPED.items():
                began_s = time.monotonic()
                sandbox.stdin.write(f"{line}\n".encode())
                await sandbox.stdout.readuntil(end)
                took[line] = time.monotonic() - began_s
    finally:
        sandbox.stdin.close()
        await sandbox.wait()
    return took


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
