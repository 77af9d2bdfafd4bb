"""What every store of proposals promises: above all, that a decision is taken once and in time."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import OvertakenError, RecordNotFoundError
from storage.proposals import CALL_MOVES, PROPOSAL_MOVES, CallState, NotApplied, ProposalState
from storage.records import CommentId, DeferredCallId, ProposalId, TaskId
from tests.contracts.store_records import (
    ANA,
    BOB,
    DAY,
    MINUTE,
    NOON,
    OTHER_GUILD,
    RECEIPT,
    decision,
    proposal,
)

if TYPE_CHECKING:
    from storage.database.open import Database
    from storage.proposals import Proposal, Receipt, Verdict

P = ProposalId("p")
FIRST, SECOND = DeferredCallId("p-0"), DeferredCallId("p-1")
ENDS = [CallState.DONE, CallState.REFUSED, CallState.FAILED]


async def confirmed(stores: Database, *, calls: int = 2) -> Proposal:
    await stores.proposals.propose(proposal(calls=calls))
    await stores.proposals.claim(decision())
    return await stores.proposals.get_proposal(P)


def receipt_for(end: CallState) -> Receipt | None:
    return RECEIPT if end is CallState.DONE else None


async def brought(stores: Database, state: CallState) -> None:
    """The first call of a proposal, brought to a state as Darcy brings it there."""
    await stores.proposals.propose(proposal())
    if state is CallState.HELD:
        return
    await stores.proposals.claim(decision())
    if state in {CallState.APPLYING, CallState.UNCERTAIN}:
        await stores.proposals.begin(FIRST, NOON)
    if state not in {CallState.APPROVED, CallState.APPLYING}:
        await stores.proposals.settle(FIRST, state, receipt=receipt_for(state))


async def states(stores: Database) -> list[CallState]:
    return [call.state for call in (await stores.proposals.get_proposal(P)).calls]


# --- kept and found -----------------------------------------------------------------------------------


async def test_a_proposal_comes_back_as_it_was_made(stores: Database) -> None:
    await stores.proposals.propose(proposal("other"))
    await stores.proposals.propose(proposal(calls=12))

    assert await stores.proposals.get_proposal(P) == proposal(calls=12)


async def test_an_unknown_proposal_is_said_to_be_so(stores: Database) -> None:
    with pytest.raises(RecordNotFoundError, match="ask again"):
        await stores.proposals.get_proposal(P)
    assert await stores.proposals.claim(decision()) is None
    assert await stores.proposals.begin(FIRST, NOON) is False
    assert await stores.proposals.settle(FIRST, CallState.FAILED) is False


async def test_only_what_is_undecided_can_be_proposed(stores: Database) -> None:
    decided = replace(proposal(), state=ProposalState.CONFIRMED)
    begun = replace(proposal(), calls=(replace(proposal().calls[0], state=CallState.APPROVED),))

    for wrong in (decided, begun):
        with pytest.raises(ValueError, match="Only an open proposal"):
            await stores.proposals.propose(wrong)
    with pytest.raises(RecordNotFoundError):
        await stores.proposals.get_proposal(P)


async def test_a_proposal_is_kept_with_all_its_calls_or_not_at_all(stores: Database) -> None:
    await stores.proposals.propose(proposal("p"))
    clashing = replace(proposal("new"), calls=(*proposal("new").calls, proposal("p").calls[0]))

    with pytest.raises(ValueError, match="kept already"):
        await stores.proposals.propose(clashing)
    with pytest.raises(RecordNotFoundError):
        await stores.proposals.get_proposal(clashing.id)


async def test_a_deadline_without_a_zone_is_refused(stores: Database) -> None:
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(ValueError, match="without a time zone"):
        await stores.proposals.propose(replace(proposal(), expires_at=naive))
    await stores.proposals.propose(proposal())
    with pytest.raises(ValueError, match="without a time zone"):
        await stores.proposals.claim(decision(at=naive))


# --- decided ------------------------------------------------------------------------------------------


async def test_a_confirmation_approves_the_calls_in_order(stores: Database) -> None:
    shown = proposal(calls=12)
    await stores.proposals.propose(shown)
    approved = tuple(replace(call, state=CallState.APPROVED) for call in shown.calls)

    assert tuple(await stores.proposals.claim(decision(by=BOB)) or ()) == approved
    assert await stores.proposals.get_proposal(P) == replace(
        shown,
        calls=approved,
        state=ProposalState.CONFIRMED,
        decided_by=BOB,
        decided_at=NOON + MINUTE,
    )


async def test_a_refusal_allows_nothing_and_leaves_the_calls_held(stores: Database) -> None:
    await stores.proposals.propose(proposal())

    assert await stores.proposals.claim(decision(verdict=ProposalState.DECLINED)) == []
    assert await stores.proposals.get_proposal(P) == replace(
        proposal(), state=ProposalState.DECLINED, decided_by=ANA, decided_at=NOON + MINUTE
    )


@pytest.mark.parametrize("first", [ProposalState.CONFIRMED, ProposalState.DECLINED])
async def test_the_second_decision_changes_nothing(stores: Database, first: Verdict) -> None:
    await stores.proposals.propose(proposal())
    await stores.proposals.claim(decision(verdict=first))
    before = await stores.proposals.get_proposal(P)

    assert await stores.proposals.claim(decision(by=BOB)) is None
    assert await stores.proposals.claim(decision(by=BOB, at=NOON + 2 * DAY)) is None
    assert await stores.proposals.claim(decision(verdict=ProposalState.DECLINED, by=BOB)) is None
    assert await stores.proposals.get_proposal(P) == before


async def test_a_decision_is_on_one_proposal_only(stores: Database) -> None:
    await stores.proposals.propose(proposal())
    await stores.proposals.propose(proposal("other"))
    await stores.proposals.claim(decision())

    assert await stores.proposals.get_proposal(ProposalId("other")) == proposal("other")


@pytest.mark.parametrize("late", [dt.timedelta(), dt.timedelta(microseconds=1), 30 * DAY])
@pytest.mark.parametrize("verdict", [ProposalState.CONFIRMED, ProposalState.DECLINED])
async def test_a_late_decision_finds_it_expired(
    stores: Database, late: dt.timedelta, verdict: Verdict
) -> None:
    await stores.proposals.propose(proposal())

    assert await stores.proposals.claim(decision(verdict=verdict, at=NOON + DAY + late)) is None
    assert await stores.proposals.get_proposal(P) == replace(proposal(), state=ProposalState.EXPIRED)
    assert await stores.proposals.claim(decision()) is None


async def test_the_last_microsecond_is_in_time(stores: Database) -> None:
    await stores.proposals.propose(proposal())

    just = NOON + DAY - dt.timedelta(microseconds=1)
    assert len(await stores.proposals.claim(decision(at=just)) or ()) == 2


async def test_moments_are_compared_whatever_zone_they_are_told_in(stores: Database) -> None:
    east, west = (dt.timezone(dt.timedelta(hours=hours)) for hours in (13, -11))
    await stores.proposals.propose(replace(proposal("late"), expires_at=(NOON + DAY).astimezone(east)))
    await stores.proposals.propose(replace(proposal("soon"), expires_at=(NOON + DAY).astimezone(west)))

    late = decision("late", at=(NOON + DAY).astimezone(west))
    soon = decision("soon", at=(NOON + DAY - MINUTE).astimezone(east))

    assert await stores.proposals.claim(late) is None
    assert len(await stores.proposals.claim(soon) or ()) == 2
    assert await stores.proposals.get_proposal(ProposalId("late")) == replace(
        proposal("late"), state=ProposalState.EXPIRED
    )


async def test_of_fifty_decisions_at_once_one_wins(stores: Database) -> None:
    await stores.proposals.propose(proposal())

    allowed = await asyncio.gather(*(stores.proposals.claim(decision()) for _ in range(50)))

    assert sorted(len(calls) for calls in allowed if calls is not None) == [2]


async def test_of_two_verdicts_and_a_replacement_at_once_one_wins(stores: Database) -> None:
    for number in range(10):
        name = f"p{number}"
        await stores.proposals.propose(proposal(name))

        allowed, _, replaced = await asyncio.gather(
            stores.proposals.claim(decision(name)),
            stores.proposals.claim(decision(name, ProposalState.DECLINED)),
            stores.proposals.propose(proposal(f"{name}-new"), replaces=[ProposalId(name)]),
        )

        state = (await stores.proposals.get_proposal(ProposalId(name))).state
        assert bool(allowed) is (state is ProposalState.CONFIRMED)
        assert bool(replaced) is (state is ProposalState.REPLACED)
        assert state in {ProposalState.CONFIRMED, ProposalState.DECLINED, ProposalState.REPLACED}


# --- replaced -----------------------------------------------------------------------------------------


async def test_a_replaced_proposal_points_to_the_new_one_and_allows_nothing(stores: Database) -> None:
    await stores.proposals.propose(proposal())

    assert await stores.proposals.propose(proposal("new", calls=1), replaces=[P]) == [P]
    assert await stores.proposals.get_proposal(ProposalId("new")) == proposal("new", calls=1)
    assert await stores.proposals.get_proposal(P) == replace(
        proposal(), state=ProposalState.REPLACED, replaced_by=ProposalId("new")
    )
    assert await stores.proposals.claim(decision()) is None
    assert len(await stores.proposals.claim(decision("new")) or ()) == 1


async def test_what_is_not_open_is_not_replaced(stores: Database) -> None:
    before = await confirmed(stores)
    await stores.proposals.propose(proposal("open"))
    older = [P, ProposalId("nobody's"), ProposalId("open"), ProposalId("new")]

    assert await stores.proposals.propose(proposal("new"), replaces=older) == ["open"]
    assert await stores.proposals.get_proposal(P) == before
    assert await stores.proposals.get_proposal(ProposalId("new")) == proposal("new")


async def test_a_new_one_that_cannot_be_kept_leaves_the_old_one_open(stores: Database) -> None:
    await stores.proposals.propose(proposal())
    clashing = replace(proposal("new"), calls=(*proposal("new").calls, proposal("p").calls[0]))

    with pytest.raises(ValueError, match="kept already"):
        await stores.proposals.propose(clashing, replaces=[P])
    assert await stores.proposals.get_proposal(P) == proposal()
    with pytest.raises(RecordNotFoundError):
        await stores.proposals.get_proposal(clashing.id)


async def test_of_many_that_would_replace_it_at_once_one_does(stores: Database) -> None:
    await stores.proposals.propose(proposal())
    names = [f"new-{number}" for number in range(10)]

    done = await asyncio.gather(*(stores.proposals.propose(proposal(name), replaces=[P]) for name in names))

    assert sorted(map(len, done)) == [0] * 9 + [1]
    winner = names[done.index([P])]
    assert (await stores.proposals.get_proposal(P)).replaced_by == winner


# --- expired ------------------------------------------------------------------------------------------


async def test_what_nobody_decided_on_expires_at_its_deadline(stores: Database) -> None:
    await stores.proposals.propose(proposal())
    await stores.proposals.propose(proposal("later", at=NOON + MINUTE))
    await stores.proposals.propose(proposal("decided"))
    await stores.proposals.claim(decision("decided", ProposalState.DECLINED))

    assert await stores.proposals.expire(NOON + DAY - dt.timedelta(microseconds=1)) == []
    assert await stores.proposals.expire(NOON + DAY) == [P]
    assert await stores.proposals.expire(NOON + DAY) == []
    assert (await stores.proposals.get_proposal(P)).state is ProposalState.EXPIRED
    assert await stores.proposals.claim(decision()) is None
    assert (await stores.proposals.get_proposal(ProposalId("later"))).state is ProposalState.OPEN


async def test_a_press_in_time_and_the_deadline_cannot_both_hold(stores: Database) -> None:
    for number in range(10):
        name = f"p{number}"
        await stores.proposals.propose(proposal(name))
        allowed, expired = await asyncio.gather(
            stores.proposals.claim(decision(name)), stores.proposals.expire(NOON + DAY)
        )
        assert bool(allowed) is not bool(expired)


async def test_what_a_person_can_still_decide_on_is_found(stores: Database) -> None:
    mine = proposal("mine")
    for one in (
        proposal("later", at=NOON + MINUTE),
        mine,
        proposal("decided"),
        proposal("expired", at=NOON - DAY),
    ):
        await stores.proposals.propose(one)
    await stores.proposals.claim(decision("decided"))

    found = await stores.proposals.open_of(mine.guild, mine.asked_by, NOON)
    assert [one.id for one in found] == ["mine", "later"]
    assert found[0] == mine
    assert await stores.proposals.open_of(OTHER_GUILD, mine.asked_by, NOON) == []
    assert await stores.proposals.open_of(mine.guild, BOB, NOON) == []


# --- applied and settled ------------------------------------------------------------------------------


async def test_a_call_begins_once_and_only_when_approved(stores: Database) -> None:
    await stores.proposals.propose(proposal())
    assert await stores.proposals.begin(FIRST, NOON) is False

    await stores.proposals.claim(decision())
    begun = await asyncio.gather(*(stores.proposals.begin(FIRST, NOON + MINUTE) for _ in range(20)))

    assert sum(begun) == 1
    calls = (await stores.proposals.get_proposal(P)).calls
    assert [call.state for call in calls] == [CallState.APPLYING, CallState.APPROVED]
    assert [call.began_at for call in calls] == [NOON + MINUTE, None]


async def test_a_receipt_is_kept_with_the_call_it_is_of(stores: Database) -> None:
    before = await confirmed(stores)
    await stores.proposals.begin(SECOND, NOON + MINUTE)

    assert await stores.proposals.settle(SECOND, CallState.DONE, receipt=RECEIPT) is True

    done = replace(before.calls[1], state=CallState.DONE, began_at=NOON + MINUTE, receipt=RECEIPT)
    assert (await stores.proposals.get_proposal(P)).calls == (before.calls[0], done)


@pytest.mark.parametrize("end", [*ENDS, CallState.UNCERTAIN])
async def test_a_reason_is_kept(stores: Database, end: CallState) -> None:
    await brought(stores, CallState.APPLYING if end is CallState.UNCERTAIN else CallState.APPROVED)
    receipt = receipt_for(end)

    assert await stores.proposals.settle(FIRST, end, reason="Notion said “nein” 🙅", receipt=receipt) is True

    call = (await stores.proposals.get_proposal(P)).calls[0]
    assert (call.state, call.reason, call.receipt) == (end, "Notion said “nein” 🙅", receipt)


@pytest.mark.parametrize("after", [*ENDS, CallState.UNCERTAIN, CallState.APPLYING])
@pytest.mark.parametrize("before", list(CallState))
async def test_a_call_moves_as_the_table_of_moves_says_and_not_otherwise(
    stores: Database, before: CallState, after: CallState
) -> None:
    await brought(stores, before)
    shown = await stores.proposals.get_proposal(P)
    assert shown.calls[0].state is before

    if after is CallState.APPLYING:
        moved = await stores.proposals.begin(FIRST, NOON)
    else:
        moved = await stores.proposals.settle(FIRST, after, receipt=receipt_for(after))

    assert moved is (after in CALL_MOVES[before])
    now = await stores.proposals.get_proposal(P)
    assert now.calls[0].state is after if moved else now == shown


@pytest.mark.parametrize("state", list(ProposalState))
async def test_a_proposal_that_has_left_open_goes_nowhere(stores: Database, state: ProposalState) -> None:
    await stores.proposals.propose(proposal())
    match state:
        case ProposalState.CONFIRMED | ProposalState.DECLINED:
            await stores.proposals.claim(decision(verdict=state))
        case ProposalState.EXPIRED:
            await stores.proposals.expire(NOON + DAY)
        case ProposalState.REPLACED:
            await stores.proposals.propose(proposal("new"), replaces=[P])
        case _:
            return
    before = await stores.proposals.get_proposal(P)
    assert before.state is state
    assert PROPOSAL_MOVES[state] == frozenset()

    await stores.proposals.claim(decision(by=BOB))
    await stores.proposals.claim(decision(verdict=ProposalState.DECLINED, by=BOB))
    await stores.proposals.expire(NOON + 9 * DAY)
    assert await stores.proposals.propose(proposal("newer"), replaces=[P]) == []
    assert await stores.proposals.get_proposal(P) == before


async def test_done_is_said_only_with_what_was_read_back(stores: Database) -> None:
    await brought(stores, CallState.APPLYING)

    for state, receipt in ((CallState.DONE, None), (CallState.FAILED, RECEIPT), (CallState.HELD, None)):
        with pytest.raises(ValueError, match="receipt"):
            await stores.proposals.settle(FIRST, state, receipt=receipt)
    assert await states(stores) == [CallState.APPLYING, CallState.APPROVED]


async def test_a_task_that_a_receipt_names_is_known(stores: Database) -> None:
    await confirmed(stores)
    await stores.proposals.begin(FIRST, NOON)
    assert await stores.proposals.receipted([RECEIPT.task.id]) == frozenset()
    await stores.proposals.settle(FIRST, CallState.DONE, receipt=RECEIPT)

    other = TaskId("another")
    assert await stores.proposals.receipted([other, RECEIPT.task.id]) == {RECEIPT.task.id}
    assert await stores.proposals.receipted([]) == frozenset()


async def test_a_comment_that_a_receipt_names_is_known_and_kept(stores: Database) -> None:
    await confirmed(stores)
    await stores.proposals.begin(FIRST, NOON)
    ours, other = CommentId("ours"), CommentId("other")
    await stores.proposals.settle(FIRST, CallState.DONE, receipt=replace(RECEIPT, comment=ours))

    assert await stores.proposals.receipted_comments([ours, other]) == {ours}
    assert await stores.proposals.receipted_comments([]) == frozenset()
    call = (await stores.proposals.get_proposal(P)).calls[0]
    assert call.receipt is not None
    assert call.receipt.comment == ours


async def test_what_was_uncertain_is_settled_by_looking(stores: Database) -> None:
    await confirmed(stores)
    await stores.proposals.begin(FIRST, NOON)
    await stores.proposals.settle(FIRST, CallState.UNCERTAIN, reason="No answer came.")

    assert await stores.proposals.begin(FIRST, NOON) is False
    assert await stores.proposals.settle(FIRST, CallState.DONE, receipt=RECEIPT) is True

    call = (await stores.proposals.get_proposal(P)).calls[0]
    assert (call.state, call.receipt, call.reason) == (CallState.DONE, RECEIPT, None)


@pytest.mark.parametrize("end", ENDS)
async def test_what_has_ended_stays_so(stores: Database, end: CallState) -> None:
    await brought(stores, end)
    before = await stores.proposals.get_proposal(P)

    for other in (*ENDS, CallState.UNCERTAIN):
        again = stores.proposals.settle(FIRST, other, receipt=receipt_for(other), reason="Second.")
        assert await again is False
    assert await stores.proposals.begin(FIRST, NOON) is False
    assert await stores.proposals.get_proposal(P) == before


async def test_a_held_call_cannot_be_settled(stores: Database) -> None:
    await stores.proposals.propose(proposal())

    assert await stores.proposals.settle(FIRST, CallState.DONE, receipt=RECEIPT) is False
    assert await stores.proposals.get_proposal(P) == proposal()


async def test_of_many_ends_at_once_one_holds(stores: Database) -> None:
    await confirmed(stores)

    done = await asyncio.gather(
        *(stores.proposals.settle(FIRST, CallState.DONE, receipt=RECEIPT) for _ in range(20))
    )

    assert sum(done) == 1
    assert await states(stores) == [CallState.DONE, CallState.APPROVED]


# --- left over ----------------------------------------------------------------------------------------


async def test_what_is_confirmed_and_not_ended_is_found_again_oldest_first(stores: Database) -> None:
    for name, hours in (("young", 3), ("old", 1), ("middle", 2)):
        await stores.proposals.propose(proposal(name, at=NOON + dt.timedelta(hours=hours)))
        await stores.proposals.claim(decision(name, at=NOON + dt.timedelta(hours=4)))
    await stores.proposals.begin(DeferredCallId("middle-0"), NOON)
    await stores.proposals.settle(DeferredCallId("young-0"), CallState.DONE, receipt=RECEIPT)
    await stores.proposals.begin(DeferredCallId("young-1"), NOON)
    await stores.proposals.settle(DeferredCallId("young-1"), CallState.UNCERTAIN)

    found = await stores.proposals.unsettled()

    assert [one.id for one in found] == ["old", "middle", "young"]
    assert list(found) == [await stores.proposals.get_proposal(one.id) for one in found]


async def test_what_has_ended_or_never_began_is_not_left_over(stores: Database) -> None:
    for name in ("open", "declined", "expired", "replaced", "ended"):
        await stores.proposals.propose(proposal(name))
    await stores.proposals.claim(decision("declined", ProposalState.DECLINED))
    await stores.proposals.claim(decision("expired", at=NOON + DAY))
    await stores.proposals.propose(proposal("new"), replaces=[ProposalId("replaced")])
    await stores.proposals.claim(decision("ended"))
    await stores.proposals.settle(DeferredCallId("ended-0"), CallState.DONE, receipt=RECEIPT)
    await stores.proposals.settle(DeferredCallId("ended-1"), CallState.FAILED)

    assert list(await stores.proposals.unsettled()) == []


# --- counted ------------------------------------------------------------------------------------------


async def test_what_is_proposed_again_ends_with_that(stores: Database) -> None:
    await brought(stores, CallState.APPLYING)
    ended = NotApplied(call=FIRST, state=CallState.FAILED, reason="It did not arrive.")

    await stores.proposals.propose(proposal("again"), instead_of=[ended])

    call = (await stores.proposals.get_proposal(P)).calls[0]
    assert (call.state, call.reason) == (CallState.FAILED, "It did not arrive.")


async def test_what_could_not_be_proposed_again_does_not_end(stores: Database) -> None:
    await brought(stores, CallState.APPLYING)
    clashing = replace(proposal("again"), calls=proposal().calls)

    with pytest.raises(ValueError, match="kept already"):
        await stores.proposals.propose(
            clashing, instead_of=[NotApplied(call=FIRST, state=CallState.FAILED, reason="")]
        )
    assert await states(stores) == [CallState.APPLYING, CallState.APPROVED]


async def test_what_was_done_meanwhile_is_not_proposed_again(stores: Database) -> None:
    await brought(stores, CallState.DONE)

    with pytest.raises(OvertakenError):
        await stores.proposals.propose(
            proposal("again"), instead_of=[NotApplied(call=FIRST, state=CallState.FAILED, reason="")]
        )
    assert await states(stores) == [CallState.DONE, CallState.APPROVED]
    with pytest.raises(RecordNotFoundError):
        await stores.proposals.get_proposal(ProposalId("again"))


async def test_open_proposals_are_counted_while_they_can_be_decided_on(stores: Database) -> None:
    await confirmed(stores)
    waiting = proposal("waiting")
    await stores.proposals.propose(waiting)

    assert await stores.proposals.count_open(waiting.guild, NOON) == 1
    assert await stores.proposals.count_open(OTHER_GUILD, NOON) == 0
    assert await stores.proposals.count_open(waiting.guild, waiting.expires_at) == 0
