"""Write `docs/answers.md` anew: `python -m tests.promises.answers`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.promises.answers.cells import Start, cell_of
from tests.promises.answers.faults import FAULTS
from tests.promises.answers.kinds import KINDS
from tests.promises.answers.table import FILE, rendered


async def main() -> None:
    cells: dict[tuple[str, str], str] = {}
    for fault in FAULTS:
        start = Start(len(KINDS))
        with tempfile.TemporaryDirectory() as folder:
            folders = [Path(tempfile.mkdtemp(dir=folder)) for _ in KINDS]
            each = [cell_of(kind, fault, own, start) for kind, own in zip(KINDS, folders, strict=True)]
            for kind, cell in zip(KINDS, await asyncio.gather(*each), strict=True):
                cells[kind.name, fault.name] = cell
    FILE.write_text(rendered(cells), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
