"""The results as a table, for the terminal and for the README."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.asking import Result

BEGIN, END = "<!-- evals: begin -->", "<!-- evals: end -->"


@dataclass(frozen=True, slots=True)
class Line:
    """A group's sentences, and of their runs on all workspaces how many passed."""

    group: str
    sentences: int
    asked: int
    passed: int


def lines_of(results: Sequence[Result]) -> list[Line]:
    """A line for each group in the order of the cases, and one for all."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.case.group].append(result)
    return [*(_line(group, of) for group, of in groups.items()), _line("all", results)]


def _line(group: str, results: Sequence[Result]) -> Line:
    sentences = len({result.case.id for result in results})
    return Line(group, sentences, len(results), sum(not result.fault for result in results))


def table_of(results: Sequence[Result]) -> str:
    lines = lines_of(results)
    width = max(len(line.group) for line in lines)
    return "\n".join(
        [
            f"{'':{width}}  sentences  asked  passed",
            *(f"{one.group:{width}}  {one.sentences:9}  {one.asked:5}  {one.passed:6}" for one in lines),
        ]
    )


def failures_of(results: Sequence[Result]) -> str:
    """Each failure with what was said and what was wrong."""
    return "\n".join(
        f"{one.case.id} on {one.workspace.name}: {' / '.join(one.said)}\n    {one.fault}"
        for one in results
        if one.fault
    )


def markdown_of(results: Sequence[Result]) -> str:
    """The README's table, between the marks by which it is found again."""
    lines = lines_of(results)
    rows = [f"| {one.group} | {one.sentences} | {one.passed} of {one.asked} |" for one in lines]
    head = ["| Group | Sentences | Passed, on three boards |", "| --- | --- | --- |"]
    return "\n".join([BEGIN, *head, *rows, END])


def with_table(document: str, results: Sequence[Result]) -> str:
    """The document with its table in place of the one it has. Raises `ValueError` if it has no marks."""
    before, _, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"The document has no {BEGIN} … {END}.")
    return before + markdown_of(results) + after
