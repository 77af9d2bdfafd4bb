"""The gateway's two ways to compress, spoken by the whole Darcy: a cut connection is resumed in either."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.doubles.darcy import FORMS, words_of
from tests.doubles.processes import WITHIN_S, open_processes

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

# Where discord.py finds zstd it asks for it: in a package, which Darcy's own requirements do not bring, or in
# the standard library from Python 3.14 on.
ZSTD = ("zstandard.py", "compression.py")


@pytest.mark.parametrize("compression", ["zlib-stream", "zstd-stream"])
async def test_a_press_and_a_request_in_the_gap_are_answered_once(tmp_path: Path, compression: str) -> None:
    async with open_processes(tmp_path, grammar=False) as world:
        if compression == "zlib-stream":
            missing = tmp_path / "missing"
            missing.mkdir()
            for name in ZSTD:
                (missing / name).write_text("raise ImportError")
            world.environment["PYTHONPATH"] += os.pathsep + str(missing)
        await world.started()
        await world.link()
        world.model.calls(("update_task", {"task": FORMS, "status": "done"}))
        card = await world.ask("the forms are done")

        world.model.says("You are welcome.")
        world.discord.drop_connections()
        await world.discord.wait_disconnected(WITHIN_S)
        pressed = await world.maya.press(card, "Confirm")
        asked = await world.maya.slash("darcy", {"request": "thank you"})
        assert "✅ Done" in words_of(await pressed.answer(WITHIN_S))
        assert "You are welcome." in words_of(await asked.answer(WITHIN_S))

        assert world.discord.connections == 1
        assert sum(one.method == "PATCH" for one in world.notion.exchanges) == 1
        assert set(world.discord.gateway.compressions) - {None} == {compression}
