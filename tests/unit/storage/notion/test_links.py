"""Every form in which people copy a board's id, and what is no id."""

from __future__ import annotations

import pytest

from storage.errors import BoardChangedError
from storage.notion.links import id_in, is_id, same_property

BOARD = "0123abcd-4567-4def-8901-23456789abcd"
BARE = BOARD.replace("-", "")
VIEW = "ffffffffffffffffffffffffffffffff"


@pytest.mark.parametrize(
    "words",
    [
        BOARD,
        BARE,
        BARE.upper(),
        f"  {BARE}\n",
        f"https://www.notion.so/{BARE}",
        f"https://www.notion.so/{BARE}?v={VIEW}&pvs=4",
        f"https://www.notion.so/lantern/Tasks-and-more-{BARE}?v={VIEW}",
        f"https://www.notion.so/lantern/{BOARD}?v={VIEW}",
        f"https://app.notion.com/p/lantern/Tasks-{BARE}?v={VIEW}#top",
        f"https://lantern.notion.site/Aufgaben-f%C3%BCr-alle-{BARE}/",
        f"https://lantern.notion.site/{BARE}?v={VIEW}",
        f"notion.so/lantern/{BARE}?v={VIEW}",
        f"collection://{BOARD}",
        f"notion://www.notion.so/lantern/Tasks-{BARE}?v={VIEW}",
        f"https://notion.so/native/lantern/{BARE}?v={VIEW}&deepLinkOpenNewTab=true",
        f"https://app.notion.com/p/{BARE}?source=copy_link",
        f"https://app.notion.com/lantern/Tasks-{BARE}",
        f"https://www.notion.so/lantern/{BARE}?v={VIEW}&p={VIEW}&pm=s",
        f"https://www.notion.so/Tasks-{BARE}#{VIEW}",
        f"<https://www.notion.so/Tasks-{BARE}>",
        f"“https://www.notion.so/Tasks-{BARE}”",
        f"'{BARE}'",
        f"[Tasks](https://www.notion.so/Tasks-{BARE}?v={VIEW})",
        f"https://www.notion.so/할-일-{BARE}",
    ],
)
def test_the_board_is_found_in_any_form_of_its_link_and_the_view_is_not_taken_for_it(words: str) -> None:
    assert id_in(words) == BOARD


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Tasks",
        "https://www.notion.so/lantern/Tasks",
        f"https://www.notion.so/lantern?p={BARE}",
        f"x{BARE}",
        BARE[:-1],
        "https://[",
    ],
)
def test_what_names_no_board_is_refused_with_how_to_get_its_link(words: str) -> None:
    with pytest.raises(BoardChangedError, match="Copy link"):
        id_in(words)


def test_only_a_view_is_no_board() -> None:
    with pytest.raises(BoardChangedError):
        id_in(f"https://www.notion.so/lantern?v={VIEW}")


def test_an_id_that_could_lead_a_path_elsewhere_is_none() -> None:
    assert is_id(BARE)
    assert not is_id("../users/me")


def test_a_property_id_is_the_same_encoded_or_not() -> None:
    assert same_property("notion%3A%2F%2Ftasks%2Fassign_property", "notion://tasks/assign_property")
    assert not same_property("title", "titles")
