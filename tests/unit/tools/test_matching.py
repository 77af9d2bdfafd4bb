from __future__ import annotations

import pytest

from tools.matching import Fit, fit, name_fit, parts_of


@pytest.mark.parametrize(
    ("words", "title", "how"),
    [
        ("sending out the recruitment forms", "Send out recruitment forms", Fit.SAME),
        ("the poster", "Poster for the autumn fair", Fit.WORDS),
        ("sponsor's letter", "Prepare the sponsors' letter", Fit.WORDS),
        ("next months films", "Choose next month's films", Fit.WORDS),
        ("recruitement forms", "Send out recruitment forms", Fit.WORDS),
        ("mirror coaitng", "Order the mirror coating", Fit.WORDS),
        ("the bricohe recipe", "Write down the brioche recipe", Fit.WORDS),
        ("my dairy", "Write a diary", Fit.NONE),
        ("the resided", "Desired", Fit.NONE),
        ("the poster for the spring concert", "Poster", Fit.WHOLE_TITLE),
        ("poster for the spring fair", "Poster for the spring concert", Fit.SOME),
        ("poster fair", "Poster for the concert", Fit.NONE),
        ("poster", "Book the hall", Fit.NONE),
        ("farm", "Form", Fit.NONE),
        ("포스터", "포스터", Fit.SAME),
        ("🎉", "🎉", Fit.SAME),
        ("🎉", "Party", Fit.NONE),
        ("the", "The", Fit.SAME),
    ],
)
def test_words_fit_a_title_by_what_they_tell(words: str, title: str, how: Fit) -> None:
    assert fit(words, title) is how


@pytest.mark.parametrize(
    ("better", "worse"),
    [("Priya Nair", "Priya"), ("Priya", "Pri"), ("Priya", "Pria")],
)
def test_a_fuller_name_fits_better(better: str, worse: str) -> None:
    assert name_fit(better, "Priya Nair") > name_fit(worse, "Priya Nair") > 0


@pytest.mark.parametrize("words", ["Pa", "Paul", "", "P"])
def test_another_name_does_not_fit(words: str) -> None:
    assert name_fit(words, "Priya Nair") == 0


def test_accents_and_case_need_not_be_typed() -> None:
    assert name_fit("jose nunez", "José Núñez") == 100


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("jury", "Confirm the jury"),
        ("copies", "Copy the keys"),
        ("city tour", "Book the City tour"),
        ("parties", "Plan the party"),
        ("flies", "Fly the flag"),
    ],
)
def test_a_title_holds_one_of_the_parts_by_which_it_is_searched(words: str, title: str) -> None:
    assert any(part in title.casefold() for part in parts_of(words))
