"""How well words fit a name or a title. Pure functions over text; nothing here decides."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"\w+")
# Words that tell no two titles apart.
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those my our your his her their its to of for in on at by with from up out "
        "off and or s is are was been be being have has had do did does i we it task please just new",
    )
)
_ALIKE = 85  # rapidfuzz's ratio, 0-100: one slip in a word of seven letters
_LONG_ENOUGH = 5  # shorter words differ by one letter and mean something else: form, farm
_SHORTEST_OF_Y = 3  # letters: tri, of try
_LONG = 6  # of shorter words, letters that change places may make another: diary, dairy


SURE = 93  # of `name_fit`: all of it was said, no beginning and no slip


class Fit(IntEnum):
    """How words fit a title, best last."""

    NONE = 0
    SOME = 1  # more than half of the words are in the title
    WHOLE_TITLE = 2  # the words say all of the title, and more
    WORDS = 3  # every word is in the title
    SAME = 4


def folded(text: str) -> str:
    """Case, width and accents set aside, so that people need not type them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def _telling(text: str) -> tuple[tuple[str, str], ...]:
    """The telling words of a text, each without its ending and whole. A text of fillers alone keeps them."""
    words = _WORD.findall(folded(text))
    telling = [word for word in words if word not in _FILLERS] or words
    return tuple(dict(zip(_STEMMER.stemWords(telling), telling, strict=True)).items())


def parts_of(text: str) -> tuple[str, ...]:
    """Parts of words by which to search titles: the longest eight, each in any form of its word.

    A stem need not be part of the word it is of (party, parti), so one that is long or ends in i is cut by a
    letter.
    """
    words = [word for word in _WORD.findall(text.casefold()) if folded(word) not in _FILLERS]
    found = _STEMMER.stemWords(words or _WORD.findall(text.casefold()))
    parts = {stem[:-1] if len(stem) >= _LONG_ENOUGH or _is_of_y(stem) else stem for stem in found}
    return tuple(sorted(parts, key=lambda part: (-len(part), part))[:8])


def _is_of_y(stem: str) -> bool:
    """Whether it may be of a word in y: of jury it is juri, of copy copi."""
    return len(stem) >= _SHORTEST_OF_Y and stem[-1] == "i"


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a stem or word is the same as another, or differs by a slip of the finger."""
    (stem, word), (other_stem, other_word) = one, other
    if stem == other_stem or _is_swapped(word, other_word):
        return True
    return min(len(stem), len(other_stem)) >= _LONG_ENOUGH and fuzz.ratio(stem, other_stem) >= _ALIKE


def _is_swapped(word: str, other: str) -> bool:
    """Whether two neighbouring letters changed places. No stem tells: coaitng has no ending to take off."""
    return len(word) >= _LONG and sorted(word) == sorted(other) and OSA.distance(word, other) == 1


def _covered(some: Iterable[tuple[str, str]], by: Collection[tuple[str, str]]) -> int:
    return sum(any(_alike(word, other) for other in by) for word in some)


def fit(words: str, title: str) -> Fit:
    """Compare what a person said with a title."""
    said, there = _telling(words), _telling(title)
    if not said or not there:
        return Fit.SAME if folded(words).strip() == folded(title).strip() else Fit.NONE
    said_covered, title_covered = _covered(said, there), _covered(there, said)
    if said_covered == len(said):
        return Fit.SAME if title_covered == len(there) else Fit.WORDS
    if title_covered == len(there):
        return Fit.WHOLE_TITLE
    return Fit.SOME if 2 * said_covered > len(said) else Fit.NONE


def name_fit(words: str, name: str) -> int:
    """How well words fit the name of a person or project, 0-100; below 80 they do not."""
    said, there = folded(words).strip(" @"), folded(name).strip()
    if said == there:
        return 100
    parts = _WORD.findall(there)
    if said in parts:
        return 95
    if set(_WORD.findall(said)) <= set(parts) and _WORD.findall(said):
        return 93
    if len(said) >= 3 and any(part.startswith(said) for part in parts):  # noqa: PLR2004 - "Al" is no name yet
        return 85
    if len(said) < _LONG_ENOUGH - 1:
        return 0
    best = max([fuzz.ratio(said, there), *(fuzz.ratio(said, part) for part in parts)])
    return int(min(best, 90)) if best >= 80 else 0  # noqa: PLR2004 - the threshold this function promises
