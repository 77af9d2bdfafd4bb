"""Discord's timestamps, as its client words them."""

from __future__ import annotations

import datetime as dt

_FORMS = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%d %B %Y",
    "f": "%d %B %Y %H:%M",
    "F": "%A, %d %B %Y %H:%M",
    "s": "%d/%m/%Y %H:%M",
    "S": "%d/%m/%Y %H:%M:%S",
}
_DAY_S = 86400
# Each unit in seconds, the count at which the next one begins, and how one of it is told. Discord's client
# words relative times by moment.js with its thresholds, but for 60 seconds and 60 minutes. Source:
# momentjs.com/docs/#/customization/relative-time-threshold. A month is moment.js's, of 146097 / 4800 days.
_UNITS = (
    ("second", 1.0, 60, "1 second"),
    ("minute", 60.0, 60, "a minute"),
    ("hour", 3600.0, 22, "an hour"),
    ("day", float(_DAY_S), 26, "a day"),
    ("month", _DAY_S * 146097 / 4800, 11, "a month"),
)
_YEAR_S = _DAY_S * 146097 / 400


def words_of_moment(unix_s: int, form: str, now: dt.datetime) -> str:
    """A moment in one of Discord's forms. `now` is what R is relative to; the others are in UTC."""
    at = dt.datetime.fromtimestamp(unix_s, dt.UTC)
    if form != "R":
        return at.strftime(_FORMS[form])
    words = _length((at - now).total_seconds())
    return f"in {words}" if at > now else f"{words} ago"


def _length(seconds: float) -> str:
    for unit, size_s, most, one in _UNITS:
        if (count := _rounded(seconds, size_s)) < most:
            return one if count == 1 else f"{count} {unit}s"
    years = _rounded(seconds, _YEAR_S)
    return "a year" if years <= 1 else f"{years} years"


def _rounded(seconds: float, size_s: float) -> int:
    """Halves are rounded up, as in JavaScript."""
    return int(abs(seconds) / size_s + 0.5)
