"""What the workspace lets the integration do. Facts: developers.notion.com/reference/capabilities, …/user."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.notion.errors import Json, NotionError


class Capability(StrEnum):
    READ_CONTENT = "read content"
    UPDATE_CONTENT = "update content"
    INSERT_CONTENT = "insert content"
    READ_COMMENTS = "read comments"
    INSERT_COMMENTS = "insert comments"
    READ_USERS = "read user information"
    READ_EMAILS = "read email addresses"


ALL = frozenset(Capability)
_CONTENT = frozenset({"page", "database", "data_source", "block"})
_NEEDED_TO_SEE = {**dict.fromkeys(_CONTENT, Capability.READ_CONTENT), "comment": Capability.READ_COMMENTS}


@dataclass(slots=True)
class Integration:
    """Switches of the workspace's admins. `unshared`: the pages and databases it was not let in on."""

    capabilities: frozenset[Capability] = ALL
    unshared: set[str] = field(default_factory=set)
    has_blocks_left: bool = True

    def check(self, needed: Capability | None, *, makes_blocks: bool) -> None:
        """Refuse what it may not do, and new blocks where a free workspace has used its thousand."""
        if needed is not None and needed not in self.capabilities:
            raise NotionError(403, "restricted_resource", "Insufficient permissions for this endpoint.")
        if makes_blocks and not self.has_blocks_left:
            raise _no_blocks_left()

    def shown(self, answer: Json) -> Json:
        """An answer without what the integration may not see: of that it is told the id and no more."""
        if self.capabilities == ALL:
            return answer
        if answer.get("object") == "user" and Capability.READ_USERS not in self.capabilities:
            return {**answer, "name": None, "avatar_url": None, answer["type"]: {}}
        veiled: Json = self._veiled(answer)
        return veiled

    def _veiled(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._veiled(each) for each in value]
        if not isinstance(value, dict):
            return value
        kind = value.get("object")
        if kind == "user" and "type" in value:
            return self._veiled_user(value)
        if kind in _NEEDED_TO_SEE and _NEEDED_TO_SEE[kind] not in self.capabilities:
            return {"object": kind, "id": value["id"]}
        return {key: self._veiled(each) for key, each in value.items()}

    def _veiled_user(self, user: Json) -> Json:
        if Capability.READ_USERS not in self.capabilities:
            return {"object": "user", "id": user["id"]}
        if Capability.READ_EMAILS not in self.capabilities and user["type"] == "person":
            return {**user, "person": {}}
        return user


def _no_blocks_left() -> NotionError:
    """Facts: developers.notion.com/reference/workspace-block-limits."""
    return NotionError(
        403,
        "restricted_resource",
        "This workspace has used all of its free blocks. Upgrade its plan in Notion to create more content. "
        "Learn more: https://www.notion.com/help/understanding-block-usage",
        data={"block_limit": "block_creation"},
    )
