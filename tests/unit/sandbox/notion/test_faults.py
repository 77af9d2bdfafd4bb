"""What can be made to go wrong, seen by a client."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.notion.schema import TASKS_ID
from sandbox.notion.server import Fault, FaultKind, RateLimitReason
from tests.doubles.notion import open_notion

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator
    from sandbox.workspace import Workspace

POSTER = "Make the poster for new members"
TITLED: dict[str, Any] = {"properties": {"Task": {"title": [{"text": {"content": "Sew the curtains"}}]}}}
CURTAINS: dict[str, Any] = {
    "parent": {"data_source_id": TASKS_ID},
    **TITLED,
}


@pytest.mark.parametrize(
    ("kind", "status", "code", "is_done"),
    [
        (FaultKind.RATE_LIMITED, 429, "rate_limited", False),
        (FaultKind.OVERLOADED, 529, "service_overload", False),
        (FaultKind.UNAVAILABLE, 503, "service_unavailable", False),
        (FaultKind.UNAVAILABLE_AFTER_COMMIT, 503, "service_unavailable", True),
        (FaultKind.CONFLICT, 409, "conflict_error", False),
        (FaultKind.INTERNAL_ERROR, 500, "internal_server_error", False),
        (FaultKind.GATEWAY_TIMEOUT, 504, "gateway_timeout", False),
        (FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT, 504, "gateway_timeout", True),
        (FaultKind.INVALID, 400, "validation_error", False),
        (FaultKind.FORBIDDEN, 403, "restricted_resource", False),
        (FaultKind.NOT_FOUND, 404, "object_not_found", False),
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

    answer = await api.get("/users/me")

    assert answer.headers["Retry-After"] == answer.json()["additional_data"]["retry_after"] == "7"


async def test_a_429_says_whose_budget_is_spent(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.RATE_LIMITED))
    notion.fail_next(Fault(kind=FaultKind.RATE_LIMITED, reason=RateLimitReason.WORKSPACE, retry_after_s=600))

    own, shared = [(await api.get("/users/me")).json()["additional_data"] for _ in range(2)]

    assert own == {"rate_limit_reason": "public_api_request_rate_limit", "retry_after": "1"}
    assert shared == {"rate_limit_reason": "public_api_space_request_rate_limit", "retry_after": "600"}


async def test_a_503_after_a_create_may_name_the_page(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT))
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, names_page=False))

    naming, silent = [await api.post("/pages", json=CURTAINS) for _ in range(2)]

    made = [row.id for row in notion.rows("curtains")]
    assert naming.json()["additional_data"]["committed_resource_id"] == made[0]
    assert "Do not repeat the write." in naming.json()["additional_data"]["retry_guidance"]
    assert "additional_data" not in silent.json()


async def test_a_503_after_a_change_says_that_it_was_saved(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    page = notion.row(POSTER).id
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT))

    answer = await api.patch(f"/pages/{page}", json=TITLED)

    assert answer.json()["message"].startswith("The change was saved")
    assert "committed_resource_id" not in answer.json()["additional_data"]
    assert notion.row("Sew the curtains").id == page


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


async def test_a_fault_can_leave_the_first_requests_alone(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE, method="POST", path="/pages$", skip=1, count=2))

    assert [(await api.post("/pages", json=CURTAINS)).status_code for _ in range(4)] == [200, 503, 503, 200]


async def test_a_fault_can_wait_for_the_next_write(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, only_writes=True))

    reads = [
        await api.get("/users/me"),
        await api.get(f"/pages/{notion.row(POSTER).id}"),
        await api.post(f"/data_sources/{TASKS_ID}/query", json={}),
        await api.post("/search", json={}),
    ]
    written = await api.post("/pages", json=CURTAINS)

    assert [answer.status_code for answer in reads] == [200] * 4
    assert written.json()["message"].startswith("The change was saved")


async def test_whoever_switched_a_fault_on_hears_of_it_once_the_work_is_done(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    made: list[int] = []
    notion.fail_next(
        Fault(kind=FaultKind.UNAVAILABLE_AFTER_COMMIT, met=lambda: made.append(len(notion.rows("curtains"))))
    )

    await api.post("/pages", json=CURTAINS)

    assert made == [1]


async def test_what_comes_late_is_done_when_nobody_waits_for_it(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    notion.fail_next(Fault(kind=FaultKind.LATE))
    with pytest.raises(httpx.TransportError):
        await api.post("/pages", json=CURTAINS)
    assert notion.rows("curtains") == []

    notion.catch_up()

    assert len(notion.rows("curtains")) == 1


async def test_someone_can_make_a_task_and_throw_it_away(notion: NotionEmulator) -> None:
    made = notion.add_task(title="Sew the curtains", assignees=["Priya"])
    notion.add_task(title="Sew the curtains again", in_trash=True)

    assert [(row.id, row.assignees) for row in notion.rows("curtains")] == [(made, ("Priya Raman",))]


@asynccontextmanager
async def waiting_client(
    workspace: Workspace, clock: Clock, fault: Fault
) -> AsyncIterator[tuple[NotionEmulator, asyncio.Future[httpx.Response]]]:
    """A client that has asked for a new page, and waits for an answer while the fault keeps it back."""
    arrived = asyncio.Event()
    async with httpx.AsyncClient(timeout=60) as client:
        async with open_notion(workspace, clock=clock, watch=lambda _: arrived.set()) as notion:
            notion.fail_next(fault)
            headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
            asking = client.post(f"{notion.base_url}/v1/pages", json=CURTAINS, headers=headers)
            waiting = asyncio.ensure_future(asking)
            await arrived.wait()
            yield notion, waiting
        # Without a client that gave up, it is the end of Notion that ends the wait.
        with suppress(asyncio.CancelledError, httpx.TransportError):
            await waiting


@pytest.mark.parametrize(("kind", "rows"), [(FaultKind.SILENT, 0), (FaultKind.SILENT_AFTER_COMMIT, 1)])
async def test_an_answer_may_never_come(
    workspace: Workspace, clock: Clock, kind: FaultKind, rows: int
) -> None:
    async with waiting_client(workspace, clock, Fault(kind=kind)) as (notion, waiting):
        assert not waiting.done()
        assert len(notion.rows("curtains")) == rows
        assert (notion.exchanges[-1].status, notion.exchanges[-1].answer) == (0, None)

    assert waiting.exception() is not None


async def test_a_client_that_gives_up_is_let_go_of(workspace: Workspace, clock: Clock) -> None:
    async with waiting_client(workspace, clock, Fault(kind=FaultKind.SILENT)) as (notion, waiting):
        waiting.cancel()

        async with httpx.AsyncClient() as other:
            assert (await other.get(f"{notion.base_url}/v1/users/me")).status_code == 401


async def test_what_is_asked_for_is_done_before_a_slow_answer_comes(
    workspace: Workspace, clock: Clock
) -> None:
    slow = Fault(kind=FaultKind.SLOW, delay_s=600)

    async with waiting_client(workspace, clock, slow) as (notion, waiting):
        assert not waiting.done()
        made = [row.id for row in notion.rows("curtains")]

    assert [waiting.result().json()["id"]] == made


async def test_a_slow_answer_is_a_whole_one(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.SLOW, delay_s=0.01))

    answer = await api.post("/pages", json=CURTAINS)

    assert answer.json()["id"] == notion.rows("curtains")[0].id


async def test_a_bad_gateway_answers_with_a_web_page(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.BAD_GATEWAY))

    answer = await api.post("/pages", json=CURTAINS)

    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert notion.rows("curtains") == []
    assert (notion.exchanges[-1].status, notion.exchanges[-1].answer) == (502, None)


async def test_an_answer_can_be_cut_short(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.MALFORMED))

    answer = await api.post("/pages", json=CURTAINS)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    with pytest.raises(ValueError, match="char"):
        answer.json()
    assert len(notion.rows("curtains")) == 1


async def test_an_answer_can_have_another_shape(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.MISSHAPEN))

    answer = await api.get(f"/data_sources/{TASKS_ID}")

    assert answer.status_code == 200
    assert answer.json()["properties"] is None
    assert notion.exchanges[-1].answer is None


async def test_nothing_goes_wrong_once_it_is_mended(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.fail_next(Fault(kind=FaultKind.INTERNAL_ERROR, count=9))

    notion.mend()

    assert (await api.get("/users/me")).status_code == 200
