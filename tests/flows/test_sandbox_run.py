"""`darcy sandbox`, with a small bot in Darcy's place: scripts, exit statuses, and how it ends."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from sandbox.run import add_sandbox_arguments
from sandbox.workspace import seeded_workspace
from tests.doubles.notion import run_sandbox

ROOT = Path(__file__).parents[2]
SMALL_BOT = [sys.executable, str(ROOT / "tests" / "doubles" / "small_bot.py")]
PROGRAM = """
import argparse, sys
from sandbox.run import add_sandbox_arguments, run_sandbox

parser = argparse.ArgumentParser()
add_sandbox_arguments(parser)
sys.exit(run_sandbox(parser.parse_args(sys.argv[2:]), darcy=[sys.executable, sys.argv[1]]))
"""


@pytest.fixture(autouse=True)
def temporary_folders(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def run(*options: str) -> int:
    return run_sandbox(parsed(*options), darcy=SMALL_BOT)


def parsed(*options: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_sandbox_arguments(parser)
    return parser.parse_args(options)


def script(folder: Path, *lines: str) -> str:
    (folder / "script.txt").write_text("\n".join(lines))
    return str(folder / "script.txt")


def test_a_script_is_run_and_its_transcript_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = script(tmp_path, "# what is said first", "", "hello", "1", ":as priya", ":board festival poster")

    status = run("--script", lines, "--state", str(tmp_path / "state"), "--today", "2026-06-08")

    welcome, _, transcript = capsys.readouterr().out.partition("leaves.\n")
    assert status == 0
    assert "You are Maya Lindqvist" in welcome
    assert transcript.splitlines() == [
        "> hello",
        "Darcy",
        "┃ You said hello",
        "┃ [1] Confirm  [2] Cancel",
        "┃ (one or more, such as: 3 4)",
        "┃ [3] Red",
        "┃ [4] Blue",
        "> 1",
        "(Confirm)",
        "Darcy · edited",
        "@Maya Lindqvist chose Confirm",
        "> :as priya",
        "You are Priya Raman now.",
        "> :board festival poster",
        "title | status | assignees | due | project",
        "Print the festival poster | Not started | Sam Okonjo | 2026-06-17 | Short Film Festival",
    ]


@pytest.mark.parametrize("line", ["die", "7", ":bogus", "/bogus", ":as Nobody"])
def test_a_line_that_comes_to_nothing_fails_the_script_and_not_the_lines_after_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    status = run("--script", script(tmp_path, line, ":restart", "hello"), "--state", str(tmp_path / "state"))

    out = capsys.readouterr().out
    assert status == 1
    assert f"> {line}\n! " in out
    assert "┃ You said hello" in out
    assert f"Darcy's log is {tmp_path / 'state' / 'darcy.log'}" in out


def test_what_is_kept_is_gone_on_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = str(tmp_path / "state")
    run("--script", script(tmp_path, "hello"), "--state", state)
    capsys.readouterr()

    assert run("--script", script(tmp_path, "2"), "--state", state, "--as", "Priya") == 0
    assert "@Priya Raman chose Cancel" in capsys.readouterr().out


def test_a_script_that_is_not_there_or_a_speaker_nobody_is_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--script", str(tmp_path / "none"), "--state", str(tmp_path / "state")) == 2
    assert f"! {tmp_path / 'none'}: No such file" in capsys.readouterr().out
    assert run("--script", script(tmp_path, "hello"), "--as", "Zed", "--state", str(tmp_path / "state")) == 2
    assert "Nobody here is called “Zed”" in capsys.readouterr().out


def test_a_day_is_written_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parsed("--today", "8 June")
    assert "'8 June' is no day; it is written YYYY-MM-DD" in capsys.readouterr().err


def started(folder: Path, *options: str, stdin: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """The sandbox as a process, with its first screen printed."""
    sandbox = subprocess.Popen(  # noqa: S603 - it is the sandbox itself
        [sys.executable, "-c", PROGRAM, SMALL_BOT[1], *options],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=stdin,
        stdout=subprocess.PIPE,
    )
    assert sandbox.stdout is not None
    while b":quit leaves." not in (line := sandbox.stdout.readline()):
        assert line, "It ended before its first screen."
    return sandbox


@pytest.mark.parametrize(
    ("how", "options", "status"),
    [
        (signal.SIGINT, (), 0),
        (signal.SIGINT, ("--script", "-"), 130),
        (signal.SIGTERM, (), 143),
    ],
)
def test_a_signal_ends_it_in_order_and_leaves_nothing(
    temporary_folders: Path, how: signal.Signals, options: tuple[str, ...], status: int
) -> None:
    sandbox = started(temporary_folders, *options)
    assert list(temporary_folders.iterdir()) != []

    sandbox.send_signal(how)

    sandbox.communicate(timeout=20)
    assert sandbox.returncode == status
    assert list(temporary_folders.iterdir()) == []


def test_a_line_typed_at_a_keyboard_is_prompted_for_and_answered(temporary_folders: Path) -> None:
    keyboard, terminal = pty.openpty()
    sandbox = started(temporary_folders, stdin=terminal)

    os.write(keyboard, b"hello there\n\x04")

    out, _ = sandbox.communicate(timeout=20)
    os.close(keyboard)
    os.close(terminal)
    assert sandbox.returncode == 0
    assert "Maya> " in out.decode()
    assert "┃ You said hello there" in out.decode()
    assert list(temporary_folders.iterdir()) == []


def screen(folder: Path, *lines: str, **environment: str) -> str:
    """What stands on a screen of 80 columns, at which these lines were typed one after the other."""
    keyboard, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (40, 80))
    sandbox = subprocess.Popen(  # noqa: S603 - it is the sandbox itself
        [sys.executable, "-c", PROGRAM, SMALL_BOT[1]],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder), "TERM": "xterm-256color", **environment},
        stdin=terminal,
        stdout=terminal,
    )
    os.close(terminal)
    shown = b""
    for line in lines:
        shown += read_until(keyboard, b"> ")
        os.write(keyboard, f"{line}\n".encode())
    shown += read_until(keyboard, None)
    os.close(keyboard)
    assert sandbox.wait(20) == 0
    return shown.decode().replace("\r", "")


def read_until(keyboard: int, end: bytes | None) -> bytes:
    """What is shown until it ends so, or, with None, until the sandbox has ended."""
    shown = b""
    while end is None or not shown.endswith(end):
        try:
            shown += os.read(keyboard, 1)
        except OSError:  # how Linux says that nobody writes there any more
            assert end is None, shown
            break
    return shown


def test_eighty_columns_hold_the_first_screen_the_help_and_a_card(temporary_folders: Path) -> None:
    shown = screen(temporary_folders, ":help", "hello", ":quit", NO_COLOR="1", TERM="dumb")

    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines.index("Maya> :help") == 8
    assert "┃ [1] Confirm  [2] Cancel" in lines


def test_a_board_is_a_table_on_a_screen(temporary_folders: Path) -> None:
    shown = screen(temporary_folders, ":board poster", ":quit", NO_COLOR="1", TERM="dumb").splitlines()

    heading, row = (line for line in shown if line.startswith(("title ", "Print the")))
    assert heading.index("status") == row.index("Not started")
    projects = [line.strip() for line in shown if line.strip() in ("Recruitment", "Short Film Festival")]
    assert projects == ["Recruitment", "Short Film Festival"]


def test_most_tasks_take_one_line_each_of_eighty_columns(temporary_folders: Path) -> None:
    shown = screen(temporary_folders, ":board", ":quit", NO_COLOR="1", TERM="dumb").splitlines()

    table = shown[shown.index("Maya> :board") + 1 :]
    assert all(len(line) <= 80 for line in table)
    tasks = len(seeded_workspace(dt.date(2026, 6, 8)).tasks)
    assert len(table) < 1.6 * tasks  # with a line for each project, and some long titles
