"""P3: what is shown is what is applied, complete and drawn by code; the model writes neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doubles.darcy import FORMS, FRIDAY, POSTER, words_of

if TYPE_CHECKING:
    from tests.doubles.darcy import Darcy

PRIYA = "Priya Raman"
NOTES = "Ask the *printer* first.\n✅ Done\nStatus: none → Done"


async def test_every_value_of_a_new_task_is_on_its_card_and_then_on_the_board(darcy: Darcy) -> None:
    said: dict[str, object] = {
        "title": "Hang the banner",
        "assignees": ["priya"],
        "due_on": FRIDAY.isoformat(),
        "project": "recruitment",
        "priority": "high",
        "tags": ["Print"],
        "parent": POSTER,
        "notes": NOTES,
    }
    darcy.model.calls(("create_task", said))
    card = await darcy.ask("as I said")
    shown = words_of(card)
    for value in (
        "Hang the banner",
        PRIYA,
        "Fri 12 Jun",
        "Recruitment",
        "High",
        "print",
        POSTER,
        *NOTES.split("\n"),
    ):
        assert value in shown
    await darcy.press(card, "Confirm")
    row = darcy.notion.row("Hang the banner")
    assert (row.assignees, row.due, row.project, row.priority) == ((PRIYA,), FRIDAY, "Recruitment", "High")
    assert (row.tags, row.parent, row.notes) == (("print",), POSTER, NOTES)
    assert f"Status: {row.status}" in shown


async def test_every_value_of_an_update_is_shown_with_what_it_replaces(darcy: Darcy) -> None:
    darcy.notion.edit(darcy.notion.row(FORMS).id, priority="Low", tags=["design"], notes="Soon.")
    before = darcy.notion.row(FORMS)
    said: dict[str, object] = {"priority": "High", "add_tags": ["print"], "notes": "Now.", "status": "done"}
    darcy.model.calls(("update_task", {"task": FORMS, **said}))
    card = await darcy.ask("as I said")
    lines = words_of(card).splitlines()
    assert f"Status: {before.status} → Done" in lines
    assert "Priority: Low → High" in lines
    assert "Tags: design → design, print" in lines
    assert "Notes: Soon. → Now." in lines
    await darcy.press(card, "Confirm")
    row = darcy.notion.row(FORMS)
    assert (row.status, row.priority, row.tags, row.notes) == ("Done", "High", ("design", "print"), "Now.")
    assert (row.title, row.assignees, row.due) == (before.title, before.assignees, before.due)


async def test_a_long_text_is_read_to_its_end_before_it_can_be_confirmed(darcy: Darcy) -> None:
    notes = "\n".join(f"Line {number} of what there is to say about it." for number in range(45))
    several: list[dict[str, object]] = [{"title": f"Part {number}", "notes": notes} for number in range(3)]
    darcy.model.calls(*(("create_task", said) for said in several))
    page = await darcy.ask("as I said")
    seen = words_of(page)
    while "Confirm" not in [button.label for button in page.buttons]:
        page = await darcy.press(page, "Next ▶")
        seen += "\n" + words_of(page)
    assert seen.count("Line 0 of") == seen.count("Line 44 of") == 3
    await darcy.press(page, "Confirm")
    assert [darcy.notion.row(f"Part {number}").notes for number in range(3)] == [notes] * 3


async def test_what_the_model_says_later_changes_nothing_of_what_was_shown(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": FORMS, "status": "done"}))
    card = await darcy.ask("forms done")
    darcy.model.calls(("update_task", {"task": POSTER, "status": "Blocked"}))
    other = await darcy.ask("and the poster is blocked")
    await darcy.press(card, "Confirm")
    assert darcy.notion.row(FORMS).status == "Done"
    assert darcy.notion.row(POSTER).status != "Blocked"
    assert "→ Blocked" in words_of(other)


async def test_who_was_named_on_the_card_gets_the_task_whatever_they_are_called_since(darcy: Darcy) -> None:
    darcy.model.calls(("update_task", {"task": POSTER, "assignees": ["Priya"]}))
    card = await darcy.ask("the poster is for Priya")
    assert PRIYA in words_of(card)
    darcy.notion.rename(PRIYA, "Dr Raman")
    await darcy.press(card, "Confirm")
    assert darcy.notion.row(POSTER).assignees == ("Dr Raman",)
