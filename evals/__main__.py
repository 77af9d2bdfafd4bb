"""`python -m evals`: what Darcy makes of sentences, counted by group.

Ends with status 1 if fewer passed than the README says.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.agent.grammar_model import GrammarModel
from bot.agent.openai_model import open_openai_model
from bot.settings import DEFAULT_MODEL, read_board_settings
from evals.asking import results_of
from evals.cases import CASES
from evals.report import failures_of, lines_of, markdown_of, table_of, with_table
from evals.workspaces import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.agent.model import Model
    from evals.asking import Result

REPLY_S = 40.0
README = Path(__file__).parent.parent / "README.md"
_NO_BOARD = {"notion_token": "unused", "notion_tasks": "0" * 32}  # these boards are in memory
_PROMISED = re.compile(r"^\| all \| \d+ \| (\d+) of (\d+) \|$", re.MULTILINE)


def main(given: Sequence[str] | None = None) -> int:
    said = _parser().parse_args(given)
    results = asyncio.run(evaluated(said.model, said.only))
    if said.markdown:
        README.write_text(with_table(README.read_text("utf-8"), results), "utf-8")
        print(markdown_of(results))
        return 0
    if said.verbose:
        print(failures_of(results))
    print(table_of(results))
    return 1 if share_of(results) < promised_in(README.read_text("utf-8")) else 0


async def evaluated(model_name: str | None, only: str) -> list[Result]:
    """Ask every case whose id or group begins with `only`. Without a model's name the grammar answers."""
    chosen = [case for case in CASES if case.id.startswith(only) or case.group.startswith(only)]
    async with open_model(model_name) as model:
        return await results_of(chosen, EVERYWHERE, model)


@asynccontextmanager
async def open_model(name: str | None, **given: Any) -> AsyncIterator[Model]:
    """The grammar, or a language model by the OPENAI_ settings; `given` are settings said otherwise."""
    if name is None:
        yield GrammarModel()
        return
    settings = read_board_settings(**_NO_BOARD, **given)
    key, url = settings.openai_api_key, settings.openai_base_url
    async with open_openai_model(
        api_key=key.get_secret_value() if key else None,
        base_url=str(url) if url else None,
        model=name or settings.darcy_model or DEFAULT_MODEL,
        timeout_s=REPLY_S,
    ) as model:
        yield model


def share_of(results: Sequence[Result]) -> float:
    """How many of the asked passed, from 0 to 1."""
    last = lines_of(results)[-1]
    return last.passed / last.asked if last.asked else 0.0


def promised_in(readme: str) -> float:
    """The share that the README's table tells; 0 while it has none."""
    found = _PROMISED.search(readme)
    return int(found[1]) / int(found[2]) if found else 0.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="tell what failed, and how")
    parser.add_argument("--markdown", action="store_true", help="write the table into the README")
    parser.add_argument(
        "--model",
        nargs="?",
        const="",
        metavar="NAME",
        help="ask a language model: this one, or DARCY_MODEL, by the OPENAI_ settings",
    )
    parser.add_argument("--only", default="", metavar="START", help="only ids or groups that begin so")
    return parser


if __name__ == "__main__":
    sys.exit(main())
