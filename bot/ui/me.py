"""Who a member is to Darcy, and how they want to be answered: for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.layout import Mention, Moment, Tone, said
from bot.ui.pages import assembled
from bot.ui.texts import me as texts
from bot.ui.wording import line_of

if TYPE_CHECKING:
    from bot.agent.outcomes import MeShown
    from bot.ui.layout import Block, Card
    from storage.records import Link, Preferences


def me_card(outcome: MeShown) -> Card:
    blocks = [
        _link(outcome.link, is_outdated=outcome.is_outdated),
        _preferences(outcome.preferences, outcome.team_zone),
    ]
    note: list[Block] = [(said(outcome.note),)] if outcome.note else []
    return assembled(
        Tone.NEUTRAL if outcome.link and not outcome.is_outdated else Tone.WARNING,
        line_of(texts.HEADING, who=Mention(outcome.discord)),
        [*note, *blocks],
        about=(line_of(texts.HOW_TO_CHANGE),),
    )


def _link(link: Link | None, *, is_outdated: bool) -> Block:
    if link is None:
        return (line_of(texts.NOT_LINKED),)
    outdated = (line_of(texts.OUTDATED),) if is_outdated else ()
    return (
        line_of(texts.IN_NOTION, name=link.member.name),
        line_of(texts.LINKED_BY, who=Mention(link.linked_by), at=Moment(link.linked_at)),
        *outdated,
    )


def _preferences(preferences: Preferences, team_zone: str) -> Block:
    zone = preferences.zone
    lines = [
        line_of(texts.TIME_ZONE, zone=zone) if zone else line_of(texts.TEAMS_TIME_ZONE, zone=team_zone),
        line_of(texts.SEEN_BY_YOU if preferences.private else texts.SEEN_BY_ALL),
    ]
    if zone not in (None, team_zone):
        lines.append(line_of(texts.TWO_ZONES, zone=team_zone))
    return tuple(lines)
