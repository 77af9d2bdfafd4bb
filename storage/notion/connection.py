"""notion-client on an HTTP client of ours: few connections, no retries and no log lines of its own.

Its own retries cap the wait that Notion asks for, and do not know reads from writes.
"""

from __future__ import annotations

import logging

import httpx
from notion_client import AsyncClient

from storage.notion.budget import READS_AT_ONCE

NOTION_VERSION = "2026-03-11"
NOTION_URL = "https://api.notion.com"
# Few, because httpx's pool walks all of its connections for every request. Some are left for writes.
CONNECTIONS = READS_AT_ONCE + 4
LIMITS = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=30)
# Notion gives up a request after 60 s: a write is waited for that long, so that it cannot happen after we
# have looked for it. A read is given up sooner, since a person is waiting.
TIMEOUT = httpx.Timeout(connect=5, read=65, write=20, pool=30)

# The client's own lines quote Notion's messages, which may quote what people wrote. Ours say what is needed.
_silent = logging.getLogger(f"{__name__}.silent")


def server_of(base_url: str | None) -> str:
    """Notion's address as notion-client wants it: no trailing slash and no `/v1`, which it adds itself."""
    return (base_url or NOTION_URL).rstrip("/").removesuffix("/v1").rstrip("/")


def client_over(http: httpx.AsyncClient, token: str, base_url: str | None = None) -> AsyncClient:
    """notion-client on an HTTP client of ours, which it configures and never closes."""
    client = AsyncClient(
        client=http,
        auth=token,
        base_url=server_of(base_url),
        notion_version=NOTION_VERSION,
        retry=False,
        logger=_silent,
        log_level=logging.CRITICAL + 1,
    )
    http.timeout = TIMEOUT  # notion-client has just set one number for all four
    return client
