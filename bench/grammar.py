# ruff: noqa: INP001 - a script, run with -m
"""What reading one sentence costs the built-in grammar in CPU, while which the event loop serves nobody else.

    .venv/bin/python -m bench.grammar

Each sentence of evals is read on each board, after all have been read once; then some made to be dear.
Only this process is timed (`time.process_time`), without what the tools do with the calls.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.agent.grammar_model import GrammarModel
from evals.asking import results_of
from evals.cases import CASES
from evals.workspaces import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from evals.case import Case
    from storage.runs import Message, Reply
    from tools.toolset import ToolSpec

DEAR = (
    "my " * 40,
    "assign {first_name} and {other_first} " + "and {first_name} and {other_first} " * 4 + "to the poster",
    "show my tasks due this week and " * 5,
    "finish the poster and " * 8 + "finish the flyers",
    "move the poster to Friday" + ", the flyers to Monday and the forms to Friday" * 3,
)


class Timed:
    """The grammar, and how many milliseconds of CPU each request took to read."""

    def __init__(self) -> None:
        self._grammar = GrammarModel()
        self.took: list[tuple[float, str]] = []

    async def reply(self, context: Context, history: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        began = time.process_time()
        reply = await self._grammar.reply(context, history, tools)
        if not history:
            self.took.append(((time.process_time() - began) * 1000, context.request.words))
        return reply


async def read(cases: Sequence[Case]) -> list[tuple[float, str]]:
    model = Timed()
    await results_of(cases, EVERYWHERE, model)
    model.took.clear()
    gc.collect()
    gc.freeze()  # the cases are no part of Darcy, so they are not looked through for garbage either
    await results_of(cases, EVERYWHERE, model)
    return sorted(model.took)


async def read_dear() -> list[tuple[float, str]]:
    return await read([replace(CASES[0], turns=(said,)) for said in DEAR])


def main() -> None:
    began = time.process_time()
    GrammarModel()
    built_ms = (time.process_time() - began) * 1000
    for name, took in (("evals", asyncio.run(read(CASES))), ("made to be dear", asyncio.run(read_dear()))):
        each = [ms for ms, _ in took]
        p99 = each[int(len(each) * 0.99)]
        sys.stdout.write(
            f"{name}: {len(each)} readings, CPU ms: median {statistics.median(each):.1f}, p99 {p99:.1f}, "
            f"max {each[-1]:.1f} ({took[-1][1][:60]} …)\n"
        )
    sys.stdout.write(f"the grammar itself is built in {built_ms:.0f} ms\n")


if __name__ == "__main__":
    main()
