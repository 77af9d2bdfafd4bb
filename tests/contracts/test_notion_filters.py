"""Every condition that Notion's OpenAPI has for a filter is taken by the emulated Notion."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import httpx

from sandbox.clock import Clock
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import open_refusing_notion
from tests.doubles.notion_contract import documents
from tests.unit.sandbox.notion.all_kinds import add_board

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
TODAY = dt.date(2026, 11, 18)
LEFT_OUT = {"verification": "is a column of wikis; no task board has one"}
COLUMNS = {
    "title": "Name",
    "rich_text": "Notes",
    "number": "Points",
    "checkbox": "Public",
    "select": "Size",
    "multi_select": "Tags",
    "status": "State",
    "date": "When",
    "people": "Who",
    "files": "Files",
    "url": "Link",
    "email": "Mail",
    "phone_number": "Phone",
    "relation": "Project",
    "created_by": "Maker",
    "created_time": "Made",
    "last_edited_by": "Editor",
    "last_edited_time": "Edited",
    "unique_id": "No",
}
OPTIONS = {"select": "Small", "multi_select": "red", "status": "Open"}
# What a formula or a rollup of each type is called on the board.
FORMULAS = {"string": "Verdict", "checkbox": "Late", "number": "Score", "date": "Ends"}
ROLLUPS = {"number": "Money", "date": "Last"}
# Of which column the values are rolled up for `any`, `every` and `none`.
ROLLED_UP = {
    "rich_text": "Name",
    "number": "Points",
    "checkbox": "Public",
    "select": "Size",
    "multi_select": "Tags",
    "relation": "Project",
    "date": "When",
    "people": "Who",
    "files": "Files",
    "status": "State",
}


def resolved(schema: Json) -> Json:
    if "$ref" not in schema:
        return schema
    found: Json = documents.document("openapi")["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def conditions(schema: Json, kind: str) -> Iterator[Json]:
    """One example of each condition that the schema describes."""
    schema = resolved(schema)
    for branch in schema.get("anyOf", []):
        yield from conditions(branch, kind)
    for word in schema.get("required", []):
        value = resolved(schema["properties"][word])
        if "anyOf" in value:
            yield from ({word: inner} for inner in conditions(value, word))
        else:
            yield {word: example(value, kind)}


def example(schema: Json, kind: str) -> Any:
    if "const" in schema:
        return schema["const"]
    if kind in OPTIONS:
        return OPTIONS[kind]
    if kind in {"people", "relation", "created_by", "last_edited_by"}:
        return "00000000-0000-4000-8000-000000000000"
    if kind in {"date", "created_time", "last_edited_time"} and schema["type"] == "string":
        return "2026-11-18"
    return {"string": "x", "number": 1, "boolean": True, "object": {}}[schema["type"]]


def all_filters() -> Iterator[Json]:
    """One filter for each condition on each type, and each timestamp."""
    schemas = documents.document("openapi")["components"]["schemas"]
    for branch in schemas["propertyFilter"]["anyOf"]:
        [kind] = set(branch["required"]) - {"property"}
        if kind not in LEFT_OUT:
            for condition in conditions(branch["properties"][kind], kind):
                yield {"property": column_of(kind, condition), kind: condition}
    for branch in schemas["timestampFilter"]["anyOf"]:
        [kind] = set(resolved(branch)["required"]) - {"timestamp"}
        for condition in conditions(resolved(branch)["properties"][kind], kind):
            yield {"timestamp": kind, kind: condition}


def column_of(kind: str, condition: Json) -> str:
    if kind in COLUMNS:
        return COLUMNS[kind]
    [(word, inner)] = condition.items()
    if kind == "formula":
        return FORMULAS[word]
    return ROLLUPS[word] if word in ROLLUPS else f"Rolled {ROLLED_UP[next(iter(inner))]}"


async def test_every_condition_of_the_contract_is_taken() -> None:
    documents.require_contracts()
    filters = list(all_filters())
    assert len(filters) > 350

    async with open_refusing_notion(
        seeded_workspace(TODAY), clock=Clock(TODAY), requests_per_minute=1000
    ) as notion:
        headers = {"Authorization": f"Bearer {notion.token}", "Notion-Version": "2026-03-11"}
        async with httpx.AsyncClient(base_url=f"{notion.base_url}/v1", headers=headers) as api:
            board = add_board(notion, api)
            rolled = {
                f"Rolled {column}": {
                    "rollup": {
                        "relation_property_name": "Parent",
                        "rollup_property_name": column,
                        "function": "show_original",
                    }
                }
                for column in ROLLED_UP.values()
            }
            made = await api.patch(f"/data_sources/{board.source}", json={"properties": rolled})
            assert made.status_code == 200, made.text
            refused = [
                (rule, answer.json()["message"])
                for rule in filters
                if (answer := await board.query(filter=rule, page_size=1)).status_code != 200
            ]
    assert refused == []
