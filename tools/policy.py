"""Which capability a change needs, and who has it.

Pure functions, asked when a change is planned and again when it is applied: a decision is consent, not
authority.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
from storage.edits import PeopleEdit

if TYPE_CHECKING:
    from storage.changes import Change
    from storage.proposals import Proposal
    from storage.records import DiscordId, Member, Principal


class Capability(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    ASSIGN_SELF = "assign_self"
    ASSIGN_OTHERS = "assign_others"
    ARCHIVE = "archive"
    COMMENT = "comment"


# The open team: whoever is linked may do all that a member of the board may do in Notion itself.
OPEN_TEAM = frozenset(Capability)


def needed_for(change: Change, principal: Principal) -> frozenset[Capability]:
    """What a person must be able to do for this very change."""
    given: tuple[Member, ...] = ()
    match change:
        case CreateTask():
            own, given = Capability.CREATE, change.assignees
        case UpdateTask():
            own = Capability.UPDATE
            given = tuple(who for edit in change.edits if isinstance(edit, PeopleEdit) for who in edit.after)
        case ArchiveTask():
            own = Capability.ARCHIVE
        case AddComment():
            own = Capability.COMMENT
        case _:
            assert_never(change)
    assigning = {
        Capability.ASSIGN_SELF if who.id == principal.member.id else Capability.ASSIGN_OTHERS for who in given
    }
    return frozenset({own, *assigning})


def capabilities_of(principal: Principal) -> frozenset[Capability]:  # noqa: ARG001 - every preset is asked by person
    """What a linked person may do on the board."""
    return OPEN_TEAM


def may(principal: Principal, change: Change) -> bool:
    return needed_for(change, principal) <= capabilities_of(principal)


def may_decide(proposal: Proposal, by: DiscordId) -> bool:
    """The person whose request it was decides on it."""
    return proposal.asked_by == by
