"""`darcy run` as an operator starts it: Discord, Notion and OpenAI by their real names, over TLS.

Nothing is patched, and no address but a proxy's is given. The proxy leads to the emulators, refuses all
others, and says afterwards where Darcy wanted to go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doubles.darcy import POSTER, words_of
from tests.doubles.processes import MODEL_HOST, NOTION_HOST, open_processes
from tests.doubles.replies import reply_to

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

ASSIGN: tuple[str, dict[str, object]] = ("update_task", {"task": POSTER, "assignees": ["Priya Raman"]})


async def test_a_day_of_darcys_over_tls_and_a_proxy(tmp_path: Path) -> None:
    async with open_processes(tmp_path, grammar=False, real_names=True) as world:
        assert not [name for name in world.environment if name.endswith("_BASE_URL")]
        darcy = await world.started()
        synced = [one for one in world.discord.exchanges if one.path.endswith("/commands")]
        assert [one.method for one in synced].count("PUT") == 1
        await world.link()

        world.model.calls(ASSIGN)
        card = await world.ask("assign the poster to Priya")
        assert world.notion.row(POSTER).assignees == ()
        pressed = await world.maya.press(card, "Confirm")
        assert "✅ Done" in words_of(await pressed.answer())
        assert world.notion.row(POSTER).assignees == ("Priya Raman",)

        world.model.says("You are welcome.")
        said = await world.maya.say(f"<@{world.discord.application_id}> thank you", channel="general")
        assert "You are welcome." in words_of(await reply_to(world.discord, said, world.maya))

        await darcy.stop()
        assert darcy.status == 0
        assert "Traceback" not in darcy.log.read_text()
        assert {one.removesuffix(":443") for one in world.discord.proxy.asked} == {
            "discord.com",
            "gateway.discord.gg",
            NOTION_HOST,
            MODEL_HOST,
        }
