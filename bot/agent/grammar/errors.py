"""What the grammar says where it will not guess."""

from __future__ import annotations

from storage.errors import DarcyError


class UnclearError(DarcyError):
    """The sentence was read, but leaves something open; the text asks the person for it."""
