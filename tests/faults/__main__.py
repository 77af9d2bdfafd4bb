"""`make faults`: everything that can go wrong between a press and its receipt, on real processes.

.venv/bin/python -m tests.faults [--slice] [--only WORDS] [--seed N] [--workers N]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import TYPE_CHECKING

from tests.faults.table import summary_of, table_of, told_of
from tests.faults.whole import SEED, chosen, run_all

if TYPE_CHECKING:
    from tests.faults.running import Result


def _told(result: Result) -> None:
    for line in told_of(result):
        sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.faults", description="Kill Darcy, and let things fail.")
    parser.add_argument("--slice", action="store_true", help="only some 25 of all kinds")
    parser.add_argument("--only", default="", help="only those with these words in their names")
    parser.add_argument("--seed", type=int, default=SEED, help="of their order")
    parser.add_argument("--workers", type=int, default=2, help="how many at once")
    arguments = parser.parse_args()
    cases = chosen(arguments.seed, only=arguments.only, is_slice=arguments.slice)
    results = asyncio.run(run_all(cases, workers=arguments.workers, hear=_told))
    summary = summary_of(results)
    sys.stdout.write(f"{table_of(results)}\n{json.dumps(summary)}\n")
    sys.exit(0 if all(not count for name, count in summary.items() if name != "injected") else 1)
