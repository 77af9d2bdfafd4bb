"""The trace of what passes at the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.desk.bus import Desk, Publisher
from bot.desk.commands import ListLinks
from bot.desk.events import ModelReplied
from bot.telemetry.traces import tracing
from storage.errors import DarcyError
from storage.records import DiscordId, GuildId

if TYPE_CHECKING:
    from pathlib import Path

LIST = ListLinks(GuildId(1), DiscordId(7))


async def answer(_: object) -> str:
    return "words of people"


async def refuse(_: object) -> str:
    raise DarcyError("words of people")


def traced(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


async def test_commands_and_events_are_traced_in_the_order_they_end_and_without_words(tmp_path: Path) -> None:
    publisher, path = Publisher(), tmp_path / "trace"
    with tracing(Desk({ListLinks: answer}), publisher, path) as desk:
        publisher.publish(ModelReplied(GuildId(1), 812, 40))
        assert str(await desk.handle(LIST)) == "words of people"

    event, command = traced(path)
    assert (event["name"], event["input_tokens"], event["output_tokens"]) == ("ModelReplied", 812, 40)
    assert (command["kind"], command["name"], command["outcome"]) == ("command", "ListLinks", "str")
    assert "words" not in path.read_text()


async def test_a_refusal_is_traced_by_its_kind_and_raised(tmp_path: Path) -> None:
    with (
        tracing(Desk({ListLinks: refuse}), Publisher(), tmp_path / "trace") as desk,
        pytest.raises(DarcyError),
    ):
        await desk.handle(LIST)
    assert [line["outcome"] for line in traced(tmp_path / "trace")] == ["DarcyError"]
    assert "words" not in (tmp_path / "trace").read_text()


def test_nothing_is_traced_where_no_file_is_named() -> None:
    desk = Desk({})
    with tracing(desk, Publisher(), None) as used:
        assert used is desk


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DarcyError, match="DARCY_TRACE"), tracing(Desk({}), Publisher(), tmp_path):
        pytest.fail("it was opened")
