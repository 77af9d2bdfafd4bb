import datetime as dt
from dataclasses import replace

from bot.agent.outcomes import LinksListed, TasksShown
from bot.ui.cards import card_of
from bot.ui.layout import Link, LinksPage, ListPage, Text, Tone
from storage.records import DiscordId, Due, Listing, Member, MemberId, ParentTask, RunId, Task, TaskId
from storage.records import Link as MemberLink
from storage.runs import Shown
from tests.doubles.examples import ASKER, GUILD, NOON, OMAR, POSTER, POSTER_URL, PRIYA, RECRUITMENT, TODAY
from tests.doubles.reading import labels, read

RUN = RunId("run-1")
MINE = replace(POSTER, assignees=(PRIYA,), project=RECRUITMENT)
LATE = replace(MINE, title="Forms", due=Due(dt.date(2026, 6, 4)), status="In progress")


def _shown(
    *tasks: Task,
    title: str = "Your open tasks",
    is_complete: bool = True,
    page: int = 0,
    whose: Member | None = None,
) -> TasksShown:
    shown = Shown(title=title, listing=Listing(tasks, is_complete), whose=whose.id if whose else None)
    return TasksShown(RUN, shown, page)


def test_a_task_is_told_with_status_link_day_and_project() -> None:
    card = card_of(_shown(LATE, MINE, whose=PRIYA), today=TODAY)
    assert read(card) == [
        "Your open tasks · 2 tasks",
        "☐ Forms",
        "In progress · Overdue: Thu 4 Jun (4 days ago) · Recruitment",
        "☐ Poster",
        "To do · Due Fri 12 Jun (in 4 days) · Recruitment",
    ]
    assert card.blocks[0][0][1] == Link("Forms", POSTER_URL)


def test_time_whole_and_tags_are_told_too() -> None:
    task = replace(
        MINE,
        due=Due(dt.date(2026, 6, 12), dt.time(17), TODAY),
        parent=ParentTask(TaskId("fair"), "Plan the fair"),
        tags=("print", "press"),
    )
    assert read(card_of(_shown(task, whose=PRIYA), today=TODAY))[2] == (
        "To do · Due Mon 8 Jun – Fri 12 Jun 17:00 (in 4 days) · Recruitment · part of Plan the fair"
        " · tagged print, press"
    )


def test_on_somebodys_own_list_only_the_others_are_named() -> None:
    lines = read(card_of(_shown(replace(MINE, assignees=(PRIYA, OMAR)), whose=PRIYA), today=TODAY))
    assert lines[2] == "To do · Due Fri 12 Jun (in 4 days) · with Omar Haddad · Recruitment"


def test_everybody_is_named_on_a_list_of_nobodys_own() -> None:
    lines = read(card_of(_shown(MINE, replace(MINE, assignees=(OMAR,))), today=TODAY))
    assert lines[2] == "To do · Due Fri 12 Jun (in 4 days) · Priya Nair · Recruitment"
    assert "Omar Haddad" in lines[4]


def test_done_and_undated_tasks_are_told_as_such() -> None:
    lines = read(card_of(_shown(replace(MINE, is_done=True, due=None, status=None)), today=TODAY))
    assert lines[1:] == ["☑ Poster", "Done · No due date · Priya Nair · Recruitment"]


def test_ten_tasks_fill_a_page() -> None:
    tasks = [replace(MINE, title=f"Task {number}") for number in range(23)]
    first, last = (card_of(_shown(*tasks, page=page), today=TODAY) for page in (0, 2))
    assert first.actions == (ListPage(RUN, 1, "Next ▶"),)
    assert read(first)[0] == "Your open tasks · 23 tasks"
    assert read(first)[-1] == "Page 1 of 3"
    assert [line for line in read(last) if "Task" in line] == ["☐ Task 20", "☐ Task 21", "☐ Task 22"]
    assert last.actions == (ListPage(RUN, 1, "◀ Previous"),)


def test_an_incomplete_list_says_so() -> None:
    lines = read(card_of(_shown(MINE, is_complete=False), today=TODAY))
    assert lines[0] == "Your open tasks · at least 1 task"
    assert lines[-1] == "There are more on the board than are listed here."


def test_an_empty_list_says_what_was_looked_for() -> None:
    lines = read(card_of(_shown(title="Open tasks of Omar in Recruitment"), today=TODAY))
    assert lines == ["Open tasks of Omar in Recruitment", "There are no such tasks."]


def _link(number: int) -> MemberLink:
    member = Member(MemberId(f"m-{number}"), f"Member {number}")
    return MemberLink(guild=GUILD, discord=DiscordId(number), member=member, linked_by=ASKER, linked_at=NOON)


def test_links_are_listed_with_those_who_have_none() -> None:
    card = card_of(LinksListed((_link(1),), (PRIYA, OMAR)), today=TODAY)
    assert read(card) == ["Linked members · 1", "@1 is Member 1", "Not linked: Priya Nair, Omar Haddad"]


def test_links_to_nobody_come_first_and_say_so() -> None:
    links = (_link(1), _link(2))
    card = card_of(LinksListed(links, (), outdated=links[1:]), today=TODAY)
    assert read(card) == [
        "Linked members · 2 · 1 to link again",
        "❗ @2 is Member 2 · not among the people of the board any more; link them again",
        "@1 is Member 1",
    ]
    assert card.tone is Tone.WARNING


def test_many_links_are_paged() -> None:
    card = card_of(LinksListed(tuple(map(_link, range(15))), (), page=1), today=TODAY)
    assert labels(card) == ["◀ Previous"]
    assert card.actions == (LinksPage(0, "◀ Previous"),)


def test_no_links_says_how_to_make_one() -> None:
    lines = read(card_of(LinksListed((), (PRIYA,)), today=TODAY))
    assert lines[1] == "Nobody is linked yet. Link someone with /darcy-admin link."


def test_only_what_is_overdue_is_bold() -> None:
    card = card_of(_shown(LATE, MINE), today=TODAY)
    spans = [span for block in card.blocks for line in block for span in line if isinstance(span, Text)]
    assert [span.value for span in spans if span.bold] == ["Overdue: Thu 4 Jun (4 days ago)"]
