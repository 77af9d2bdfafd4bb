"""`make pictures`: every card of `scenes.py` as docs/pictures/<name>.png, or those that are named.

.venv/bin/python -m tests.pictures [--to FOLDER] [name…]
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.pictures.taking import PICTURES, browser, take

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.pictures", description="Take pictures of Darcy's cards.")
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder to put them in")
    parser.add_argument("names", nargs="*", help="only these, such as done or setup")
    arguments = parser.parse_args()
    if browser() is None:
        sys.exit("Pictures are taken with Chromium, which is not there (Debian: apt install chromium).")
    arguments.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="darcy-pictures-") as folder:
        taken = asyncio.run(take(arguments.to, Path(folder), arguments.names))
    for file in taken:
        sys.stdout.write(f"{file} · {file.stat().st_size // 1024} KiB\n")
