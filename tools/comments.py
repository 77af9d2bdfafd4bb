"""The tool that plans a comment: the words of who asks, signed, and with people mentioned as Notion does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from storage.changes import AddComment
from storage.records import Member
from tools.arguments import CommentArguments
from tools.resolve import MENTION, MYSELF
from tools.toolset import Plan, RunContext, WriteTool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Part = str | Member


class CommentOnTask(CommentArguments, WriteTool):
    """Write a comment on a task. It is signed with the person's name by code."""

    name: ClassVar[str] = "comment_on_task"

    async def plan(self, ctx: RunContext) -> Plan:
        task = await ctx.resolve.task(self.task, or_done=True)
        asker = await ctx.resolve.asker()
        parts: list[Part] = [f"{asker.name}: "]  # in Notion, all comments of ours have one author
        for at, piece in enumerate(MENTION.split("\n".join(self.text.splitlines()))):
            parts.append(await ctx.resolve.member(f"<@{piece}>") if at % 2 else piece)
        for words in self.mentions or ():
            parts = _mentioning(parts, await ctx.resolve.member(words), words)
        comment = AddComment(task_id=task.id, title=task.title, url=task.url, parts=tuple(_joined(parts)))
        return Plan((comment,))


def _mentioning(parts: Sequence[Part], member: Member, words: str) -> list[Part]:
    """The text with the person mentioned where it names them, or else at its end."""
    if member in parts:
        return list(parts)
    is_name = words.casefold() not in MYSELF and not MENTION.fullmatch(words)
    names = [member.name, words.lstrip("@")] if is_name else [member.name]
    for name in (*(f"@{name}" for name in names), *names):
        sign, *text = parts
        found = [piece for part in text for piece in _split(part, name, member)]
        if member in found:
            return [sign, *found]
    return [*parts, " ", member]


def _split(part: Part, name: str, member: Member) -> Iterator[Part]:
    if isinstance(part, Member):
        yield part
        return
    pieces = re.split(rf"(?<!\w){re.escape(name)}(?!\w)", part, flags=re.IGNORECASE)
    for at, piece in enumerate(pieces):
        if at:
            yield member
        yield piece


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Texts that stand side by side as one; none that is empty."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        yield part
        text = ""
    if text:
        yield text
