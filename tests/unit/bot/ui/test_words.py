import datetime as dt

import pytest

from bot.ui import words
from storage.records import Due
from tests.doubles.examples import OMAR, PRIYA, TODAY


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (dt.date(2026, 6, 8), "Mon 8 Jun (today)"),
        (dt.date(2026, 6, 9), "Tue 9 Jun (tomorrow)"),
        (dt.date(2026, 6, 12), "Fri 12 Jun (in 4 days)"),
        (dt.date(2026, 6, 7), "Sun 7 Jun (yesterday)"),
        (dt.date(2026, 5, 29), "Fri 29 May (10 days ago)"),
        (dt.date(2027, 1, 1), "Fri 1 Jan 2027 (in 207 days)"),
    ],
)
def test_a_day_is_told_with_its_weekday_and_distance(on: dt.date, said: str) -> None:
    assert words.due_and_distance(Due(on), TODAY) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "none"),
        (Due(dt.date(2026, 6, 12), dt.time(17)), "Fri 12 Jun 17:00 (in 4 days)"),
        (Due(dt.date(2026, 6, 12), starts_on=TODAY), "Mon 8 Jun – Fri 12 Jun (in 4 days)"),
        (Due(dt.date(2026, 6, 12), dt.time(17), TODAY), "Mon 8 Jun – Fri 12 Jun 17:00 (in 4 days)"),
        (Due(TODAY, dt.time(20), TODAY, dt.time(18)), "Mon 8 Jun 18:00 – 20:00 (today)"),
        (
            Due(dt.date(2026, 6, 9), dt.time(17), TODAY, dt.time(9)),
            "Mon 8 Jun 09:00 – Tue 9 Jun 17:00 (tomorrow)",
        ),
    ],
)
def test_a_time_and_a_range_are_told_whole(due: Due | None, said: str) -> None:
    assert words.due_and_distance(due, TODAY) == said


def test_only_an_open_task_is_overdue() -> None:
    friday = Due(dt.date(2026, 6, 5))
    assert words.due(friday, TODAY, is_done=False) == "Overdue: Fri 5 Jun (3 days ago)"
    assert words.due(friday, TODAY, is_done=True) == "Due Fri 5 Jun (3 days ago)"
    assert words.due(Due(TODAY), TODAY, is_done=False) == "Due Mon 8 Jun (today)"
    assert words.due(None, TODAY, is_done=False) == "No due date"


def test_people_and_counts_read_as_sentences_do() -> None:
    assert words.names([]) == "nobody"
    assert words.names([PRIYA, OMAR]) == "Priya Nair, Omar Haddad"
    assert words.counted(1, "task") == "1 task"
    assert words.counted(100, "task", is_complete=False) == "at least 100 tasks"


def test_a_text_is_shortened_only_where_it_must_be() -> None:
    assert words.shortened("four", 4) == "four"
    assert words.shortened("fives", 4) == "fiv…"
