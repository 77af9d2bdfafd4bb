"""Slash commands typed in one line."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.terminal.names import Names, UnknownNameError
from sandbox.terminal.slash import Slash, UsageError, read_slash, usages

NAMES = Names({"11": "Priya Nair", "12": "Maya Lindqvist"})
COMMANDS: list[dict[str, Any]] = [
    {
        "name": "darcy",
        "type": 1,
        "options": [
            {"name": "request", "type": 3, "required": True},
            {"name": "private", "type": 5},
            {"name": "times", "type": 4},
        ],
    },
    {
        "name": "darcy-admin",
        "type": 1,
        "options": [
            {
                "name": "link",
                "type": 1,
                "options": [
                    {"name": "member", "type": 6, "required": True},
                    {"name": "person", "type": 3, "required": True},
                ],
            },
            {"name": "list", "type": 1, "options": []},
        ],
    },
    {"name": "Make this a task", "type": 3},
]


def read(line: str) -> Slash:
    return read_slash(line, COMMANDS, NAMES)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/darcy request:show me my tasks", {"request": "show me my tasks"}),
        ("/darcy show me my tasks", {"request": "show me my tasks"}),
        (
            "/darcy request: at 12:30: call @Maya private:true",
            {"request": "at 12:30: call <@12>", "private": True},
        ),
        ("/darcy private:no times:3 request:hello", {"private": False, "times": 3, "request": "hello"}),
    ],
)
def test_options_are_read_by_name(line: str, values: dict[str, str | int | float | bool]) -> None:
    assert read(line) == Slash(("darcy",), values)


@pytest.mark.parametrize("member", ["@Priya", "<@11>", "Priya Nair", "<@Nair>"])
def test_a_person_is_read_from_a_name_or_a_mention(member: str) -> None:
    link = read(f"/darcy-admin link member:{member} person:Priya Nair")

    assert link == Slash(("darcy-admin", "link"), {"member": "11", "person": "Priya Nair"})


def test_a_subcommand_may_take_nothing() -> None:
    assert read("/darcy-admin list") == Slash(("darcy-admin", "list"), {})


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/darc x", r"There is no /darc\. There is: /darcy request:… \[private:…\]"),
        ("/darcy-admin unlink", "There is no /darcy-admin unlink"),
        ("/darcy-admin", "There is no /darcy-admin"),
        ("/darcy", "It lacks request: /darcy request:…"),
        ("/darcy-admin link", "It lacks member and person: /darcy-admin link member:… person:…"),
        ("/darcy x private:perhaps", "“perhaps” will not do for private"),
        ("/darcy-admin list all", "“all” has no place"),
    ],
)
def test_a_line_that_cannot_be_sent_is_answered_with_what_can(line: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read(line)


def test_nobody_cannot_be_linked() -> None:
    with pytest.raises(UnknownNameError, match="Zed"):
        read("/darcy-admin link member:Zed person:Priya")


def test_only_slash_commands_are_listed() -> None:
    assert usages(COMMANDS) == [
        "/darcy request:… [private:…] [times:…]",
        "/darcy-admin link member:… person:…",
        "/darcy-admin list",
    ]
