"""How a server is served, for its admins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui import words
from bot.ui.layout import Tone, said
from bot.ui.pages import assembled
from bot.ui.texts import settings as texts
from bot.ui.wording import line_of
from storage.guilds import EXPIRY_HOURS

if TYPE_CHECKING:
    from bot.agent.outcomes import SettingsShown
    from bot.ui.layout import Block, Card, Line


def settings_card(outcome: SettingsShown) -> Card:
    note: list[Block] = [(said(outcome.note),)] if outcome.note else []
    usually = line_of(texts.USUALLY, length=words.counted(EXPIRY_HOURS, "hour"))
    blocks = [*note, (waits_for(outcome.settings.expiry_hours),)]
    tone = Tone.SUCCESS if outcome.is_changed else Tone.NEUTRAL
    return assembled(tone, line_of(texts.HEADING), blocks, about=(usually,))


def waits_for(hours: int) -> Line:
    return line_of(texts.CARDS_WAIT, length=words.counted(hours, "hour"))
