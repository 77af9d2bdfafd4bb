"""Reading the board where Notion answers less than it seems to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from storage.changes import AddComment, CreateTask
from storage.errors import BoardChangedError, RecordNotFoundError
from storage.records import Member, MemberId, Order, ProjectId, TaskId, TaskQuery
from tests.unit.storage.notion.examples import (
    ANA,
    AUTUMN,
    BOARD,
    COLUMNS,
    PROJECTS,
    SPRING,
    TASK,
    board,
    page,
    text,
)
from tests.unit.storage.notion.scripted import BOT, QUERY, ScriptedNotion, listed, project
from tests.unit.storage.notion.shapes import PARENT, page_having

GUEST = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
PAGE = f"GET pages/{TASK}"


@pytest.fixture
def notion() -> ScriptedNotion:
    return ScriptedNotion()


def person(place: int) -> dict[str, Any]:
    return {"object": "user", "id": f"{place:08}-0000-4000-8000-000000000000", "name": f"Person {place}"}


async def test_a_list_of_people_that_came_cut_at_25_is_completed(notion: ScriptedNotion) -> None:
    everyone = [person(place) for place in range(30)]
    column = COLUMNS["Assignee"]["id"]
    notion.answers[PAGE] = page(Assignee=everyone[:25])
    notion.answers[f"GET pages/{TASK}/properties/{column}"] = [
        listed(*({"type": "people", "people": one} for one in everyone[:20]), has_more=True, next_cursor="c"),
        listed(*({"type": "people", "people": one} for one in everyone[20:])),
    ]

    async with notion.board() as (reader, _, _):
        task = await reader.get_task(TaskId(TASK))

    assert [member.name for member in task.assignees] == [one["name"] for one in everyone]


async def test_the_id_of_a_column_is_one_part_of_a_path_however_it_is_written(notion: ScriptedNotion) -> None:
    assignee = {"id": "a/b?%3A", "type": "people", "people": {}}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, "Assignee": assignee})
    cut = page(Assignee=[person(place) for place in range(25)])
    cut["properties"]["Assignee"]["id"] = assignee["id"]
    notion.answers[PAGE] = cut
    rest = [{"type": "people", "people": person(place)} for place in range(26)]
    notion.answers[f"GET pages/{TASK}/properties/a%2Fb%3F%3A"] = listed(*rest)

    async with notion.board() as (reader, _, _):
        assert len((await reader.get_task(TaskId(TASK))).assignees) == 26


@pytest.mark.parametrize(
    "answer",
    [
        page() | {"in_trash": True},
        page() | {"parent": {"type": "data_source_id", "data_source_id": PROJECTS}},
        httpx.Response(404, json={"code": "object_not_found", "message": "?"}),
    ],
)
async def test_a_task_that_is_trashed_or_gone_or_of_another_board_is_not_found(
    notion: ScriptedNotion, answer: Any
) -> None:
    notion.answers[PAGE] = answer

    async with notion.board() as (reader, _, _):
        with pytest.raises(RecordNotFoundError, match="not on the board any more"):
            await reader.get_task(TaskId(TASK))


async def test_an_id_that_is_none_leads_to_no_request(notion: ScriptedNotion) -> None:
    async with notion.board() as (reader, _, _):
        with pytest.raises(RecordNotFoundError):
            await reader.get_task(TaskId("x/../../users/me"))

    assert not any("users/me" in sent for sent in notion.sent)


async def test_trap_of_more_than_10000_tasks_any_answer_may_be_the_only_one_to_admit_it(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = [
        listed(page(), has_more=True, next_cursor="c"),
        listed(page(), has_more=True, next_cursor="d", request_status={"type": "incomplete"}),
        listed(page(), request_status={"type": "complete"}),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (3, False)


async def test_a_list_that_has_no_end_is_left_at_what_notion_itself_would_answer(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(*[page()] * 100, has_more=True, next_cursor="more")

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert (len(listing.tasks), listing.is_complete) == (10_000, False)
    assert notion.sent.count(QUERY) == 100


def dated(due: dict[str, Any] | None, title: str) -> dict[str, Any]:
    return page(Due=due, Task_name=text(title))


async def test_no_more_is_asked_for_than_is_wanted(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(
        *(dated({"start": f"2026-06-1{day}"}, f"Task {day}") for day in range(3)),
        has_more=True,
        next_cursor="more",
    )

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(limit=3))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (
        ["Task 0", "Task 1", "Task 2"],
        False,
    )
    assert [body["page_size"] for body in notion.bodies_of(QUERY)] == [3]


@pytest.mark.parametrize(
    ("query", "sizes"),
    [
        (TaskQuery(limit=1), [1, 100]),
        (TaskQuery(limit=100), [100, 100]),
        (TaskQuery(limit=150), [100, 100]),
        (TaskQuery(limit=1, due_from=dt.date(2026, 6, 12)), [100, 100]),
        (TaskQuery(), [100, 100]),
    ],
)
async def test_the_first_answer_is_as_long_as_is_wanted_and_further_ones_are_whole(
    notion: ScriptedNotion, query: TaskQuery, sizes: list[int]
) -> None:
    long = dated({"start": "2026-06-01", "end": "2026-12-31"}, "Long")
    notion.answers[QUERY] = [listed(long, has_more=True, next_cursor="c"), listed(long)]

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(query)

    assert [body["page_size"] for body in notion.bodies_of(QUERY)] == sizes


async def test_a_limit_that_is_just_met_is_all_there_is(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(dated({"start": "2026-06-10"}, "a"), dated({"start": "2026-06-11"}, "b"))

    async with notion.board() as (reader, _, _):
        assert (await reader.find_tasks(TaskQuery(limit=2))).is_complete
        assert not (await reader.find_tasks(TaskQuery(limit=1))).is_complete


async def test_a_long_range_that_notion_sorts_first_is_not_taken_for_the_soonest_due(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = [
        listed(
            dated({"start": "2026-01-01", "end": "2026-12-31"}, "All year"),
            dated({"start": "2026-06-10"}, "Soon"),
            has_more=True,
            next_cursor="c",
        ),
        listed(
            dated({"start": "2026-06-11"}, "Next"), dated(None, "Some day"), has_more=True, next_cursor="d"
        ),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(limit=2))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (["Soon", "Next"], False)
    assert notion.sent.count(QUERY) == 2


async def test_what_was_asked_for_too_widely_does_not_count(notion: ScriptedNotion) -> None:
    day = dt.date(2026, 6, 12)
    notion.answers[QUERY] = [
        listed(dated({"start": "2026-06-01"}, "Over"), has_more=True, next_cursor="c"),
        listed(dated({"start": "2026-06-12"}, "Now")),
    ]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(due_from=day, due_until=day, limit=1))

    assert ([task.title for task in listing.tasks], listing.is_complete) == (["Now"], True)


async def test_other_orders_are_as_notion_sorts_them_up_to_the_limit(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(
        page(Task_name=text("z")), page(Task_name=text("a")), has_more=True, next_cursor="c"
    )

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(order=Order.CREATED, limit=2))

    assert [task.title for task in listing.tasks] == ["z", "a"]
    assert notion.sent.count(QUERY) == 1


async def test_what_is_in_the_trash_is_asked_for_as_such(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(page() | {"in_trash": True})

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(trashed=True))

    assert [task.is_trashed for task in listing.tasks] == [True]
    assert listing.is_complete
    assert [body["in_trash"] for body in notion.bodies_of(QUERY)] == [True]


async def test_a_notion_that_does_not_tell_what_is_in_the_trash_is_not_taken_at_its_word(
    notion: ScriptedNotion,
) -> None:
    notion.answers[QUERY] = listed(page())

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(trashed=True))

    assert (listing.tasks, listing.is_complete) == ((), False)


async def test_databases_among_the_rows_of_a_wiki_are_no_tasks(notion: ScriptedNotion) -> None:
    inner = board() | {
        "created_time": "2026-06-01T09:00:00.000Z",
        "last_edited_time": "2026-06-01T09:00:00.000Z",
    }
    notion.answers[QUERY] = listed(inner, page(Task_name=text("Here")))

    async with notion.board() as (reader, _, _):
        assert [task.title for task in (await reader.find_tasks(TaskQuery())).tasks] == ["Here"]


async def test_trashed_rows_and_rows_without_properties_are_left_out(notion: ScriptedNotion) -> None:
    hidden = {"object": "page", "id": TASK}
    notion.answers[QUERY] = listed(page() | {"in_trash": True}, hidden, page(Task_name=text("Here")))

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert [task.title for task in listing.tasks] == ["Here"]


async def test_columns_that_have_changed_are_looked_at_anew(notion: ScriptedNotion) -> None:
    """A column was made anew since the last look, so its id in the filter is unknown to Notion."""
    moved = {**COLUMNS, "Assignee": {"id": "new", "type": "people", "people": {}}}
    row = page()
    row["properties"]["Assignee"]["id"] = "new"
    notion.answers[f"GET data_sources/{BOARD}"] = [board(), board(moved)]
    refused = httpx.Response(400, json={"code": "validation_error", "message": "Could not find property"})
    notion.answers[QUERY] = [refused, listed(row)]

    async with notion.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery(assignee=MemberId(ANA)))

    assert len(listing.tasks) == 1
    assert notion.bodies_of(QUERY)[1]["filter"] == {"and": [{"property": "new", "people": {"contains": ANA}}]}


async def test_a_board_that_stays_wrong_is_said_to_be(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = httpx.Response(400, json={"code": "validation_error", "message": "?"})

    async with notion.board() as (reader, _, _):
        with pytest.raises(BoardChangedError):
            await reader.find_tasks(TaskQuery())

    assert notion.sent.count(QUERY) == 2


async def test_a_project_made_since_the_last_look_is_looked_up_once(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(page(Project=[{"id": AUTUMN}]), page(Project=[{"id": SPRING}]))
    notion.answers[f"GET pages/{AUTUMN}"] = project(AUTUMN, "Autumn")

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    assert {task.project.name for task in listing.tasks if task.project} == {"Autumn", "Spring"}
    assert notion.sent.count(f"GET pages/{AUTUMN}") == 1


async def test_a_project_that_may_not_be_seen_is_still_a_project(notion: ScriptedNotion) -> None:
    notion.answers[PAGE] = page(Project=[{"id": AUTUMN}])

    async with notion.board() as (reader, _, _):
        task = await reader.get_task(TaskId(TASK))

    assert task.project is not None
    assert (task.project.id, task.project.is_active) == (ProjectId(AUTUMN), False)


def user(name: str | None = None) -> dict[str, Any]:
    return {"object": "user", "id": GUEST, **({"type": "person", "name": name} if name else {})}


async def test_someone_known_by_an_id_only_is_asked_for_once(notion: ScriptedNotion) -> None:
    notion.answers[QUERY] = listed(*[page(Assignee=[user()])] * 3)
    notion.answers[f"GET users/{GUEST}"] = user("Gus")

    async with notion.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    assert [task.assignees[0].name for task in listing.tasks] == ["Gus"] * 3
    assert notion.sent.count(f"GET users/{GUEST}") == 1


async def test_a_guest_whose_name_came_along_is_not_asked_for(notion: ScriptedNotion) -> None:
    notion.answers[PAGE] = page(Assignee=[user("Gus")])

    async with notion.board() as (reader, _, _):
        assert (await reader.get_task(TaskId(TASK))).assignees[0].name == "Gus"

    assert f"GET users/{GUEST}" not in notion.sent


async def test_who_is_not_to_be_found_is_someone_outside_the_team_and_not_asked_for_again(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PAGE] = page(Assignee=[user()])

    async with notion.board() as (reader, _, _):
        await reader.get_task(TaskId(TASK))
        task = await reader.get_task(TaskId(TASK))

    assert task.assignees == (Member(MemberId(GUEST), "?"),)
    assert task.assignees[0].name == "Someone outside the team"
    assert notion.sent.count(f"GET users/{GUEST}") == 1


async def test_a_name_that_cannot_be_looked_up_now_keeps_no_task_from_being_read(
    notion: ScriptedNotion,
) -> None:
    notion.answers[PAGE] = page(Assignee=[user()])
    notion.answers[f"GET users/{GUEST}"] = httpx.Response(403, json={"code": "restricted_resource"})

    async with notion.board() as (reader, _, _):
        before = await reader.get_task(TaskId(TASK))
        notion.answers[f"GET users/{GUEST}"] = user("Gus")
        after = await reader.get_task(TaskId(TASK))

    assert before.assignees[0].name == "Someone outside the team"
    assert after.assignees[0].name == "Gus"


@pytest.fixture
def tasks_of_tasks(notion: ScriptedNotion) -> ScriptedNotion:
    """A board whose tasks can be parts of others."""
    relation = {"data_source_id": BOARD, "type": "single_property"}
    parent = {"id": PARENT.id, "type": "relation", "relation": relation}
    notion.answers[f"GET data_sources/{BOARD}"] = board({**COLUMNS, PARENT.name: parent})
    return notion


def part_of(parent: str, **more: Any) -> dict[str, Any]:
    return page_having((PARENT, [{"id": parent}]), **more)


async def test_the_title_of_what_a_task_is_part_of_is_taken_from_the_rows_at_hand(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    whole = page(Task_name=text("The whole")) | {"id": AUTUMN}
    tasks_of_tasks.answers[QUERY] = listed(part_of(AUTUMN), whole)

    async with tasks_of_tasks.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert [task.parent.title for task in listing.tasks if task.parent] == ["The whole"]
    assert f"GET pages/{AUTUMN}" not in tasks_of_tasks.sent


async def test_the_title_of_what_a_task_is_part_of_is_asked_for_once_if_it_is_not_at_hand(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    tasks_of_tasks.answers[QUERY] = listed(part_of(AUTUMN), part_of(AUTUMN), part_of(SPRING))
    tasks_of_tasks.answers[f"GET pages/{AUTUMN}"] = project(AUTUMN, "The whole")

    async with tasks_of_tasks.board() as (reader, _, _):
        await reader.find_tasks(TaskQuery())
        listing = await reader.find_tasks(TaskQuery())

    titles = [task.parent.title for task in listing.tasks if task.parent]
    assert titles == ["The whole", "The whole", "another task"]
    for parent in (AUTUMN, SPRING):
        assert tasks_of_tasks.sent.count(f"GET pages/{parent}") == 1


async def test_of_many_tasks_that_are_not_at_hand_few_are_asked_for_at_once(
    tasks_of_tasks: ScriptedNotion,
) -> None:
    tasks_of_tasks.answers[QUERY] = listed(*(part_of(person(place)["id"]) for place in range(60)))

    async with tasks_of_tasks.board() as (reader, _, _):
        listing = await reader.find_tasks(TaskQuery())

    assert len({task.parent.id for task in listing.tasks if task.parent}) == 60
    assert sum(sent.startswith("GET pages/") for sent in tasks_of_tasks.sent) == 25


def comment(id_: str, words: str, at: str, by: str = BOT) -> dict[str, Any]:
    return {
        "object": "comment",
        "id": id_,
        "created_time": at,
        "created_by": {"object": "user", "id": by},
        "rich_text": text(words),
    }


async def test_trap_a_comments_author_is_an_id_only_by_which_ours_are_known_on_every_page(
    notion: ScriptedNotion,
) -> None:
    at = "2026-06-12T10:00:00.000Z"
    notion.answers["GET comments"] = [
        listed(
            comment("earlier", "Done.", "2026-06-12T09:58:00.000Z"),
            comment("a person's", "Done.", at, ANA),
            has_more=True,
            next_cursor="c",
        ),
        listed(comment("other", "Done!", at), comment("ours", "Done.", at)),
    ]
    change = AddComment(task_id=TaskId(TASK), title="Poster", url="", parts=("Done.",))

    async with notion.board() as (reader, _, _):
        found = await reader.find_comments(change, dt.datetime(2026, 6, 12, 10, 0, 40, tzinfo=dt.UTC))

    assert list(found) == ["ours"]


async def test_comments_of_what_is_no_task_are_not_asked_for(notion: ScriptedNotion) -> None:
    change = AddComment(task_id=TaskId("../users"), title="Poster", url="", parts=("Done.",))

    async with notion.board() as (reader, _, _):
        assert list(await reader.find_comments(change, dt.datetime.now(dt.UTC))) == []

    assert notion.sent == []


async def test_only_what_our_own_integration_made_is_taken_for_ours(notion: ScriptedNotion) -> None:
    ours = page() | {"created_by": {"object": "user", "id": BOT}}
    notion.answers[QUERY] = listed(
        ours | {"id": AUTUMN}, page(), ours | {"properties": page(Task_name=text("Other"))["properties"]}
    )

    async with notion.board() as (reader, _, _):
        found = await reader.find_created(CreateTask(title="Poster"), dt.datetime(2026, 6, 1, tzinfo=dt.UTC))

    assert [task.id for task in found] == [AUTUMN]


async def test_nothing_is_done_on_a_board_where_nothing_means_done(notion: ScriptedNotion) -> None:
    notion.answers[f"GET data_sources/{BOARD}"] = board(
        {name: config for name, config in COLUMNS.items() if name != "Status"}
    )

    async with notion.board() as (reader, _, _):
        assert (await reader.find_tasks(TaskQuery(is_done=True))).tasks == ()

    assert QUERY not in notion.sent
