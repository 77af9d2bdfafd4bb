"""Files sent with messages: which a request adds and keeps, and where they are fetched from.

See "Uploading Files" and "Editing Message Attachments" of Discord's API reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.discord.errors import refusal

if TYPE_CHECKING:
    from sandbox.discord.fields import Fields
    from sandbox.discord.world import Json, World

MAX_FILES, MAX_FILE_BYTES = 10, 10 * 1024 * 1024
REFERENCE = "attachment://"
CDN = "https://cdn.discordapp.com"
FILE_PATH = "/attachments/{channel}/{attachment}/{name}"


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    filename: str
    content_type: str
    data: bytes


# By the number that stands in their part's name: files[0], files[1] …
Files = Mapping[str, Upload]
NO_FILES: Files = MappingProxyType({})


@dataclass(frozen=True)
class Attached:
    """A file of a message: one that it has already, or, with an upload, one that it gets."""

    shape: Json
    upload: Upload | None = None


def attached(fields: Fields, old: list[Json], files: Files) -> list[Attached]:
    """The files a message is to have: those a request names, of old and new; else all. Raises 40005."""
    if any(len(one.data) > MAX_FILE_BYTES for one in files.values()):
        raise refusal(40005)
    if fields.given.get("attachments") is None:
        kept = [Attached(one) for one in old]
        return kept + [_new(upload, {}) for upload in files.values()]
    known = {one["id"]: one for one in old}
    found = fields.each("attachments", lambda one: _named(one, known, files), 0, MAX_FILES)
    named = {str(one["id"]) for one in fields.given["attachments"] if isinstance(one, dict) and "id" in one}
    return [one for one in found if one is not None] + [
        _new(upload, {}) for number, upload in files.items() if number not in named
    ]


def _named(fields: Fields, known: Mapping[str, Json], files: Files) -> Attached | None:
    number = str(fields.given.get("id"))
    if number in files:
        return _new(files[number], fields.given)
    if number in known:
        return Attached(known[number])
    fields.wrong("id", "ATTACHMENT_NOT_FOUND", "There is no such attachment.")
    return None


def _new(upload: Upload, given: Json) -> Attached:
    shape = {
        "filename": given.get("filename") or upload.filename,
        "size": len(upload.data),
        "content_type": upload.content_type,
    }
    told = {"description": given["description"]} if given.get("description") else {}
    return Attached(shape | told, upload)


def stored(world: World, channel_id: int, found: list[Attached]) -> list[Json]:
    """Keep what was uploaded, and tell of it and of what was there."""
    return [
        one.shape if one.upload is None else _kept(world, channel_id, one.shape, one.upload.data)
        for one in found
    ]


def kept_file(world: World, channel_id: int, upload: Upload) -> Json:
    """Keep one file, and tell of it."""
    return _kept(world, channel_id, _new(upload, {}).shape, upload.data)


def _kept(world: World, channel_id: int, shape: Json, data: bytes) -> Json:
    number = world.snowflakes.mint()
    world.files[number] = data
    url = f"{CDN}/attachments/{channel_id}/{number}/{shape['filename']}"
    return {"id": str(number), **shape, "url": url, "proxy_url": url}


def pointed(part: Any, files: list[Json]) -> Any:
    """A message's parts, with `attachment://` references made the addresses of its files.

    A component tells which file it shows, by the "Unfurled Media Item Structure" of Discord's "Component
    Reference".
    """
    by_name = {f"{REFERENCE}{one['filename']}": one for one in files}
    if isinstance(part, list):
        return [pointed(one, files) for one in part]
    if not isinstance(part, dict):
        return part
    shape = {name: pointed(value, files) for name, value in part.items()}
    for key in ("url", "icon_url"):
        if (file := by_name.get(str(part.get(key)))) is not None:
            shape |= {key: file["url"], f"proxy_{key}": file["url"]}
    if "content_type" in part and (file := by_name.get(str(part.get("url")))) is not None:
        shape |= {"content_type": file["content_type"], "attachment_id": file["id"]}
    if (file := by_name.get(str((part.get("file") or {}).get("url")))) is not None:
        shape |= {"name": file["filename"], "size": file["size"]}
    return shape


def file_route(world: World) -> web.RouteDef:
    """Where the content delivery network has the files of this run."""

    async def fetch(request: web.Request) -> web.Response:
        number = request.match_info["attachment"]
        data = world.files.get(int(number)) if number.isdecimal() else None
        return web.Response(status=404) if data is None else web.Response(body=data)

    return web.get(FILE_PATH, fetch)
