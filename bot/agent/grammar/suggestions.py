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
    titles = [known.task.title.replace('"', "'") for known in context.tasks]
    project = f" in {context.projects[0].name}" if context.projects else ""
    other = next((who.name for who in context.members if who.id != context.principal.member.id), "me")
    task = f'"{titles[0]}"' if titles else "the poster"
    last = f'I have finished "{titles[-1]}"' if titles else "create a task: book a room by Friday"
    return "show me my tasks", f"assign {task} to {other} by Friday{'' if titles else project}", last
