"""What stands in a comment: the words as given, signed, with people mentioned where they are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage.changes import AddComment
from storage.records import DiscordId, GuildId, Link, Member, TaskId
from tests.doubles.contexts import ANA, BOB, NOON, task
from tests.doubles.runs import run_context
from tools.comments import CommentOnTask
from tools.errors import ToolRefusedError, ToolRetryError

POSTER = replace(task("Poster"), id=TaskId("poster"), url="https://www.notion.so/p", is_done=True)


async def parts_of(text: str, *mentions: str) -> tuple[str | Member, ...]:
    """The comment after its signature, with Bob linked to a Discord member."""
    run = run_context(POSTER)
    await run.resolve.members.save_link(
        Link(guild=GuildId(1), discord=DiscordId(77), member=BOB, linked_by=DiscordId(2), linked_at=NOON)
    )
    plan = await CommentOnTask(task="poster", text=text, mentions=list(mentions) or None).plan(run)
    (comment,) = plan.changes
    assert isinstance(comment, AddComment)
    assert (comment.task_id, comment.title, comment.url) == (POSTER.id, "Poster", POSTER.url)
    first, *rest = comment.parts
    assert isinstance(first, str)
    assert first.startswith("Ana Silva: ")
    return (first.removeprefix("Ana Silva: "), *rest)


@pytest.mark.parametrize(
    ("text", "mentions", "parts"),
    [
        ("Looks good.\r\nSend it!", [], ("Looks good.\nSend it!",)),
        ("Ask <@77>, or <@!77>.", [], ("Ask ", BOB, ", or ", BOB, ".")),
        ("Hey @Bob, look", ["Bob"], ("Hey ", BOB, ", look")),
        ("Bob berg must look", ["Bob"], ("", BOB, " must look")),
        ("Bobby and Bob", ["@Bob"], ("Bobby and ", BOB)),
        ("Please look", ["<@77>"], ("Please look ", BOB)),
        ("Ask <@77> and Bob", ["Bob"], ("Ask ", BOB, " and Bob")),
        ("Remind me of this", ["me"], ("Remind me of this ", ANA)),
        ("Ana Silva is asked", ["me"], ("", ANA, " is asked")),
    ],
)
async def test_people_are_mentioned_where_the_text_names_them(
    text: str, mentions: list[str], parts: tuple[str | Member, ...]
) -> None:
    assert await parts_of(text, *mentions) == parts


async def test_who_is_not_linked_or_not_known_is_told() -> None:
    with pytest.raises(ToolRefusedError, match="<@5> is not linked"):
        await parts_of("Ask <@5>")
    with pytest.raises(ToolRetryError, match="No member is called"):
        await parts_of("Ask Zed", "Zed")


def test_an_empty_comment_is_none() -> None:
    with pytest.raises(ValueError, match="at least 1 character"):
        CommentOnTask(task="poster", text="  ")
