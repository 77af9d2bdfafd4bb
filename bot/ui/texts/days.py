"""Days, distances, people and counts, as they stand within lines."""

from typing import Literal

from bot.ui.texts.plural import Plural

Noun = Literal["task", "day", "hour", "minute", "second"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = "{weekday} {day} {month}"
DAY_OF_A_YEAR = "{weekday} {day} {month} {year}"
AT_A_TIME = "{day} {time}"
RANGE = "{first} – {last}"

TODAY = "today"
YESTERDAY = "yesterday"
TOMORROW = "tomorrow"
IN_DAYS = Plural("in {count} day", "in {count} days")
DAYS_AGO = Plural("{count} day ago", "{count} days ago")
WITH_DISTANCE = "{day} ({distance})"

NO_DUE = "none"
NO_DUE_DATE = "No due date"
DUE = "Due {day}"
OVERDUE = "Overdue: {day}"

NOBODY = "nobody"
COUNTED: dict[Noun, Plural] = {
    "task": Plural("{count} task", "{count} tasks"),
    "day": Plural("{count} day", "{count} days"),
    "hour": Plural("{count} hour", "{count} hours"),
    "minute": Plural("{count} minute", "{count} minutes"),
    "second": Plural("{count} second", "{count} seconds"),
}
AT_LEAST = "at least {counted}"
