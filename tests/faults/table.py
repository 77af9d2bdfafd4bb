"""The results as people read them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.faults.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.faults.running import Result

COLUMNS = (*KINDS, "ten")


def summary_of(results: Sequence[Result]) -> dict[str, int]:
    """Counts, of which all but `injected` are to be 0. `missed` are those that met nothing."""
    return {
        "injected": sum(one.is_injected for one in results),
        **{
            name: sum(len(getattr(one.verdict, name)) for one in results)
            for name in ("lost", "twice", "without_decision", "unanswered", "untrue")
        },
        "missed": sum(not one.is_injected for one in results),
    }


def told_of(result: Result) -> Iterator[str]:
    """What is wrong with a result, if anything is, and how to run it alone."""
    wrongs = [*result.verdict.wrongs, *([] if result.is_injected else ["missed: it met nothing"])]
    if wrongs:
        yield f"✗ {result.case.name}"
        yield from (f"    {wrong}" for wrong in wrongs)
        yield from (f"    read: {words}" for words in dict.fromkeys(result.read))
        yield f"    again: python -m tests.faults --only '{result.case.name}'"


def table_of(results: Sequence[Result]) -> str:
    """Markdown: in each cell how many were injected, done once, offered again and wrong."""
    cells: dict[str, dict[str, Counter[str]]] = {}
    for one in results:
        counts = cells.setdefault(_step(one), {}).setdefault(one.case.kind, Counter())
        counts["injected"] += one.is_injected
        counts["done"] += one.verdict.is_done_once
        counts["again"] += one.verdict.was_offered_again
        counts["told"] += not list(one.verdict.wrongs)
    head = f"| injected · done once · offered again · told | {' | '.join(COLUMNS)} |"
    rule = f"| --- |{' ---: |' * len(COLUMNS)}"
    rows = [
        f"| {step} | {' | '.join(_cell(kinds.get(kind)) for kind in COLUMNS)} |"
        for step, kinds in sorted(cells.items())
    ]
    return "\n".join([head, rule, *rows])


def _step(result: Result) -> str:
    """The step without the change of ten that it was at."""
    return re.sub(r" (at |of |after )?change \d+$|, [ab]$", "", result.case.step)


def _cell(counts: Counter[str] | None) -> str:
    return (
        ""
        if counts is None
        else " · ".join(str(counts[name]) for name in ("injected", "done", "again", "told"))
    )
