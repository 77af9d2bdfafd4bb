"""The sandbox, as tests open it: each exchange is held against Notion's and Discord's own contracts."""

from __future__ import annotations

from functools import partial

from sandbox import run, world
from sandbox.notion import server
from tests.doubles.discord_contract.watch import GATEWAY, REST
from tests.doubles.notion_contract.watch import WATCH

open_notion = partial(server.open_notion, watch=WATCH.note)
# For tests that send bad requests on purpose: one that is refused is not held against them.
open_refusing_notion = partial(server.open_notion, watch=WATCH.note_perhaps_wrong)
open_sandbox = partial(
    world.open_world, watch=WATCH.note, watch_discord=REST.note, watch_gateway=GATEWAY.note
)
run_sandbox = partial(run.run_sandbox, watch=WATCH.note, watch_discord=REST.note, watch_gateway=GATEWAY.note)
