"""Who a member is to Darcy, and how they want to be answered."""

HEADING = "**You** · {who}"
NOT_LINKED = (
    "I do not know yet who you are in Notion. Someone who may manage this server can link you: "
    "/darcy-admin link."
)
IN_NOTION = "In Notion: **{name}**"
LINKED_BY = "Linked by {who}, {at}"
OUTDATED = (
    "❗ The task board does not know this person any more: they left, or it names people by another column "
    "now. Someone who may manage this server can link you again: /darcy-admin link."
)
TIME_ZONE = "Time zone: **{zone}**"
TEAMS_TIME_ZONE = "Time zone: **{zone}, the team’s**"
SEEN_BY_YOU = "Answers are seen by **you alone**, unless you say otherwise with private"
SEEN_BY_ALL = "Answers are seen by **everybody in the channel**, unless you say otherwise with private"
TWO_ZONES = "Days are told by your zone; times of day on the board by the team’s, {zone}."
HOW_TO_CHANGE = "Change it with /darcy-me settings."
ZONE_OF_THE_TEAM = "the team’s · {zone}"
