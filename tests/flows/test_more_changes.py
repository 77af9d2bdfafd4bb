"""Archive, restore, comment, divide, tag and date: from the model's call to what stands in Notion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.doubles.darcy import FORMS, FRIDAY, POSTER, words_of

if TYPE_CHECKING:
    from sandbox.discord.emulator import Message
    from tests.doubles.darcy import Darcy

OPENING = "Plan the opening night"


async def card_of(darcy: Darcy, tool: str, **said: object) -> Message:
    darcy.model.calls((tool, said))
    return await darcy.ask("whatever is asked, the model calls this")


async def done(darcy: Darcy, card: Message) -> str:
    told = words_of(await darcy.press(card, "Confirm"))
    assert "✅ Done" in told
    return told


def titles(darcy: Darcy) -> set[str]:
    return {row.title for row in darcy.notion.rows()}


async def test_a_task_goes_to_the_trash_and_comes_back(darcy: Darcy) -> None:
    card = await card_of(darcy, "archive_task", task="recruitment forms")
    shown = words_of(card)
    assert f"Move to the trash: {FORMS}" in shown
    assert "Status: In progress\nAssignee: Maya Lindqvist\nDue: Tue 9 Jun (yesterday)" in shown
    assert FORMS in titles(darcy)
    assert f"Moved to the trash: {FORMS}" in await done(darcy, card)
    assert FORMS not in titles(darcy)

    told = darcy.model.requests[0]["messages"][1]["content"]
    (reference,) = re.findall(rf"^(T\d+)\|{FORMS}", told, re.MULTILINE)
    for words in ("the forms", reference):
        card = await card_of(darcy, "archive_task", task=words, restore=True)
        assert f"Restore from the trash: {FORMS}" in words_of(card)
    assert f"Restored: {FORMS}" in await done(darcy, card)
    assert darcy.notion.row(FORMS).status == "In progress"


async def test_what_is_restored_already_is_not_restored_twice(darcy: Darcy) -> None:
    page = darcy.notion.row(FORMS).id
    darcy.notion.edit(page, in_trash=True)
    card = await card_of(darcy, "archive_task", task="forms", restore=True)
    darcy.notion.edit(page, in_trash=False)
    assert "It was already so" in await done(darcy, card)


async def test_a_comment_is_signed_and_mentions_people_of_notion(darcy: Darcy) -> None:
    alice = darcy.workspace.person("Alice Ferreira")
    card = await card_of(
        darcy,
        "comment_on_task",
        task="the poster for new members",
        text=f"<@{darcy.workspace.person('Priya Raman').discord_id}>: A3 or A2?\nAlice knows.",
        mentions=["Alice"],
    )
    quoted = "“Maya Lindqvist: @Priya Raman: A3 or A2? ⏎ @Alice Ferreira knows.”"
    assert f"Comment on {POSTER}\n{quoted}" in words_of(card)
    page = darcy.notion.row(POSTER).id
    assert darcy.notion.comments(page) == []

    assert f"Commented on {POSTER}\n{quoted}" in await done(darcy, card)
    (comment,) = darcy.notion.comments(page)
    assert comment.text == "Maya Lindqvist: @Priya Raman: A3 or A2?\n@Alice Ferreira knows."
    sent = next(one for one in darcy.notion.exchanges if one.path.endswith("/comments")).request
    assert isinstance(sent, dict)
    mentioned = [part["mention"]["user"]["id"] for part in sent["rich_text"] if part["type"] == "mention"]
    assert mentioned == [darcy.workspace.person("Priya Raman").notion_id, alice.notion_id]


async def test_a_comment_for_someone_who_is_not_linked_is_refused_in_words(darcy: Darcy) -> None:
    hugo = darcy.workspace.person("Hugo Pellerin")
    card = await card_of(darcy, "comment_on_task", task=POSTER, text=f"ask <@{hugo.discord_id}>")
    assert "is not linked to anyone in Notion yet" in words_of(card)


async def test_a_task_is_made_a_part_of_another(darcy: Darcy) -> None:
    card = await card_of(
        darcy, "create_task", title="Choose the music", parent="opening night", tags=["Film"]
    )
    assert f"Part of: {OPENING}\nTags: film" in words_of(card)
    await done(darcy, card)
    made = darcy.notion.row("Choose the music")
    assert (made.parent, made.tags) == (OPENING, ("film",))

    card = await card_of(darcy, "update_task", task="choose the music", clear=["parent", "tags"])
    assert f"Tags: film → none\nPart of: {OPENING} → none" in words_of(card)
    await done(darcy, card)
    made = darcy.notion.row("Choose the music")
    assert (made.parent, made.tags) == (None, ())


async def test_no_task_is_divided_into_itself(darcy: Darcy) -> None:
    card = await card_of(darcy, "update_task", task="opening night", parent="the trophies")
    assert "“Order the trophies” is a part of “Plan the opening night”" in words_of(card)


async def test_tags_are_added_to_those_that_are_there(darcy: Darcy) -> None:
    card = await card_of(
        darcy, "update_task", task="poster for new members", add_tags=["#venue"], remove_tags=["print"]
    )
    assert "Tags: design, print → design, venue" in words_of(card)
    await done(darcy, card)
    assert darcy.notion.row(POSTER).tags == ("design", "venue")


async def test_a_time_and_a_first_day_are_written_and_stay_when_the_day_moves(darcy: Darcy) -> None:
    range_ = {"due_on": FRIDAY.isoformat(), "due_time": "17:00", "starts_on": "2026-06-10"}
    card = await card_of(darcy, "update_task", task="poster for new members", **range_)
    assert "Due: none → Wed 10 Jun – Fri 12 Jun 17:00 (in 2 days)" in words_of(card)
    await done(darcy, card)
    card = await card_of(darcy, "update_task", task="poster for new members", due_on="2026-06-15")
    assert "Due: Wed 10 Jun – Fri 12 Jun 17:00 → Wed 10 Jun – Mon 15 Jun 17:00 (in 5 days)" in words_of(card)
    await done(darcy, card)
    card = await card_of(darcy, "update_task", task="poster for new members", clear=["due"])
    assert "17:00 → none" in words_of(card)
    await done(darcy, card)
    assert darcy.notion.row(POSTER).due is None


@pytest.mark.parametrize(
    ("said", "title", "shown"),
    [
        ({"tag": "design", "status": "any"}, "Tasks tagged design · 3 tasks", "tagged design, print"),
        (
            {"part_of": "opening night"},
            f"Open tasks that are part of “{OPENING}” · 2 tasks",
            f"part of {OPENING}",
        ),
        ({"changed_since": "2026-06-11"}, "Open tasks changed since Thu 11 Jun", "no such tasks"),
        (
            {"project": "Sponsorship", "order": "title"},
            "Open tasks in Sponsorship, by title · 6 tasks",
            "Agree on what sponsors get",
        ),
    ],
)
async def test_lists_by_tag_whole_change_and_in_another_order(
    darcy: Darcy, said: dict[str, object], title: str, shown: str
) -> None:
    text = words_of(await card_of(darcy, "show_tasks", **said))
    assert title in text
    assert shown in text


async def test_a_tag_that_was_made_meanwhile_is_known(darcy: Darcy) -> None:
    darcy.notion.edit(darcy.notion.row(POSTER).id, tags=["design", "outreach"])
    card = await card_of(darcy, "update_task", task=FORMS, add_tags=["outreach"])
    assert "Tags: none → outreach" in words_of(card)
    await done(darcy, card)
    assert darcy.notion.row(FORMS).tags == ("outreach",)
