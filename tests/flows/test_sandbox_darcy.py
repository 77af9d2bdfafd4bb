"""The sandbox with Darcy itself inside: the three requests it says to try, typed and confirmed."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from sandbox.run import add_sandbox_arguments
from sandbox.terminal.background import in_background
from sandbox.terminal.texts import TRY
from tests.doubles.notion import run_sandbox
from tests.doubles.openai_server import open_openai_server

if TYPE_CHECKING:
    from pathlib import Path

DARCY = [sys.executable, "-m", "bot", "run"]
MONDAY = "2026-06-08"


def transcript_of(folder: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """The transcript of a script in which every line was answered."""
    out, status = run_lines(folder, capsys, *lines)
    assert status == 0, out
    return out


def run_lines(folder: Path, capsys: pytest.CaptureFixture[str], *lines: str, **model: str) -> tuple[str, int]:
    """The transcript of a script, and the exit status. Without settings of a model, none is set."""
    (folder / "script.txt").write_text("\n".join(lines))
    parser = argparse.ArgumentParser()
    add_sandbox_arguments(parser)
    options = ["--script", str(folder / "script.txt"), "--state", str(folder / "state"), "--today", MONDAY]
    environment = {"PATH": os.environ["PATH"], **model}
    status = run_sandbox(parser.parse_args(options), darcy=DARCY, environment=environment)
    return capsys.readouterr().out, status


def test_the_requests_it_says_to_try_are_done_with_a_press_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show, assign, finish = TRY

    shown = transcript_of(tmp_path, capsys, show, assign, "1", finish, "1", ":board recruitment")

    _, _, listed = shown.partition(f"> {show}\n")
    assert "Send out recruitment forms" in listed.partition(f"> {assign}\n")[0]
    board = shown.partition("title | status | assignees | due | project\n")[2].splitlines()
    assert "Make the poster for new members | Not started | Priya Raman | 2026-06-12 | Recruitment" in board
    assert "Send out recruitment forms | Done | Maya Lindqvist | 2026-06-07 | Recruitment" in board


@pytest.mark.slow
def test_a_card_from_before_a_crash_is_confirmed_after_it_and_in_the_next_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, assign, finish = TRY

    crashed = transcript_of(tmp_path, capsys, assign, ":restart", "1", finish, ":board forms")
    later = transcript_of(tmp_path, capsys, "1", ":board recruitment")

    assert "Send out recruitment forms | In progress" in crashed
    assert "Make the poster for new members | Not started | Priya Raman | 2026-06-12" in later
    assert "Send out recruitment forms | Done" in later


@pytest.mark.slow
def test_days_pass_for_darcy_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = transcript_of(tmp_path, capsys, TRY[1], ":clock +3d", "1", "show me my tasks")

    assert "Expired: nobody decided until 09 June 2026 " in shown.partition("> 1\n")[2]
    assert "Overdue: Wed 10 Jun" in shown.partition("> show me my tasks\n")[2]


@pytest.mark.slow
def test_a_request_amid_which_darcy_was_killed_is_answered_by_the_next_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = transcript_of(tmp_path, capsys, f":restart {TRY[0]}")

    assert "Darcy was killed amid the request, and started again." in shown
    assert "Send out recruitment forms" in shown.partition("started again.")[2]


@pytest.mark.slow
def test_darcy_is_written_to_in_a_channel_and_directly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = transcript_of(tmp_path, capsys, f"@Darcy {TRY[0]}", ":in dm", TRY[0])

    assert shown.count("Your open tasks") == 2


@pytest.mark.slow
def test_a_trace_tells_of_darcys_doings_and_has_none_of_the_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = transcript_of(tmp_path, capsys, "create a task buy quinces", ":trace", "1", ":trace")

    first, second = (part.partition("\n> ")[0] for part in shown.split("> :trace\n")[1:])
    assert "Darcy    command Ask → AwaitingDecision in " in first
    assert "Darcy    event ModelReplied" in first
    assert "Darcy    event RunEnded · model calls 1 · outcome AwaitingDecision" in first
    assert "Notion   POST /pages → 200" in second
    assert "Darcy    event ProposalDecided · calls done · outcome Settled" in second
    assert "quinces" not in (tmp_path / "state" / "trace.jsonl").read_text()


@pytest.mark.slow
def test_an_edit_in_notion_meanwhile_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meanwhile = ":edit make the poster due 2026-06-20"
    shown = transcript_of(tmp_path, capsys, TRY[1], meanwhile, "1", ":task make the poster")

    assert "due        2026-06-20" in shown
    assert "somebody in Notion: due - → 2026-06-20" in shown


@pytest.mark.slow
def test_what_is_switched_on_goes_wrong_and_no_more_once_it_is_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create = "create a task buy quinces"
    lines = (create, ":faults notion insert content on", "1", ":faults off", create, "1", ":board quinces")
    shown = transcript_of(tmp_path, capsys, *lines)

    refused, _, made = shown.partition("> :faults off\n")
    assert "Done" not in refused.partition("(Confirm)")[2]
    assert "Done" in made.partition("(Confirm)")[2]
    assert shown.partition("title | status | assignees | due | project\n")[2].splitlines() == [
        "Buy quinces | Not started | - | - | -"
    ]


@pytest.mark.slow
def test_everything_begins_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("create a task buy quinces", "1", ":reset", TRY[0], ":board buy", "1")
    shown, status = run_lines(tmp_path, capsys, *lines)

    again = shown.partition("Everything begins again.\n")[2]
    assert "Your open tasks" in again
    assert "Buy quinces" not in again
    assert "! There is nothing to press here." in again
    assert status == 1


@pytest.mark.slow
def test_a_model_of_ones_own_is_watched_and_made_to_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with in_background(open_openai_server) as background:
        background.opened.says("Well met.")
        model = {"OPENAI_BASE_URL": background.opened.base_url, "DARCY_MODEL": "scripted"}
        lines = ("hello", ":trace", ":faults model 401 on", "hello again")
        shown, _ = run_lines(tmp_path, capsys, *lines, **model)

    assert f"answered by scripted at {background.opened.base_url}." in shown
    assert "Well met." in shown.partition("> :trace\n")[0]
    assert "Model    POST /chat/completions → 200 in " in shown
    assert re.search(r"event ModelReplied · input tokens [1-9]\d{2,} · output tokens [1-9]", shown)
    assert "built-in grammar" not in shown
    assert "must check OPENAI_API_KEY" in " ".join(shown.partition("> hello again\n")[2].split("\n┃ "))


@pytest.mark.slow
def test_something_was_finished_lately(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = transcript_of(tmp_path, capsys, "what did we finish lately")

    assert "Return the borrowed loudspeakers" in shown
    assert "Choose the poster's colours" not in shown


@pytest.mark.slow
def test_a_task_is_made_of_a_message_and_corrected_by_a_reply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (":as Priya", ":say Somebody should buy quinces", ":as Maya", ":menu", "1", ":board quinces")
    made = transcript_of(tmp_path, capsys, *lines)

    assert "From a message by Priya Raman" in made.partition("> :menu\n")[2]
    assert "Somebody should buy quinces | Not started" in made.partition("> :board quinces\n")[2]

    replied = transcript_of(tmp_path, capsys, TRY[1], ":reply no, by Saturday", "1", ":board new members")
    assert "2026-06-13" in replied.partition("> :board new members\n")[2]
