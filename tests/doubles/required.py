"""What tests need from outside this tree, and what becomes of them where it is missing."""

from __future__ import annotations

import os

import pytest


def require(what: str, *, is_there: bool) -> None:
    """Skip the test if something is not there; fail it instead where DARCY_REQUIRE_ALL is 1."""
    if is_there:
        return
    if os.environ.get("DARCY_REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is not there, and DARCY_REQUIRE_ALL asks for it", pytrace=False)
    pytest.skip(f"{what} is not there")
