from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plural:
    """A text for a count of one and a text for every other, as English has them.

    Other languages have more (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
    """

    one: str
    other: str

    def of(self, count: int) -> str:
        return self.one if count == 1 else self.other
