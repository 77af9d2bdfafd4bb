"""What becomes of an admin's picks, on a board in memory."""

from __future__ import annotations

import pytest

from bot.agent.outcomes import BoardSurveyed, Refused
from bot.desk.bus import Publisher
from bot.desk.commands import ChooseColumn, KeepColumns, SurveyBoard
from bot.desk.events import ColumnsChanged, Event
from bot.desk.setup import GONE, SAVED, STATUSES_PER_PAGE, Setup, key_of
from storage.errors import StoreUnavailableError
from storage.layouts import BoardColumn, FoundRole, RoleName, Told
from storage.records import DiscordId, Link, Member, MemberId, StatusGroup, StatusOption
from tests.doubles.board_setup import DEADLINE, DUE, UNCLEAR, MemoryBoardSetup, survey
from tests.doubles.contexts import ANA
from tests.doubles.examples import ASKER, GUILD, NOON
from tests.doubles.runs import StillBoard, StillDirectory
from tests.doubles.stores import MemoryMembers
from tools.open_tasks import OpenTasks

LONG = BoardColumn("%F0%9F%93%85" * 20, "When", "date")


class Heard:
    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)


@pytest.fixture
def board() -> MemoryBoardSetup:
    return MemoryBoardSetup()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def members() -> MemoryMembers:
    return MemoryMembers()


@pytest.fixture
def tasks() -> StillBoard:
    return StillBoard()


@pytest.fixture
def open_tasks(tasks: StillBoard) -> OpenTasks:
    return OpenTasks(tasks)


@pytest.fixture
def setup(board: MemoryBoardSetup, members: MemoryMembers, open_tasks: OpenTasks, heard: Heard) -> Setup:
    return Setup(
        board=board,
        members=members,
        directory=StillDirectory(),
        open_tasks=open_tasks,
        publisher=Publisher([heard]),
    )


def choice(role: RoleName, *keys: str, page: int = 0) -> ChooseColumn:
    return ChooseColumn(GUILD, ASKER, role, keys, NOON, page)


async def test_a_look_shows_the_board_as_it_is(setup: Setup) -> None:
    outcome = await setup.survey(SurveyBoard(GUILD, ASKER, "due", 1))
    assert (outcome.role, outcome.page, outcome.survey.problem) == ("due", 1, UNCLEAR)


async def test_a_pick_is_kept_at_once_and_looked_at_again(
    setup: Setup, board: MemoryBoardSetup, heard: Heard
) -> None:
    outcome = await setup.choose(choice("due", "d1"))
    assert isinstance(outcome, BoardSurveyed)
    assert outcome.note == SAVED
    assert [(one.column, one.told) for one in outcome.survey.roles if one.field == "due"] == [
        (DEADLINE, Told.CHOSEN)
    ]
    (kept,) = board.choices
    assert (kept.role, kept.ids, kept.chosen_by, kept.chosen_at) == ("due", ("d1",), ASKER, NOON)
    assert heard.events == [ColumnsChanged(GUILD, "due")]


async def test_tasks_that_were_read_by_other_columns_are_read_anew(
    setup: Setup, tasks: StillBoard, open_tasks: OpenTasks
) -> None:
    for change in (setup.choose(choice("due", "d1")), setup.keep(KeepColumns(GUILD, ASKER, NOON))):
        await open_tasks.everything()
        asked = len(tasks.asked)
        await open_tasks.everything()
        assert len(tasks.asked) == asked
        await change
        await open_tasks.everything()
        assert len(tasks.asked) == asked + 1


async def test_links_to_nobody_are_shown_beside_the_board(setup: Setup, members: MemoryMembers) -> None:
    links = [
        Link(guild=GUILD, discord=DiscordId(number), member=member, linked_by=ASKER, linked_at=NOON)
        for number, member in enumerate((ANA, Member(MemberId("gone"), "Ana Silva")))
    ]
    for link in links:
        await members.save_link(link)
    for outcome in (await setup.survey(SurveyBoard(GUILD, ASKER)), await setup.choose(choice("due", "d9"))):
        assert isinstance(outcome, BoardSurveyed)
        assert outcome.outdated == (links[1],)


async def test_the_board_may_have_none(setup: Setup, board: MemoryBoardSetup) -> None:
    await setup.choose(choice("due"))
    assert board.choices[0].ids == ()


async def test_an_id_too_long_for_a_list_is_known_by_its_hash(setup: Setup, board: MemoryBoardSetup) -> None:
    board.shown = survey(FoundRole(field="due", column=None, told=Told.UNCLEAR, candidates=(LONG,)))
    assert len(key_of(LONG.id)) <= 100
    await setup.choose(choice("due", key_of(LONG.id)))
    assert board.choices[0].ids == (LONG.id,)


@pytest.mark.parametrize("picked", [choice("due", "d9"), choice("notes", "d1"), choice("done", "o9")])
async def test_what_is_not_offered_any_more_changes_nothing(
    setup: Setup, board: MemoryBoardSetup, heard: Heard, picked: ChooseColumn
) -> None:
    assert await setup.choose(picked) == BoardSurveyed(board.shown, note=GONE)
    assert (board.choices, heard.events) == ([], [])


async def test_a_column_removed_at_the_last_moment_is_said_too(
    setup: Setup, board: MemoryBoardSetup, heard: Heard
) -> None:
    board.gone = {"d1"}
    assert await setup.choose(choice("due", "d1")) == BoardSurveyed(board.shown, note=GONE)
    assert heard.events == []


@pytest.mark.parametrize("role", ["title", "done"])
async def test_what_every_board_has_cannot_be_none(
    setup: Setup, board: MemoryBoardSetup, role: RoleName
) -> None:
    assert isinstance(await setup.choose(choice(role)), Refused)
    assert board.choices == []


async def test_done_is_what_was_picked(setup: Setup, board: MemoryBoardSetup) -> None:
    await setup.choose(choice("done", "o2", "o3"))
    assert board.choices[0].ids == ("o2", "o3")


async def test_of_many_statuses_those_on_other_pages_stay_as_they_are(
    setup: Setup, board: MemoryBoardSetup
) -> None:
    many = [StatusOption(f"{n:02}", StatusGroup.TODO, f"o{n}") for n in range(STATUSES_PER_PAGE + 5)]
    last = StatusOption("99", StatusGroup.DONE, "o99")
    board.shown = survey(DUE, statuses=(last, *many))
    await setup.choose(choice("done", "o3"))
    assert board.choices[-1].ids == ("o3", "o99")
    await setup.choose(choice("done", "o26", page=1))
    assert board.choices[-1].ids == ("o26", "o3")


async def test_keeping_keeps_all_in_the_admins_name(
    setup: Setup, board: MemoryBoardSetup, heard: Heard
) -> None:
    outcome = await setup.keep(KeepColumns(GUILD, ASKER, NOON))
    assert {one.told for one in outcome.survey.roles if one.column} == {Told.CHOSEN}
    assert board.kept_by == ASKER
    assert heard.events == [ColumnsChanged(GUILD, "all")]


async def test_a_board_that_is_away_is_said(setup: Setup, board: MemoryBoardSetup, heard: Heard) -> None:
    board.failure = StoreUnavailableError("Notion is away.")
    with pytest.raises(StoreUnavailableError):
        await setup.choose(choice("due", "d1"))
    assert (board.choices, heard.events) == ([], [])
