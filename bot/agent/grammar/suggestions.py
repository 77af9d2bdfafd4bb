"""What the grammar says when it has not understood: three things one could say here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.agent.context import Context


def not_understood(context: Context) -> str:
    """Kindly, and in the names of this very board."""
    return f"I did not understand that. {what_to_say(context)}"


def what_to_say(context: Context) -> str:
    sentences = "\n".join(f"- {sentence}" for sentence in suggestions(context))
    return f"Here are three things you could say:\n{sentences}"


def suggestions(context: Context) -> tuple[str, str, str]:
    """A view, an assignment and something finished or new; each is a sentence the grammar reads."""
    titles = [known.task.title for known in context.tasks]
    project = f" in {context.projects[0].name}" if context.projects else ""
    last = f"I have finished {quoted(titles[-1])}" if titles else "create a task: book a room by Friday"
    return "show me my tasks", f"{assignment(context)}{'' if titles else project}", last


def assignment(context: Context, task: str = "") -> str:
    """A sentence that assigns a task to somebody else of the team: one named so, or of the board."""
    other = next((who.name for who in context.members if who.id != context.principal.member.id), "me")
    first = quoted(context.tasks[0].task.title) if context.tasks else "the poster"
    return f"assign {task or first} to {other} by Friday"


def quoted(title: str) -> str:
    """A title as it stands in a sentence; quotes in it would end it."""
    return '"' + title.replace('"', "'") + '"'
