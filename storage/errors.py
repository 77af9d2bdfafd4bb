"""Errors that say who can act. The text of a `DarcyError` is fit to be read by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.records import Task


class DarcyError(Exception):
    """Something a person can be told as it is. Anything else that is raised is a bug."""


class RecordNotFoundError(DarcyError):
    """What was asked for is not there: look again, or name it otherwise."""


class BoardChangedError(DarcyError):
    """The task board is not as Darcy knows it: the maintainer must look at its columns."""


class StoreUnavailableError(DarcyError):
    """Notion, or the database, cannot be reached now: nothing was changed, try again later."""


class KeptUnseenError(DarcyError):
    """What an admin said of the board is kept, and the board could not be looked at by it: look again."""

    def __init__(self) -> None:
        super().__init__(
            "That is kept, but Notion did not answer when I looked at the board by it. Look again in a "
            "minute: /darcy-admin setup."
        )


class WriteRefusedError(DarcyError):
    """Notion said no to a change, so nothing was changed; the text says why."""


class WriteDiffersError(DarcyError):
    """Notion took a change and did not keep all of it; `task` is what it says now, the text what is amiss."""

    def __init__(self, text: str, task: Task) -> None:
        super().__init__(text)
        self.task = task


class WriteUncertainError(DarcyError):
    """A change was sent and no answer came: it may have happened. Look before asking again."""


class AlreadyLinkedError(DarcyError):
    """The Notion person is linked to another Discord member of this server."""


class OvertakenError(DarcyError):
    """Somebody else has settled what was to be proposed again."""

    def __init__(self) -> None:
        super().__init__("Another Darcy has taken care of this already.")
