"""What the sandbox itself says, in lines of at most 80 columns where names are not long."""

from __future__ import annotations

TRY = (
    "show me my tasks",
    "assign the poster to Priya by Friday in Recruitment",
    "I've just finished sending out the recruitment forms",
)

HELP = (
    "A line is a request to Darcy, or with @Darcy in it a message. @Sam mentions Sam.",
    "1, 2 …                    press that button or pick that option of the last card",
    "3 5 6                     pick these options, where a list takes several",
    "/darcy …                  a slash command with its options, as in Discord",
)


def welcome(*, society: str, where: str, speaker: str, other: str, model: str) -> tuple[str, ...]:
    """The first screen: eight lines. `other` is enough of a name to speak as somebody else."""
    return (
        "Darcy runs a team's Notion board by words in Discord. Both are made up here.",
        f"You are {speaker} of the {society}, in {where}, or :as {other}.",
        f"Requests are answered by {model}.",
        "Say what you want; nothing changes before you press Confirm. Try these:",
        *(f"  {words}" for words in TRY),
        "A number presses a button. :board shows Notion, :help the rest, :quit leaves.",
    )
