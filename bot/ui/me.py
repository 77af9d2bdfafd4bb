"""Who a member is to Darcy, and how they want to be answered: for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.layout import Mention, Moment, Text, Tone, said
from bot.ui.pages import assembled

if TYPE_CHECKING:
    from bot.agent.outcomes import MeShown
    from bot.ui.layout import Block, Card
    from storage.records import Link, Preferences

_OUTDATED = (
    "❗ The task board does not know this person any more: they left, or it names people by another column "
    "now. Someone who may manage this server can link you again: /darcy-admin link."
)
_HOW = "Change it with /darcy-me settings."


def me_card(outcome: MeShown) -> Card:
    blocks = [
        _link(outcome.link, is_outdated=outcome.is_outdated),
        _preferences(outcome.preferences, outcome.team_zone),
    ]
    note: list[Block] = [(said(outcome.note),)] if outcome.note else []
    return assembled(
        Tone.NEUTRAL if outcome.link and not outcome.is_outdated else Tone.WARNING,
        said(Text("You", bold=True), " · ", Mention(outcome.discord)),
        [*note, *blocks],
        about=(said(_HOW),),
    )


def _link(link: Link | None, *, is_outdated: bool) -> Block:
    if link is None:
        how = "Someone who may manage this server can link you: /darcy-admin link."
        return (said(f"I do not know yet who you are in Notion. {how}"),)
    outdated = (said(_OUTDATED),) if is_outdated else ()
    return (
        said("In Notion: ", Text(link.member.name, bold=True)),
        said("Linked by ", Mention(link.linked_by), ", ", Moment(link.linked_at)),
        *outdated,
    )


def _preferences(preferences: Preferences, team_zone: str) -> Block:
    zone = preferences.zone or f"{team_zone}, the team’s"
    who = "you alone" if preferences.private else "everybody in the channel"
    lines = [
        said("Time zone: ", Text(zone, bold=True)),
        said("Answers are seen by ", Text(who, bold=True), ", unless you say otherwise with private"),
    ]
    if preferences.zone not in (None, team_zone):
        lines.append(
            said(f"Days are told by your zone; times of day on the board by the team’s, {team_zone}.")
        )
    return tuple(lines)
