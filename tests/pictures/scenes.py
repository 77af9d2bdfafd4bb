"""Cards worth looking at, each as Darcy itself answers: asked, pressed and troubled through the front door.

They are taken in this order in one world, so a scene finds the board as those before it left it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.desk.commands import Ask
from tests.doubles.darcy import FORMS, POSTER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy
    from tests.doubles.talk import Talk

    Scene = Callable[[Darcy], Awaitable[Message]]

HOSTILE = "**Free** [films](https://evil.example) @everyone <@1> `rm -rf` ||secret|| # Big"


async def new_task(darcy: Darcy) -> Message:
    return await darcy.ask("add a task: Book the lecture hall for Priya by Tuesday in Weekly Screenings")


async def update(darcy: Darcy) -> Message:
    return await darcy.ask("assign the recruitment forms to Priya by next Friday")


async def done(darcy: Darcy) -> Message:
    return await darcy.press(
        await darcy.ask("assign the recruitment forms to Priya by next Friday"), "Confirm"
    )


async def finished(darcy: Darcy) -> Message:
    return await darcy.press(await darcy.ask("I have finished the recruitment forms"), "Confirm")


async def declined(darcy: Darcy) -> Message:
    return await darcy.press(await new_task(darcy), "Cancel")


async def bulk(darcy: Darcy) -> Message:
    return await darcy.ask("move all my tasks to Friday")


async def bulk_done(darcy: Darcy) -> Message:
    return await darcy.press(await darcy.ask("set all tasks in Sponsorship to high priority"), "Confirm")


async def trash(darcy: Darcy) -> Message:
    return await darcy.ask(f'delete "{FORMS}"')


async def which_one(darcy: Darcy) -> Message:
    return await darcy.ask("assign the poster to Priya by Friday")


async def conflict(darcy: Darcy) -> Message:
    card = await darcy.ask('assign "Buy popcorn" to Priya by Friday')
    darcy.notion.edit(
        darcy.notion.row("Buy popcorn").id, assignees=["Hugo Pellerin"], due=dt.date(2026, 6, 30)
    )
    return await darcy.press(card, "Confirm")


async def long_list(darcy: Darcy) -> Message:
    return await darcy.ask("show all tasks")


async def later_page(darcy: Darcy) -> Message:
    return await darcy.press(await darcy.press(await long_list(darcy), "Next ▶"), "Next ▶")


async def hostile(darcy: Darcy) -> Message:
    darcy.notion.edit(darcy.notion.row(POSTER).id, title=HOSTILE)
    return await darcy.ask('assign "Free films" to Priya')


async def not_understood(darcy: Darcy) -> Message:
    return await darcy.ask("zeppelin tasks?")


async def not_linked(darcy: Darcy) -> Message:
    return await darcy.ask("show my tasks", by="Hugo Pellerin")


async def not_theirs(darcy: Darcy) -> Message:
    return await darcy.press(await update(darcy), "Confirm", by="Priya Raman")


async def me(darcy: Darcy) -> Message:
    return await darcy.said(darcy.speaker, "darcy-me show", {})


async def status(darcy: Darcy) -> Message:
    return await darcy.said(darcy.speaker, "darcy-admin status", {})


async def links(darcy: Darcy) -> Message:
    return await darcy.said(darcy.speaker, "darcy-admin list", {})


async def setup(darcy: Darcy) -> Message:
    return await darcy.said(darcy.speaker, "darcy-admin setup", {})


async def expired(darcy: Darcy) -> Message:
    card = await update(darcy)
    darcy.clock.advance(dt.timedelta(hours=25))
    await darcy.press(card, "Confirm")
    return darcy.discord.message(card)


GRAMMAR: tuple[Scene, ...] = (
    *(new_task, update, declined, bulk, which_one, not_theirs, trash, long_list, later_page),
    *(conflict, done, finished, bulk_done, hostile),
    *(not_understood, not_linked, me, status, links, setup, expired),
)
"""Those that the built-in grammar understands, in the order they are taken."""


async def empty_list(darcy: Darcy) -> Message:
    looked_for: dict[str, object] = {"whose": "Hugo", "project": "Recruitment", "due_until": "2026-06-12"}
    darcy.model.calls(("show_tasks", looked_for | {"status": "open"}))
    return await darcy.ask("what has Hugo to do in Recruitment this week?")


async def model_words(darcy: Darcy) -> Message:
    darcy.model.says(
        "I cannot see the budget. **Noah** looks after it:\n- ask him\n- or [see](https://evil.example) it"
    )
    return await darcy.ask("how much money is left?")


async def model_down(darcy: Darcy) -> Message:
    darcy.model.fails(401, {"error": {"message": "bad key", "type": "invalid_request_error", "code": "x"}})
    return await darcy.ask("what is late?")


SCRIPTED: tuple[Scene, ...] = (empty_list, model_words, model_down)
"""Those that a language model has its part in."""


async def error(talk: Talk) -> Message:
    """The one card that takes a fault of ours: a desk that raises stands in for it."""
    talk.desk.answers[Ask] = RuntimeError("a bug")
    return await (await talk.maya.slash("darcy", {"request": "what is late?"})).answer()
