"""What can be made to go wrong, seen by a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.notion.schema import TASKS_ID
from sandbox.notion.server import Fault, FaultKind

if TYPE_CHECKING:
    from sandbox.notion.server import NotionEmulator

CURTAINS: dict[str, Any] = {
    "parent": {"data_source_id": TASKS_ID},
    "properties": {"Task": {"title": [{"text": {"content": "Sew the curtains"}}]}},
}


@pytest.mark.parametrize(
    ("kind", "status", "code", "is_done"),
    [
        (FaultKind.RATE_LIMITED, 429, "rate_limited", False),
        (FaultKind.OVERLOADED, 529, "service_overload", False),
        (FaultKind.UNAVAILABLE, 503, "service_unavailable", False),
        (FaultKind.UNAVAILABLE_AFTER_COMMIT, 503, "service_unavailable", True),
        (FaultKind.CONFLICT, 409, "conflict_error", False),
    ],
)
async def test_a_failed_request_did_its_work_or_not(
    api: httpx.AsyncClient, notion: NotionEmulator, kind: FaultKind, status: int, code: str, *, is_done: bool
) -> None:
    notion.fail_next(Fault(kind=kind))

    answer = await api.post("/pages", json=CURTAINS)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert bool(notion.rows("curtains")) is is_done
    assert (await api.post("/pages", json=CURTAINS)).status_code == 200


async def test_a_wait_is_told_in_whole_seconds(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.RATE_LIMITED, retry_after_s=7))

    assert (await api.get("/users/me")).headers["Retry-After"] == "7"


async def test_a_503_after_a_create_may_name_the_page(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT))
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, names_page=False))

    naming, silent = [await api.post("/pages", json=CURTAINS) for _ in range(2)]

    made = [row.id for row in notion.rows("curtains")]
    assert naming.json()["additional_data"] == {"committed_resource_id": made[0]}
    assert "additional_data" not in silent.json()


async def test_a_cut_connection_brings_no_answer_whether_done_or_not(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    for kind, rows in ((FaultKind.DROPPED, 0), (FaultKind.DROPPED_AFTER_COMMIT, 1)):
        notion.fail_next(Fault(kind=kind))
        with pytest.raises(httpx.TransportError):
            await api.post("/pages", json=CURTAINS)
        assert len(notion.rows("curtains")) == rows
        assert (notion.exchanges[-1].status, notion.exchanges[-1].answer) == (0, None)


async def test_a_fault_waits_for_the_requests_it_is_meant_for(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE, method="POST", path=r"/query$", count=2))

    async def query() -> int:
        return (await api.post(f"/data_sources/{TASKS_ID}/query", json={})).status_code

    assert (await api.get(f"/data_sources/{TASKS_ID}")).status_code == 200
    assert [await query() for _ in range(3)] == [503, 503, 200]
