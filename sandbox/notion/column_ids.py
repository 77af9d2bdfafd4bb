"""The ids that Notion makes up for columns: four characters, of which many must be percent-encoded.

Facts: developers.notion.com/reference/property-object#common-fields.
"""

from __future__ import annotations

import secrets
import string
from urllib.parse import quote

_CHARACTERS = string.ascii_letters + string.digits + ":;<=>?@[\\]^_`{|}~"


def new_column_id() -> str:
    """Percent-encoded, as in Notion's answers."""
    return quote("".join(secrets.choice(_CHARACTERS) for _ in range(4)), safe="")
