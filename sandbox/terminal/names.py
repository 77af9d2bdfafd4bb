"""Who is called what: names typed become ids, ids shown become names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnknownNameError(Exception):
    """Nobody, or more than one, goes by a name. The text says so, and who there is."""


@dataclass(frozen=True, slots=True)
class Names:
    """The members of the server: display names by Discord id."""

    by_id: Mapping[str, str]

    def of(self, member: str) -> str:
        return self.by_id.get(member, "someone")

    def find(self, typed: str) -> str:
        """Return the id of the one member whose name, its beginning or a word of it was typed.

        Raises `UnknownNameError` if that is nobody, or several.
        """
        wanted = " ".join(typed.casefold().removeprefix("@").split())
        for fits in (str.__eq__, str.startswith, _has_word):
            found = [
                member for member, name in self.by_id.items() if wanted and fits(name.casefold(), wanted)
            ]
            if len(found) == 1:
                return found[0]
            if found:
                several = " or ".join(self.by_id[member] for member in found)
                raise UnknownNameError(f"“{typed}” could be {several}. Type more of the name.")
        raise UnknownNameError(
            f"Nobody here is called “{typed}”. There are {', '.join(self.by_id.values())}."
        )

    def with_mentions(self, line: str) -> str:
        """Turn `@Name` and `<@Name>` into the mentions Discord's own client would send.

        A bare `@name` that is nobody's stays text, as in Discord. Raises `UnknownNameError` for a fenced one.
        """
        line = re.sub(r"<@([^\d!&>][^>]*)>", lambda at: f"<@{self.find(at[1])}>", line)
        called = self._spellings()
        longest_first = "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
        bare = re.compile(rf"(?<![\w<])@({longest_first})\b", re.IGNORECASE)
        return bare.sub(lambda at: f"<@{called[at[1].casefold()]}>", line) if called else line

    def _spellings(self) -> dict[str, str]:
        """What a member may be called after an `@`: the whole name, or a word of it that is theirs alone."""
        words = Counter(word for name in self.by_id.values() for word in set(name.casefold().split()))
        single = {
            word: member
            for member, name in self.by_id.items()
            for word in name.casefold().split()
            if words[word] == 1
        }
        return single | {name.casefold(): member for member, name in self.by_id.items()}


def _has_word(name: str, wanted: str) -> bool:
    return wanted in name.split()
