"""Tools, and the one gate every call of the model passes."""

from __future__ import annotations
