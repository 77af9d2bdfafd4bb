"""Names typed and names shown."""

from __future__ import annotations

import pytest

from sandbox.terminal.names import Names, UnknownNameError

NAMES = Names({"11": "Priya Nair", "12": "Priya Shah", "13": "Maya Lindqvist", "14": "Jo"})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Priya Nair", "11"),
        ("priya  shah", "12"),
        ("@maya", "13"),
        ("lindqvist", "13"),
        ("may", "13"),
        ("JO", "14"),
    ],
)
def test_a_name_is_found_by_all_or_enough_of_it(typed: str, found: str) -> None:
    assert NAMES.find(typed) == found


def test_a_name_of_two_is_not_guessed() -> None:
    with pytest.raises(UnknownNameError, match="could be Priya Nair or Priya Shah"):
        NAMES.find("priya")


@pytest.mark.parametrize("typed", ["Zed", "", "@"])
def test_nobodys_name_is_answered_with_who_there_is(typed: str) -> None:
    with pytest.raises(UnknownNameError, match="There are Priya Nair, Priya Shah, Maya Lindqvist, Jo"):
        NAMES.find(typed)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("assign it to @Maya by Friday", "assign it to <@13> by Friday"),
        ("assign it to @priya nair", "assign it to <@11>"),
        ("<@Lindqvist> and <@13>", "<@13> and <@13>"),
        ("@Nair, please", "<@11>, please"),
        ("@Priya is two people", "@Priya is two people"),
        ("@Mayan ruins, a@jo.org", "@Mayan ruins, a@jo.org"),
    ],
)
def test_a_typed_name_becomes_a_mention(typed: str, sent: str) -> None:
    assert NAMES.with_mentions(typed) == sent


def test_a_fenced_name_must_be_somebodys() -> None:
    with pytest.raises(UnknownNameError, match="Nobody here is called “Zed”"):
        NAMES.with_mentions("give it to <@Zed>")
