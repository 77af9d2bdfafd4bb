"""Notion's own JavaScript client, a witness that none of us wrote, takes the emulated Notion for Notion."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import shutil
from asyncio.subprocess import PIPE
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.clock import Clock
from sandbox.notion.server import Fault, FaultKind
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_refusing_notion
from tests.doubles.required import require

if TYPE_CHECKING:
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import SeedTask

FOLDER = Path(__file__).parent / "notion"
TODAY = dt.date(2026, 11, 18)
WORKSPACE = seeded_workspace(TODAY)
TASKS = WORKSPACE.tasks
WITNESS = "Call the witness"


@pytest.fixture
def node() -> str:
    program = shutil.which("node")
    require("node", is_there=program is not None)
    client = FOLDER / "node_modules" / "@notionhq" / "client"
    require("Notion's JavaScript client (npm ci in tests/witness/notion)", is_there=client.exists())
    return str(program)


async def witnessed(node: str, notion: NotionEmulator, pages: dict[str, str]) -> dict[str, Any]:
    """What the client said, by call."""
    environment = {
        "PATH": os.environ["PATH"],
        "NOTION_BASE_URL": notion.base_url,
        "NOTION_TOKEN": notion.token,
        "NOTION_DATABASE": notion.database_id,
        "WITNESS_PAGES": json.dumps(pages),
    }
    script = str(FOLDER / "witness.js")
    child = await asyncio.create_subprocess_exec(node, script, env=environment, stdout=PIPE, stderr=PIPE)
    out, errors = await child.communicate()
    assert child.returncode == 0, (out + errors).decode()
    told = [json.loads(line) for line in out.splitlines()]
    return {each.pop("call"): each for each in told}


def broken(notion: NotionEmulator) -> dict[str, str]:
    """Set a fault on each of four pages and on the next new one; tell the ids of the four."""
    faults = {
        "conflict": Fault(kind=FaultKind.CONFLICT, method="PATCH"),
        "rate_limited": Fault(kind=FaultKind.RATE_LIMITED, count=2),
        "overloaded": Fault(kind=FaultKind.OVERLOADED, count=2),
        "unavailable": Fault(kind=FaultKind.UNAVAILABLE, count=2),
    }
    pages = {name: task.id for name, task in zip(faults, TASKS, strict=False)}
    for name, fault in faults.items():
        notion.fail_next(replace(fault, path=pages[name]))
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, method="POST", path="/pages$"))
    return pages


async def test_the_client_reads_writes_and_understands_refusals(node: str) -> None:
    async with open_refusing_notion(WORKSPACE, clock=Clock(TODAY)) as notion:
        told = await witnessed(node, notion, broken(notion))
        witness = notion.row(WITNESS)

    assert told["users.me"] == {"name": "Darcy"}
    assert sorted(told["users.list"]["names"]) == sorted(person.name for person in WORKSPACE.people)
    assert told["users.retrieve"]["name"] in told["users.list"]["names"]
    assert told["databases.retrieve"] == {"sources": 1}
    assert told["dataSources.retrieve"] == {
        "status": ["Not started", "In progress", "Blocked", "Done", "Dropped"]
    }
    assert sorted(told["dataSources.query"]["titles"]) == sorted(
        task.title for task in TASKS if _is_asked_for(task)
    )
    assert sorted(told["iterateAllDataSourceRows"]["titles"]) == sorted(task.title for task in TASKS)
    assert set(told["search"]["titles"]) <= {task.title for task in TASKS if "poster" in task.title}
    assert told["pages.create"] == {"title": WITNESS, "due": "2026-11-20"}
    assert told["pages.update"] == {"title": WITNESS, "due": None}
    assert told["pages.properties.retrieve"] == {"status": "In progress"}
    assert told["pages.update in_trash"] == {"seen": [True, False]}
    assert told["pages.retrieve"] == {"title": WITNESS, "status": "In progress"}
    assert told["comments.list"] == {"texts": ["I saw it.", "So did I."]}
    assert (witness.status, witness.due) == ("In progress", None)
    assert told["end"] == {"warnings": []}

    assert {call: (one["status"], one["code"]) for call, one in told.items() if "code" in one} == {
        "400": (400, "validation_error"),
        "401": (401, "unauthorized"),
        "404": (404, "object_not_found"),
        "409": (409, "conflict_error"),
        "429": (429, "rate_limited"),
        "503 on a create": (503, "service_unavailable"),
    }
    assert told["429"]["data"]["rate_limit_reason"] == "public_api_request_rate_limit"
    titles = [told[f"{status} retried"]["title"] for status in (429, 529, 503)]
    assert titles == [task.title for task in TASKS[1:4]]
    assert told["503 looked up"] == {"title": ""}


def _is_asked_for(task: SeedTask) -> bool:
    """What the script's filter means: not done, and with an assignee or due in the last seven days."""
    was_due = task.due is not None and TODAY - dt.timedelta(days=7) <= task.due <= TODAY
    return task.status != "Done" and (bool(task.assignees) or was_due)
