"""A due date as it will be, from what was said and what is there."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.records import Due
from tools.days import DueWish
from tools.errors import ToolRetryError

MON, TUE, FRI, NEXT_FRI = (dt.date(2026, 6, day) for day in (8, 9, 12, 19))
FIVE = dt.time(17)
EVENING = Due(FRI, dt.time(20), FRI, dt.time(18))
TIMED, RANGE = Due(FRI, FIVE), Due(FRI, FIVE, MON, dt.time(9))


@pytest.mark.parametrize(
    ("said", "now", "will"),
    [
        (DueWish(on=FRI), None, Due(FRI)),
        (DueWish(on=FRI, at=FIVE), None, TIMED),
        (DueWish(on=FRI, starts_on=MON), None, Due(FRI, starts_on=MON)),
        (DueWish(on=FRI, starts_on=FRI), None, Due(FRI)),
        (DueWish(on=NEXT_FRI), TIMED, Due(NEXT_FRI, FIVE)),
        (DueWish(on=NEXT_FRI), RANGE, Due(NEXT_FRI, FIVE, MON, dt.time(9))),
        (DueWish(on=NEXT_FRI), EVENING, Due(NEXT_FRI, dt.time(20), NEXT_FRI, dt.time(18))),
        (DueWish(on=NEXT_FRI, starts_on=FRI), EVENING, Due(NEXT_FRI, dt.time(20), FRI, dt.time(18))),
        (DueWish(on=TUE, clear=["due_time"]), EVENING, Due(TUE)),
        (DueWish(at=dt.time(0)), TIMED, Due(FRI, dt.time(0))),
        (DueWish(starts_on=TUE), TIMED, Due(FRI, FIVE, TUE)),
        (DueWish(clear=["due"]), RANGE, None),
        (DueWish(on=TUE, clear=["due"]), RANGE, Due(TUE)),
        (DueWish(clear=["due_time"]), RANGE, Due(FRI, starts_on=MON)),
        (DueWish(clear=["starts_on"]), RANGE, TIMED),
        (DueWish(shift_days=7), RANGE, Due(NEXT_FRI, FIVE, dt.date(2026, 6, 15), dt.time(9))),
        (DueWish(shift_days=-3), Due(FRI), Due(TUE)),
        (DueWish(shift_days=3), None, None),
    ],
)
def test_what_was_not_said_stays(said: DueWish, now: Due | None, will: Due | None) -> None:
    assert said.is_said
    assert said.applied_to(now) == will


def test_nothing_said_is_nothing() -> None:
    assert not DueWish(clear=["project"]).is_said


@pytest.mark.parametrize(
    ("said", "now", "why"),
    [
        (DueWish(at=FIVE), None, "due_on"),
        (DueWish(starts_on=MON), None, "due_on"),
        (DueWish(on=MON, starts_on=FRI), None, "before it begins"),
        (DueWish(at=dt.time(8)), Due(FRI, FIVE, FRI, dt.time(9)), "before it begins"),
        (DueWish(shift_days=3650), Due(dt.date.max), "no such day"),
        (DueWish(on=dt.date.min), RANGE, "no such day"),
    ],
)
def test_what_cannot_be_goes_back_to_the_model(said: DueWish, now: Due | None, why: str) -> None:
    with pytest.raises(ToolRetryError, match=why):
        said.applied_to(now)
