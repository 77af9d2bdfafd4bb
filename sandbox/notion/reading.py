"""Databases and data sources as they are. Facts: developers.notion.com/reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.notion.database_answers import data_source_answer, database_answer

if TYPE_CHECKING:
    from sandbox.notion.errors import Json
    from sandbox.notion.exchanges import Call
    from sandbox.notion.world import World


def get_database(world: World, call: Call) -> Json:
    database = world.get("database", call.ids["database_id"], "path.database_id")
    sources = [world.find("data_source", source, "path") for source in database["data_sources"]]
    return database_answer(database, [source for source in sources if source is not None])


def get_data_source(world: World, call: Call) -> Json:
    return data_source_answer(world.get("data_source", call.ids["data_source_id"], "path.data_source_id"))
