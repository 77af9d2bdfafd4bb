"""P1, by clicks: whoever presses what and when, the board changes by one entitled decision or not at all.

And each is told how it is: exactly that, and they alone.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.doubles.clicks import (
    ASSIGN,
    EXPIRED,
    FINISH,
    LONGER_THAN_A_DAY,
    MAYA,
    OUTDATED,
    PRIYA,
    REPLACED,
    TOM,
    UNLINKED,
    assert_untouched,
    changes,
    drawn,
    ids_on,
    maya,
    not_theirs,
    told,
)
from tests.doubles.darcy import FORMS, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy


async def test_a_press_by_another_person_decides_nothing_and_leaves_the_card(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    priya = plain_darcy.discord.person(PRIYA)

    for label in ("Confirm", "Cancel"):
        assert await told(await priya.press(card, label)) == not_theirs(plain_darcy, MAYA)

    assert plain_darcy.discord.message(card) == card
    seen = plain_darcy.discord.messages(card.channel_id, maya(plain_darcy))
    assert not any("only they can press" in words_of(one) for one in seen)
    assert_untouched(plain_darcy)
    assert "✅ Done" in words_of(await plain_darcy.press(card, "Confirm"))


async def test_who_lost_the_link_since_the_preview_decides_nothing(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await plain_darcy.said(TOM, "darcy-admin unlink", {"member": MAYA})

    assert await told(await maya(plain_darcy).press(card, "Confirm")) == UNLINKED

    assert plain_darcy.discord.message(card) == card
    assert_untouched(plain_darcy)
    await plain_darcy.link(MAYA)
    assert "✅ Done" in words_of(await plain_darcy.press(card, "Confirm"))


@pytest.mark.slow
async def test_who_left_the_board_since_the_preview_decides_nothing(plain_darcy: Darcy) -> None:
    before = plain_darcy.notion.snapshot()
    hugo = plain_darcy.notion.add_person("Hugo the Cutter")
    options: dict[str, object] = {"member": "Hugo Pellerin", "person": hugo}
    await plain_darcy.said(MAYA, "darcy-admin link", options)
    card = await plain_darcy.ask("mark the recruitment forms as done", by="Hugo Pellerin")
    plain_darcy.notion.reset(before)
    await plain_darcy.stop()
    await plain_darcy.start()

    assert await told(await plain_darcy.discord.person("Hugo Pellerin").press(card, "Confirm")) == OUTDATED

    assert [button.label for button in plain_darcy.discord.message(card).buttons] == ["Confirm", "Cancel"]
    assert_untouched(plain_darcy)


async def test_a_replaced_card_decides_nothing_also_from_an_old_copy(plain_darcy: Darcy) -> None:
    older = await plain_darcy.ask(FINISH)
    newer = await plain_darcy.ask(FINISH)
    await drawn(plain_darcy, older, REPLACED)

    for label, custom_id in ids_on(older).items():
        assert words_of(await maya(plain_darcy).forge(older, custom_id).answer()) == REPLACED, label

    assert_untouched(plain_darcy)
    assert "✅ Done" in words_of(await plain_darcy.press(newer, "Confirm"))
    assert changes(plain_darcy) == 1


async def test_a_press_after_the_deadline_decides_nothing_though_nobody_came_by_before(
    plain_darcy: Darcy,
) -> None:
    card, other = await plain_darcy.ask(FINISH), await plain_darcy.ask(ASSIGN)
    plain_darcy.clock.advance(LONGER_THAN_A_DAY)

    for one, label in ((card, "Confirm"), (other, "Cancel")):
        await plain_darcy.press(one, label)
        expired = await drawn(plain_darcy, one, EXPIRED)
        assert expired.buttons == []
        assert "Nothing was changed. Ask again with /darcy." in words_of(expired)

    assert_untouched(plain_darcy)


async def test_a_page_turned_after_the_deadline_says_that_it_is_over(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    proposal = ids_on(card)["Confirm"].rpartition(":")[2]
    plain_darcy.clock.advance(LONGER_THAN_A_DAY)

    await maya(plain_darcy).forge(card, f"darcy:changes:{proposal}:0").answer()

    assert (await drawn(plain_darcy, card, EXPIRED)).buttons == []
    assert_untouched(plain_darcy)


async def test_an_expired_card_decides_nothing_from_an_old_copy_after_a_restart(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    await plain_darcy.stop()
    plain_darcy.clock.advance(LONGER_THAN_A_DAY)
    await plain_darcy.start()
    expired = await drawn(plain_darcy, card, EXPIRED)
    assert expired.buttons == []

    answer = await maya(plain_darcy).forge(card, ids_on(card)["Confirm"]).answer()

    assert EXPIRED in words_of(answer)
    assert_untouched(plain_darcy)


async def test_of_fifty_presses_at_once_by_the_same_and_by_others_one_decides(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    people = [plain_darcy.discord.person(name) for name in (MAYA, PRIYA, TOM, "Hugo Pellerin", MAYA)] * 10

    sent = [await person.press(card, "Confirm") for person in people]
    answers = await asyncio.gather(*(one.answer() for one in sent))

    hers = [words_of(one) for one, by in zip(answers, people, strict=True) if by.name == MAYA]
    others = {words_of(one) for one, by in zip(answers, people, strict=True) if by.name != MAYA}
    assert all("✅ Done" in words or "This was already confirmed by" in words for words in hers)
    assert others == {not_theirs(plain_darcy, MAYA)}
    assert changes(plain_darcy) == 1
    assert plain_darcy.notion.row(FORMS).status == "Done"
    assert (await drawn(plain_darcy, card, "✅ Done")).buttons == []


@pytest.mark.parametrize("labels", [("Confirm", "Cancel"), ("Cancel", "Confirm")])
async def test_of_confirm_and_cancel_at_the_same_instant_one_counts_and_both_hear_which(
    plain_darcy: Darcy, labels: tuple[str, str]
) -> None:
    card = await plain_darcy.ask(FINISH)

    sent = [await maya(plain_darcy).press(card, label) for label in labels]
    answers = [words_of(one) for one in await asyncio.gather(*(one.answer() for one in sent))]

    confirmed = plain_darcy.notion.row(FORMS).status == "Done"
    assert changes(plain_darcy) == int(confirmed)
    verdict = "✅ Done" if confirmed else "🚫 Cancelled, nothing was changed"
    late = "This was already confirmed by" if confirmed else "This was already cancelled by"
    assert all(verdict in words or late in words for words in answers)
    assert (await drawn(plain_darcy, card, verdict)).buttons == []


async def test_an_old_copy_of_a_decided_card_changes_nothing_after_a_restart(plain_darcy: Darcy) -> None:
    card = await plain_darcy.ask(FINISH)
    done = await plain_darcy.press(card, "Confirm")
    assert "✅ Done" in words_of(done)
    await plain_darcy.stop()
    await plain_darcy.start()

    for custom_id in ids_on(card).values():
        answer = words_of(await maya(plain_darcy).forge(card, custom_id).answer())
        assert "This was already confirmed by" in answer or "✅ Done" in answer

    assert changes(plain_darcy) == 1
    assert "✅ Done" in words_of(plain_darcy.discord.message(card))
