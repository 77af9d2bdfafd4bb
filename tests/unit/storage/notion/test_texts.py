"""Texts cut into pieces that Notion takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import WriteRefusedError
from storage.notion.texts import MOST_PIECES, PIECE_UNITS, merged, pieces_of, text_of

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇰🇷"
SORTS = ["a", "é", "e\u0301", "🎬", FAMILY, FLAG, "👍🏽", "\r\n", "한"]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_long_text_is_cut_into_pieces_of_2000_as_notion_counts_them() -> None:
    assert [len(piece) for piece in pieces_of("x" * 4500)] == [2000, 2000, 500]
    assert [units(piece) for piece in pieces_of("🎬" * 2500)] == [2000, 2000, 1000]
    assert [len(piece) for piece in pieces_of("x" * 1999 + "🎬")] == [1999, 1]
    assert pieces_of("") == []


@given(st.lists(st.sampled_from(SORTS), min_size=1, max_size=30).map("".join))
def test_pieces_are_short_enough_and_together_the_text(words: str) -> None:
    text = words * (3 * PIECE_UNITS // len(words))
    pieces = pieces_of(text)

    assert "".join(pieces) == text
    assert all(0 < units(piece) <= PIECE_UNITS for piece in pieces)


@pytest.mark.parametrize("whole", [FAMILY, FLAG, "👍🏽", "e\u0301", "\r\n", "❤️", "नि"])
@pytest.mark.parametrize("before", range(PIECE_UNITS - 12, PIECE_UNITS))
def test_what_is_read_as_one_character_stays_in_one_piece(whole: str, before: int) -> None:
    first, *rest = pieces_of("x" * before + whole * 3)

    assert first.rstrip(whole) == "x" * before
    assert all(len(piece) % len(whole) == 0 for piece in rest)
    assert (len(first) - before) % len(whole) == 0


def test_a_cluster_longer_than_a_piece_is_cut_all_the_same() -> None:
    pieces = pieces_of("a" + "\u0301" * 5000)

    assert all(units(piece) <= PIECE_UNITS for piece in pieces)
    assert len("".join(pieces)) == 5001


def test_a_text_that_notion_would_not_take_is_refused() -> None:
    assert len(text_of("x" * PIECE_UNITS * MOST_PIECES)) == MOST_PIECES
    with pytest.raises(WriteRefusedError, match="nothing was changed"):
        text_of("x" * (PIECE_UNITS * MOST_PIECES + 1))


def test_neighbouring_texts_are_one() -> None:
    assert merged(["a", "b", 1, "", "c", 2, 3, "d", ""]) == ["ab", 1, "c", 2, 3, "d"]
