"""A sentence as words, each with everything it may be in the grammar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Typographic signs become plain ones, one for one, so that places in the text stay true.
_PLAIN_SIGNS = str.maketrans("\u2019\u2018\u02bc`\u00a0\n\t", "''''   ")
_WORD = re.compile(
    r"""
      <@!?\d{1,20}>                                     # a mention in Discord
    | https?://\S+
    | "[^"]{1,300}" | “[^“”]{1,300}” | „[^„“”]{1,300}[“”] | «[^«»]{1,300}»
    | \d{1,2}(?::\d\d)?\s?[ap](?:\.m\.?|m)(?!\w) | \d{1,2}:\d\d(?!\d)  # 5 pm, 17:00
    | \#[^\W\d]\w*                                    # a tag
    | \d{4}-\d{1,2}-\d{1,2} | \d{1,2}/\d{1,2}(?:/\d{2,4})? | \d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d{2})?)?
    | \w+n't\b
    | '(?:s|ve|m|re|ll|d)\b | (?<=s)'(?=\s)             # the ends of "what's", "I've", "James' tasks"
    | [@£$€]?\w+(?:[-.]\w+|'(?!(?:s|ve|m|re|ll|d)\b)\w+)*[+%\#]*
    | [,:;?&–—] | (?<=\s)-(?=\s)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SMILEY = re.compile(r"(?<!\S)[:;=8]['-]?[()DPp/|3*](?!\S)")
# What people write without its apostrophe in a hurry, where it is no word of its own.
_RUN_TOGETHER = {"whats": "s", "wheres": "s", "hows": "s", "ive": "ve", "im": "m"}
_AROUND = ' ,:;.!?&-–—"“”„«»'


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """What a word may be. The parser compares it with the name of each terminal it could take."""

    names: frozenset[str]

    def __eq__(self, name: object) -> bool:
        return name in self.names

    def __hash__(self) -> int:
        return hash(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """`start` and `end` are its place in the text; `spelling` is what it is looked up by.

    `meant` is set where the person made a slip: what is read instead of what was written.
    """

    text: str
    start: int
    end: int
    spelling: str
    type: Kinds = Kinds(frozenset())
    meant: str = ""


def folded(text: str) -> str:
    """Without case, accents and a leading @ or #, so that people need not type them."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS)).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char)).lstrip("@#")


def split(text: str) -> list[Word]:
    """The words and the telling punctuation of a text, in order; emoji and brackets are passed over."""
    words: list[Word] = []
    plain = _SMILEY.sub(lambda smile: " " * len(smile[0]), text.translate(_PLAIN_SIGNS))
    for match in _WORD.finditer(plain):
        start, end = match.span()
        if ending := _RUN_TOGETHER.get(match[0].casefold()):
            cut = end - len(ending)
            words.append(Word(text[start:cut], start, cut, folded(text[start:cut])))
            words.append(Word(text[cut:end], cut, end, f"'{ending}"))
        else:
            words.append(Word(text[start:end], start, end, folded(match[0])))
    return words


def with_kinds(
    words: Sequence[Word],
    spelled: Callable[[str], frozenset[str]],
    named: Sequence[frozenset[str]],
) -> list[Word]:
    """The words with all that they may be: by spelling, by a name they are part of, by how they look."""
    return [
        replace(word, type=Kinds(kinds | names | _looks(word, kinds | names, i)))
        for i, (word, names) in enumerate(zip(words, named, strict=True))
        for kinds in [spelled(word.spelling)]
    ]


def _looks(word: Word, known_as: frozenset[str], place: int) -> frozenset[str]:
    """What a word may be whatever it means: in a title, or the name of somebody we do not know."""
    if "HEDGE" in known_as:
        return frozenset()
    looks = {"PLAIN"}
    if "PERSON" not in known_as and (word.text[0] == "@" or (place and word.text[0].isupper())):
        looks.add("NAME")
    if not known_as and word.text[0].isalpha():
        looks.add("STRANGE")
    if word.text[0] == "#":
        looks.add("HASHTAG")
    return frozenset(looks)


def written(text: str, words: Sequence[Word]) -> str:
    """What was written from the first of some neighbouring words to the last: one line, trimmed.

    Slips are mended.
    """
    start, end = words[0].start, words[-1].end
    for word in reversed([word for word in words if word.meant]):
        text = text[: word.start] + word.meant + text[word.end :]
        end += len(word.meant) - (word.end - word.start)
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return " ".join(text[start:end].split()).strip(_AROUND)


def as_title(said: str) -> str:
    """What was said in passing, begun as titles are; a word with capitals or signs in it is left as it is."""
    first = said.split(maxsplit=1)[0].strip(",:;")
    return said[:1].upper() + said[1:] if first.isalpha() and first.islower() else said
