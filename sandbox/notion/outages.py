"""How Notion says that it cannot answer now.

Facts: developers.notion.com/reference/status-codes and …/request-limits#retry-a-write-that-returns-503.
"""

from __future__ import annotations

from sandbox.notion.errors import Json, NotionError

BAD_GATEWAY_PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)
"""A 502 comes from what stands before Notion, and is no JSON."""


def overloaded(retry_after_s: int) -> NotionError:
    return NotionError(
        529,
        "service_overload",
        "Notion is temporarily overloaded. Please try again later.",
        data={"retry_after": str(retry_after_s)},
        headers={"Retry-After": str(retry_after_s)},
    )


def unavailable() -> NotionError:
    """Says nothing of whether the change was saved."""
    return NotionError(503, "service_unavailable", "Notion is unavailable. Please try again later.")


def saved(made: Json) -> NotionError:
    """The change was made. `made` names what is new, where the request made something."""
    guidance = ["Read the object again to confirm the saved change.", "Do not repeat the write."]
    return NotionError(
        503,
        "service_unavailable",
        "The change was saved, but the response could not be built in time. Read the object again instead of "
        "repeating the write.",
        data={"elapsed_ms": "55012", "deadline_ms": "55000", "retry_guidance": guidance, **made},
    )


def conflict() -> NotionError:
    return NotionError(
        409, "conflict_error", "Conflict occurred while saving. Please try again with up-to-date data."
    )


def internal_error() -> NotionError:
    return NotionError(500, "internal_server_error", "Unexpected error occurred.")


def gateway_timeout() -> NotionError:
    return NotionError(
        504, "gateway_timeout", "Notion timed out while attempting to complete this request. Try again later."
    )


def forbidden() -> NotionError:
    return NotionError(
        403, "restricted_resource", "Insufficient permissions for this endpoint: it is switched off."
    )
