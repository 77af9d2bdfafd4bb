"""A status by its name, or by what it means."""

from __future__ import annotations

import pytest

from storage.records import BoardOptions, StatusGroup, StatusOption
from tools.errors import ToolRefusedError, ToolRetryError
from tools.options import status_named

STATUSES = (StatusOption("Offen", StatusGroup.TODO), StatusOption("Erledigt", StatusGroup.DONE))
BOARD = BoardOptions(name="Aufgaben", url="", statuses=STATUSES, fields=frozenset({"title", "status"}))


@pytest.mark.parametrize(("words", "named"), [("erledigt", "Erledigt"), ("done", "Erledigt")])
def test_a_status_is_found_by_its_name_or_its_meaning(words: str, named: str) -> None:
    assert status_named(words, BOARD) == named


def test_a_status_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ToolRetryError, match="Offen, Erledigt"):
        status_named("blocked", BOARD)


def test_a_board_without_statuses_is_said_to_have_none() -> None:
    bare = BoardOptions(name="Aufgaben", url="", statuses=(), fields=frozenset({"title"}))
    with pytest.raises(ToolRefusedError, match="no column for status"):
        status_named("done", bare)
