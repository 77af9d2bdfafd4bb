"""What the tests of clicks look at: what was said to whom, and what the board was asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import EmulatedPerson, Message
    from sandbox.discord.sent import Sent
    from tests.doubles.darcy import Darcy

MAYA, PRIYA, TOM = "Maya Lindqvist", "Priya Raman", "Tom Achterberg"
FINISH = "I've just finished sending out the recruitment forms"
UNKNOWN_CARD = "⚠️ I do not know this card any more. Nothing was changed; please ask again."
UNKNOWN_BUTTON = "⚠️ I do not know this button any more. Ask again with /darcy."
UNLINKED = (
    "⚠️ You are no longer linked to a Notion person, so I cannot act for you. An admin can link you again."
)
OUTDATED = (
    "⚠️ The task board does not know the person you are linked to any more, so I cannot act for you. Someone "
    "who may manage this server can link you again: /darcy-admin link."
)
EXPIRED = "⌛ Expired: nobody decided until "
REPLACED = f"↪️ Replaced by a newer card. Nothing was changed by this one.\n– {FORMS}"
ASSIGN = "assign the poster to Priya by Friday in Recruitment"
LONGER_THAN_A_DAY = dt.timedelta(hours=24, minutes=1)


def changes(darcy: Darcy) -> int:
    """How many writes Notion was asked for."""
    creates = [one for one in darcy.notion.exchanges if one.method == "POST" and one.path == "/pages"]
    return len(creates) + sum(one.method == "PATCH" for one in darcy.notion.exchanges)


def assert_untouched(darcy: Darcy) -> None:
    assert changes(darcy) == 0
    assert darcy.notion.row(FORMS).status == "In progress"


def not_theirs(darcy: Darcy, asked_by: str) -> str:
    asker = darcy.workspace.person(asked_by).discord_id
    return f"⚠️ <@{asker}> asked for this, so only they can press here. Ask for your own with /darcy."


def maya(darcy: Darcy) -> EmulatedPerson:
    return darcy.discord.person(MAYA)


def ids_on(card: Message) -> dict[str, str]:
    ids = {button.label: button.custom_id or "" for button in card.buttons}
    assert set(ids) == {"Confirm", "Cancel"}
    return ids


async def told(sent: Sent) -> str:
    """What the person is told alone."""
    answer = await sent.answer()
    assert answer.ephemeral
    return words_of(answer)


async def drawn(darcy: Darcy, card: Message, words: str) -> Message:
    def look() -> Message | None:
        now = darcy.discord.message(card)
        return now if words in words_of(now) else None

    found = await darcy.discord.until(look)
    assert found is not None, words_of(darcy.discord.message(card))
    return found
