"""Where a task came from, if it was made of a message: said in its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import BoardOptions, QuotedMessage

NO_NOTES = "The board has no column for notes, so the message’s link is left out."


def notes_of(notes: str | None, quoted: QuotedMessage | None, options: BoardOptions) -> str | None:
    """What was to be noted, and where the message is, if the board has a place for it."""
    if quoted is None or not has_notes(options):
        return notes or None
    source = f"From a message by {quoted.author}: {quoted.url}"
    return f"{notes}\n{source}" if notes else source


def has_notes(options: BoardOptions) -> bool:
    return "notes" in options.fields
