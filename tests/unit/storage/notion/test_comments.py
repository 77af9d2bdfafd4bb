"""Comments as Notion takes them, and how one is known again."""

from __future__ import annotations

from typing import Any

import pytest

from storage.errors import WriteRefusedError
from storage.notion.comments import comment_of, is_that_comment
from storage.records import Member, MemberId
from tests.unit.storage.notion.examples import ANA, BEN, schema, text
from tests.unit.storage.notion.shapes import NAMES, TEAM_PEOPLE, shaped

ANA_M, BEN_M = Member(MemberId(ANA), "Ana"), Member(MemberId(BEN), "Ben")


def mention(user: str, name: str) -> dict[str, Any]:
    return {
        "type": "mention",
        "mention": {"type": "user", "user": {"object": "user", "id": user}},
        "plain_text": f"@{name}",
    }


def test_people_are_mentioned_by_their_ids_and_words_are_texts() -> None:
    assert comment_of(("Please look, ", ANA_M, "!"), schema()) == [
        {"type": "text", "text": {"content": "Please look, "}},
        {"type": "mention", "mention": {"type": "user", "user": {"id": ANA}}},
        {"type": "text", "text": {"content": "!"}},
    ]


@pytest.mark.parametrize("column", [TEAM_PEOPLE, NAMES])
def test_people_who_are_no_users_of_notion_are_named(column: Any) -> None:
    assert comment_of(("Please look, ", ANA_M, "!"), shaped(assignees=column)) == [
        {"type": "text", "text": {"content": "Please look, @Ana!"}}
    ]


def test_a_comment_of_more_pieces_than_notion_takes_is_refused() -> None:
    assert len(comment_of(("x", ANA_M) * 50, schema())) == 100
    with pytest.raises(WriteRefusedError, match="longer than Notion takes"):
        comment_of(("x", ANA_M) * 51, schema())
    with pytest.raises(WriteRefusedError, match="longer than Notion takes"):
        comment_of(("x" * 200_001,), schema())


def test_a_comment_is_known_by_its_words_and_by_whom_it_mentions_whatever_they_are_called_now() -> None:
    parts = ("Please look, ", ANA_M, " and ", BEN_M)
    there = [*text("Please "), *text("look, "), mention(ANA, "Ana P."), *text(" and "), mention(BEN, "Ben")]

    assert is_that_comment(there, parts)
    assert not is_that_comment([*there, *text(".")], parts)
    assert not is_that_comment(there, ("Please look, ", BEN_M, " and ", ANA_M))
    assert not is_that_comment(there[:-1], parts)


def test_a_comment_that_named_people_in_words_is_known_by_these() -> None:
    assert is_that_comment(text("Please look, @Ana!"), ("Please look, ", ANA_M, "!"))
    assert not is_that_comment(text("Please look, @Ben!"), ("Please look, ", ANA_M, "!"))


def test_space_at_the_ends_of_a_comment_says_nothing() -> None:
    assert is_that_comment(text("Done."), (" Done.\n",))
    assert is_that_comment([mention(ANA, "Ana")], (ANA_M, " "))
    assert not is_that_comment(text("All done."), ("Alldone.",))


def test_what_notion_shows_of_a_comment_besides_words_and_people_is_compared_as_it_reads() -> None:
    page = {"type": "mention", "mention": {"type": "page", "page": {"id": ANA}}, "plain_text": "Poster"}

    assert is_that_comment([page], ("Poster",))
