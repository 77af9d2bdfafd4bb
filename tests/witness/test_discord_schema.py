"""The schema of the gateway's payloads that is kept here is the one that discord-api-types makes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.doubles.required import require

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "discord"


def test_the_schema_is_what_the_types_make_it(tmp_path: Path) -> None:
    node = shutil.which("node")
    require("node", is_there=node is not None)
    generator = FOLDER / "node_modules" / "ts-json-schema-generator"
    require("ts-json-schema-generator (npm ci in tests/witness/discord)", is_there=generator.exists())
    made = tmp_path / "gateway.schema.json"

    subprocess.run([str(node), str(FOLDER / "schema.js"), str(made)], check=True, capture_output=True)  # noqa: S603 - it is ours

    assert made.read_text(encoding="utf-8") == (FOLDER / "gateway.schema.json").read_text(encoding="utf-8")
