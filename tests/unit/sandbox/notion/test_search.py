"""Search finds titles, late and not all of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.notion.schema import TASKS_ID

if TYPE_CHECKING:
    import httpx

    from sandbox.clock import Clock
    from sandbox.notion.server import NotionEmulator

Json = dict[str, Any]
POSTER = "Make the poster for new members"
PAGES = {"property": "object", "value": "page"}


async def found(api: httpx.AsyncClient, query: str, **more: Any) -> list[str]:
    answer = await api.post("/search", json={"query": query, **more})
    return [each["id"] for each in answer.json()["results"]]


async def test_it_finds_pages_and_data_sources_by_words_of_their_titles(
    api: httpx.AsyncClient, notion: NotionEmulator
) -> None:
    assert await found(api, "POSTER for new") == [notion.row(POSTER).id]
    assert await found(api, "tasks", filter={"property": "object", "value": "data_source"}) == [TASKS_ID]
    assert await found(api, "no such words") == []


async def test_a_new_page_is_found_only_after_a_while(
    api: httpx.AsyncClient, notion: NotionEmulator, clock: Clock
) -> None:
    title = {"Task": {"title": [{"text": {"content": "Sew the curtains"}}]}}
    made = await api.post("/pages", json={"parent": {"data_source_id": TASKS_ID}, "properties": title})

    at_once = await found(api, "curtains")
    clock.advance(dt.timedelta(minutes=1))
    later = await found(api, "curtains")

    assert (at_once, later) == ([], [made.json()["id"]])
    assert len(notion.rows("curtains")) == 1


async def test_a_page_is_found_by_its_old_title_for_a_while(
    api: httpx.AsyncClient, notion: NotionEmulator, clock: Clock
) -> None:
    page = notion.row(POSTER).id
    notion.edit(page, title="Sew seventeen hats")

    assert (await found(api, POSTER, filter=PAGES), await found(api, "seventeen hats")) == ([page], [])
    clock.advance(dt.timedelta(minutes=1))
    assert (await found(api, POSTER, filter=PAGES), await found(api, "seventeen hats")) == ([], [page])


async def test_what_is_in_the_trash_is_not_found(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.edit(notion.row(POSTER).id, in_trash=True)

    assert await found(api, POSTER) == []


async def test_some_pages_are_never_found(api: httpx.AsyncClient, notion: NotionEmulator) -> None:
    notion.leave_out_of_search(notion.row(POSTER).id)

    assert await found(api, POSTER) == []


async def test_the_last_edited_come_first_or_last(
    api: httpx.AsyncClient, notion: NotionEmulator, clock: Clock
) -> None:
    page = notion.row(POSTER).id
    clock.advance(dt.timedelta(hours=1))
    notion.edit(page, priority="Low")

    newest = await found(api, "", filter=PAGES)
    oldest_first = {"timestamp": "last_edited_time", "direction": "ascending"}
    oldest = await found(api, "", filter=PAGES, sort=oldest_first)

    assert (newest[0], oldest[-1]) == (page, page)


async def test_results_come_page_by_page(api: httpx.AsyncClient) -> None:
    whole = await found(api, "")
    part = (await api.post("/search", json={"page_size": 3})).json()
    rest = await found(api, "", start_cursor=part["next_cursor"])

    assert [each["id"] for each in part["results"]] + rest == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"sort": {"timestamp": "created_time", "direction": "ascending"}},
        {"sort": {"timestamp": "last_edited_time", "direction": "up"}},
        {"filter": {"property": "object", "value": "database"}},
        {"filter": {"value": "page"}},
        {"words": "poster"},
    ],
)
async def test_what_search_does_not_know_is_refused(api: httpx.AsyncClient, wrong: Json) -> None:
    answer = await api.post("/search", json=wrong)

    assert (answer.status_code, answer.json()["code"]) == (400, "validation_error")
