"""What every store of the places of cards promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from storage.proposals import ProposalState
from storage.records import ChannelId, ProposalId
from storage.shown import ShownCard
from tests.contracts.store_records import ANA, DAY, GUILD, MINUTE, NOON, decision, proposal

if TYPE_CHECKING:
    from storage.database.open import Database
    from storage.proposals import Verdict

MESSAGE = 2**62 + 9
TOKEN = "secret-token"
LEFT = ProposalId("p-left")


def card(message: int = MESSAGE, **more: Any) -> ShownCard:
    about: dict[str, Any] = {
        "channel": ChannelId(7),
        "guild": GUILD,
        "private": True,
        "proposal": proposal().id,
        "waiting": proposal().id,
        "asked_by": ANA,
        "application": 99,
        "token": TOKEN,
        "token_until": NOON + 15 * MINUTE,
    }
    return ShownCard(message=message, **about | more)


async def test_a_card_is_found_by_what_can_be_decided_on_it(stores: Database) -> None:
    of_what_was_left = card(MESSAGE + 1, waiting=LEFT, guild=None, private=False, token=None)
    await stores.cards.show(of_what_was_left)
    await stores.cards.show(card())

    assert list(await stores.cards.of(proposal().id)) == [card()]
    assert list(await stores.cards.of(LEFT)) == [of_what_was_left]
    assert list(await stores.cards.of(ProposalId("unknown"))) == []


async def test_a_message_has_one_card_and_a_proposal_may_stand_on_several(stores: Database) -> None:
    await stores.cards.show(card(MESSAGE + 1))
    await stores.cards.show(card(waiting=LEFT, token="older"))
    await stores.cards.show(card())

    assert list(await stores.cards.of(proposal().id)) == [card(), card(MESSAGE + 1)]
    assert list(await stores.cards.of(LEFT)) == []


async def test_a_card_is_forgotten_by_its_message(stores: Database) -> None:
    await stores.cards.show(card())
    await stores.cards.forget(MESSAGE + 1)
    assert list(await stores.cards.of(proposal().id)) == [card()]
    await stores.cards.forget(MESSAGE)
    await stores.cards.forget(MESSAGE)
    assert list(await stores.cards.of(proposal().id)) == []


async def test_cards_are_outdated_once_what_they_wait_for_expired_or_was_replaced(stores: Database) -> None:
    newer = proposal(LEFT)
    await stores.proposals.propose(proposal())
    await stores.cards.show(card())
    await stores.cards.show(card(MESSAGE + 1, waiting=LEFT))
    assert list(await stores.cards.outdated()) == []

    await stores.proposals.propose(newer, replaces=[proposal().id])
    assert list(await stores.cards.outdated()) == [card()]
    await stores.proposals.expire(newer.expires_at)
    assert list(await stores.cards.outdated()) == [card(), card(MESSAGE + 1, waiting=LEFT)]


@pytest.mark.parametrize("verdict", [ProposalState.CONFIRMED, ProposalState.DECLINED])
async def test_what_was_decided_is_not_outdated_and_is_tidied_away(
    stores: Database, verdict: Verdict
) -> None:
    await stores.proposals.propose(proposal())
    await stores.cards.show(card())
    await stores.cards.tidy(NOON)
    assert list(await stores.cards.of(proposal().id)) == [card()]

    await stores.proposals.claim(decision(verdict=verdict))
    assert list(await stores.cards.outdated()) == []
    await stores.cards.tidy(NOON)
    assert list(await stores.cards.of(proposal().id)) == []


async def test_a_token_is_deleted_once_it_has_run_out(stores: Database) -> None:
    await stores.cards.show(card())
    await stores.cards.tidy(NOON + 14 * MINUTE)
    assert list(await stores.cards.of(proposal().id)) == [card()]
    await stores.cards.tidy(NOON + 15 * MINUTE)
    assert list(await stores.cards.of(proposal().id)) == [card(token=None)]


async def test_a_card_is_forgotten_after_thirty_days_and_no_sooner(stores: Database) -> None:
    await stores.cards.show(card(token=None))
    await stores.cards.tidy(NOON + 30 * DAY)
    assert list(await stores.cards.of(proposal().id)) == [card(token=None)]
    await stores.cards.tidy(NOON + 30 * DAY + 15 * MINUTE)
    assert list(await stores.cards.of(proposal().id)) == []


def test_a_token_is_in_no_text_of_a_card() -> None:
    assert TOKEN not in f"{card()} {card()!r}"
