"""Which task a few words mean, on a board with titles as people write them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from storage.records import Member, MemberId, Task, TaskId
from tools.choosing import one_task
from tools.errors import AnswerNeededError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOMENT = dt.datetime(2026, 6, 10, tzinfo=dt.UTC)
MAYA = Member(MemberId("m-maya"), "Maya")
BOARD: Mapping[str, Member | None] = {
    "Send out recruitment forms": MAYA,
    "Draft the welcome email": MAYA,
    "Make the poster for new members": None,
    "Print the festival poster": None,
    "Print name badges": None,
    "Prepare the sponsors' letter": None,
    "Watch the films": MAYA,
    "Choose next month's films": None,
    "Website": None,
}


def tasks_of(board: Mapping[str, Member | None]) -> list[Task]:
    return [
        Task(
            id=TaskId(title),
            title=title,
            url="https://notion.example",
            edited_at=MOMENT,
            assignees=(who,) if who else (),
        )
        for title, who in board.items()
    ]


def finished(words: str, board: Mapping[str, Member | None] = BOARD) -> str | None:
    task = one_task(words, tasks_of(board), whose=MAYA.id, or_none=False)
    return task.title if task else None


def assigned(words: str, board: Mapping[str, Member | None] = BOARD) -> str | None:
    task = one_task(words, tasks_of(board), whose=None, or_none=True)
    return task.title if task else None


def options(need: pytest.ExceptionInfo[AnswerNeededError]) -> list[str]:
    """What is offered before "none of these", which always is."""
    *tasks, none = need.value.options
    assert (none.id, none.label) == ("", "None of these")
    return [option.label for option in tasks]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("sending out the recruitment forms", "Send out recruitment forms"),
        ("the forms", "Send out recruitment forms"),
        ("drafting the email", "Draft the welcome email"),
        ("printed name badges", "Print name badges"),
        ("the festival posters", "Print the festival poster"),
        ("the letter for the sponsors", "Prepare the sponsors' letter"),
        ("the films", "Watch the films"),
        ("the website at last", "Website"),
        ("the poster and the badges", None),
        ("everything", None),
    ],
)
def test_a_finished_task_is_found_by_what_people_call_it(words: str, title: str | None) -> None:
    assert finished(words) == title


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("the poster", ["Make the poster for new members", "Print the festival poster"]),
        ("writing the welcome email", ["Draft the welcome email"]),
    ],
)
def test_what_is_not_sure_is_asked(words: str, asked: list[str]) -> None:
    with pytest.raises(AnswerNeededError) as need:
        finished(words)

    assert options(need) == asked


def test_a_short_title_is_not_taken_before_a_longer_one_that_fits_by_half() -> None:
    board = {"Print poster": None, "Print the festival poster in A3": None}

    with pytest.raises(AnswerNeededError) as need:
        finished("printing the festival poster in colour", board)

    assert options(need) == list(board)


def test_more_words_than_a_title_has_may_be_of_a_task_still_to_be_made() -> None:
    with pytest.raises(AnswerNeededError) as need:
        assigned("website texts")

    assert options(need) == ["Website"]
    assert assigned("website") == "Website"
    assert assigned("the seating plan") is None
