"""Slips of the finger in words of the grammar: "asign", "firday". Names are names.py's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow", "yesterday",
    "january", "february", "august", "september", "october", "november", "december",
)  # fmt: skip
_LONG_ENOUGH = 5  # letters; shorter words differ by one letter and are other words
_LONG = 8  # letters of a word in which two slips are forgiven


def vocabulary(patterns: Iterable[str]) -> list[str]:
    """The words that terminals spell out and that are long enough to be known by most of their letters."""
    spelled = {
        word for pattern in patterns for word in re.findall(r"(?<![\w\\\[(])[a-z]{5,}(?![\w?*+])", pattern)
    }
    return sorted(spelled | set(DAYS))


def meant_by(spelling: str, known: Iterable[str]) -> str | None:
    """The known word that differs by a letter left out, doubled, wrong, or swapped with its neighbour."""
    if len(spelling) < _LONG_ENOUGH or not spelling.isalpha():
        return None
    most = 2 if len(spelling) >= _LONG else 1
    found = process.extractOne(spelling, known, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found and found[0][0] == spelling[0] else None
