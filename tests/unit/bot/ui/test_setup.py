"""The card of the board's columns: what it says, what it offers, and that it fits."""

from __future__ import annotations

import pytest

from bot.agent.outcomes import BoardSurveyed
from bot.ui.cards import card_of
from bot.ui.discord.drawing import drawn
from bot.ui.layout import Card, Pick, Tone
from storage.layouts import BoardColumn, FoundRole, RoleName, Survey, Told
from storage.records import DiscordId, Link, Member, MemberId, StatusGroup, StatusOption
from tests.doubles import board_setup as board
from tests.doubles.board_setup import survey
from tests.doubles.examples import ASKER, GUILD, NOON, POSTER, TODAY
from tests.doubles.reading import components_of, labels, read


def card(shown: Survey, role: RoleName | None = None, page: int = 0, note: str = "") -> Card:
    return card_of(BoardSurveyed(shown, role, page, note), today=TODAY)


def linked(number: int) -> Link:
    member = Member(MemberId(f"m-{number}"), f"Member {number}")
    return Link(guild=GUILD, discord=DiscordId(number), member=member, linked_by=ASKER, linked_at=NOON)


def due(*candidates: BoardColumn, column: BoardColumn | None = None, told: Told = Told.UNCLEAR) -> FoundRole:
    return FoundRole(field="due", column=column, told=told, candidates=candidates)


def offered(pick: Pick) -> list[tuple[str, str]]:
    return [(option.label, option.detail) for option in pick.options]


def test_each_role_says_its_column_and_how_that_was_told() -> None:
    shown = card(survey(problem=board.UNCLEAR))
    assert shown.tone is Tone.WARNING
    assert read(shown) == [
        "Task board · Team tasks",
        board.UNCLEAR,
        "Title: “Name” (title) · the only title column",
        "Status: “Stage” (status) · by Notion's own template",
        "Assignee: “Who” (person) · by its name",
        "❗ Due date: cannot be told: it could be “Deadline” (date) or “Started” (date)",
        "Priority: the board has none",
        "Notes: the board has none",
        "Done is “Done” · by Notion's groups",
        "Checked by reading:",
        "☐ Poster · To do · Priya Nair · due Fri 12 Jun",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (due(column=board.DEADLINE, told=Told.CHOSEN), "Due date: “Deadline” (date) · an admin said so"),
        (due(board.DEADLINE, told=Told.CHOSEN), "Due date: the board has none · an admin said so"),
        (
            due(column=board.DEADLINE, told=Told.ONLY_ONE),
            "Due date: “Deadline” (date) · the only date column",
        ),
        (due(board.DEADLINE), "Due date: cannot be told: it could be “Deadline” (date)"),
        (
            due(*(BoardColumn(name, name, "x") for name in "ABCDEFG")),
            "Due date: cannot be told: it could be “A” (x), “B” (x), “C” (x), “D” (x), “E” (x) or 2 more",
        ),
    ],
)
def test_how_it_was_told_is_said_in_words(found: FoundRole, said: str) -> None:
    assert said in read(card(survey(found)))


@pytest.mark.parametrize(
    ("kind", "statuses", "is_chosen", "said"),
    [
        ("status", (board.TODO, board.DONE), True, "Done is “Done” · an admin said so"),
        ("select", (board.TODO, board.DONE), False, "Done is “Done” · by their names"),
        ("select", (board.TODO,), False, "Done: no status means done, so no task can be finished."),
        ("checkbox", (), False, "Done is what is ticked."),
    ],
)
def test_it_says_which_statuses_mean_done(
    kind: str, statuses: tuple[StatusOption, ...], said: str, *, is_chosen: bool
) -> None:
    status = FoundRole(field="status", column=BoardColumn("s", "S", kind), told=Told.ONLY_ONE)
    assert said in read(card(survey(status, statuses=statuses, done_is_chosen=is_chosen)))


def test_what_can_be_kept_can_be_kept_once() -> None:
    found = due(column=board.DEADLINE, told=Told.NAME)
    assert labels(card(survey(found))) == ["Keep these", "Look again"]
    kept = card(survey(due(column=board.DEADLINE, told=Told.CHOSEN)))
    assert (kept.tone, labels(kept)) == (Tone.SUCCESS, ["Look again"])
    assert read(kept)[-1].startswith("These columns are kept.")
    assert labels(card(survey(due()))) == ["Look again"]


def test_every_role_with_something_to_pick_can_be_corrected() -> None:
    (roles,) = card(survey()).picks
    assert [option.value for option in roles.options] == ["status", "assignees", "due", "priority", "done"]
    assert ("Due date", "cannot be told") in offered(roles)
    assert ("Status", "now “Stage”") in offered(roles)
    assert card(survey(due(), statuses=())).picks == ()


def test_a_role_offers_what_it_could_be_and_that_there_is_none() -> None:
    _, columns = card(survey(), "due").picks
    assert columns.prompt == "Which column is for the due date?"
    assert offered(columns) == [("Deadline", "date"), ("Started", "date"), ("The board has none", "")]
    assert [option.value for option in columns.options] == ["d1", "d2", ""]
    assert (columns.least, columns.most) == (1, 1)


def test_the_column_it_is_now_comes_first_and_says_so() -> None:
    found = due(board.DEADLINE, board.STARTED, column=board.STARTED, told=Told.NAME)
    _, columns = card(survey(found), "due").picks
    assert offered(columns)[0] == ("Started", "date · this one now")
    _, columns = card(survey(due(board.DEADLINE, told=Told.CHOSEN)), "due").picks
    assert offered(columns)[-1] == ("The board has none", "this one now")


def test_a_title_is_picked_among_titles_alone() -> None:
    other = BoardColumn("t2", "Other", "title")
    title = FoundRole(field="title", column=board.NAME, told=Told.NAME, candidates=(board.NAME, other))
    _, columns = card(survey(title), "title").picks
    assert [option.value for option in columns.options] == ["title", "t2"]


def test_statuses_that_mean_done_are_picked_together() -> None:
    _, statuses = card(survey(), "done").picks
    assert [(one.value, one.is_picked) for one in statuses.options] == [
        ("o1", False),
        ("o3", False),
        ("o2", True),
    ]
    assert (statuses.least, statuses.most) == (1, 3)


def test_more_columns_than_a_list_takes_are_on_further_pages() -> None:
    many = survey(due(*(BoardColumn(f"d{n}", f"Day {n}", "date") for n in range(60))))
    for page, count, turns in (
        (0, 25, ["More ▶"]),
        (1, 25, ["◀ Previous", "More ▶"]),
        (2, 13, ["◀ Previous"]),
    ):
        shown = card(many, "due", page)
        assert (len(shown.picks[1].options), labels(shown)[1:]) == (count, turns)
        assert shown.picks[1].page == page
    assert card(many, "due", 9).picks[1].page == 2


def test_of_many_statuses_one_page_may_be_left_empty_if_another_means_done() -> None:
    many = tuple(StatusOption(f"{n:02}", StatusGroup.TODO, f"o{n}") for n in range(30))
    done = StatusOption("99", StatusGroup.DONE, "o99")
    shown = survey(statuses=(*many, done))
    first, second = card(shown, "done", 0).picks[1], card(shown, "done", 1).picks[1]
    assert (len(first.options), first.least) == (25, 0)
    assert (len(second.options), second.least) == (6, 1)


def test_names_that_look_the_same_are_told_apart() -> None:
    long = [BoardColumn(f"d{n}", "a" * 1999 + str(n), "date") for n in range(2)]
    _, columns = card(survey(due(*long)), "due").picks
    first, second, _ = (option.label for option in columns.options)
    assert first != second
    assert "#1” (date) or" in read(card(survey(due(*long))))[1]


@pytest.mark.parametrize("sign", ["x", "*", "\n", "🗓️", "[", "\u202e"])
def test_the_card_fits_whatever_the_names_are(sign: str) -> None:
    name = sign * 2000
    columns = tuple(BoardColumn("%F0" * 60 + str(n), f"{name}{n}", "multi_select") for n in range(40))
    fields: tuple[RoleName, ...] = ("title", "status", "assignees", "due", "project", "priority", "tags")
    roles = tuple(
        FoundRole(field=field, column=None, told=Told.UNCLEAR, candidates=columns)  # type: ignore[arg-type]
        for field in (*fields, "parent", "notes")
    )
    status = FoundRole(field="status", column=columns[0], told=Told.NAME, candidates=columns)
    task = POSTER.__class__(id=POSTER.id, title=name, url=POSTER.url, status=name, edited_at=POSTER.edited_at)
    shown = Survey(
        name=name,
        url=POSTER.url,
        roles=(*roles, status),
        statuses=tuple(StatusOption(f"{name}{n}", StatusGroup.DONE, f"o{n}") for n in range(60)),
        samples=(task,) * 3,
        problem=name,
    )
    for role in (*fields, "done"):
        found = components_of(drawn(card(shown, role, 1)))
        texts = [component["content"] for component in found if "content" in component]
        assert sum(map(len, texts)) <= 4000
        assert len(found) <= 40
        assert "which does not fit here" not in texts[-1]
        options = [option for one in found for option in one.get("options", [])]
        assert all(1 <= len(option["label"]) <= 100 for option in options)
        assert all(1 <= len(option["value"]) <= 100 for option in options)


def test_a_hint_is_no_warning_where_tasks_can_be_read() -> None:
    found = due(column=board.DEADLINE, told=Told.CHOSEN)
    assert card(survey(found, problem="No project is shared.")).tone is Tone.SUCCESS
    assert card(survey(found, problem="No task can be read.", samples=())).tone is Tone.WARNING
    unclear = due(board.DEADLINE, board.STARTED)
    assert card(survey(unclear)).tone is Tone.NEUTRAL
    assert card(survey(board.DUE)).tone is Tone.WARNING


def test_what_an_admin_must_know_comes_first() -> None:
    assert read(card(survey(), note="Saved."))[1] == "Saved."
    empty = read(card(survey(due(column=board.DEADLINE, told=Told.NAME), samples=())))
    assert "The board has no tasks yet, so there is nothing to check this by." in empty


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (
            1,
            "❗ 1 linked member is nobody that this board knows: @0. Link them again with /darcy-admin link.",
        ),
        (
            7,
            (
                "❗ 7 linked members are nobody that this board knows: @0, @1, @2, @3, @4 and 2 more "
                "(/darcy-admin list). Link them again with /darcy-admin link."
            ),
        ),
    ],
)
def test_links_to_nobody_are_told_first(count: int, said: str) -> None:
    outcome = BoardSurveyed(survey(), outdated=tuple(linked(number) for number in range(count)))
    shown = card_of(outcome, today=TODAY)
    assert read(shown)[1] == said
    assert shown.tone is Tone.WARNING
