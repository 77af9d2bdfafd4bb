"""`make pictures` draws Darcy's cards, and docs/cards.md shows every one of them."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from tests.doubles.required import require
from tests.pictures.scenes import GRAMMAR, SCRIPTED, error
from tests.pictures.taking import PICTURES, WIDTH, browser, take

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 60 * 1024


@pytest.mark.slow
async def test_a_card_becomes_a_small_picture(tmp_path: Path) -> None:
    require("chromium", is_there=browser() is not None)
    (to := tmp_path / "pictures").mkdir()
    (picture,) = await take(to, tmp_path, [error.__name__])
    drawn = picture.read_bytes()
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == WIDTH
    assert 50 < height < 400
    assert 1_000 < len(drawn) < MOST_BYTES


def test_every_card_that_is_looked_at_is_shown() -> None:
    shown = re.findall(r"\(pictures/(\w+)\.png\)", (PICTURES.parent / "cards.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(scene.__name__ for scene in (*GRAMMAR, *SCRIPTED, error))
    assert {file.stem for file in PICTURES.iterdir()} == set(shown)
    assert all(file.stat().st_size < MOST_BYTES for file in PICTURES.iterdir())
