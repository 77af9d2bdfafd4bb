"""Rich text that may mention people and pages, as comments and blocks have it.

Facts: developers.notion.com/reference/rich-text#mention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.notion.errors import Json, an_array, an_object, only_keys, should_be_defined, validation_error
from sandbox.notion.pages import title_of, url_of
from sandbox.notion.texts import stored_text

if TYPE_CHECKING:
    from sandbox.notion.store import Store
    from sandbox.notion.world import World


def stored_rich_text(world: World, value: Any, where: str) -> list[Json]:
    """Pieces as they are kept. Refuses mentions of what is not there, or not shared."""
    pieces = an_array(value, where)
    mentions = {
        number: _mention(world, piece, f"{where}[{number}]")
        for number, piece in enumerate(pieces)
        if isinstance(piece, dict) and ("mention" in piece or piece.get("type") == "mention")
    }
    # What a mention reads like stands in for it, so that one reader checks all pieces.
    as_texts = [
        {"text": {"content": mentions[number]["plain_text"]}} if number in mentions else piece
        for number, piece in enumerate(pieces)
    ]
    kept = iter(stored_text(as_texts, where))
    return [
        {**next(kept), "text": None, **mentions[number]} if number in mentions else next(kept)
        for number, piece in enumerate(as_texts)
        if piece["text"]["content"]
    ]


def _mention(world: World, piece: Json, where: str) -> Json:
    only_keys(piece, {"type", "mention", "annotations", "plain_text", "href"}, where)
    if "mention" not in piece:
        raise should_be_defined(f"{where}.mention")
    mention = an_object(piece["mention"], f"{where}.mention")
    kind = mention.get("type", next(iter(mention), None))
    if kind not in {"user", "page"}:
        raise validation_error(f"{where}.mention: the sandbox's Notion keeps mentions of users and pages.")
    if kind not in mention:
        raise should_be_defined(f"{where}.mention.{kind}")
    thing = world.get(
        kind, str(an_object(mention[kind], f"{where}.mention").get("id")), f"{where}.mention.{kind}.id"
    )
    link = None
    if kind == "user":
        name, target = f"@{thing['name']}", {"object": "user", "id": thing["id"]}
    else:
        source = world.get("data_source", thing["data_source_id"], where)
        name, target = title_of(thing, source) or "Untitled", {"id": thing["id"]}
        link = url_of(thing["id"])
    return {
        "type": "mention",
        "mention": {"type": kind, kind: target},
        "plain_text": name,
        "href": link,
    }


def shown_rich_text(pieces: list[Json], store: Store) -> list[Json]:
    """Pieces as Notion answers them: with the whole of the people that they mention."""
    return [_shown(piece, store) for piece in pieces]


def _shown(piece: Json, store: Store) -> Json:
    if piece["type"] != "mention":
        return piece
    piece = {key: value for key, value in piece.items() if key != "text"}
    mention = piece["mention"]
    if mention["type"] == "user":
        user = store.find("user", mention["user"]["id"]) or mention["user"]
        mention = {"type": "user", "user": user}
    return {**piece, "mention": mention}
