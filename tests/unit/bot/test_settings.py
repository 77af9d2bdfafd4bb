from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings

GOOD = {"discord_token": "canary-discord", "notion_token": "canary-notion", "notion_tasks": "a" * 32}
ROOT = Path(__file__).parents[3]


def test_all_that_is_wrong_is_told_at_once_and_no_value_is_shown() -> None:
    with pytest.raises(SettingsError) as wrong:
        read_settings(
            discord_token="canary-discord",
            darcy_guilds="1, canary-guild",
            openai_base_url="canary-url",
            darcy_timezone="Mars/Canary",
            notion_token=None,
        )
    lines = str(wrong.value).splitlines()
    names = [line.split()[0] for line in lines[1:] if line.startswith("  ")]
    assert sorted(names) == [
        "DARCY_GUILDS",
        "DARCY_TIMEZONE",
        "NOTION_TASKS",
        "NOTION_TOKEN",
        "OPENAI_BASE_URL",
    ]
    assert "canary" not in str(wrong.value).casefold()


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("discord_token", "   ", "has a space, a line break or another character in it that no token has"),
        ("notion_token", "two canaries", "has a space"),
        ("openai_api_key", "“canary”", "has a space"),
        ("notion_requests_per_minute", "3", "is not well formed"),
        ("notion_tasks", "canary", "has no id in it"),
        ("darcy_database_url", "sqlite://", "is not well formed"),
        ("darcy_database_url", "mysql://canary/db", "is not well formed"),
        ("darcy_timezone", "Canary", "is no time zone's name"),
        (
            "darcy_model",
            "canary-5",
            "names a model, but neither OPENAI_API_KEY nor OPENAI_BASE_URL says whose",
        ),
        ("ssl_cert_file", "/canary.pem", "leads to no file that Darcy may read"),
    ],
)
def test_what_cannot_work_is_told_before_anything_is_tried(name: str, value: str, wrong: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings(**{**GOOD, name: value})
    assert f"{name.upper()} {wrong}" in str(told.value)
    assert "canary" not in str(told.value)


def test_a_token_copied_with_a_line_break_is_taken() -> None:
    assert read_settings(**{**GOOD, "notion_token": "canary\n"}).notion_token.get_secret_value() == "canary"


def test_an_env_file_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_bytes("DISCORD_TOKEN=x".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(_env_file=env)


def test_guilds_are_read_from_a_list_with_commas() -> None:
    assert read_settings(**GOOD, darcy_guilds="12, 34,").darcy_guilds == {12, 34}


@pytest.mark.parametrize(
    ("given", "grammar"),
    [
        ({}, True),
        ({"openai_api_key": "canary"}, False),
        ({"openai_base_url": "http://localhost:1/v1"}, False),
        ({"openai_api_key": "canary", "darcy_model": "Grammar"}, True),
        ({"openai_base_url": "http://localhost:1/v1", "darcy_model": "llama"}, False),
    ],
)
def test_without_a_provider_the_grammar_answers(given: dict[str, str], *, grammar: bool) -> None:
    assert read_settings(**GOOD, **given).uses_grammar is grammar


def test_a_secret_is_not_in_what_settings_print() -> None:
    assert "canary" not in repr(read_settings(**GOOD))


def test_run_without_settings_says_what_is_missing_and_no_more(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "DISCORD_TOKEN is missing" in ran.stderr
    assert "NOTION_TOKEN is missing" in ran.stderr
    assert "Traceback" not in ran.stderr
