from __future__ import annotations

from bot.agent.turns import (
    NOT_SHOWN,
    last_mistake_in,
    mendings_in,
    note_beside,
    open_calls,
    results_of,
    turns_in,
    with_own_ids,
)
from storage.records import Listing
from storage.runs import Reply, Shown, ToolCall, ToolResult
from tools.toolset import Handled, Held, Refusal, ShownToPerson

ONE, TWO = ToolCall("1", "find_tasks", "{}"), ToolCall("2", "update_task", "{}")


def test_calls_without_a_result_are_open() -> None:
    history = (Reply(tool_calls=(ONE, TWO)), ToolResult("1", "found"))
    assert open_calls(history) == (TWO,)
    assert open_calls((*history, ToolResult("2", "done"))) == ()
    assert open_calls(()) == ()


def test_ids_that_a_server_gives_again_in_a_later_turn_are_made_new() -> None:
    history = (Reply(tool_calls=(ONE, TWO)), ToolResult("1", "found"), ToolResult("2", "done"))
    again = with_own_ids(Reply(tool_calls=(TWO, ToolCall("3", "x", "{}"), ToolCall("", "y", "{}"))), history)
    ids = [call.id for call in again.tool_calls]
    assert ids[1] == "3"
    assert len({*ids, "1", "2", ""}) == 6
    assert [call.name for call in again.tool_calls] == ["update_task", "x", "y"]
    assert with_own_ids(Reply(tool_calls=(ONE, TWO)), ()) == Reply(tool_calls=(ONE, TWO))


def test_only_turns_with_a_mistake_count_as_mended() -> None:
    history = (
        Reply(tool_calls=(ONE, TWO)),
        ToolResult("1", "no such task", ok=False),
        ToolResult("2", NOT_SHOWN, ok=False),
        Reply(tool_calls=(ONE,)),
        ToolResult("1", "found"),
        Reply(tool_calls=(TWO,)),
        ToolResult("2", "no such person", ok=False),
    )
    assert turns_in(history) == 3
    assert mendings_in(history) == 2
    assert last_mistake_in(history) == "no such person"


def test_every_call_of_a_turn_that_goes_on_has_a_result() -> None:
    shown = ShownToPerson(ToolResult("3", "shown"), Shown(title="tasks", listing=Listing(())))
    results = results_of([ToolResult("1", "wrong", ok=False), Held(TWO, ()), shown])
    assert [(result.call_id, result.ok) for result in results] == [("1", False), ("2", False), ("3", True)]


def test_what_no_card_holds_is_told_beside_it_once() -> None:
    handled: list[Handled] = [Held(ONE, (), "2 are left out."), Held(TWO, ())]
    handled += [Refusal(call, "No.") for call in (ONE, TWO)]
    assert note_beside(handled) == "No. 2 are left out."
