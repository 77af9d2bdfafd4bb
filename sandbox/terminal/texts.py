"""What the sandbox itself says."""

from __future__ import annotations

TRY = (
    "show me my tasks",
    "assign the poster to Priya by Friday in Recruitment",
    "I've just finished sending out the recruitment forms",
)

HELP = """\
A line is said to Darcy, as with /darcy request:…; @Name mentions a member.
/darcy …        a slash command as Discord has it, with its options: /darcy request:… private:true
1, 2, …         press that button, or pick that option, of the latest message that has any
:as NAME        speak as another member: a name, or enough of it
:board [WORDS]  the board's rows, or those that have all these words
:restart        kill Darcy (as a crash would) and start it again
:help           this
:quit           end the sandbox; so do Ctrl-D and Ctrl-C"""


def welcome(*, society: str, channel: str, speaker: str, model: str) -> tuple[str, ...]:
    """The first screen."""
    return (
        f"Darcy, in a sandbox: {society}, a made-up team with an emulated Discord and Notion.",
        f"You are {speaker}, in #{channel}. Requests are answered by {model}.",
        "Say what you want, for example:",
        *(f"  {words}" for words in TRY),
        "Press a button by its number: 1. See the board with :board, more with :help, leave with :quit.",
    )
