"""The grammar on every sentence, and whether the judges would notice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.agent.grammar_model import GrammarModel
from evals.__main__ import README, evaluated, main, open_model, promised_in, share_of
from evals.asking import results_of
from evals.cases import CASES
from evals.known_failures import KNOWN_FAILURES
from evals.report import failures_of, lines_of, markdown_of, with_table
from evals.workspaces import BAKERY, EVERYWHERE
from storage.runs import Reply, ToolCall
from tests.doubles.openai_server import open_openai_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from evals.case import Case
    from storage.runs import Message
    from tools.toolset import ToolSpec


class Always:
    """A model that answers everything alike."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    async def reply(self, _: Context, __: Sequence[Message], ___: Sequence[ToolSpec]) -> Reply:
        return self._reply


def calling(name: str, **fields: object) -> Always:
    return Always(Reply(tool_calls=(ToolCall("1", name, json.dumps(fields)),)))


def of_group(group: str) -> list[Case]:
    return [case for case in CASES if case.group == group]


def case(said: str) -> Case:
    return next(case for case in CASES if case.turns == (said,))


async def faults(model: Always, *cases: Case) -> list[str]:
    return [result.fault for result in await results_of(cases, [BAKERY], model)]


async def test_a_model_that_writes_whatever_is_said_fails_all_that_must_not_write() -> None:
    for group in ("must not write", "not understood"):
        results = await results_of(of_group(group), [BAKERY], calling("archive_task", task="brioche recipe"))
        assert all(result.fault for result in results)


async def test_a_model_that_only_talks_passes_nothing_that_must_be_done() -> None:
    doing = [case for case in CASES if case.group not in ("must not write", "not understood", "follow-ups")]
    results = await results_of(doing, [BAKERY], Always(Reply(text="I would rather not.")))
    assert all(result.fault for result in results)


async def test_a_change_is_right_only_with_its_task_and_all_its_values_and_nothing_else() -> None:
    friday = case("move the {task} to Friday")
    assert await faults(calling("update_task", task="brioche recipe", due_on="2026-06-12"), friday) == [""]
    for wrong in (
        {"task": "brioche recipe", "due_on": "2026-06-13"},
        {"task": "rye starter", "due_on": "2026-06-12"},
        {"task": "brioche recipe", "due_on": "2026-06-12", "priority": "Now"},
    ):
        assert await faults(calling("update_task", **wrong), friday) != [""]


async def test_a_list_is_right_only_with_just_the_tasks_meant() -> None:
    mine = case("my tasks")
    assert await faults(calling("show_tasks", whose="me"), mine) == [""]
    assert await faults(calling("show_tasks"), mine) != [""]
    assert await faults(calling("show_tasks", whose="me", project="Summer Menu"), mine) != [""]


async def test_a_question_is_right_only_with_those_it_could_be() -> None:
    done = case("mark the {vague} as done")
    fields = {"status": "done"}
    assert await faults(calling("update_task", task="flour delivery", **fields), done) == [""]
    assert await faults(calling("update_task", task="Pay for the flour delivery", **fields), done) != [""]


async def test_a_sentence_that_breaks_darcy_has_failed_and_the_others_go_on() -> None:
    class Breaks:
        async def reply(self, _: Context, __: Sequence[Message], ___: Sequence[ToolSpec]) -> Reply:
            raise ZeroDivisionError

    results = await results_of(CASES[:2], [BAKERY], Breaks())
    assert ["ZeroDivisionError" in result.fault for result in results] == [True, True]
    assert "ZeroDivisionError" in failures_of(results)
    assert lines_of(results)[-1].passed == 0


async def test_a_language_model_is_asked_the_same() -> None:
    async with open_openai_server() as server:
        for board in EVERYWHERE:
            server.calls(("update_task", {"task": board.words["task"], "due_on": "2026-06-12"}))
        async with open_model("scripted", openai_base_url=server.base_url) as model:
            results = await results_of([case("move the {task} to Friday")], EVERYWHERE, model)
        assert server.left == 0
    assert [result.fault for result in results] == ["", "", ""]


def test_the_table_is_put_in_place_of_the_one_a_document_has() -> None:
    document = "before\n<!-- evals: begin -->\nold\n<!-- evals: end -->\nafter"
    assert with_table(document, []) == f"before\n{markdown_of([])}\nafter"
    with pytest.raises(ValueError, match="evals: begin"):
        with_table("no marks", [])


@pytest.mark.parametrize("place", range(len(EVERYWHERE)), ids=[board.name for board in EVERYWHERE])
async def test_every_sentence_goes_as_meant_but_for_those_known_to_fail(place: int) -> None:
    """Each on one of the boards in turn; `make check` asks each on all of them."""
    results = await results_of(CASES[place :: len(EVERYWHERE)], [EVERYWHERE[place]], GrammarModel())
    assert failures_of([one for one in results if one.case.id not in KNOWN_FAILURES]) == ""


async def test_a_table_promises_the_share_it_tells() -> None:
    talks = Always(Reply(text="Hello."))  # right where nothing may be written, and nowhere else
    results = await results_of([case("move"), case("my tasks")], EVERYWHERE, talks)
    assert share_of(results) == 0.5
    assert promised_in(markdown_of(results)) == 0.5
    assert promised_in("a document without a table") == 0


def test_the_command_prints_the_table_and_ends_well_while_the_promise_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--only", "finish-01", "-v"]) == 0
    assert capsys.readouterr().out.split()[-4:] == ["all", "1", "3", "3"]


def test_what_is_known_to_fail_are_cases_each_with_a_reason() -> None:
    assert KNOWN_FAILURES.keys() <= {case.id for case in CASES}
    assert all(KNOWN_FAILURES.values())


@pytest.mark.slow
async def test_the_readme_tells_how_many_sentences_go_as_meant() -> None:
    readme = README.read_text("utf-8")
    results = await evaluated(None, "")
    assert with_table(readme, results) == readme
    assert share_of(results) == promised_in(readme)
    assert failures_of([one for one in results if one.case.id not in KNOWN_FAILURES]) == ""
