"""The sandbox with Darcy itself inside: the three requests it says to try, typed and confirmed."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from sandbox.run import add_sandbox_arguments
from sandbox.terminal.texts import TRY
from tests.doubles.notion import run_sandbox

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DARCY = [sys.executable, "-m", "bot", "run"]
MONDAY = "2026-06-08"


def transcript_of(folder: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """The transcript of a script in which every line was answered."""
    (folder / "script.txt").write_text("\n".join(lines))
    parser = argparse.ArgumentParser()
    add_sandbox_arguments(parser)
    options = ["--script", str(folder / "script.txt"), "--state", str(folder / "state"), "--today", MONDAY]
    # No model is set, whatever the developer has set.
    environment = {"PATH": os.environ["PATH"]}
    status = run_sandbox(parser.parse_args(options), darcy=DARCY, environment=environment)
    out = capsys.readouterr().out
    assert status == 0, out
    return out


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


def test_a_card_from_before_a_crash_is_confirmed_after_it_and_in_the_next_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, assign, finish = TRY

    crashed = transcript_of(tmp_path, capsys, assign, ":restart", "1", finish, ":board forms")
    later = transcript_of(tmp_path, capsys, "1", ":board recruitment")

    assert "Send out recruitment forms | In progress" in crashed
    assert "Make the poster for new members | Not started | Priya Raman | 2026-06-12" in later
    assert "Send out recruitment forms | Done" in later
