"""What the sandbox itself says, in lines of at most 80 columns where names are not long."""

from __future__ import annotations

TRY = (
    "show me my tasks",
    "assign the poster to Priya by Friday in Recruitment",
    "I've just finished sending out the recruitment forms",
)

HELP = """\
A line is said to Darcy, as with /darcy request:…; @Name mentions a member.
/darcy …        a slash command with its options, as in Discord
1, 2, …         press that button or pick that option of the latest card
3 5 6           pick these options, where a list takes several
:as NAME        speak as another member: a name, or enough of it
:board [WORDS]  the board's rows, or those that have all these words
:restart        kill Darcy, as a crash would, and start it again
:help           this
:quit           end the sandbox; so do Ctrl-D and Ctrl-C"""


def welcome(*, society: str, channel: str, speaker: str, model: str) -> tuple[str, ...]:
    """The first screen."""
    return (
        f"Darcy's sandbox. {society}, its Discord and its Notion are made up.",
        f"You are {speaker}, in #{channel}.",
        f"Requests are answered by {model}.",
        "Say what you want, for example:",
        *(f"  {words}" for words in TRY),
        "A number presses a button. :board shows the board, :help the rest, :quit leaves.",
    )
