"""What a run knows, and what was said in it, as the chat messages of a language model.

What changes least comes first, so that a provider can cache the beginning: the instructions, the board,
the day, the person, their tasks. Whatever came from Notion or from a message stands between fence lines.
Data cannot forge a fence, a column or a line: it is folded onto one line, and the characters that mark
fences and columns are replaced in it.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from rapidfuzz import fuzz, process

from storage.runs import Reply
from tools.words import GROUPS, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.agent.context import Context, ReferencedTask
    from storage.records import Member, Request, StatusOption
    from storage.runs import Exchange, Message, ToolResult

T = TypeVar("T")

MAX_MEMBERS = 60
MAX_PROJECTS = 40
MAX_TAGS = 40
MAX_TASKS = 60
MAX_EXCHANGES = 8
MAX_NAME_CHARS = 100
MAX_SAID_CHARS = 400
MAX_PARENT_CHARS = 40

_COLUMNS = "reference|title|status|due|project|who has it, if not they alone|tags|part of"
# Ours alone: `⟦` opens and closes a fence, `|` parts the columns of a line.
_RESERVED = str.maketrans({"⟦": "[", "⟧": "]", "|": "¦"})


@cache
def instructions() -> str:
    return resources.files("bot.agent").joinpath("prompt.md").read_text(encoding="utf-8").strip()


def messages_of(context: Context, history: Sequence[Message]) -> list[dict[str, Any]]:
    """The run so far, as Chat Completions takes it: the instructions first, what was said last."""
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": context_text(context)},
        {"role": "user", "content": _asked(context.request)},
        *(_assistant_message(said) if isinstance(said, Reply) else _tool_message(said) for said in history),
    ]


def context_text(context: Context) -> str:
    """All that the model is told of the board, the day and the person, one fenced part after another."""
    words = context.request.words
    statuses = [_status(option) for option in context.options.statuses]
    tags = _likely(context.options.tags, words, MAX_TAGS, str)
    members = _likely(context.members, words, MAX_MEMBERS, _name)
    projects = _likely(context.projects, words, MAX_PROJECTS, _name)
    tasks = _likely(context.tasks, words, MAX_TASKS, lambda referenced: referenced.task.title)
    parts = [
        _fenced("statuses of the board", statuses),
        _fenced("priorities of the board", map(_line, context.options.priorities)),
        _fenced("tags of the board" + _share(tags, context.options.tags), map(_line, tags)),
        _fenced("active projects" + _share(projects, context.projects), map(_name, projects)),
        _fenced("people" + _share(members, context.members), map(_name, members)),
        _days(context),
        _fenced("who asks", [_name(context.principal.member)]),
        _fenced(
            f"their open tasks, and others spoken of: {_COLUMNS}" + _share(tasks, context.tasks),
            [_task(referenced, context.principal.member) for referenced in tasks] or ["(none)"],
        ),
        _fenced("earlier in this conversation", _exchanges(context.exchanges[-MAX_EXCHANGES:])),
    ]
    return "\n".join(part for part in parts if part)


def _fenced(title: str, lines: Iterable[str]) -> str:
    """Lines that are data, under a title that is ours; nothing if there are none."""
    body = "\n".join(lines)
    return f"⟦{title}⟧\n{body}\n⟦end⟧" if body else ""


def _days(context: Context) -> str:
    today = context.today
    coming = ", ".join(f"{today + dt.timedelta(days=ahead):%a %Y-%m-%d}" for ahead in range(1, 8))
    return f"Today is {today:%A %Y-%m-%d} ({context.zone.key}). The days to come: {coming}."


def _status(option: StatusOption) -> str:
    return f"{_line(option.name)}|{GROUPS[option.group]}"


def _task(referenced: ReferencedTask, asking: Member) -> str:
    task = referenced.task
    columns = [
        referenced.reference,
        _line(task.title),
        _line(task.status or ""),
        written(task.due),
        _name(task.project) if task.project else "",
        "" if task.assignees == (asking,) else ", ".join(map(_name, task.assignees)) or "nobody",
        ", ".join(map(_line, task.tags)),
        _line(task.parent.title, MAX_PARENT_CHARS) if task.parent else "",
    ]
    return "|".join(columns).rstrip("|")


def _exchanges(exchanges: Sequence[Exchange]) -> Iterator[str]:
    for exchange in exchanges:
        yield f"They asked: {_line(exchange.asked, MAX_SAID_CHARS)}"
        yield f"You answered: {_line(exchange.answered, MAX_SAID_CHARS)}"


def _name(named: Any) -> str:
    return _line(named.name)


def _share(kept: Sequence[object], every: Sequence[object]) -> str:
    """Says that a list was cut, so that the model does not take it for the whole."""
    if len(kept) == len(every):
        return ""
    return f" (the likely {len(kept)} of {len(every)}; tools know them all)"


# --- what was said ------------------------------------------------------------------------------------


def _asked(request: Request) -> str:
    """The person's words, and under them the message they are about, which is data."""
    quoted = request.quoted
    if quoted is None:
        return _text(request.words)
    about = _fenced(f"the message, by {_line(quoted.author)}", [_text(quoted.text)])
    return f"{_text(request.words)}\n{about}"


def _assistant_message(reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    if reply.tool_calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": _object(call.arguments)},
            }
            for call in reply.tool_calls
        ]
    return message


def _object(arguments: str) -> str:
    """Arguments as they were written, if they are an object; several servers choke on others they made."""
    try:
        return arguments if isinstance(json.loads(arguments), dict) else "{}"
    except ValueError:
        return "{}"


def _tool_message(result: ToolResult) -> dict[str, Any]:
    title = "result" if result.ok else "this call failed; mend it, or tell the person what is missing"
    return {
        "role": "tool",
        "tool_call_id": result.call_id,
        "content": _fenced(title, [_text(result.text) or "(nothing)"]),
    }


# --- folding and choosing -----------------------------------------------------------------------------


def _line(text: str, limit: int = MAX_NAME_CHARS) -> str:
    """Text from outside on one line: no control, bidi or reserved characters, cut to `limit`."""
    folded = " ".join(_visible(text).translate(_RESERVED).split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def _text(text: str) -> str:
    """Text from outside that keeps its lines and columns but can open or close no fence."""
    lines = text.replace("⟦", "[").replace("⟧", "]").splitlines()
    return "\n".join(_visible(line) for line in lines).strip()


def _visible(text: str) -> str:
    """Without what a reader cannot see (Unicode's control, format, surrogate and private characters)."""
    if text.isascii() and text.isprintable():
        return text
    # A joiner is part of a letter or an emoji in several scripts; it turns nothing round.
    kept = (
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if char in "\u200c\u200d" or unicodedata.category(char) not in {"Cf", "Cs", "Co"}
    )
    return "".join(kept)


def _likely(every: Sequence[T], words: str, limit: int, name_of: Callable[[T], str]) -> list[T]:
    """All, in their order; of more than `limit`, those whose names are most like something in the words."""
    if len(every) <= limit:
        return list(every)
    names = [_plain(name_of(item)) for item in every]
    best = process.extract(_plain(words), names, scorer=fuzz.partial_token_ratio, limit=limit)
    return [every[place] for place in sorted(place for _, _, place in best)]


def _plain(text: str) -> str:
    """For comparing only: without accents, case and punctuation."""
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in "".join(bare).casefold())
