"""Slips of the finger in words of the grammar: "asign", "firday". Names are names.py's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow", "yesterday",
    "january", "february", "august", "september", "october", "november", "december",
)  # fmt: skip
_LONG_ENOUGH = 5  # letters; shorter words differ by one letter and are other words, unless two are swapped
_SHORTEST = 3
_LONG = 8  # letters of a word in which two slips are forgiven


def vocabulary(patterns: Iterable[str]) -> list[str]:
    """The words that terminals spell out and that are long enough to be known by most of their letters."""
    spelled = {
        word
        for pattern in patterns
        if "(?!" not in pattern
        for word in re.findall(r"(?<![\w\\\[(])[a-z]{4,}(?![\w?*+])", pattern)
    }
    return sorted(spelled | set(DAYS))


def swapped_in(spelling: str, known: Collection[str]) -> str | None:
    """The one known word that differs by two neighbours swapped: any other letter may make another word."""
    meant = meant_by(spelling, [word for word in known if sorted(word) == sorted(spelling)])
    return meant if meant != spelling else None


def meant_by(spelling: str, known: Collection[str]) -> str | None:
    """The one known word that differs by a letter left out, doubled or wrong, or by two that are swapped.

    None if there is none or are several: that is no slip one can be sure of.
    """
    if len(spelling) < _SHORTEST or not spelling.isalpha() or spelling in known:
        return None
    most = 2 if len(spelling) >= _LONG else 1
    found = process.extract(spelling, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    alike = [(far, word) for word, far, _ in found if word[0] == spelling[0]]
    if len(spelling) < _LONG_ENOUGH:
        alike = [(far, word) for far, word in alike if sorted(word) == sorted(spelling)]
    nearest = {word for far, word in alike if far == min(alike)[0]}
    return nearest.pop() if len(nearest) == 1 else None
