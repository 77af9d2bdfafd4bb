"""P2, by killing: a slice of what `make faults` does whole, on real processes."""

from __future__ import annotations

import pytest

from tests.doubles.notion_contract.watch import WATCH
from tests.faults.table import summary_of, told_of
from tests.faults.whole import SEED, SLICE, chosen, run_all

pytestmark = pytest.mark.slow


async def test_whatever_fails_after_a_press_each_change_is_done_once_or_asked_for_again() -> None:
    results = await run_all(chosen(SEED, is_slice=True), workers=2, watch=WATCH.note)
    wrong = [line for result in results for line in told_of(result)]
    assert wrong == []
    assert summary_of(results)["injected"] == SLICE


def test_every_injection_has_a_name_of_its_own_and_there_are_more_than_five_hundred() -> None:
    names = [case.name for case in chosen(SEED)]
    assert len(set(names)) == len(names) > 500
