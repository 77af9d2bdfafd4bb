"""Whom the board does not know: by id, where no list names them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from storage.errors import StoreUnavailableError
from storage.notion.directory import PEOPLE_LIFETIME_S, NotionDirectory
from storage.records import Member, MemberId
from tests.unit.storage.notion.examples import ANA, AUTUMN, BOARD, COLUMNS, SPRING, TASK, board
from tests.unit.storage.notion.scripted import BOT, ScriptedNotion, listed, project

GUEST, LEFT, ROW = MemberId(AUTUMN), MemberId(TASK), MemberId(SPRING)
TEAM = "88888888-8888-4888-8888-888888888888"


def user(id_: str, kind: str = "person") -> Any:
    return {"object": "user", "type": kind, "id": id_, "name": "Cleo"}


@pytest.fixture
def notion() -> ScriptedNotion:
    notion = ScriptedNotion()
    notion.answers |= {f"GET users/{GUEST}": user(GUEST), f"GET users/{BOT}": user(BOT, "bot")}
    return notion


async def test_trap_a_guest_is_known_by_id_and_then_by_name(notion: ScriptedNotion) -> None:
    async with notion.board() as (_, _, directory):
        assert await directory.unknown_among([MemberId(ANA), GUEST]) == frozenset()
        assert Member(GUEST, "Cleo") in await directory.members()
        assert f"GET users/{ANA}" not in notion.sent


async def test_who_left_a_bot_and_what_is_no_user_are_unknown(notion: ScriptedNotion) -> None:
    option, refused = MemberId("a%3Db"), ROW
    notion.answers[f"GET users/{refused}"] = httpx.Response(400, json={"code": "validation_error"})
    nobody = frozenset({LEFT, MemberId(BOT), option, refused})

    async with notion.board() as (_, _, directory):
        assert await directory.unknown_among([*nobody, GUEST]) == nobody
        assert not any("%" in path for path in notion.sent)


async def test_what_notion_said_of_an_id_is_kept_for_a_while(notion: ScriptedNotion) -> None:
    now = [0.0]
    async with notion.client() as client:
        directory = NotionDirectory(client, BOARD, clock=lambda: now[0])
        for moment, count in ((0.0, 1), (PEOPLE_LIFETIME_S - 1, 1), (PEOPLE_LIFETIME_S, 2)):
            now[0] = moment
            assert await directory.unknown_among([GUEST, LEFT]) == {LEFT}
            assert [notion.sent.count(f"GET users/{each}") for each in (GUEST, LEFT)] == [count, count]
        await directory.refresh()
        del notion.answers[f"GET users/{GUEST}"]
        assert await directory.unknown_among([GUEST]) == {GUEST}


async def test_nobody_is_called_unknown_while_notion_does_not_answer(notion: ScriptedNotion) -> None:
    notion.answers[f"GET users/{LEFT}"] = httpx.Response(403, json={"code": "restricted_resource"})

    async with notion.board() as (_, _, directory):
        with pytest.raises(StoreUnavailableError):
            await directory.unknown_among([LEFT])


async def test_a_board_that_nobody_is_on_knows_notions_users(notion: ScriptedNotion) -> None:
    columns = {name: column for name, column in COLUMNS.items() if name != "Assignee"}
    notion.answers[f"GET data_sources/{BOARD}"] = board(columns)

    async with notion.board() as (_, _, directory):
        assert await directory.unknown_among([MemberId(ANA), GUEST, LEFT]) == {LEFT}


async def test_a_board_of_rows_knows_its_rows_alone_and_looks_again_before_it_says_so(
    notion: ScriptedNotion,
) -> None:
    relation = {"id": "a", "type": "relation", "relation": {"data_source_id": TEAM}}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": relation})
    notion.answers[f"GET data_sources/{TEAM}"] = {
        "id": TEAM,
        "properties": {"Name": {"id": "t", "type": "title"}},
    }
    rows = f"POST data_sources/{TEAM}/query"
    notion.answers[rows] = [listed(), listed(project(ROW, "Cleo"))]

    async with notion.board() as (_, _, directory):
        assert await directory.members() == []
        assert await directory.unknown_among([ROW, GUEST, MemberId(ANA)]) == {GUEST, ANA}
        assert await directory.unknown_among([ROW]) == frozenset()

    assert notion.sent.count(rows) == 2
    assert not any("users" in path for path in notion.sent)


async def test_a_board_of_names_knows_its_options_alone(notion: ScriptedNotion) -> None:
    names = {"options": [{"id": "o1", "name": "Cleo"}]}
    people = {"id": "a", "type": "select", "select": names}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": people})

    async with notion.board() as (_, _, directory):
        assert await directory.unknown_among([MemberId("o1"), GUEST]) == {GUEST}
        names["options"] = []
        notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": people})
        assert await directory.unknown_among([MemberId("o1")]) == frozenset()  # as it was looked up
        assert await directory.unknown_among([MemberId("o1"), GUEST]) == {GUEST, "o1"}
