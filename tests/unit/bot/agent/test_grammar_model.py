"""What the grammar answers where it calls nothing, and how it goes on."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.grammar.parser import Meaning
from bot.agent.grammar.suggestions import suggestions
from storage.records import RunId, TaskId
from storage.runs import Exchange, Reply, ToolResult
from tests.doubles.workspaces import (
    ARGUMENTS,
    EVERYWHERE,
    FRIDAY,
    MODEL,
    MOMENT,
    PAIR,
    THEATRE,
    TOOLS,
    Workspace,
    asked,
    told,
)
from tools.arguments import ListArguments, UpdateArguments


@pytest.mark.parametrize("workspace", EVERYWHERE)
@pytest.mark.parametrize(
    "said",
    [
        "the poster is not done",
        "I haven't finished the poster",
        "I think the poster is done",
        "tell me when the poster is done",
        "is the poster nearly done",
        "I will be late tomorrow",
        "I have a question",
        "do not assign the poster to anyone",
        "what do Will and May have to do",
        "show me Will's and May's tasks",
        "who has too much to do?",
        "Alice told me the poster is done",
        "I pushed the poster to Friday",
        "I skipped the poster",
        "what is the weather like?",
        "was ist zu tun?",
        "asdf qwer",
        "🎉🎉🎉",
        "",
    ],
)
async def test_what_it_does_not_understand_it_says(workspace: Workspace, said: str) -> None:
    text = await told(workspace, said)

    assert text.startswith("I did not understand that.")
    assert all(sentence in text for sentence in suggestions(workspace.context(said)))


@pytest.mark.parametrize("workspace", EVERYWHERE)
async def test_it_suggests_only_what_it_reads_in_names_of_this_board(workspace: Workspace) -> None:
    sentences = suggestions(workspace.context(""))

    calls = [await asked(workspace, sentence) for sentence in sentences]

    assert calls[0] == ("show_tasks", ListArguments(whose="me"))
    assert isinstance(calls[1][1], UpdateArguments)
    assert calls[1][1].assignees == [workspace.people[1]]
    assert calls[1][1].due_on == FRIDAY
    assert len({name for name, _ in calls}) >= 2
    assert len(set(sentences)) == 3


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("assign the poster", "To whom, and by when?"),
        ("assign the poster to the new guy", "To whom, and by when?"),
        ("assign the poster to Will or May", "To whom, and by when?"),
        ("push everything to Friday", "Everybody's tasks, or only yours?"),
        ("everything is done", "Everybody's tasks, or only yours?"),
        ("delete everything", "Everybody's tasks, or only yours?"),
        ("rename all my tasks to poster", "one task at a time"),
        ("show me my tasks and show me the overdue tasks", "One list at a time"),
        ("push them all to Friday", "Which tasks do you mean?"),
        ("no, Thursday", "Which task do you mean?"),
        ("also May", "Which task do you mean?"),
        ("I'm blocked on the poster", "no status for what is blocked"),
        ("move the poster forward a week", "Forward can be earlier or later"),
        ("assign the poster to Will at 25:00", "no such time"),
        ("remind me at 1am to call the bank", "has passed today"),
        ("comment on the poster", "What shall I write?"),
        ("the first one is done", "Which task do you mean?"),
        ("I've finished half of the poster", "a whole task only"),
        ("finish the poster by Friday", "Once it is finished"),
        ("I want to finish the poster", "Once it is finished, say: poster is done."),
        ("push the poster back a month", "To which day?"),
        ("thanks!", "You are welcome."),
        ("create a task", "What is there to do?"),
        ("assign it to Will", "Which task do you mean?"),
        ("assign the poster to Will by 31 June", "There is no such day"),
        ("assign the poster to Will by 12/6", "two different days"),
        ("assign the poster to Will by Monday 12 June", "12 June is a Friday"),
        ("assign the poster to Will by Friday by tomorrow", "two different things for due"),
        ("what can you do?", "three things you could say"),
        ("create a task: " + "very " * 50 + "long", "too much at once for me"),
        ("x" * 6000, "too much at once for me"),
    ],
)
async def test_what_is_left_open_is_asked_and_never_guessed(said: str, answer: str) -> None:
    assert answer in await told(THEATRE, said)


@pytest.mark.parametrize(
    ("said", "example"),
    [
        ("assign the poster", "assign the poster to Will Tran by Friday"),
        ("assign the poster to the new guy", "assign the poster to Will Tran by Friday"),
        ("assign T7", "assign T7 to Will Tran by Friday"),
        ("assign the backdrop", 'assign "Paint the backdrop" to Will Tran by Friday'),
        ("assign the sword", "assign \"Find a 'real' sword\" to Will Tran by Friday"),
        ("assign my overdue tasks", 'assign "Paint the backdrop" to Will Tran by Friday'),
    ],
)
async def test_half_an_assignment_is_completed_with_the_task_just_named(said: str, example: str) -> None:
    assert await told(THEATRE, said) == f"To whom, and by when? Say it like this: {example}"
    name, _ = await asked(THEATRE, example)
    assert name == "update_task"


async def test_a_board_that_has_no_status_for_it_says_so() -> None:
    text = await told(PAIR, "start the poster")

    assert text == "This board has no status for that. Its statuses are: To do, Done."


async def test_it_means_the_one_task_last_spoken_of() -> None:
    spoken = Exchange(
        conversation="1:2:7",
        run=RunId("r"),
        asked="find the sword",
        answered="…",
        references={"T1": TaskId("other"), "T9": TaskId("t")},
        subjects=(TaskId("t"),),
        at=MOMENT,
    )
    context = THEATRE.context("assign it to Will", exchanges=(spoken,))

    reply = await MODEL.reply(context, [], TOOLS)

    assert UpdateArguments.model_validate_json(reply.tool_calls[0].arguments).task == "T9"


async def test_a_mistake_is_passed_on_and_the_call_not_repeated() -> None:
    context = THEATRE.context("assign the poster to Zoltan")
    first = await MODEL.reply(context, [], TOOLS)
    refusal = ToolResult(first.tool_calls[0].id, "No member is called “Zoltan”.", ok=False)

    assert await MODEL.reply(context, [first, refusal], TOOLS) == Reply(text="No member is called “Zoltan”.")


async def test_results_are_passed_on_in_their_own_words() -> None:
    context = THEATRE.context("the poster is done")
    first = await MODEL.reply(context, [], TOOLS)
    result = ToolResult(first.tool_calls[0].id, "Poster: done.")

    assert await MODEL.reply(context, [first, result], TOOLS) == Reply(text="Poster: done.")


async def test_a_tool_that_is_not_offered_is_not_called() -> None:
    readable = [tool for tool in TOOLS if tool.name == "show_tasks"]

    reply = await MODEL.reply(THEATRE.context("the poster is done"), [], readable)

    assert reply.tool_calls == ()
    assert "not open to you here" in reply.text


def test_every_rule_of_the_grammar_has_a_meaning() -> None:
    rules = MODEL._parser._rules.lark.rules
    names = {rule.alias or rule.origin.name for rule in rules if not rule.origin.name.startswith("_")}

    assert {name for name in names if not hasattr(Meaning, name)} == set()


SPOKEN = """
    show list my tasks overdue assign create add new task give remind finish finished done start move rename
    set mark unassign remove the a to by in for on of with and , : - ? is are has have been not I me Will May
    Mark Costumes Spring Play poster flyers T2 it Friday tomorrow next week end month 12 June 31.2. 99/99 0th
    2026-13-40 999 days high priority in progress due status what who when <@5> "x" ' 's i've don't zoltan
"""


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(SPOKEN.split()), max_size=12).map(" ".join), st.text(max_size=60)))
async def test_whatever_is_said_it_answers(said: str) -> None:
    reply = await MODEL.reply(THEATRE.context(said), [], TOOLS)

    for call in reply.tool_calls:
        ARGUMENTS[call.name].model_validate_json(call.arguments)
    assert bool(reply.text) != bool(reply.tool_calls)


async def calls_made_for(said: str) -> int:
    """How many functions are called to answer: work that no other work on the machine changes."""
    made = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        await MODEL.reply(THEATRE.context(said), [], TOOLS)
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize(
    "said",
    [
        "finish the poster and " * 9 + "x",
        "my " * 40,
        "assign Will and May " + "and Will and May " * 9,
        "my tasks in Spring Play due this week and " * 4,
    ],
)
async def test_no_sentence_holds_the_event_loop_for_long(said: str) -> None:
    await MODEL.reply(THEATRE.context(said), [], TOOLS)  # what is remembered of words is no work again

    assert await calls_made_for(said) < 1_000_000  # about 0.2 s; without bounds it is minutes
